import { isUscc, usccRepairs } from '../../contract/checks/uscc.ts'
import type { Region } from '../../contract/result.ts'
import { inAnyRow } from './cards.ts'
import { confidenceOf } from './field.ts'
import { defineForm, onBestPage, openForm, readForm, valueRuns, type OpenForm } from './form.ts'
import { heightOf, middleOf, quadAround } from './geometry.ts'
import { readDate, readName, readPattern, readText, type Found, type Reader } from './readers.ts'
import { sealRegion, withoutSeals } from './seal-regions.ts'
import { findAll } from './spelling.ts'
import { splitAtGaps, textOf, type Glyph, type PageContext } from './text-stream.ts'
import { fromList, readingsOf } from './values.ts'

/** The least probability of another reading beside what was read at which the check sign may choose it: print that is plain stays, right or wrong. */
const leastOther = 1 / 60

/** A unified social credit code; another of the engine's readings is taken only where the check sign asks for it. */
export const readCreditCode: Reader = (runs) => {
  for (const run of runs) {
    for (const { text, glyphs } of findAll(run, /[0-9A-Za-z]{18}/dg)) {
      const upper = text.toUpperCase()
      if (!/^[0-9A-Z]{2}[0-9OIZSB]{6}/.test(upper)) continue
      if (isUscc(upper)) return { value: upper, runs: [glyphs], raw: text }
      const repair = usccRepairs(upper).find((candidate) =>
        Array.from(candidate).every(
          (sign, index) =>
            sign === upper[index] ||
            'OISZV'.includes(upper[index]!) ||
            readingsOf(glyphs[index]!).some(
              ({ text: other, confidence }) =>
                other.toUpperCase() === sign && confidence > leastOther * glyphs[index]!.character.confidence,
            ),
        ),
      )
      return { value: repair ?? upper, runs: [glyphs], raw: text }
    }
  }
  return null
}

/** Days of a term, in reading order, and whether only its end is there. */
function termDays(runs: Parameters<Reader>[0]): { days: Found[]; endOnly: boolean } {
  const days = runs.flatMap((run) =>
    findAll(run, /\d{4}[年.\-/]?\d{1,2}[月.\-/]?\d{1,2}日?/dg).flatMap(({ glyphs }) => readDate([glyphs]) ?? []),
  )
  const text = runs.map(textOf).join('')
  return { days, endOnly: /^\D{0,2}至/.test(text) }
}

const readTermStart: Reader = (runs) => {
  const { days, endOnly } = termDays(runs)
  return endOnly ? null : (days[0] ?? (runs.length > 0 ? readDate(runs.slice(0, 1)) : null))
}

const readTermEnd: Reader = (runs) => {
  const long = readPattern(/长期|永久|永续|不约定期限|无固定期限/, { write: () => '长期' })(runs)
  if (long) return long
  const { days, endOnly } = termDays(runs)
  return (endOnly ? days[0] : days[1]) ?? null
}

/** A foreigner's name in Latin letters. */
const latinPerson = readPattern(/\p{Lu}[\p{L}.'-]+(?: \p{Lu}[\p{L}.'-]*){0,5}/u, { blanks: true })

/** A person's name; of a partnership's partner that is a firm, the firm as printed with who acts for it. */
const readPerson: Reader = (runs) => {
  const text = readText()(runs)
  if (!text) return null
  if (/[(（:：]|公司|企业|中心|合伙/.test(text.value)) return text
  return readName(runs.slice(0, 1)) ?? latinPerson(runs.slice(0, 1))
}

const noStars = /^[*＊\-—/]+$/
/** Print that says something: licences fill what does not apply with stars or strokes. */
const readPrint: Reader = (runs) => {
  const found = readText()(runs)
  return found && !noStars.test(found.value) ? found : null
}

/** The name where detection lost the first sign of its label, which is set wide: the row that begins with 称, and the line that goes on below it. */
function nameBehind({ page, hits, height }: OpenForm<Label>): Found | null {
  const at = page.rows.findIndex(
    ({ glyphs }) => glyphs[0]?.text === '称' && glyphs.length > 4 && heightOf(glyphs[0]) < 2 * height,
  )
  const row = page.rows[at]
  if (!row) return null
  const end = Math.min(Infinity, ...hits.filter((hit) => hit.row === row).map((hit) => hit.left))
  const [first] = splitAtGaps(
    row.glyphs.slice(1).filter(({ left }) => left < end),
    3.5,
  )
  if (!first) return null
  const left = first[0]!.left
  const next = page.rows[at + 1]
  const goesOn =
    next &&
    next.top - row.bottom < heightOf(row) &&
    Math.abs(next.left - left) < height &&
    hits.every((hit) => hit.row !== next)
  return readPrint(goesOn ? [first, splitAtGaps(next.glyphs, 3.5)[0]!] : [first])
}

/** The scope as printed. Of the colon and the semicolon, which small print confuses, the one that parts items is likelier wherever the engine thought of it. */
const readScope: Reader = (runs) => {
  const isSemicolon = (glyph: Glyph) =>
    glyph.text === ':' && readingsOf(glyph).some(({ text, confidence }) => text === ';' && confidence > 0.08)
  return readText()(runs.map((run) => run.map((glyph) => (isSemicolon(glyph) ? { ...glyph, text: ';' } : glyph))))
}

/** Types that stand by themselves; most others have an addition in brackets. */
const plainTypes = [
  '个体工商户',
  '有限责任公司',
  '股份有限公司',
  '个人独资企业',
  '农民专业合作社',
  '普通合伙企业',
  '有限合伙企业',
]

/** A type as printed; one of the plain ones where a sign of it was misread. */
const readType: Reader = (runs) => {
  const found = readPrint(runs)
  const known = found?.runs.length === 1 ? fromList(found.runs[0]!, plainTypes) : null
  return found && known !== null ? { ...found, value: known, raw: found.value } : found
}

type Label =
  | 'code'
  | 'registration'
  | 'name'
  | 'type'
  | 'composition'
  | 'legal'
  | 'scope'
  | 'capital'
  | 'paid'
  | 'founded'
  | 'term'
  | 'address'
  | 'authority'
  | 'issued'
  | 'title'

/**
 * The business licence: labels left of their values, in two columns across or in one upright. Forms before 2014 have a registration number in place of the code;
 * people in business for themselves have no type there but a form of composition.
 */
const form = defineForm<Label>({
  labels: {
    code: ['统一社会信用代码', '社会信用代码', '信用代码'],
    registration: ['注册号', '营业执照注册号'],
    name: ['名称', '字号名称', '企业名称', '名称(字号)'],
    type: ['类型', '公司类型', '主体类型', '企业类型', '经济性质', '市场主体类型'],
    composition: ['组成形式'],
    legal: [
      '法定代表人',
      '法定代表人姓名',
      '经营者',
      '经营者姓名',
      '负责人',
      '投资人',
      '投资人姓名',
      '执行事务合伙人',
      '法定代表人(负责人)',
    ],
    scope: ['经营范围', '业务范围', '经营范围及方式'],
    capital: ['注册资本', '注册资金', '出资额', '成员出资总额'],
    paid: ['实收资本'],
    founded: ['成立日期', '注册日期'],
    term: ['营业期限', '经营期限', '合伙期限'],
    address: ['住所', '经营场所', '营业场所', '主要经营场所', '住所(经营场所)', '企业住所'],
    authority: ['登记机关', '发照机关'],
    issued: ['核准日期', '发照日期'],
    title: ['营业执照', '企业法人营业执照', '个体工商户营业执照', '合伙企业营业执照'],
  },
  fields: [
    { key: 'credit_code', label: 'code', read: readCreditCode, otherwise: inAnyRow(readCreditCode) },
    { key: 'registration_number', label: 'registration', read: readPattern(/\d{13,15}/) },
    { key: 'name', label: 'name', stands: 'right', lines: 3, gap: 3.5, read: readPrint, otherwise: nameBehind },
    {
      key: 'company_type',
      label: 'type',
      stands: 'right',
      lines: 2,
      read: readType,
      otherwise: (open) => {
        const runs = valueRuns(open, { key: 'company_type', label: 'composition', stands: 'right' })
        return runs.length > 0 ? readPrint(runs) : null
      },
    },
    { key: 'address', label: 'address', stands: 'right', lines: 4 },
    { key: 'legal_person', label: 'legal', read: readPerson, stands: 'right', lines: 3 },
    { key: 'registered_capital', label: 'capital', stands: 'right', read: readPrint },
    { key: 'paid_in_capital', label: 'paid', stands: 'right', read: readPrint },
    { key: 'established_date', label: 'founded', read: readDate, stands: 'right', look: { signs: 13 } },
    { key: 'valid_from', label: 'term', read: readTermStart, stands: 'right', gap: 6, lines: 2 },
    { key: 'valid_to', label: 'term', read: readTermEnd, stands: 'right', gap: 6, lines: 2 },
    { key: 'business_scope', label: 'scope', read: readScope, stands: 'right', lines: 20, gap: 4 },
  ],
})

/** Where the vocabulary's regions are: the title by its print, the emblem as the spot of red over it, seals and codes by what they are. */
async function regionsOf({ page, hits }: OpenForm<Label>, { inspect }: PageContext): Promise<Region[]> {
  const regions: Region[] = []
  const title = hits
    .filter(({ key }) => key === 'title')
    .toSorted((first, second) => heightOf(second) - heightOf(first))[0]
  if (title) {
    const glyphs = title.row.glyphs.slice(title.from, title.to)
    const quad = quadAround(glyphs.map(({ character }) => character.quad))
    regions.push({ kind: 'title', page: page.index, quad, text: textOf(glyphs), confidence: confidenceOf(glyphs) })
  }
  const seals = (await inspect?.('seals')) ?? []
  for (const seal of seals) {
    const box = page.frame.boxOf(seal.quad)
    const above = title !== undefined && middleOf(box) < title.top
    if (seal.shape !== 'solid') regions.push(sealRegion(seal, page.index))
    else if (above) regions.push({ kind: 'emblem', page: page.index, quad: seal.quad, confidence: null })
  }
  for (const code of (await inspect?.('codes')) ?? [])
    regions.push({ kind: 'qr', page: page.index, quad: code.quad, text: code.text, confidence: null })
  return regions
}

/** Kind `business-licence`. */
export const extractBusinessLicence = onBestPage(async (page, context) => {
  const open = openForm(context.inspect ? await withoutSeals(context) : page, form)
  return { fields: await readForm(open, form), regions: await regionsOf(open, context) }
})
