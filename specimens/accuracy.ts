import { contains, type Point, type Quad } from '../server/contract/geometry.ts'
import type { Field, Findings } from '../server/contract/result.ts'
import { extractFindings } from '../server/engine/extract/index.ts'
import type { Engine } from '../server/engine/reading.ts'
import { renderSpecimen, type Level, type Turn } from './index.ts'
import { placeOverlap } from './overlap.ts'
import { scoreBlocks, scoreTables } from './table-accuracy.ts'
import { fieldKey, type TrueLine, type Truth } from './truth.ts'

/** One specimen of a measurement. */
export interface Order {
  kind: string
  seed: number
  level: Level
  turn?: Turn
}

/** What became of one field, or of one line where a kind's result is its lines. */
export interface ItemScore {
  key: string
  /** Null: not on the specimen, though a value was answered. */
  expected: string | null
  got: string | null
  exact: boolean
  /** Overlap of the answered place with the true one, 0..1; null where there is no true place. */
  overlap: number | null
}

export interface SpecimenScore {
  order: Order
  items: ItemScore[]
  /** Characters of all printed lines, blanks left out, and how many of them were read right. */
  characters: { total: number; right: number }
  /** True when the engine saw by how much the picture is turned. */
  upright: boolean
  engineMs: number
}

export { placeOverlap } from './overlap.ts'

/** Overlap from which a box counts as right. */
export const boxThreshold = 0.5

/** Levenshtein distance in characters. */
export function editDistance(first: string, second: string): number {
  const to = Array.from(second)
  let row = to.map((_, index) => index + 1)
  for (const [index, sign] of Array.from(first).entries()) {
    let diagonal = index
    let left = index + 1
    row = row.map((above, column) => {
      left = Math.min(left + 1, above + 1, diagonal + (sign === to[column] ? 0 : 1))
      diagonal = above
      return left
    })
  }
  return row.at(-1) ?? Array.from(first).length
}

const withoutBlanks = (text: string) => text.normalize('NFKC').replaceAll(/\s/g, '')

function centreOf([a, b, c, d]: Quad): Point {
  return [(a[0] + b[0] + c[0] + d[0]) / 4, (a[1] + b[1] + c[1] + d[1]) / 4]
}

/** What was read where a line is printed: the characters whose centre lies in it, as the line runs. */
function readAt({ text: printed, quad }: TrueLine, findings: Findings): string {
  // Arabic is read from right to left.
  const [from, to] = /\p{Script=Arabic}/u.test(printed) ? [quad[1], quad[0]] : quad
  const along = (point: Point) => (point[0] - from[0]) * (to[0] - from[0]) + (point[1] - from[1]) * (to[1] - from[1])
  return findings.lines
    .flatMap(({ chars }) => chars)
    .map(({ text, quad: place }) => ({ text, centre: centreOf(place) }))
    .filter(({ centre }) => contains(quad, centre))
    .sort((first, second) => along(first.centre) - along(second.centre))
    .map(({ text }) => text)
    .join('')
}

function countCharacters(truth: Truth, findings: Findings): SpecimenScore['characters'] {
  let total = 0
  let right = 0
  for (const line of truth.lines) {
    const expected = withoutBlanks(line.text)
    const length = Array.from(expected).length
    total += length
    right += Math.max(0, length - editDistance(expected, withoutBlanks(readAt(line, findings))))
  }
  return { total, right }
}

/** Values of a field that occurs several times may be answered in any order: each takes the nearest of those that are left. */
export function scoreFields(truth: Truth, findings: Findings): ItemScore[] {
  const rest = [...findings.fields]
  const items: ItemScore[] = []
  const score = (key: string, exactly: boolean) => {
    const expected = truth.fields[key]!
    const name = fieldKey(key)
    const places = [truth.boxes[key]!, ...(truth.elsewhere[key] ?? [])].filter((place) => place.length > 0)
    const overlapOf = (field: Field | undefined) =>
      Math.max(...places.map((place) => placeOverlap(field?.quads ?? [], place)))
    const fitting = rest.filter((field) => field.key === name && (!exactly || field.value === expected))
    if (exactly && fitting.length === 0) return false
    // Of several that say the same (two seals of one firm) the one that stands there.
    const [field] = places.length > 0 ? fitting.toSorted((a, b) => overlapOf(b) - overlapOf(a)) : fitting
    if (field) rest.splice(rest.indexOf(field), 1)
    // What follows from the picture as a whole stands nowhere.
    const overlap = places.length > 0 ? overlapOf(field) : null
    const got = field?.value ?? null
    items.push({ key, expected, got, exact: got === expected, overlap })
    return true
  }
  const open = Object.keys(truth.fields).filter((key) => !score(key, true))
  for (const key of open) score(key, false)
  for (const { key, value } of rest) {
    if (value !== null && !truth.unscored?.includes(key))
      items.push({ key, expected: null, got: value, exact: false, overlap: null })
  }
  return items
}

function scoreLines(truth: Truth, findings: Findings): ItemScore[] {
  // A blank beside a Chinese sign is a matter of taste; between words it counts.
  const plain = (text: string) =>
    text
      .normalize('NFKC')
      .trim()
      .replaceAll(/(?<=\p{Script=Han})\s+|\s+(?=\p{Script=Han})/gu, '')
      .replaceAll(/\s+/g, ' ')
  return truth.lines.map(({ text, quad }, index) => {
    const overlaps = findings.lines.map((line) => placeOverlap([line.quad], [quad]))
    const overlap = Math.max(0, ...overlaps)
    const best = overlap > 0 ? findings.lines[overlaps.indexOf(overlap)] : undefined
    const got = best ? plain(best.text) : null
    return { key: `line ${index + 1}`, expected: plain(text), got, exact: got === plain(text), overlap }
  })
}

/** What a kind's result is made of: cells and blocks where the truth has tables or a structure, fields where it has any, and lines otherwise. */
function scoreResult(truth: Truth, findings: Findings): ItemScore[] {
  if (truth.tables || truth.blocks) {
    const blocks = truth.blocks ? scoreBlocks(truth.blocks, findings.html ?? '') : []
    return [...scoreTables(truth.tables ?? [], findings.tables), ...blocks]
  }
  return Object.keys(truth.fields).length > 0 ? scoreFields(truth, findings) : scoreLines(truth, findings)
}

/** Draws one specimen, reads it with the engine and the extractor of its kind, and compares with its truth. */
export async function scoreSpecimen(
  engine: Engine,
  order: Order,
  render: typeof renderSpecimen = renderSpecimen,
): Promise<SpecimenScore> {
  const { image, truth } = await render(order)
  const page = await engine.open(image)
  try {
    const started = performance.now()
    const reading = await page.read()
    const { width, height } = page
    const look = page.look.bind(page)
    const inspect = page.inspect?.bind(page)
    const context = { index: 0, width, height, reading, look, ...(inspect && { inspect }) }
    const findings = await extractFindings(order.kind, [context])
    return {
      order,
      items: scoreResult(truth, findings),
      characters: countCharacters(truth, findings),
      upright: reading.rotation === (360 - (order.turn ?? 0)) % 360,
      engineMs: performance.now() - started,
    }
  } finally {
    page.close()
  }
}

/** Scores many specimens, as many at once as the engine has workers and one more that is being drawn; in the order asked for. */
export async function scoreSpecimens(
  engine: Engine,
  orders: readonly Order[],
  { onScore, render }: { onScore?: (score: SpecimenScore) => void; render?: typeof renderSpecimen } = {},
): Promise<SpecimenScore[]> {
  const scores: SpecimenScore[] = []
  let next = 0
  const run = async () => {
    while (next < orders.length) {
      const index = next++
      const score = await scoreSpecimen(engine, orders[index]!, render)
      scores[index] = score
      onScore?.(score)
    }
  }
  await Promise.all(Array.from({ length: engine.stats().workers + 1 }, run))
  return scores
}

/** Shares of 0..1 over some specimens. */
export interface Summary {
  specimens: number
  items: number
  /** Fields exactly right, of those on the specimens and those answered without being there. */
  exact: number
  /** Boxes that overlap the truth by half or more, of all fields on the specimens. */
  boxes: number
  characters: number
  upright: number
  engineMs: number
}

export function summarise(scores: readonly SpecimenScore[]): Summary {
  const items = scores.flatMap((score) => score.items)
  const placed = items.filter(({ overlap }) => overlap !== null)
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
  const share = (part: number, whole: number) => (whole === 0 ? 1 : part / whole)
  return {
    specimens: scores.length,
    items: items.length,
    exact: share(items.filter(({ exact }) => exact).length, items.length),
    boxes: share(placed.filter(({ overlap }) => overlap! >= boxThreshold).length, placed.length),
    characters: share(
      sum(scores.map(({ characters }) => characters.right)),
      sum(scores.map(({ characters }) => characters.total)),
    ),
    upright: share(scores.filter(({ upright }) => upright).length, scores.length),
    engineMs: share(sum(scores.map(({ engineMs }) => engineMs)), scores.length),
  }
}

/**
 * What a level must reach over the kinds that have fields (issue 4): fields exactly right of clean 97%, mild 92%, hard 80%, and 95% of the boxes
 * of clean ones; skewed (issue 2) 90%.
 */
export const targets: Record<Level, { exact: number; boxes: number }> = {
  clean: { exact: 0.97, boxes: 0.95 },
  mild: { exact: 0.92, boxes: 0.9 },
  skewed: { exact: 0.9, boxes: 0.9 },
  hard: { exact: 0.8, boxes: 0.7 },
}
