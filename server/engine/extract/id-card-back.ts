import { isoDate } from '../../contract/checks/dates.ts'
import { asDigit } from '../../contract/checks/look-alikes.ts'
import type { Field, Findings, Region } from '../../contract/result.ts'
import { openCardPage, regionOf, scaleOf, wholeCard, type Anchors } from './card-place.ts'
import { fieldOf } from './field.ts'
import { cornersAlong, heightOf, middleOf } from './geometry.ts'
import { bestHit, findLabels, rightOf } from './labels.ts'
import { findingsOf, splitAtGaps, textOf, type Glyph, type PageContext, type TextPage } from './text-stream.ts'
import { isHan } from './values.ts'

const wordings = {
  authority: ['签发机关'],
  validity: ['有效期限', '有效期'],
  title: ['居民身份证'],
  country: ['中华人民共和国'],
} as const

interface Period {
  from: { value: string; glyphs: Glyph[] } | null
  to: { value: string; glyphs: Glyph[] } | null
}

/** A date of eight digits, whatever stands or was lost between them. */
function dateOf(digits: readonly { digit: string; glyph: Glyph }[], glyphs: readonly Glyph[]): Period['from'] {
  const text = digits.map(({ digit }) => digit).join('')
  const value = isoDate(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6, 8)))
  const first = digits[0]
  const last = digits.at(-1)
  if (value === null || !first || !last) return null
  return { value, glyphs: glyphs.slice(glyphs.indexOf(first.glyph), glyphs.indexOf(last.glyph) + 1) }
}

/** The end alone, where a thumb or a glare hides the begin: a whole date that something stands before. */
function endIn(glyphs: readonly Glyph[]): Period | null {
  const [, date] = /^.*[-—–~至](\d{4}\.?\d{2}\.?\d{2})$/u.exec(textOf(glyphs).replaceAll(' ', '')) ?? []
  if (date === undefined) return null
  const end = glyphs.slice(-date.length)
  const digits = end.flatMap((glyph) => (/^\d$/.test(glyph.text) ? [{ digit: glyph.text, glyph }] : []))
  return { from: null, to: dateOf(digits, glyphs) }
}

/** 2010.01.05-2030.01.05 or 2010.01.05-长期, found by its digits alone: dots and the stroke are the first to be lost. */
function periodIn(glyphs: readonly Glyph[]): Period | null {
  const digits = glyphs.flatMap((glyph) => {
    const digit = asDigit(glyph.text)
    return digit === undefined ? [] : [{ digit, glyph }]
  })
  const longIndex = glyphs.findIndex(
    ({ text }, index) => text === '长' || (text === '期' && index > 0 && glyphs[index - 1]!.text !== '效'),
  )
  const long = longIndex < 0 ? [] : glyphs.slice(longIndex, longIndex + 2).filter(isHan)
  const wanted = long.length > 0 ? 8 : 16
  if (digits.length >= 8 && digits.length < wanted) return endIn(glyphs)
  if (digits.length < wanted || digits.length > wanted + 1) return null
  const from = dateOf(digits.slice(0, 8), glyphs)
  if (long.length > 0) return { from, to: { value: '长期', glyphs: long } }
  return { from, to: dateOf(digits.slice(-8), glyphs) }
}

/** The authority's name beside its label; a long one goes on in the next row, above the validity. */
function authorityRuns(page: TextPage, hits: ReturnType<typeof findLabels<keyof typeof wordings>>): Glyph[][] {
  const hit = bestHit(hits, 'authority')
  if (!hit) return []
  const readable = (glyphs: readonly Glyph[]) => splitAtGaps(glyphs, 2.5)[0] ?? []
  const first = readable(rightOf(hit, hits))
  const validity = bestHit(hits, 'validity')
  if (!first[0]) return []
  const left = first[0].left
  const height = heightOf(first[0])
  const more = page.rows
    .filter((row) => middleOf(row) > hit.bottom && (validity ? middleOf(row) < validity.top : true))
    .filter((row) => middleOf(row) < hit.bottom + 1.6 * height && hits.every((other) => other.row !== row))
    .map((row) => readable(row.glyphs.filter((glyph) => glyph.left > left - height)))
    .filter((run) => run.some(isHan) && periodIn(run) === null)
  return [first, ...more.slice(0, 1)]
}

/** Without a label, the authority is the line of Chinese right above the validity that is no title. */
function authorityAbove(
  page: TextPage,
  periodRow: Glyph[],
  hits: ReturnType<typeof findLabels<keyof typeof wordings>>,
) {
  const top = Math.min(...periodRow.map((glyph) => glyph.top))
  const height = heightOf(periodRow[0]!)
  const row = page.rows.findLast(
    (candidate) => candidate.bottom < top + 0.3 * height && top - candidate.bottom < 2.5 * height,
  )
  if (!row || hits.some(({ row: other, key }) => other === row && (key === 'title' || key === 'country'))) return []
  const run = row.glyphs.filter((glyph) => glyph.left > periodRow[0]!.left - height)
  return /[局队处]$/.test(textOf(run)) ? [run] : []
}

/** Where the labels and the title stand on the card, in millimetres (GA 448). */
const anchors: Anchors<keyof typeof wordings> = {
  country: [52, 11.4],
  title: [52, 21.1],
  authority: [25.2, 40.4],
  validity: [25.2, 46.6],
}

async function readCard(context: PageContext): Promise<{ fields: Field[]; regions: Region[] }> {
  const { page, outline } = await openCardPage(context, (whole) => {
    const scale = scaleOf(findLabels(whole.rows, wordings), anchors)
    return scale && whole.frame.quadOf(wholeCard(scale))
  })
  const hits = findLabels(page.rows, wordings)
  const fields: Field[] = []
  const label = bestHit(hits, 'validity')
  const beside = label ? rightOf(label, hits) : []
  const period =
    periodIn(beside) ?? page.rows.map(({ glyphs }) => periodIn(glyphs)).find((found) => found !== null) ?? null
  const periodGlyphs = [...(period?.from?.glyphs ?? []), ...(period?.to?.glyphs ?? [])]
  let runs = authorityRuns(page, hits)
  if (runs.length === 0 && periodGlyphs.length > 0) runs = authorityAbove(page, periodGlyphs, hits)
  const authority = runs
    .map(textOf)
    .join('')
    .replace(/^[:.·]+/, '')
  if (authority !== '') fields.push(fieldOf('issuing_authority', { value: authority, runs, page: page.index }))
  else if (bestHit(hits, 'authority'))
    fields.push(fieldOf('issuing_authority', { value: null, runs: [], page: page.index }))
  for (const [key, date] of [
    ['valid_from', period?.from],
    ['valid_to', period?.to],
  ] as const) {
    if (date) fields.push(fieldOf(key, { value: date.value, runs: [date.glyphs], page: page.index }))
    else if (label) fields.push(fieldOf(key, { value: null, runs: [], page: page.index, raw: textOf(beside) }))
  }
  const scale = outline ? null : scaleOf(hits, anchors)
  const quad = outline ? cornersAlong(outline, page.frame.angle) : scale && page.frame.quadOf(wholeCard(scale))
  return { fields, regions: quad ? [regionOf('card', page.index, quad)] : [] }
}

/** Kind `id-card-back`. Of several pages the one with the most values counts. */
export async function extractIdCardBack(pages: readonly PageContext[]): Promise<Findings> {
  let best: Awaited<ReturnType<typeof readCard>> | null = null
  const filled = (fields: readonly Field[]) => fields.filter(({ value }) => value !== null).length
  for (const page of pages) {
    const read = await readCard(page)
    if (best === null || filled(read.fields) > filled(best.fields)) best = read
  }
  return findingsOf(pages, best ?? {})
}
