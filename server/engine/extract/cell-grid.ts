import type { RuleReading } from '../reading.ts'
import type { Box } from './geometry.ts'
import { rulesAmong } from './print-strokes.ts'

/** A cell of a ruled table: its place in the grid and in the frame. */
export interface GridCell extends Box {
  row: number
  column: number
  rowSpan: number
  columnSpan: number
}

export interface CellGrid extends Box {
  rows: number
  columns: number
  cells: GridCell[]
}

/** Two strokes meet when one ends at most this far from the other. */
const reach = 9

const crosses = (along: RuleReading, across: RuleReading) =>
  across.at > along.from - reach &&
  across.at < along.to + reach &&
  along.at > across.from - reach &&
  along.at < across.to + reach

/** Strokes that hang together, each group a table. */
function groupsOf(rules: readonly RuleReading[]): RuleReading[][] {
  const groups: RuleReading[][] = []
  const open = new Set(rules)
  for (const start of rules) {
    if (!open.delete(start)) continue
    const group = [start]
    for (let at = 0; at < group.length; at += 1) {
      const rule = group[at]!
      for (const other of open) {
        if (other.direction === rule.direction) continue
        const met = rule.direction === 'along' ? crosses(rule, other) : crosses(other, rule)
        if (met && open.delete(other)) group.push(other)
      }
    }
    groups.push(group)
  }
  return groups
}

/** Positions of strokes, those that lie close together taken for one. */
function positionsOf(rules: readonly RuleReading[]): number[] {
  const positions: { sum: number; count: number }[] = []
  for (const { at } of rules.toSorted((first, second) => first.at - second.at)) {
    const last = positions.at(-1)
    if (last && at - last.sum / last.count < reach) {
      last.sum += at
      last.count += 1
    } else positions.push({ sum: at, count: 1 })
  }
  return positions.map(({ sum, count }) => sum / count)
}

/** Whether strokes at a position cover most of a span. */
function covered(rules: readonly RuleReading[], at: number, from: number, to: number, share = 0.6): boolean {
  let length = 0
  for (const rule of rules) {
    if (Math.abs(rule.at - at) < reach) length += Math.max(0, Math.min(rule.to, to) - Math.max(rule.from, from))
  }
  return length > share * (to - from)
}

/** Strokes end at about the same place on an open side of a table: within this share of its extent. */
const sameEnd = 0.03
/** Of the strokes that reach the place where a table ends on an open side: the share of all that must (cells over several rows keep the others from it). */
const leastReaching = 0.3

/**
 * The positions and, on a side where crossing strokes, the outermost two among them, run on past the last of them, one more where those end: tables are
 * often printed without rules at their sides.
 */
function withOpenSides(positions: readonly number[], crossing: readonly RuleReading[]): number[] {
  const [first, last] = [positions[0], positions.at(-1)]
  const levels = positionsOf(crossing)
  if (first === undefined || last === undefined || levels.length < 3) return [...positions]
  const ends = levels.map((level) => {
    const own = crossing.filter(({ at }) => Math.abs(at - level) < reach)
    return { from: Math.min(...own.map(({ from }) => from)), to: Math.max(...own.map(({ to }) => to)) }
  })
  const slack = Math.max(
    reach,
    sameEnd * (Math.max(...ends.map(({ to }) => to)) - Math.min(...ends.map(({ from }) => from))),
  )
  // The outermost place at which enough strokes end; others stop short of it (print was taken for some of them).
  const endOf = (values: number[], isBeyond: (value: number) => boolean, outwards: 1 | -1): number[] => {
    if (!isBeyond(values[0]!) || !isBeyond(values.at(-1)!)) return []
    for (const value of values.toSorted((one, other) => outwards * (other - one))) {
      const reaching = values.filter((other) => Math.abs(other - value) < slack)
      if (isBeyond(value) && reaching.length >= Math.max(2, leastReaching * values.length))
        return [reaching.toSorted((one, other) => one - other)[reaching.length >> 1]!]
    }
    return []
  }
  const [starts, stops] = [ends.map(({ from }) => from), ends.map(({ to }) => to)]
  return [
    ...endOf(starts, (value) => first - value > 2 * slack, -1),
    ...positions,
    ...endOf(stops, (value) => value - last > 2 * slack, 1),
  ]
}

/** The share of a span that a rule covers which parts no more than it. */
const wholeWay = 0.85

/** The positions at which strokes part at least one pair of cells, of those between `sides`: shorter ones were left over from print. */
function parting(rules: readonly RuleReading[], positions: readonly number[], sides: readonly number[]): number[] {
  return positions.filter((at) => {
    const parted = sides.slice(1).filter((side, index) => covered(rules, at, sides[index]!, side))
    const [first] = parted
    // What parts one pair alone goes all the way from side to side; strokes of print do not.
    return parted.length === 1
      ? covered(rules, at, sides[sides.indexOf(first!) - 1]!, first!, wholeWay)
      : parted.length > 1
  })
}

/**
 * Of two positions that part the same pair of sides and stand closer together than `least`, the one that most strokes stand at: no column is as narrow as
 * print is high. Sections of a table may have their columns nearly under each other.
 */
function apart(
  rules: readonly RuleReading[],
  positions: readonly number[],
  sides: readonly number[],
  least: number,
): number[] {
  const places = positions.map((at) => ({
    at,
    length: rules.reduce((sum, rule) => sum + (Math.abs(rule.at - at) < reach ? rule.to - rule.from : 0), 0),
    bands: sides.slice(1).map((side, index) => covered(rules, at, sides[index]!, side)),
  }))
  const kept: typeof places = []
  for (const place of places.toSorted((first, second) => second.length - first.length)) {
    const narrow = kept.some(
      ({ at, bands }) =>
        Math.abs(at - place.at) < least && bands.some((parts, index) => parts && place.bands[index] === true),
    )
    if (!narrow) kept.push(place)
  }
  return kept.map(({ at }) => at).toSorted((first, second) => first - second)
}

/** So much of a rule is seen at least where print stands close beside it. */
const hiddenShare = 0.3

/** Elementary cells without a stroke between them are one cell; only rectangles count, as in any table that can be written down. */
function gridOf(rules: readonly RuleReading[], narrowest: number): CellGrid | null {
  const along = rules.filter(({ direction }) => direction === 'along')
  const across = rules.filter(({ direction }) => direction === 'across')
  const seen = positionsOf(along)
  const xs = withOpenSides(apart(across, parting(across, positionsOf(across), seen), seen, narrowest), along)
  const ys = withOpenSides(parting(along, seen, xs), across)
  if (xs.length === 0 || ys.length === 0) return null
  const rows = ys.length - 1
  const columns = xs.length - 1
  // A table without rules at its sides is one only by rules between its columns.
  const [top, bottom] = [ys[0]!, ys.at(-1)!]
  if (positionsOf(across).length < 2 && !across.some(({ from, to }) => to - from > 0.5 * (bottom - top))) return null
  if (rows < 1 || columns < 1 || rows * columns < 2 || rows * columns > 4000) return null
  // Beyond an open side nothing is drawn, but there the table ends anyway.
  const partedAt = (row: number, column: number, share?: number) =>
    row < 0 || row >= rows || covered(across, xs[column + 1]!, ys[row]!, ys[row + 1]!, share)
  // A rule that is seen above and below, and in part here, goes on between them: print beside it hid the rest.
  const goesOn = (row: number, column: number) =>
    rows > 1 && partedAt(row, column, hiddenShare) && partedAt(row - 1, column) && partedAt(row + 1, column)
  const openRight = (row: number, column: number) => !partedAt(row, column) && !goesOn(row, column)
  const openBelow = (row: number, column: number) => !covered(along, ys[row + 1]!, xs[column]!, xs[column + 1]!)
  const taken = new Set<number>()
  const cells: GridCell[] = []
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (taken.has(row * columns + column)) continue
      let columnSpan = 1
      while (
        column + columnSpan < columns &&
        !taken.has(row * columns + column + columnSpan) &&
        openRight(row, column + columnSpan - 1)
      )
        columnSpan += 1
      let rowSpan = 1
      const all = (test: (at: number) => boolean) =>
        Array.from({ length: columnSpan }, (_, offset) => column + offset).every(test)
      while (row + rowSpan < rows && all((at) => openBelow(row + rowSpan - 1, at))) rowSpan += 1
      for (let y = row; y < row + rowSpan; y += 1)
        for (let x = column; x < column + columnSpan; x += 1) taken.add(y * columns + x)
      cells.push({
        row,
        column,
        rowSpan,
        columnSpan,
        left: xs[column]!,
        right: xs[column + columnSpan]!,
        top: ys[row]!,
        bottom: ys[row + rowSpan]!,
      })
    }
  }
  return { ...compact(cells), left: xs[0]!, right: xs.at(-1)!, top: ys[0]!, bottom: ys.at(-1)! }
}

/** The same cells without the rows and columns that no cell begins in: something crossed there that parts nothing. */
function compact(cells: readonly GridCell[]): { rows: number; columns: number; cells: GridCell[] } {
  const numbers = (values: number[]) =>
    new Map([...new Set(values)].toSorted((a, b) => a - b).map((at, index) => [at, index]))
  const rows = numbers(cells.map(({ row }) => row))
  const columns = numbers(cells.map(({ column }) => column))
  const begun = (known: ReadonlyMap<number, number>, from: number, span: number) =>
    [...known.keys()].filter((at) => at >= from && at < from + span).length
  return {
    rows: rows.size,
    columns: columns.size,
    cells: cells.map((cell) => ({
      ...cell,
      row: rows.get(cell.row)!,
      column: columns.get(cell.column)!,
      rowSpan: begun(rows, cell.row, cell.rowSpan),
      columnSpan: begun(columns, cell.column, cell.columnSpan),
    })),
  }
}

/** What strokes make: tables from top to bottom, and the strokes that are part of none. */
export interface Grids {
  grids: CellGrid[]
  rest: RuleReading[]
}

/** Lone frames and underlines make no table, and neither do the strokes of printed signs. No column is narrower than `narrowest`. */
export function gridsOf(rules: readonly RuleReading[], signs: readonly Box[], narrowest = 0): Grids {
  const grids: CellGrid[] = []
  const rest: RuleReading[] = []
  for (const group of groupsOf(rulesAmong(rules, signs))) {
    const grid = gridOf(group, narrowest)
    if (grid) grids.push(grid)
    else rest.push(...group)
  }
  return { grids: grids.toSorted((first, second) => first.top - second.top), rest }
}
