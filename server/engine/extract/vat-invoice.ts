import type { Field } from '../../contract/result.ts'
import { confidenceOf, fieldOf } from './field.ts'
import { defineForm, onBestPage, openForm, readForm, type OpenForm } from './form.ts'
import { around, heightOf } from './geometry.ts'
import { readDate, readName, readPattern, type Found, type Reader } from './readers.ts'
import { findAll } from './spelling.ts'
import { glyphsOf, splitAtGaps, textOf, type Glyph, type TextPage } from './text-stream.ts'
import { isHan } from './values.ts'
import { readParties, type PartyLine } from './vat-parties.ts'
import { readTotals } from './vat-totals.ts'

type Label =
  | 'code'
  | 'number'
  | 'date'
  | 'check'
  | 'machine'
  | 'taxId'
  | 'words'
  | 'figures'
  | 'payee'
  | 'reviewer'
  | 'drawer'
  | 'seller'
  | 'heads'
  | 'remarks'

/** Rows above the buyer's block, where the invoice's own numbers stand. */
function upper({ page, hits, height }: OpenForm<Label>): TextPage['rows'] {
  const blocks = hits.filter(({ key }) => key === 'taxId' || key === 'heads' || key === 'words').map(({ top }) => top)
  const end = Math.min(Infinity, ...blocks) - height
  return page.rows.filter(({ bottom }) => bottom < end)
}

/** Runs of signs that hold together and are of one size: beside the large number of a paper invoice it is repeated in small figures. */
const runsOfOneSize = (glyphs: readonly Glyph[]) =>
  splitAtGaps(glyphs, 1.6).flatMap((run) => {
    const parts: Glyph[][] = []
    for (const glyph of run) {
      const last = parts.at(-1)?.at(-1)
      const share = last ? heightOf(glyph) / heightOf(last) : 0
      if (last && (last.line === glyph.line || (share > 0.7 && share < 1.4))) parts.at(-1)!.push(glyph)
      else parts.push([glyph])
    }
    return parts
  })

/** Runs of digits above the buyer's block that no label claims. */
function numbers(form: OpenForm<Label>, pattern: RegExp): Found[] {
  const claimed = new Set(
    form.hits.filter(({ key }) => key === 'machine').flatMap(({ row, to }) => row.glyphs.slice(to, to + 14)),
  )
  return upper(form).flatMap(({ glyphs }) =>
    runsOfOneSize(glyphs.filter((glyph) => !claimed.has(glyph))).flatMap((run) =>
      findAll(run, pattern).map((found) => {
        const part = found.groups[1] ?? found
        return { value: part.text, runs: [part.glyphs] }
      }),
    ),
  )
}

/** The largest print of several places. */
const largest = (found: readonly Found[]) =>
  found.toSorted((first, second) => heightOf(around(second.runs[0]!)) - heightOf(around(first.runs[0]!)))[0] ?? null

const isDigital = ({ hits }: OpenForm<Label>) =>
  hits.some(({ key, row, to }) => key === 'number' && readPattern(/\d{18,20}/)([row.glyphs.slice(to)]) !== null)

/** The name of one of the people at the foot: what stands further off in its row is the seal's print, unless the name's own signs are spread. */
const readPerson: Reader = (runs) => {
  const [near = []] = splitAtGaps(runs[0] ?? [], 1.2)
  return readName(near.filter(isHan).length >= 2 ? [near] : runs)
}

/** The VAT invoice on paper (税总 2014), its electronic copy in the same layout, and the fully digital one (2021), whose number has 20 digits and no code. */
const form = defineForm<Label>({
  labels: {
    code: ['发票代码'],
    number: ['发票号码', '发票号码No'],
    date: ['开票日期'],
    check: ['校验码'],
    machine: ['机器编号', '机器编码'],
    taxId: ['纳税人识别号', '统一社会信用代码/纳税人识别号'],
    words: ['价税合计(大写)', '价税合计'],
    figures: ['(小写)', '小写'],
    payee: ['收款人'],
    reviewer: ['复核', '复核人'],
    drawer: ['开票人'],
    seller: ['销售方(章)', '销货单位(章)'],
    heads: ['货物或应税劳务、服务名称', '项目名称', '规格型号', '税率/征收率'],
    remarks: ['备注'],
  },
  fields: [
    // On a sheet with several papers another one's numbers may stand below.
    {
      key: 'invoice_code',
      label: 'code',
      above: 'words',
      read: readPattern(/\d{10,12}/),
      stands: 'right',
      // A special invoice has its code in large figures and no label.
      otherwise: (open) => (isDigital(open) ? null : largest(numbers(open, /(?<!\d)(?:\d{12}|\d{10})(?!\d)/dg))),
    },
    {
      key: 'invoice_number',
      label: 'number',
      above: 'words',
      read: readPattern(/\d{20}|\d{8}/),
      stands: 'right',
      otherwise: (open) =>
        largest(numbers(open, /[NM][º°oO0]?[:.]?(\d{8})(?!\d)/dg)) ??
        largest(numbers(open, /(?<![\d.])\d{8}(?![\d.])/dg)),
    },
    {
      key: 'invoice_date',
      label: 'date',
      above: 'words',
      read: readDate,
      stands: 'right',
      gap: 4,
      otherwise: (open) => readDate(upper(open).map(({ glyphs }) => glyphs)),
    },
    {
      key: 'check_code',
      label: 'check',
      above: 'words',
      read: readPattern(/\d{20}|(?<!\d)\d{5,6}(?!\d)/),
      stands: 'right',
      gap: 6,
      otherwise: (open) => (isDigital(open) ? null : (numbers(open, /(?<!\d)\d{20}(?!\d)/dg)[0] ?? null)),
    },
    { key: 'payee', label: 'payee', read: readPerson, stands: 'right', look: { signs: 3 } },
    { key: 'reviewer', label: 'reviewer', read: readPerson, stands: 'right', look: { signs: 3 } },
    { key: 'drawer', label: 'drawer', read: readPerson, stands: 'right', look: { signs: 3 } },
  ],
})

const partyKeys: Readonly<Record<PartyLine, string>> = {
  name: 'name',
  taxId: 'tax_id',
  address: 'address_phone',
  bank: 'bank_account',
}

/** Less sure than this, print is looked at again without the seal that may stand over it. */
const sure = 0.9

/** Reads a line again in the red channel, where a seal vanishes; the surer of both readings counts. */
async function withoutSeal(page: TextPage, found: Found, line: PartyLine): Promise<Found> {
  const [run] = found.runs
  if (!run || found.runs.length > 1 || run.length < 2) return found
  const before = confidenceOf(run) ?? 0
  if (before >= sure) return found
  const quad = page.frame.quadOf(around(run))
  let best = { found, confidence: before }
  for (const { chars } of await page.look(quad, [{ channel: 'red', padding: 0.12 }, { channel: 'red' }])) {
    const glyphs = glyphsOf(chars, page.frame, run[0]!.line)
    const confidence = confidenceOf(glyphs) ?? 0
    // A line cut short is surer and says less.
    if (confidence <= best.confidence + 0.1 || Math.abs(glyphs.length - run.length) > 2) continue
    const value = textOf(glyphs).trim()
    if (line !== 'taxId' && value !== '') best = { found: { value, runs: [glyphs] }, confidence }
  }
  return best.found
}

/** Kind `vat-invoice`. */
export const extractVatInvoice = onBestPage(async (page) => {
  const open = openForm(page, form)
  const fields: Field[] = await readForm(open, form)
  const add = (key: string, found: Found | null | undefined) => {
    if (found) fields.push(fieldOf(key, { ...found, page: page.index }))
    else if (found === null) fields.push(fieldOf(key, { value: null, runs: [], page: page.index }))
  }
  const totals = await readTotals(open)
  add('amount_without_tax', totals.net ?? undefined)
  add('tax_amount', totals.tax ?? undefined)
  add('total_amount', totals.total ?? undefined)
  add('total_amount_words', totals.words ?? undefined)
  const taxIds = open.hits.filter(({ key }) => key === 'taxId')
  for (const [side, party] of Object.entries(readParties(page, taxIds, totals.at))) {
    for (const [line, key] of Object.entries(partyKeys) as [PartyLine, string][]) {
      const found = party[line]
      add(`${side}_${key}`, found ? await withoutSeal(page, found, line) : found)
    }
  }
  return { fields }
})
