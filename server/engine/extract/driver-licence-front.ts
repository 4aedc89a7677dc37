import { idNumberAnywhere, readAddress, readIdNumberHere } from './cards.ts'
import { fieldOf } from './field.ts'
import { defineForm, onBestPage, openForm, readForm, valueRuns, type OpenForm } from './form.ts'
import { heightOf, middleOf } from './geometry.ts'
import { readDate, readName, readOneOf, readPattern, type Found, type Reader } from './readers.ts'
import { sealsOf } from './seal-regions.ts'
import { findAll } from './spelling.ts'
import { glyphsOf, splitAtGaps, textOf, type Glyph, type PageContext, type TextPage } from './text-stream.ts'
import { isHan } from './values.ts'

/**
 * The issuing unit stands in the square seal at the left, in two to four lines of Chinese that no label belongs to, between the address and the
 * validity.
 */
function issuingUnit({ page, hits }: OpenForm<Label>): Found | null {
  const labels = hits
    .filter(({ key }) => key === 'first' || key === 'class' || key === 'birth')
    .toSorted((first, second) => middleOf(first) - middleOf(second))
  if (labels.length === 0) return null
  const top = Math.min(...hits.filter(({ key }) => key === 'birth' || key === 'first').map((hit) => hit.top))
  const below = hits.filter(({ key }) => key === 'period').map(middleOf)
  const bottom = Math.min(Infinity, ...below)
  const [upper, lower] = [labels[0]!, labels.at(-1)!]
  const drop = middleOf(lower) - middleOf(upper)
  const lean = drop > heightOf(upper) ? (lower.left - upper.left) / drop : 0
  // Seen in perspective the column of labels leans.
  const columnAt = (glyph: Glyph) => upper.left + lean * (middleOf(glyph) - middleOf(upper))
  const runs: Glyph[][] = []
  for (const row of page.rows) {
    const printed = hits.filter((hit) => hit.row === row)
    // The term's label stands close below, and higher than its middle at its far end where the page leans.
    const unlabelled = row.glyphs.filter((_, index) => !printed.some(({ from, to }) => index >= from && index < to))
    for (const run of splitAtGaps(unlabelled, 2)) {
      const inside = run.filter(
        (glyph) =>
          glyph.right < columnAt(glyph) && middleOf(glyph) > top - 2 * heightOf(glyph) && middleOf(glyph) < bottom,
      )
      const han = inside.filter(isHan)
      if (han.length >= 2 && han.length > inside.length / 2) runs.push(han)
    }
  }
  const value = runs.map(textOf).join('')
  // What else stands there (the rest of a long address) ends where the name of an authority begins.
  return /[局队所]$/.test(value) && value.length >= 6 ? { value, runs } : null
}

/** What the square seal says where its red print was read by itself, or the line beside its own label on an electronic licence. */
async function sealedUnit(page: TextPage, context: PageContext): Promise<Found | null> {
  for (const seal of await sealsOf(context)) {
    if (seal.shape !== 'square') continue
    const runs = (seal.inner ?? []).map(({ chars }) => glyphsOf(chars, page.frame, -1).filter(isHan))
    const value = runs.map(textOf).join('')
    if (/[局队所]$/.test(value) && value.length >= 6) return { value, runs }
  }
  return null
}

/** Days in the order in which they stand, and 长期. */
const days = (runs: Parameters<Reader>[0]) =>
  runs.flatMap((run) =>
    findAll(run, /\d{4}[年.\-/]?\d{1,2}[月.\-/]?\d{1,2}日?/dg).flatMap(({ glyphs }) => readDate([glyphs]) ?? []),
  )

/** A name in Chinese, or that of a foreigner in Latin capitals. */
const readHolder: Reader = (runs) =>
  readName(runs) ?? readPattern(/[A-Z][A-Z.'-]+(?: [A-Z][A-Z.'-]*){0,5}/, { blanks: true })(runs)

/** 2014-05-01至2024-05-01, or to 长期: a term says so by itself, where a thumb lies on its label. */
function termAnywhere({ page }: OpenForm<Label>): Glyph[][] {
  const term = /\d{4}[年.\-/]?\d{1,2}[月.\-/]?\d{1,2}日?[至到一—-](?:长期|\d{4}[年.\-/]?\d{1,2}[月.\-/]?\d{1,2}日?)/dg
  for (const row of page.rows) {
    const [found] = findAll(row.glyphs, term)
    if (found) return [found.glyphs]
  }
  return []
}

/** What stands at the label of the term, else whatever looks like one. */
function termRuns(open: OpenForm<Label>, key: string): Glyph[][] {
  const runs = valueRuns(open, { key, label: 'period', stands: 'right', gap: 12 })
  return runs.length > 0 ? runs : termAnywhere(open)
}

const readEnd: Reader = (runs) => {
  const long = readPattern(/长期/)(runs)
  if (long) return long
  const all = days(runs)
  if (all[1]) return all[1]
  // Before 2012 the years that it was valid for.
  return all.length === 0 ? readPattern(/^\D{0,3}?(\d{1,2}年)$/)(runs) : null
}

type Label =
  | 'number'
  | 'name'
  | 'sex'
  | 'nationality'
  | 'address'
  | 'birth'
  | 'first'
  | 'class'
  | 'start'
  | 'end'
  | 'period'
  | 'unit'
  | 'archive'
  | 'record'
  | 'points'
  | 'state'
  | 'title'

/** Main page of the Chinese driving licence (GA 482-2012), and its electronic form. */
const form = defineForm<Label>({
  labels: {
    number: ['证号', '证号No', '驾驶证号', '证件号码'],
    name: ['姓名', '姓名Name'],
    sex: ['性别', '性别Sex'],
    nationality: ['国籍', '国籍Nationality'],
    address: ['住址', '住址Address'],
    birth: ['出生日期', 'Date of Birth'],
    first: ['初次领证日期', '初始领证日期', 'Date of First Issue'],
    class: ['准驾车型'],
    start: ['有效起始日期', '有效期始', 'Valid From'],
    end: ['有效截止日期', '有效期止', '有效期至'],
    period: ['有效期限', '有效期', 'Valid Period', 'Valid For'],
    unit: ['发证机关', '发证单位'],
    archive: ['档案编号'],
    record: ['记录'],
    points: ['累积记分'],
    state: ['状态'],
    title: ['中华人民共和国机动车驾驶证', '中华人民共和国机动车驾驶证副页'],
  },
  fields: [
    {
      key: 'licence_number',
      label: 'number',
      pick: 'upper',
      read: readIdNumberHere,
      otherwise: (open) => idNumberAnywhere(open, 'number'),
    },
    { key: 'name', label: 'name', pick: 'upper', read: readHolder, stands: 'right', gap: 12 },
    { key: 'sex', label: 'sex', read: readOneOf(['男', '女']), stands: 'right', look: { signs: 1 } },
    { key: 'address', label: 'address', lines: 3, stands: 'right', read: readAddress },
    { key: 'issuing_unit', label: 'unit', stands: 'right', lines: 2, otherwise: issuingUnit },
    { key: 'first_issue_date', label: 'first', read: readDate, stands: 'right' },
    {
      key: 'vehicle_class',
      label: 'class',
      stands: 'right',
      read: readPattern(/[ABCDEFMNP][1-6]?(?:[ABCDEFMNP][1-6]?)*/, {}),
      look: { signs: 4, alphabet: 'ABCDEFMNP123456' },
    },
    {
      key: 'valid_from',
      label: 'start',
      read: readDate,
      stands: 'right',
      gap: 12,
      otherwise: (open) => {
        const runs = termRuns(open, 'valid_from')
        return days(runs)[0] ?? (runs.length > 0 ? readDate(runs) : null)
      },
    },
    {
      key: 'valid_to',
      label: 'end',
      stands: 'right',
      gap: 12,
      read: (runs) => readPattern(/长期/)(runs) ?? readDate(runs),
      otherwise: (open) => readEnd(termRuns(open, 'valid_to')),
    },
  ],
})

/** Kind `driver-licence-front`. */
export const extractDriverLicenceFront = onBestPage(async (page, context) => {
  const fields = await readForm(openForm(page, form), form)
  const unit = fields.find(({ key }) => key === 'issuing_unit')
  const seen = unit?.value ? null : await sealedUnit(page, context)
  if (!seen) return { fields }
  const own = fieldOf('issuing_unit', { ...seen, page: page.index })
  return { fields: [...fields.filter((field) => field !== unit), own] }
})
