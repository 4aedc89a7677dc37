import { sameReading } from '#contract/consensus'
import { differencesOf, type DifferenceRun } from '#contract/differences'
import { itemsOf, type Box, type ReviewItem } from '#contract/review'
import { nowhere, type PlacedCell, type PlacedRow } from './placed.ts'
import type { Column } from './columns.ts'

/** What a recogniser has in a row of texts. `reference`: the others are held against it. */
export interface TextCell extends PlacedCell {
  state: 'reference' | 'same' | 'other' | 'absent' | 'waiting' | 'failed'
  runs: DifferenceRun[]
  confidence: number | null
}

/** The same line, or cell of a table, by recogniser. */
export interface TextRow extends PlacedRow {
  /** From 1, in the order of reading. */
  number: number
  cells: TextCell[]
}

export interface TextMatrix {
  rows: TextRow[]
  /** By column, how many texts of the reference it has to the letter; the reference has none. */
  alike: ReadonlyMap<string, number>
  /** How many texts the reference has. */
  of: number
}

/** Beyond so many pairs of texts they are held against each other by their places in the order. */
const MOST_PAIRS = 250_000
/** Texts that have less in common than this are two, not one that was read in two ways. */
const ALIKE_FROM = 0.3

/** A text and where it stands. */
interface Text {
  text: string
  box: Box
  confidence: number | null
}

function textOf({ source, value, page, quads, boxSource, confidence }: ReviewItem): Text[] {
  return source === 'field' || !value ? [] : [{ text: value, box: { page, quads, boxSource }, confidence }]
}

/** Lines, cells and lines of frames as they stand in the review, in the order of reading. */
function textsOf({ reading }: Column): Text[] {
  return reading.status === 'succeeded' ? itemsOf({ ...reading, raw: null }).flatMap(textOf) : []
}

function pairsOf(text: string): Map<string, number> {
  const signs = Array.from(text)
  const pairs = new Map<string, number>()
  for (const [at, sign] of signs.entries()) {
    // Single characters count too: many a cell has no more.
    for (const part of [sign, sign + (signs[at + 1] ?? '')]) pairs.set(part, (pairs.get(part) ?? 0) + 1)
  }
  return pairs
}

/** How much two texts have in common, 0..1, by their characters and pairs of characters (Dice). */
function likeness(first: ReadonlyMap<string, number>, second: ReadonlyMap<string, number>): number {
  const sizeOf = (pairs: ReadonlyMap<string, number>) => [...pairs.values()].reduce((sum, count) => sum + count, 0)
  let common = 0
  for (const [part, count] of first) common += Math.min(count, second.get(part) ?? 0)
  return (2 * common) / Math.max(1, sizeOf(first) + sizeOf(second))
}

/** For each text of the second list its partner in the first, or null; partners stand in the same order (Needleman and Wunsch, 1970). */
function aligned(first: readonly string[], second: readonly string[]): (number | null)[] {
  if (first.length * second.length > MOST_PAIRS) return second.map((_, at) => (at < first.length ? at : null))
  const [ours, theirs] = [first.map(pairsOf), second.map(pairsOf)]
  const best = Array.from({ length: first.length + 1 }, () => new Float32Array(second.length + 1))
  const gain = Array.from({ length: first.length }, () => new Float32Array(second.length))
  for (let at = first.length - 1; at >= 0; at -= 1) {
    for (let other = second.length - 1; other >= 0; other -= 1) {
      gain[at]![other] = likeness(ours[at]!, theirs[other]!) - ALIKE_FROM
      best[at]![other] = Math.max(
        best[at + 1]![other]!,
        best[at]![other + 1]!,
        best[at + 1]![other + 1]! + gain[at]![other]!,
      )
    }
  }
  const partners: (number | null)[] = []
  let [at, other] = [0, 0]
  while (other < second.length) {
    if (at === first.length || best[at]![other] === best[at]![other + 1]) partners[other++] = null
    else if (best[at]![other] === best[at + 1]![other]) at += 1
    else partners[other++] = at++
  }
  return partners
}

/** The texts of a document by recogniser, held against those of the reading under review, or where there is none of the first one that has any. */
export function textMatrixOf(columns: readonly Column[]): TextMatrix {
  const texts = new Map(columns.map((column) => [column.id, textsOf(column)]))
  const reference =
    columns.find(({ underReview }) => underReview) ?? columns.find(({ id }) => texts.get(id)!.length > 0) ?? null
  const own = reference ? texts.get(reference.id)! : []
  const ownTexts = own.map(({ text }) => text)
  /** By place in the reference: what stands there, and then what others have in front of it. */
  const at = own.map(() => new Map<string, Text>())
  const between = Array.from({ length: own.length + 1 }, (): Map<string, Text>[] => [])
  const alike = new Map<string, number>()
  for (const { id } of columns) {
    if (id === reference?.id) continue
    const found = texts.get(id)!
    const partners = aligned(
      ownTexts,
      found.map(({ text }) => text),
    )
    let next = 0
    let taken = 0
    for (const [index, partner] of partners.entries()) {
      const { text } = found[index]!
      if (partner === null) {
        const rows = between[next]!
        // What several have and the reference has not stands in one row.
        const row = rows.find((each) => !each.has(id) && [...each.values()].some((other) => other.text === text))
        if (row) row.set(id, found[index]!)
        else rows.push(new Map([[id, found[index]!]]))
        continue
      }
      at[partner]!.set(id, found[index]!)
      if (sameReading(text, ownTexts[partner]!)) taken += 1
      next = partner + 1
    }
    alike.set(id, taken)
  }

  const rows: TextRow[] = []
  const add = (id: string, textIn: (column: Column) => Text | undefined, held: string | null) => {
    const cells = columns.map((column) => cellOf(column, textIn(column), held, column === reference))
    rows.push({ id, number: rows.length + 1, cells })
  }
  for (let place = 0; place <= own.length; place += 1) {
    for (const [index, extra] of between[place]!.entries()) add(`${place}+${index}`, ({ id }) => extra.get(id), null)
    const held = own[place]
    if (held) add(String(place), (column) => (column === reference ? held : at[place]!.get(column.id)), held.text)
  }
  return { rows, alike, of: own.length }
}

/** @param held the text of the reference in this row; null where it has none */
function cellOf(column: Column, found: Text | undefined, held: string | null, isReference: boolean): TextCell {
  const { status } = column.reading
  const none = { column, runs: [], box: nowhere, confidence: null, agrees: null }
  if (status === 'failed') return { ...none, state: 'failed' }
  if (status !== 'succeeded') return { ...none, state: 'waiting' }
  if (!found) return { ...none, state: 'absent' }
  const { text, box, confidence } = found
  const said = { column, box, confidence }
  if (isReference) return { ...said, state: 'reference', agrees: null, runs: [{ kind: 'same', text }] }
  if (held === null) return { ...said, state: 'other', agrees: false, runs: [{ kind: 'other', text }] }
  const same = sameReading(text, held)
  return { ...said, state: same ? 'same' : 'other', agrees: same, runs: differencesOf(text, held) }
}

/** True where recognisers that have answered say something else, or nothing. */
export function differs({ cells }: TextRow): boolean {
  return cells.some(({ state }) => state === 'other' || state === 'absent')
}
