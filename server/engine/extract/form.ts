import type { Field, Findings } from '../../contract/result.ts'
import { fieldOf } from './field.ts'
import { around, heightOf, middleOf, type Box } from './geometry.ts'
import { findLabels, rightOf, type LabelHit } from './labels.ts'
import { readText, type Found, type Reader } from './readers.ts'
import {
  findingsOf,
  glyphsOf,
  splitAtGaps,
  textOf,
  textPage,
  type Glyph,
  type PageContext,
  type Row,
  type TextPage,
} from './text-stream.ts'

/** One printed field of a form: which label it has, and how its value stands there. */
export interface FormField<Label extends string = string> {
  key: string
  label?: Label
  /** Of several places where the label stands: the uppermost, the lowest, or (default) the most exact. */
  pick?: 'upper' | 'lower'
  /** Only where the label stands above, or below, the best place of another label (which must have been found for it to matter). */
  above?: Label
  below?: Label
  /** Where the value stands. Default: right of the label, and below it where nothing is there. */
  stands?: 'right' | 'below'
  /** Most lines that a value takes. Default 1. */
  lines?: number
  /** A value that fills its line goes on at the page's edge, under its label: rolls and slips are printed so. */
  wraps?: boolean
  /** Widest gap inside a value, in heights of its signs. Default 2.6. */
  gap?: number
  read?: Reader
  /** Signs in one place without detection, where nothing was detected right of the label: how many, and of which alphabet. */
  look?: { signs: number; alphabet?: string }
  /** How the value is found where its label was not read or says nothing. */
  otherwise?: (form: OpenForm<Label>) => Found | null | Promise<Found | null>
}

/** A printed form: its labels in all their wordings (also those of fields that nobody wants, which end a value) and its fields. */
export interface Form<Label extends string = string> {
  labels: Readonly<Record<Label, readonly string[]>>
  fields: readonly FormField<NoInfer<Label>>[]
}

/** A page with its labels found. */
export interface OpenForm<Label extends string = string> {
  page: TextPage
  hits: readonly LabelHit<Label>[]
  /** The usual height of print. */
  height: number
}

/** Keeps the labels' names checked where a form is written down. */
export const defineForm = <const Label extends string>(form: Form<Label>): Form<Label> => form

function usualHeight(page: TextPage): number {
  const heights = page.rows.flatMap(({ glyphs }) => glyphs.map(heightOf)).toSorted((first, second) => first - second)
  return heights[Math.floor(heights.length / 2)] ?? 20
}

export function openForm<Label extends string>(
  context: PageContext | TextPage,
  { labels }: Form<Label>,
): OpenForm<Label> {
  const page = 'rows' in context ? context : textPage(context, { straight: true })
  return { page, hits: findLabels(page.rows, labels), height: usualHeight(page) }
}

/** The place of a label that a field means. */
export function hitOf<Label extends string>(
  { hits }: OpenForm<Label>,
  { label, pick, above, below }: Pick<FormField<Label>, 'label' | 'pick' | 'above' | 'below'>,
): LabelHit<Label> | undefined {
  const mark = hits
    .filter(({ key }) => key === (above ?? below))
    .toSorted((first, second) => first.cost - second.cost)[0]
  const own = hits.filter(
    (hit) => hit.key === label && (mark === undefined || middleOf(hit) < middleOf(mark) === (above !== undefined)),
  )
  if (pick === 'upper') return own.toSorted((first, second) => first.top - second.top)[0]
  if (pick === 'lower') return own.toSorted((first, second) => second.top - first.top)[0]
  return own.toSorted((first, second) => first.cost - second.cost || first.top - second.top)[0]
}

/** The first run of signs that hold together; a colon by itself is none. */
function firstRun(glyphs: readonly Glyph[], gap: number): Glyph[] {
  return splitAtGaps(glyphs, gap).find((run) => run.some(({ text }) => /[\p{L}\p{N}¥￥]/u.test(text))) ?? []
}

/** A stroke that stands off the label and close to a number is the number's sign, not the label's end. */
function withMinus(hit: LabelHit, run: Glyph[]): Glyph[] {
  const [first] = run
  const index = first ? hit.row.glyphs.indexOf(first) : -1
  const before = hit.row.glyphs[index - 1]
  if (!first || !before || index - 1 < hit.to || !/^[-–—]$/.test(before.text) || !/^[\d¥]$/.test(first.text)) return run
  const height = heightOf(first)
  return first.left - before.right < 0.6 * height && before.left - hit.right > height ? [before, ...run] : run
}

/** What stands right of a label in its row, else in a row so near that print in another size may have slipped out of the label's. */
function beside<Label extends string>({ page, hits }: OpenForm<Label>, hit: LabelHit<Label>, gap: number): Glyph[] {
  const run = withMinus(hit, firstRun(rightOf(hit, hits), gap))
  if (run.length > 0) return run
  const next = hits.filter(
    (other) =>
      other !== hit && other.left > hit.right && Math.abs(middleOf(other) - middleOf(hit)) < 0.6 * heightOf(hit),
  )
  const end = Math.min(Infinity, ...next.map(({ left }) => left))
  const taken = (row: (typeof page.rows)[number], index: number) =>
    hits.some((other) => other.row === row && index >= other.from && index < other.to)
  const near = page.rows
    .filter(
      (row) =>
        row !== hit.row && Math.abs(middleOf(row) - middleOf(hit)) < 0.7 * Math.max(heightOf(hit), heightOf(row)),
    )
    .flatMap((row) =>
      row.glyphs.filter((glyph, index) => !taken(row, index) && glyph.left > hit.right - 2 && glyph.left < end),
    )
  return firstRun(near, gap)
}

/** What stands under a label: the nearest row with signs in the label's column. */
function under<Label extends string>({ page, hits }: OpenForm<Label>, hit: LabelHit<Label>, gap: number): Glyph[] {
  const height = heightOf(hit)
  for (const row of page.rows) {
    const distance = middleOf(row) - middleOf(hit)
    if (distance < 0.7 * height || distance > 3.4 * height) continue
    for (const run of splitAtGaps(row.glyphs, gap)) {
      const [first, last] = [run[0]!, run.at(-1)!]
      const overlaps = first.left < hit.right + height && last.right > hit.left - height
      const labelled = hits.some((other) => other.row === row && run.includes(row.glyphs[other.from]!))
      if (overlaps && !labelled) return run
    }
  }
  return []
}

/** Whether some print of a row begins at an edge, within a sign of it. */
const begins = ({ glyphs }: Row, edge: number, height: number) =>
  glyphs.some(({ left }, index) => {
    const before = glyphs[index - 1]
    return Math.abs(left - edge) < height && (before === undefined || left - before.right > height)
  })

/** The lines that follow a value's first one: in its column, close below, and not beginning with a label. */
function following<Label extends string>(
  { page, hits }: OpenForm<Label>,
  hit: LabelHit<Label> | undefined,
  first: readonly Glyph[],
  { lines = 1, wraps = false, gap = 2.6 }: Pick<FormField<Label>, 'lines' | 'wraps' | 'gap'>,
): Glyph[][] {
  const runs: Glyph[][] = []
  const height = Math.max(...first.map(heightOf))
  let bottom = Math.max(...first.map((glyph) => glyph.bottom))
  // Labels right of the first line's end begin another column; those that it runs over or under do not.
  const right = Math.max(...first.map((glyph) => glyph.right))
  const fills = wraps && hit !== undefined && right > Math.max(...page.rows.map((row) => row.right)) - 1.8 * height
  const start = Math.min(...first.map((glyph) => glyph.left))
  const left = fills ? Math.min(start, hit.left) : start
  const columnEnd = Math.min(
    Infinity,
    ...hits.filter((other) => other !== hit && other.left > right).map((other) => other.left - 0.3 * height),
  )
  let middle = middleOf(around(first))
  for (const row of page.rows) {
    if (runs.length + 1 >= lines) break
    // A line that was found askew is taller than its print and reaches into the next: that begins where the value does.
    const reachedInto = middleOf(row) > middle + 0.6 * heightOf(row) && begins(row, start, heightOf(row))
    if (middleOf(row) < bottom && !reachedInto) continue
    if (row.top > bottom + 1.3 * height) break
    const inColumn = row.glyphs.filter((glyph) => glyph.left > left - 1.2 * height && glyph.left < columnEnd)
    const run = firstRun(inColumn, gap)
    // Labels of a column left of the field's own say nothing about this one.
    const columnStart = hit ? hit.left - height : -Infinity
    const labelled = hits.some(
      (other) => other.row === row && other !== hit && other.left < columnEnd && other.right > columnStart,
    )
    if (labelled) break
    if (run.length === 0 || run[0]!.left > start + 3 * height) continue
    runs.push(run)
    bottom = Math.max(...run.map((glyph) => glyph.bottom))
    middle = middleOf(around(run))
  }
  return runs
}

/** Reads the place right of a label without detection: single signs are often not detected. */
async function lookBeside<Label extends string>(
  { page, hits, height: usual }: OpenForm<Label>,
  hit: LabelHit<Label>,
  { signs, alphabet }: { signs: number; alphabet?: string },
): Promise<Glyph[]> {
  const height = Math.max(heightOf(hit), 0.9 * usual)
  const start = hit.right + 0.2 * height
  const next = hits.filter(({ row, from }) => row === hit.row && from >= hit.to).map(({ left }) => left)
  const end = Math.min(start + (signs + 2) * height, ...next.map((left) => left - 0.2 * height))
  if (end - start < 0.8 * height) return []
  const middle = middleOf(hit)
  const place: Box = { left: start, right: end, top: middle - 0.75 * height, bottom: middle + 0.75 * height }
  const only = alphabet === undefined ? {} : { alphabet }
  // The red channel has no seal that may lie over the place.
  const views = [only, { ...only, padding: -0.14 }, { ...only, padding: 0.15 }, { ...only, channel: 'red' as const }]
  const readings = await page.look(page.frame.quadOf(place), views)
  const best = readings.toSorted((first, second) => second.confidence - first.confidence)[0]
  return best && best.confidence > 0.4 ? glyphsOf(best.chars, page.frame, -1) : []
}

/** The lines of print that stand as a field's value, nearest first; empty when nothing does. */
export function valueRuns<Label extends string>(form: OpenForm<Label>, field: FormField<Label>): Glyph[][] {
  const hit = hitOf(form, field)
  if (!hit) return []
  const gap = field.gap ?? 2.6
  let first = field.stands === 'below' ? [] : beside(form, hit, gap)
  if (first.length === 0 && field.stands !== 'right') first = under(form, hit, gap)
  return first.length === 0 ? [] : [first, ...following(form, hit, first, field)]
}

async function readField<Label extends string>(form: OpenForm<Label>, field: FormField<Label>): Promise<Field | null> {
  const hit = hitOf(form, field)
  const read = field.read ?? readText()
  const runs = valueRuns(form, field)
  let found = runs.length > 0 ? read(runs) : null
  if (!found && hit && runs.length > 0 && field.stands === undefined) {
    // What stands beside it (its name in another script, its neighbour's label) was no value: that stands below.
    const below = valueRuns(form, { ...field, stands: 'below' })
    found = below.length > 0 ? read(below) : null
  }
  if (!found && hit && field.look) {
    const seen = await lookBeside(form, hit, field.look)
    found = seen.length > 0 ? read([seen]) : null
  }
  found ??= (await field.otherwise?.(form)) ?? null
  const page = form.page.index
  if (found) return fieldOf(field.key, { ...found, page })
  if (!hit) return null
  return fieldOf(field.key, {
    value: null,
    runs: [],
    page,
    ...(runs.length > 0 && { raw: runs.map(textOf).join('\n') }),
  })
}

/** Every field of a form that is on the page, in the form's order; a label with no value beside it is a field with value null. */
export async function readForm<Label extends string>(open: OpenForm<Label>, { fields }: Form<Label>): Promise<Field[]> {
  const found: Field[] = []
  for (const field of fields) {
    const read = await readField(open, field)
    if (read) found.push(read)
  }
  return found
}

const filled = (fields: readonly Field[]) => fields.filter(({ value }) => value !== null).length

/** An extractor for documents of one page: of several pages the one on which `read` finds the most values counts. */
export function onBestPage(
  read: (page: TextPage, context: PageContext) => Promise<Partial<Findings> & { fields: Field[] }>,
): (pages: readonly PageContext[]) => Promise<Findings> {
  return async (pages) => {
    let best: (Partial<Findings> & { fields: Field[] }) | null = null
    for (const context of pages) {
      const findings = await read(textPage(context, { straight: true }), context)
      if (!best || filled(findings.fields) > filled(best.fields)) best = findings
    }
    return findingsOf(pages, best ?? {})
  }
}

/** The extractor of a kind that is a form and nothing else. */
export function formExtractor<Label extends string>(
  form: Form<Label>,
): (pages: readonly PageContext[]) => Promise<Findings> {
  return onBestPage(async (page) => ({ fields: await readForm(openForm(page, form), form) }))
}
