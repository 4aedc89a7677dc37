import { contains, type Point, type Quad } from '../../contract/geometry.ts'
import type { Field, Findings, Line } from '../../contract/result.ts'
import { sidesOf } from '../crop.ts'
import type { ViewReading } from '../reading.ts'
import { editDistance } from './edit-distance.ts'
import type { PageContext } from './text-stream.ts'

/** What was read of a line in one view of it. */
type Seen = Pick<ViewReading, 'text' | 'confidence'>

/** Lines surer than this are of a script that the models know; measured on Chinese and Latin print, which is read at 0.98 to 1. */
const doubtful = 0.92
/** A single sign surer than this was read, whatever stands beside it in its line (`Sex: F` before an Arabic label). */
const sureSign = 0.97
/** Lower print is doubtful because it is small. */
const leastHeight = 18
const fewestSigns = 5
/** Each costs two looks; a page in a foreign script is known by its first lines. */
const mostLooks = 8

const letters = (text: string) => text.replaceAll(/[\s\p{P}\p{S}]/gu, '')
const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0

/** How much the views differ, 0..1: the mean over pairs of the share of signs that would have to be changed. */
function disagreement(texts: readonly string[]): number {
  let sum = 0
  let pairs = 0
  for (const [index, first] of texts.entries()) {
    for (const second of texts.slice(index + 1)) {
      sum += editDistance(first, second) / Math.max(first.length, second.length, 1)
      pairs += 1
    }
  }
  return pairs === 0 ? 0 : sum / pairs
}

/**
 * Whether views of one line of sharp print are what the models make of a script that they do not know: they are unsure in every view and read something else in
 * each, or mix letters of three alphabets in one word. A measured heuristic: of print in nine such scripts it knows two thirds, and it was never seen on Chinese
 * or Latin print of the specimens.
 */
export function isForeign(views: readonly Seen[]): boolean {
  const texts = views.map(({ text }) => text.replaceAll(/\s/g, '').slice(0, 80))
  const longest = Math.max(...texts.map((text) => text.length))
  const mean = views.reduce((sum, { confidence }) => sum + confidence, 0) / views.length
  if (longest < fewestSigns || mean > doubtful) return false
  const all = texts.join('')
  // Zones, numbers and Chinese are read badly for other reasons.
  if (all.includes('<<') || count(all, /\d/g) > 0.3 * all.length) return false
  if (count(all, /\p{Script=Han}/gu) > 0.3 * all.length) return false
  const mixed = count(all, /[\p{Script=Cyrillic}\p{Script=Greek}]/gu) >= views.length && /\p{Script=Latin}/u.test(all)
  const differ = disagreement(texts)
  if (mixed) return mean < 0.9
  return differ > 0.15 && mean < 0.86
}

const heightOf = ({ quad }: Line) => sidesOf(quad).height

/** Lines that were read badly though print of their size is read well on this page: neither blur nor size explains it. */
function doubtfulLines({ reading }: PageContext, kept: (line: Line) => boolean): Line[] {
  const sure = reading.lines
    .filter(({ confidence, chars }) => (confidence ?? 0) > 0.95 && chars.length > 2)
    .map(heightOf)
    .toSorted((first, second) => first - second)
  const smallest = sure[Math.floor(sure.length / 4)] ?? 0
  return reading.lines
    .filter((line) => {
      if (line.confidence === null || line.confidence > doubtful || letters(line.text).length < fewestSigns - 1)
        return false
      const height = heightOf(line)
      return height >= leastHeight && height >= 0.7 * smallest
    })
    .toSorted((first, second) => first.confidence! - second.confidence!)
    .slice(0, 8 * mostLooks)
    .filter(kept)
    .slice(0, mostLooks)
}

/** `answered`: the lines of the findings; what an extractor has put others in place of (Arabic) is not looked at. */
async function foreignLines(page: PageContext, answered: readonly Line[]): Promise<Line[]> {
  const found: Line[] = []
  const kept = (line: Line) => answered.some((other) => other.page === page.index && sameQuad(other.quad, line.quad))
  for (const line of doubtfulLines(page, kept)) {
    const views = await page.look(line.quad, [{ padding: 0.12 }, { stretch: 1.2 }])
    if (isForeign([{ text: line.text, confidence: line.confidence! }, ...views])) found.push(line)
  }
  return found
}

/** Checks that nothing passes by chance. */
const provingChecks: ReadonlySet<string> = new Set([
  'cn-id-checksum',
  'uscc',
  'luhn',
  'vin',
  'mrz-check-digit',
  'email',
  'date-valid',
  'money-valid',
  'cn-plate',
])

const centreOf = ([a, b, c, d]: Quad): Point => [(a[0] + b[0] + c[0] + d[0]) / 4, (a[1] + b[1] + c[1] + d[1]) / 4]
const sameQuad = (first: Quad, second: Quad) =>
  first.every(([x, y], index) => x === second[index]![0] && y === second[index]![1])

function withoutValue(field: Field): Field {
  const { chars: _, ...rest } = field
  return { ...rest, value: null, confidence: null, confidenceSource: null, unread: 'script-not-supported', checks: [] }
}

/**
 * Findings without what was made of lines in scripts that nothing here reads: such a line has its place and the reason instead of a text, and so has a field whose
 * value stands in it. Findings of pages without such lines come back as they are.
 */
export async function withoutForeign(findings: Findings, pages: readonly PageContext[]): Promise<Findings> {
  const foreign: { page: number; quad: Quad }[] = []
  for (const page of pages) {
    const lines = await foreignLines(page, findings.lines)
    foreign.push(...lines.map(({ quad }) => ({ page: page.index, quad })))
  }
  if (foreign.length === 0) return findings
  const stands = (field: Field) =>
    field.value !== null &&
    field.quads.length > 0 &&
    !(field.value.length === 1 && (field.confidence ?? 0) > sureSign) &&
    field.quads.every((quad) =>
      foreign.some((line) => line.page === field.page && contains(line.quad, centreOf(quad))),
    ) &&
    // A value that satisfies a check digit was read.
    !field.checks.some(({ id, ok }) => ok && provingChecks.has(id))
  return {
    ...findings,
    lines: findings.lines.map((line) =>
      foreign.some(({ page, quad }) => page === line.page && sameQuad(quad, line.quad))
        ? { ...line, text: '', chars: [], unread: 'script-not-supported' as const }
        : line,
    ),
    fields: findings.fields.map((field) => (stands(field) ? withoutValue(field) : field)),
  }
}
