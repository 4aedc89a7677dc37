import { amountWords, parseAmountWords } from '../../contract/checks/amount-words.ts'
import { fenOf } from '../../contract/checks/money.ts'
import { around, heightOf, middleOf } from './geometry.ts'
import type { LabelHit } from './labels.ts'
import { readMoney, type Found, type Reader } from './readers.ts'
import { findAll } from './spelling.ts'
import { glyphsOf, splitAtGaps, textOf, type Glyph, type Row, type TextPage } from './text-stream.ts'

const formalSigns = '零壹贰叁肆伍陆柒捌玖拾佰仟万亿圆元角分整正'

/** An amount in words, the formal signs alone; a zero before them is the mark ⊗ misread. */
export const readAmountWords: Reader = (runs) => {
  for (const run of runs) {
    for (const { text, glyphs } of findAll(run, /[零壹贰叁肆伍陆柒捌玖拾佰仟万亿圆元角分整正弍弐参捌两]+/dgu)) {
      const from = /^零+(?=[壹贰叁肆伍陆柒捌玖])/.exec(text)?.[0].length ?? 0
      const value = text.slice(from)
      if (value.length >= 2 && parseAmountWords(value) !== null) return { value, runs: [glyphs.slice(from)] }
    }
  }
  return null
}

/** The sign of the currency as it is read: ¥ with one stroke or none is a letter to the eye. */
const marked = /[¥￥YyVv半羊]-?\d[\d,]*[.,]\s?\d{2}(?!\d)/dg

/** Amounts in a row, with their currency's sign if `sign`; without it nothing but the space between them tells two amounts apart. */
function amountsIn(glyphs: readonly Glyph[], sign = true): Found[] {
  const spelled = sign
    ? findAll(glyphs, marked)
    : splitAtGaps(glyphs, 1.2).flatMap((run) => findAll(run, /-?\d[\d,]*\.\d{2}(?!\d)/dg))
  return spelled.flatMap(({ text, glyphs: signs }) => {
    const from = /^[^\d-]/.test(text) ? 1 : 0
    const found = readMoney([signs.slice(from)])
    return found ? [{ ...found, runs: [signs], raw: text }] : []
  })
}

/** A page and where its labels stand. */
export interface LabelledPage {
  page: TextPage
  hits: readonly LabelHit[]
}

interface Totals {
  words: Found | null
  total: Found | null
  net: Found | null
  tax: Found | null
  /** Middle of the row with the total, where it was found. */
  at: number | null
}

/** The row with the total, by its label or by what it says: an amount in words. */
function totalRows({ page, hits }: LabelledPage): { middle: number; height: number; left: number } | null {
  const hit = hits.filter(({ key }) => key === 'words').toSorted((first, second) => first.cost - second.cost)[0]
  if (hit) return { middle: middleOf(hit), height: heightOf(hit), left: hit.right }
  for (const row of page.rows) {
    const words = readAmountWords([row.glyphs])
    if (words && words.value.length >= 3) {
      const box = around(words.runs[0]!)
      return { middle: middleOf(box), height: heightOf(box), left: box.left - heightOf(box) }
    }
  }
  return null
}

/** A reading of the place behind the label with the signs of an amount alone. */
async function lookForWords(page: TextPage, place: { middle: number; height: number; left: number }, end: number) {
  const { middle, height, left } = place
  const right = Math.min(end, left + 22 * height)
  if (right - left < 3 * height) return null
  const quad = page.frame.quadOf({ left, right, top: middle - 0.9 * height, bottom: middle + 0.9 * height })
  for (const { chars, confidence } of await page.look(quad, [
    { alphabet: formalSigns },
    { alphabet: formalSigns, channel: 'red' },
  ])) {
    const found = confidence > 0.6 ? readAmountWords([glyphsOf(chars, page.frame, -1)]) : null
    if (found && found.value.length >= 4) return found
  }
  return null
}

/** Words of which one or two signs were misread: those of the figures beside them, where these differ in no more. */
function wordsByFigures(glyphs: readonly Glyph[], total: Found | null): Found | null {
  const fen = total && fenOf(total.value)
  if (!fen || fen < 0) return null
  const plain = amountWords(fen)
  for (const wanted of [plain, plain.replace(/整$/, '')]) {
    const signs = Array.from(wanted)
    for (let from = 0; from + signs.length <= glyphs.length; from += 1) {
      const run = glyphs.slice(from, from + signs.length)
      // What says the same stays as it is printed: 圆 or 元, 正 or 整.
      const value = run.map(({ text }, index) => {
        if (text === signs[index] || '圆正'.includes(text)) return text
        // 元 has so few strokes that it is not misread: what was is 圆.
        return signs[index] === '元' ? '圆' : signs[index]!
      })
      // Another amount's sign speaks against the figures; one that no amount has is misread for certain.
      const wrong = run.reduce((sum, { text }, index) => {
        if (text === value[index]) return sum
        return sum + (formalSigns.includes(text) ? 1 : 0.8)
      }, 0)
      const after = glyphs[from + signs.length]
      if (wrong <= Math.min(2, signs.length / 4) && !(after && '元圆角分整正拾佰仟万'.includes(after.text)))
        return { value: value.join(''), runs: [run], raw: textOf(run) }
    }
  }
  return null
}

/**
 * Two amounts of one row that make the total, of several rows the lowest: the sums where the currency's sign was lost. It may also have been read as a
 * digit before the amount.
 */
function sumsByTotal(rows: readonly Row[], total: Found): { net: Found; tax: Found } | null {
  const wanted = fenOf(total.value)
  const shorter = ({ runs, raw }: Found): Found[] => {
    const signs = runs[0]!.slice(1)
    const found = /^[17]/.test(raw ?? '') ? readMoney([signs]) : null
    return found ? [{ ...found, runs: [signs] }] : []
  }
  for (const row of rows.toReversed()) {
    const amounts = amountsIn(row.glyphs, false)
    for (const [index, first] of amounts.entries()) {
      for (const second of amounts.slice(index + 1)) {
        for (const net of [first, ...shorter(first)])
          for (const tax of [second, ...shorter(second)])
            if ((fenOf(net.value) ?? 0) + (fenOf(tax.value) ?? 0) === wanted) return { net, tax }
      }
    }
  }
  return null
}

/** A tax is at most this share of the amount that it is laid on: 17% until 2018, 13% since. */
const mostTax = 0.18

/** Makes the sums agree with the total where they do not: by other amounts that make it, by the minus that was lost, or by which of both one alone must be. */
function settleSums(totals: Totals, rows: readonly Row[]): void {
  const { total, net, tax } = totals
  const wanted = total && fenOf(total.value)
  if (!total || !wanted) return
  const [first, second] = [fenOf(net?.value ?? '') ?? 0, fenOf(tax?.value ?? '') ?? 0]
  if (net && first + second === wanted) return
  if (first < 0 && first + second === -wanted) {
    totals.total = { ...total, value: `-${total.value}` }
    return
  }
  const sums = sumsByTotal(rows, total)
  if (sums) Object.assign(totals, sums)
  // The tax alone was read: the amount itself is not known.
  else if (net && !tax && Math.abs(first) <= mostTax * Math.abs(wanted)) Object.assign(totals, { net: null, tax: net })
}

/** The total in words and figures, and the sums without tax and of the tax above it. */
export async function readTotals(form: LabelledPage): Promise<Totals> {
  const { page, hits } = form
  const place = totalRows(form)
  const totals: Totals = { words: null, total: null, net: null, tax: null, at: place?.middle ?? null }
  const rows = page.rows.filter(
    (row) =>
      !place || (middleOf(row) < place.middle - 0.7 * place.height && middleOf(row) > place.middle - 9 * place.height),
  )
  // The sums: the last row above the total with amounts that bear the currency's sign.
  for (const row of rows.toReversed()) {
    const amounts = amountsIn(row.glyphs)
    if (amounts.length === 0) continue
    totals.net = amounts.length >= 2 ? amounts.at(-2)! : amounts[0]!
    totals.tax = amounts.length >= 2 ? amounts.at(-1)! : null
    break
  }
  if (!totals.net) {
    // The currency's sign was lost: 合 and 计 begin the row.
    const row = rows.findLast(({ glyphs }) => /^[合台][计讨许比]/.test(textOf(glyphs).replaceAll(' ', '')))
    const amounts = row ? amountsIn(row.glyphs, false) : []
    if (amounts.length > 0) {
      totals.net = amounts.length >= 2 ? amounts.at(-2)! : amounts[0]!
      totals.tax = amounts.length >= 2 ? amounts.at(-1)! : null
    }
  }
  if (!place) return totals
  const near = page.rows.filter((row) => Math.abs(middleOf(row) - place.middle) < 0.9 * place.height)
  const behind = near
    .flatMap(({ glyphs }) => glyphs)
    .filter(({ left }) => left > place.left - 0.3 * place.height)
    .toSorted((first, second) => first.left - second.left)
  totals.total = amountsIn(behind).at(-1) ?? amountsIn(behind, false).at(-1) ?? null
  settleSums(totals, rows)
  const runs = splitAtGaps(behind, 6)
  totals.words = readAmountWords(runs) ?? wordsByFigures(behind, totals.total)
  const figures = hits.find(({ key, left }) => key === 'figures' && left > place.left)
  const end = figures?.left ?? totals.total?.runs[0]?.[0]?.left ?? Infinity
  totals.words ??= await lookForWords(page, place, end)
  // Of two readings of the words the one that the figures say; where a piece of the words alone was read, the place is looked at.
  const fen = totals.total && fenOf(totals.total.value)
  if (totals.words && fen && parseAmountWords(totals.words.value) !== fen) {
    const seen = wordsByFigures(behind, totals.total) ?? (await lookForWords(page, place, end))
    if (seen && parseAmountWords(seen.value) === fen) totals.words = seen
  }
  return totals
}
