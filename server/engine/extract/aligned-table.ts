import { around, heightOf, middleOf, type Box } from './geometry.ts'
import { splitAtGaps, type Glyph, type Row } from './text-stream.ts'

/** A run of print in a row. */
interface Piece extends Box {
  run: Glyph[]
}

/** A cell that alignment shows: the print of each of its lines. */
export interface AlignedCell {
  row: number
  column: number
  columnSpan: number
  lines: Glyph[][]
}

export interface AlignedTable extends Box {
  rows: number
  columns: number
  cells: AlignedCell[]
}

/** Pieces further apart than this (in heights) may stand in two columns. */
const leastGap = 0.9
/** Between two columns no row prints anything over this width (in heights). */
const leastGutter = 0.45
/** Most of a table's cells are filled; columns of prose do not line up like that. */
const leastFilled = 0.55
/** Pieces of prose are this long (in heights) or longer. */
const proseLength = 9

const piecesOf = (row: Row): Piece[] => splitAtGaps(row.glyphs, leastGap).map((run) => ({ ...around(run), run }))

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

/** A stretch along the text. */
interface Stretch {
  left: number
  right: number
}

/** Stretches that hold some of the given ones, from left to right, those without a gutter between them taken for one. */
function stretchesOf(spans: readonly Stretch[], height: number): Stretch[] {
  const columns: Stretch[] = []
  for (const { left, right } of spans.toSorted((a, b) => a.left - b.left)) {
    const last = columns.at(-1)
    if (last && left - last.right < leastGutter * height) last.right = Math.max(last.right, right)
    else columns.push({ left, right })
  }
  return columns
}

const columnsOf = (rows: readonly (readonly Piece[])[], height: number) => stretchesOf(rows.flat(), height)

/** A point that stays where it is, and how columns lean and fan out around it. */
interface Lean {
  u: number
  v: number
  lean: number
  fan: number
}

/** Where a place along the text stands when columns are made upright. */
const unleant = (along: number, across: number, { u, v, lean, fan }: Lean) =>
  u + (along - u) * (1 - fan * (across - v)) - lean * (across - v)

/** More pieces than this are no table of one page; their lean is not searched for. */
const mostLeaning = 600

/**
 * The pieces with columns upright. Perspective lets columns lean, and without rules across nothing shows by how much: the lean that leaves most of
 * the width empty in every row is the right one.
 */
function upright(rows: readonly (readonly Piece[])[], height: number): Piece[][] {
  const pieces = rows.flat()
  const all = around(pieces)
  const still: Lean = { u: (all.left + all.right) / 2, v: middleOf(all), lean: 0, fan: 0 }
  const emptyWidth = (how: Lean) => {
    const spans = pieces.map((piece) => {
      const across = middleOf(piece)
      return { left: unleant(piece.left, across, how), right: unleant(piece.right, across, how) }
    })
    const columns = stretchesOf(spans, height)
    return columns.slice(1).reduce((sum, { left }, index) => sum + left - columns[index]!.right, 0)
  }
  let best = still
  // Upright unless something else is clearly better.
  let most = emptyWidth(still) + 0.5 * height
  for (let lean = -0.14; lean <= 0.141 && pieces.length <= mostLeaning; lean += 0.01) {
    for (let fan = -4e-4; fan <= 4.1e-4; fan += 2e-4) {
      const candidate = { ...still, lean, fan }
      const width = emptyWidth(candidate)
      if (width > most) [best, most] = [candidate, width]
    }
  }
  const straight = <Place extends Box>(place: Place): Place => {
    const across = middleOf(place)
    return { ...place, left: unleant(place.left, across, best), right: unleant(place.right, across, best) }
  }
  return rows.map((row) => row.map((piece) => straight(piece)))
}

/** Columns as most rows show them: the first row or two may have cells that run over several. */
function columnsAndHead(rows: readonly (readonly Piece[])[], height: number) {
  let best = { columns: columnsOf(rows, height), head: 0 }
  for (let head = 1; head <= Math.min(2, rows.length - 3); head += 1) {
    const columns = columnsOf(rows.slice(head), height)
    if (columns.length > best.columns.length) best = { columns, head }
  }
  return best
}

/** Columns of running text are long in every row, where a table has at most one such column. */
function isProse(rows: readonly (readonly Piece[])[], columns: number, height: number): boolean {
  const long = rows.map((row) => row.filter(({ left, right }) => right - left > proseLength * height).length)
  return columns <= 3 && long.filter((count) => count >= 2).length >= 0.4 * rows.length
}

/**
 * The table that rows of print make by standing in columns; null when they make none. `bands`, where rules part the rows, say which rows of print
 * belong to one row of the table.
 * @param rows in straightened coordinates, from top to bottom
 */
export function alignedTable(rows: readonly Row[], bands?: readonly Box[]): AlignedTable | null {
  if (rows.length < 2) return null
  const height = median(rows.map(heightOf))
  const pieces = upright(rows.map(piecesOf), height)
  const { columns, head } = columnsAndHead(pieces, height)
  if (columns.length < 2 || isProse(pieces, columns.length, height)) return null
  const bandOf = (row: Row) => bands!.findIndex(({ top, bottom }) => middleOf(row) > top && middleOf(row) < bottom)
  const byRow = new Map<number, { pieces: Piece[]; from: number }[]>()
  for (const [index, row] of rows.entries()) {
    const at = bands ? bandOf(row) : index
    byRow.set(at, [...(byRow.get(at) ?? []), { pieces: pieces[index]!, from: index }])
  }
  const count = bands?.length ?? rows.length
  const cells: AlignedCell[] = []
  for (let row = 0; row < count; row += 1) {
    const covered = new Set<number>()
    const own = new Map<number, AlignedCell>()
    for (const line of byRow.get(row) ?? []) {
      const inLine = new Map<number, Glyph[]>()
      for (const piece of line.pieces) {
        const [first, span] = placeOf(piece, columns, line.from < head)
        inLine.set(first, [...(inLine.get(first) ?? []), ...piece.run])
        const cell = own.get(first) ?? { row, column: first, columnSpan: span, lines: [] }
        own.set(first, { ...cell, columnSpan: Math.max(cell.columnSpan, span) })
        for (let column = first; column < first + span; column += 1) covered.add(column)
      }
      for (const [column, run] of inLine) own.get(column)!.lines.push(run)
    }
    for (let column = 0; column < columns.length; column += 1) {
      const cell = own.get(column)
      if (cell) cells.push(cell)
      else if (!covered.has(column)) cells.push({ row, column, columnSpan: 1, lines: [] })
    }
  }
  const filled = cells.filter(({ lines }) => lines.length > 0).length
  if (filled < leastFilled * cells.length) return null
  return { ...around(rows), rows: count, columns: columns.length, cells }
}

/** The first column of a piece and how many it runs over: one, except in the head. */
function placeOf(piece: Piece, columns: readonly { left: number; right: number }[], inHead: boolean): [number, number] {
  const common = columns.map(({ left, right }) => Math.min(right, piece.right) - Math.max(left, piece.left))
  if (inHead) {
    const met = common.flatMap((length, index) => (length > 0 ? [index] : []))
    if (met.length > 1) return [met[0]!, met.length]
  }
  return [common.indexOf(Math.max(...common)), 1]
}

/** How many pieces stand beside each other in a row: two or more, as in rows of a table. */
export const pieceCount = (row: Row): number => piecesOf(row).length
