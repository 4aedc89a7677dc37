import { idNumberAnywhere, readIdNumberHere } from './cards.ts'
import { ethnicGroups } from './ethnic-groups.ts'
import type { SealReading } from '../reading.ts'
import { confidenceOf } from './field.ts'
import { defineForm, onBestPage, openForm, readForm, type OpenForm } from './form.ts'
import { heightOf, middleOf, quadAround } from './geometry.ts'
import { readDate, readName, readOneOf, readText, type Reader } from './readers.ts'
import { sealRegion, sealsOf, withoutSeals } from './seal-regions.ts'
import { splitAtGaps, textOf } from './text-stream.ts'
import { fromList, isHan } from './values.ts'

/** The group as printed, with or without 族; the list of the 56 groups puts a misread sign right. */
const readGroup: Reader = (runs) => {
  const glyphs = (splitAtGaps(runs[0] ?? [], 2)[0] ?? []).filter(isHan)
  if (glyphs.length === 0) return null
  const suffix = glyphs.at(-1)!.text === '族' && glyphs.length > 1
  const name = suffix ? glyphs.slice(0, -1) : glyphs
  return { value: (fromList(name, ethnicGroups) ?? textOf(name)) + (suffix ? '族' : ''), runs: [glyphs] }
}

type Label =
  | 'name'
  | 'relation'
  | 'former'
  | 'sex'
  | 'birthPlace'
  | 'ethnicity'
  | 'native'
  | 'birth'
  | 'other'
  | 'religion'
  | 'number'
  | 'height'
  | 'blood'
  | 'education'
  | 'marriage'
  | 'military'
  | 'work'
  | 'job'
  | 'moved'
  | 'clerk'
  | 'registered'
  | 'title'

/** A member's page of the household register (常住人口登记卡). Every label is listed: an empty cell must not take its neighbour's. */
const form = defineForm<Label>({
  labels: {
    name: ['姓名'],
    relation: ['户主或与户主关系', '与户主关系', '户主或与', '户主关系'],
    former: ['曾用名'],
    sex: ['性别'],
    birthPlace: ['出生地'],
    ethnicity: ['民族'],
    // Set wide, its first sign is easily lost; the second stands in no value.
    native: ['籍贯', '贯'],
    birth: ['出生日期'],
    other: ['本市其他住址', '本市(县)其他住址'],
    religion: ['宗教信仰'],
    number: ['公民身份证件编号', '公民身份号码', '公民身份证号'],
    height: ['身高'],
    blood: ['血型'],
    education: ['文化程度'],
    marriage: ['婚姻状况'],
    military: ['兵役状况'],
    work: ['服务处所'],
    job: ['职业'],
    moved: ['何时由何地迁来本址', '何时由何地迁来本市(县)'],
    clerk: ['承办人签章'],
    registered: ['登记日期'],
    title: ['常住人口登记卡'],
  },
  fields: [
    { key: 'name', label: 'name', read: readName, stands: 'right' },
    { key: 'relation', label: 'relation', stands: 'right', look: { signs: 2 }, read: readText() },
    { key: 'sex', label: 'sex', read: readOneOf(['男', '女']), stands: 'right', look: { signs: 6 } },
    { key: 'birth_place', label: 'birthPlace', stands: 'right', lines: 2 },
    { key: 'native_place', label: 'native', stands: 'right', lines: 2 },
    { key: 'ethnicity', label: 'ethnicity', read: readGroup, stands: 'right', look: { signs: 4 } },
    { key: 'birth_date', label: 'birth', read: readDate, stands: 'right', gap: 4 },
    {
      key: 'id_number',
      label: 'number',
      read: readIdNumberHere,
      stands: 'right',
      otherwise: (form) => idNumberAnywhere(form, 'number'),
    },
  ],
})

/** Seals by where they stand: a round one is the register's, a framed one beside the clerk's label the clerk's, one that says so the one that makes the page void. */
function sealKind(seal: SealReading, { page, hits }: OpenForm<Label>): string {
  const text = seal.text + (seal.inner ?? []).map((line) => line.text).join('')
  if (/注销|作废/.test(text)) return 'invalid-stamp'
  const box = page.frame.boxOf(seal.quad)
  const clerk = hits.find(({ key }) => key === 'clerk')
  const beside =
    clerk !== undefined &&
    Math.abs(middleOf(box) - middleOf(clerk)) < 3 * heightOf(clerk) &&
    box.left < clerk.right + 14 * heightOf(clerk) &&
    box.right > clerk.left
  if (beside && heightOf(box) < 8 * heightOf(clerk)) return 'undertaker-stamp'
  return seal.shape === 'square' ? 'other-stamp' : 'register-stamp'
}

/** Kind `household-register`. */
export const extractHouseholdRegister = onBestPage(async (page, context) => {
  const open = openForm(context.inspect ? await withoutSeals(context) : page, form)
  const regions = (await sealsOf(context)).map((seal) => sealRegion(seal, page.index, sealKind(seal, open)))
  const title = open.hits.find(({ key }) => key === 'title')
  if (title) {
    const glyphs = title.row.glyphs.slice(title.from, title.to)
    const quad = quadAround(glyphs.map(({ character }) => character.quad))
    regions.unshift({ kind: 'title', page: page.index, quad, text: textOf(glyphs), confidence: confidenceOf(glyphs) })
  }
  return { fields: await readForm(open, form), regions }
})
