import { idNumberAnywhere, readIdNumberHere } from './cards.ts'
import { ethnicGroups } from './ethnic-groups.ts'
import { defineForm, formExtractor } from './form.ts'
import { readDate, readName, readOneOf, readText, type Reader } from './readers.ts'
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

/** A member's page of the household register (常住人口登记卡). Every label is listed: an empty cell must not take its neighbour's. */
const form = defineForm({
  labels: {
    name: ['姓名'],
    relation: ['户主或与户主关系', '与户主关系', '户主或与', '户主关系'],
    former: ['曾用名'],
    sex: ['性别'],
    birthPlace: ['出生地'],
    ethnicity: ['民族'],
    native: ['籍贯'],
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

/** Kind `household-register`. */
export const extractHouseholdRegister = formExtractor(form)
