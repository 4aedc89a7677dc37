import type { Findings } from '../../contract/result.ts'
import { around, type Box } from '../extract/geometry.ts'
import type { Pairing } from './align.ts'
import { breathe } from './breathe.ts'
import { foldText } from './fold.ts'
import { quadOfAll } from './marks.ts'
import { placeOfParts } from './parts.ts'
import { placesOf, PlaceIndex, type Place, type Search } from './places.ts'
import type { PageGlyph } from './stream.ts'
import { textPattern, type Pattern } from './writings/pattern.ts'

type Table = Findings['tables'][number]
type Cell = Table['cells'][number]

interface Standing {
  cell: Cell
  places: readonly Place[]
  chosen?: Place
}

/** From this likeness on a text is found by itself; below, its row and column must say the same. */
const sure = 0.7

const boxOf = ({ glyphs }: Place): Box => around(glyphs)
const middle = (values: readonly number[]) => values.toSorted((first, second) => first - second)[values.length >> 1]!

/** Where the cells of each row (or column) stand, told by those whose place is known; others between and beyond by their neighbours. */
function bandsOf(known: ReadonlyMap<number, readonly number[]>): ((index: number) => number) | null {
  const at = [...known].map(([index, values]) => ({ index, at: middle(values) })).sort((a, b) => a.index - b.index)
  if (at.length === 0) return null
  return (index) => {
    const exact = at.find((band) => band.index === index)
    if (exact) return exact.at
    const after = at.find((band) => band.index > index)
    const before = at.findLast((band) => band.index < index)
    const [first, second] = before && after ? [before, after] : [at.at(0)!, at.at(-1)!]
    if (first.index === second.index) return first.at
    return first.at + ((index - first.index) / (second.index - first.index)) * (second.at - first.at)
  }
}

function gather(standings: readonly Standing[]) {
  const rows = new Map<number, number[]>()
  const columns = new Map<number, number[]>()
  const add = (bands: Map<number, number[]>, index: number, value: number) =>
    bands.set(index, [...(bands.get(index) ?? []), value])
  for (const { cell, chosen } of standings) {
    if (!chosen) continue
    const { left, right, top, bottom } = boxOf(chosen)
    if (cell.rowSpan === 1) add(rows, cell.row, (top + bottom) / 2)
    if (cell.columnSpan === 1) add(columns, cell.column, (left + right) / 2)
  }
  return { row: bandsOf(rows), column: bandsOf(columns), rows, columns }
}

/** Takes back what stands in no row of its own: a wrong text may read like another cell's. */
function withoutStrays(standings: readonly Standing[]): PlaceIndex {
  const { rows } = gather(standings)
  for (const standing of standings) {
    const known = rows.get(standing.cell.row) ?? []
    if (!standing.chosen || standing.cell.rowSpan > 1 || known.length < 3) continue
    const { top, bottom } = boxOf(standing.chosen)
    if (Math.abs((top + bottom) / 2 - middle(known)) > 1.2 * (bottom - top)) delete standing.chosen
  }
  const taken = new PlaceIndex()
  for (const { chosen } of standings) if (chosen) taken.add(chosen)
  return taken
}

/** Longer texts are found by themselves, or are not what is printed. */
const longestAtCrossing = 6

/** A short text that reads otherwise: the print of about its length where its row and its column cross, if both are known by others. */
async function pairAtCrossings(standings: readonly Standing[], taken: PlaceIndex, search: Search): Promise<void> {
  const { rows, columns } = gather(standings)
  const places = [...columns.values()].map(middle)
  const pieces = search.text.pieces.map((glyphs) => ({
    glyphs,
    ...around(glyphs),
    signs: glyphs.filter((glyph) => glyph.class !== 'mark').length,
  }))
  for (const standing of standings) {
    const { cell, chosen } = standing
    const [row, column] = [rows.get(cell.row), columns.get(cell.column)]
    const length = Array.from(plain(foldText(cell.text))).length
    if (chosen || !row || !column || cell.rowSpan > 1 || cell.columnSpan > 1 || length > longestAtCrossing) continue
    const [down, across] = [middle(row), middle(column)]
    const fitting = pieces.filter(({ left, right, top, bottom, signs }) => {
      if (signs === 0 || Math.abs(signs - length) > (length > 2 ? 1 : 0)) return false
      const centre = (left + right) / 2
      const off = Math.abs(centre - across)
      return (
        Math.abs((top + bottom) / 2 - down) < 0.6 * (bottom - top) &&
        off < 3 * (bottom - top) &&
        places.every((other) => Math.abs(centre - other) >= off)
      )
    })
    await breathe(search.breath)
    const pattern = textPattern(cell.text)
    if (fitting.length !== 1 || !pattern) continue
    const [place] = wholePlace(pattern, fitting[0]!.glyphs)
    if (!place || taken.like(place, 0.5, 'smaller') !== undefined) continue
    standing.chosen = { ...place, likeness: 0, agreement: 0 }
    taken.add(place)
  }
}

/** Values that stand as often on the page as in the table stand there in the same order: both are read row by row. */
function pairInOrder(standings: readonly Standing[]): void {
  const byText = new Map<string, Standing[]>()
  for (const standing of standings) {
    const text = foldText(standing.cell.text)
    byText.set(text, [...(byText.get(text) ?? []), standing])
  }
  for (const alike of byText.values()) {
    const places = alike[0]!.places
    const exact = places.filter(({ agreement, cut }) => agreement === 1 && cut < 0.8)
    const offered = exact.length > 0 ? exact : places.filter(({ likeness }) => likeness >= sure)
    if (offered.length !== alike.length || (alike.length > 1 && exact.length === 0)) continue
    const inOrder = offered.toSorted((first, second) => first.glyphs[0]!.index - second.glyphs[0]!.index)
    for (const [index, standing] of alike.entries()) {
      standing.chosen = inOrder[index]!
    }
  }
}

/** The others by where their row and column stand. */
function pairByBands(standings: readonly Standing[], taken: PlaceIndex): void {
  const { row, column } = gather(standings)
  if (!row && !column) return
  const offers = standings
    .filter(({ chosen }) => !chosen)
    .flatMap((standing) =>
      standing.places.map((place) => {
        const { left, right, top, bottom } = boxOf(place)
        const { cell } = standing
        const height = Math.max(1, Math.min(...place.glyphs.map((glyph) => glyph.bottom - glyph.top)))
        const rowAt = row ? (row(cell.row) + row(cell.row + cell.rowSpan - 1)) / 2 : null
        const columnAt = column ? (column(cell.column) + column(cell.column + cell.columnSpan - 1)) / 2 : null
        const down = rowAt === null ? 0 : Math.abs((top + bottom) / 2 - rowAt) / height
        const across = columnAt === null ? 0 : Math.abs((left + right) / 2 - columnAt) / height
        return { standing, place, off: down + 0.2 * across + 3 * (1 - place.likeness) + place.cut, down, across }
      }),
    )
  for (const { standing, place, down, across } of offers.sort((first, second) => first.off - second.off)) {
    if (standing.chosen || down > 2.2 * standing.cell.rowSpan) continue
    // What reads like half of a short text is it only where its row and its column cross.
    if (place.likeness < sure && (down > 0.8 || across > 4)) continue
    if (taken.like(place, 0.5, 'smaller') !== undefined) continue
    standing.chosen = place
    taken.add(place)
  }
}

/** A folded text without punctuation; punctuation alone stays what it is. */
const plain = (folded: string) => folded.replace(/[\p{P}\p{S}]/gu, '') || folded

/** A piece of print that is a cell's text and nothing else. */
function wholePlace(pattern: Pattern, piece: readonly PageGlyph[]): Place[] {
  const glyphs = piece.filter((glyph) => glyph.class !== 'mark')
  const signs = pattern.signs.filter(({ counts }) => counts)
  const all = signs.length > 0 && signs.length === glyphs.length
  const pairs = (all ? glyphs : piece).map((glyph, index): Pairing => {
    return { sign: (all ? signs : pattern.signs)[index] ?? null, glyph, same: true }
  })
  return [{ pairs, glyphs: piece, likeness: 1, agreement: 1, cut: 0, isolated: true, mrz: false }]
}

/** A table with its cells' places, where the engine read their texts in rows and columns as the provider answered them. */
export async function placeCells(table: Table, search: Search): Promise<Table> {
  const open = table.cells.filter(({ quad, text }) => quad === null && foldText(text) !== '')
  if (open.length === 0) return table
  const pieces = new Map<string, (readonly PageGlyph[])[]>()
  for (const piece of search.text.pieces) {
    const text = plain(piece.map((glyph) => search.textOf(glyph.id)).join(''))
    pieces.set(text, [...(pieces.get(text) ?? []), piece])
  }
  const wanted = new Map<string, number>()
  for (const { text } of open) wanted.set(plain(foldText(text)), (wanted.get(plain(foldText(text))) ?? 0) + 1)
  const known = new Map<string, Place[]>()
  const standings: Standing[] = []
  for (const cell of open) {
    const text = plain(foldText(cell.text))
    let places = known.get(text)
    if (!places) {
      const pattern = textPattern(cell.text)
      const alone = pattern ? (pieces.get(text) ?? []).flatMap((piece) => wholePlace(pattern, piece)) : []
      places = alone
      if (pattern && alone.length < wanted.get(text)!) {
        const found = await placesOf([pattern], search, { most: 256 })
        const least = text.length === 1 ? 0.99 : text.length <= 4 ? 0.5 : 0.65
        places = found.filter(
          ({ likeness, cut, isolated }) => likeness >= least && cut < 0.8 && (likeness >= sure || isolated),
        )
        const parts = places.length === 0 ? await placeOfParts(cell.text, search) : null
        if (parts) places = [parts]
      }
      known.set(text, places)
      await breathe(search.breath)
    }
    standings.push({ cell, places })
  }
  pairInOrder(standings)
  const taken = withoutStrays(standings)
  pairByBands(standings, taken)
  await pairAtCrossings(standings, taken, search)
  const chosen = new Map(standings.map(({ cell, chosen: place }) => [cell, place]))
  return {
    ...table,
    cells: table.cells.map((cell) => {
      const place = chosen.get(cell)
      return place ? { ...cell, quad: quadOfAll(place.glyphs) } : cell
    }),
  }
}
