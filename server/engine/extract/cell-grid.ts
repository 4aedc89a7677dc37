import type { RuleReading } from '../reading.ts'
import type { Box } from './geometry.ts'

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
function covered(rules: readonly RuleReading[], at: number, from: number, to: number): boolean {
  let length = 0
  for (const rule of rules) {
    if (Math.abs(rule.at - at) < reach) length += Math.max(0, Math.min(rule.to, to) - Math.max(rule.from, from))
  }
  return length > 0.6 * (to - from)
}

/** Strokes of one direction end at about the same place on an open side of a table. */
const sameEnd = 0.03

/**
 * The positions and, on a side where most crossing strokes run on past the last of them, one more where they end: tables are often printed without
 * rules at their sides.
 */
function withOpenSides(positions: readonly number[], crossing: readonly RuleReading[]): number[] {
  const [first, last] = [positions[0], positions.at(-1)]
  if (first === undefined || last === undefined) return [...positions]
  const levels = positionsOf(crossing)
  const ends = levels.map((level) => {
    const own = crossing.filter(({ at }) => Math.abs(at - level) < reach)
    return { from: Math.min(...own.map(({ from }) => from)), to: Math.max(...own.map(({ to }) => to)) }
  })
  const middle = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!
  const start = middle(ends.map(({ from }) => from))
  const end = middle(ends.map(({ to }) => to))
  const slack = Math.max(reach, sameEnd * (end - start))
  const agree = (value: number, of: (ends: { from: number; to: number }) => number) =>
    ends.length >= 3 && ends.filter((one) => Math.abs(of(one) - value) < slack).length >= 0.6 * ends.length
  return [
    ...(first - start > 2 * slack && agree(start, ({ from }) => from) ? [start] : []),
    ...positions,
    ...(end - last > 2 * slack && agree(end, ({ to }) => to) ? [end] : []),
  ]
}

/** Elementary cells without a stroke between them are one cell; only rectangles count, as in any table that can be written down. */
function gridOf(rules: readonly RuleReading[]): CellGrid | null {
  const along = rules.filter(({ direction }) => direction === 'along')
  const across = rules.filter(({ direction }) => direction === 'across')
  const ys = withOpenSides(positionsOf(along), across)
  const xs = withOpenSides(positionsOf(across), along)
  const rows = ys.length - 1
  const columns = xs.length - 1
  if (rows < 1 || columns < 1 || rows * columns < 2 || rows * columns > 4000) return null
  // Beyond an open side nothing is drawn, but there the table ends anyway.
  const openRight = (row: number, column: number) => !covered(across, xs[column + 1]!, ys[row]!, ys[row + 1]!)
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

/** A stroke most of which runs through printed signs is one of theirs; rules run between signs. */
export function isOfSign({ direction, at, from, to }: RuleReading, signs: readonly Box[]): boolean {
  let length = 0
  for (const { left, right, top, bottom } of signs) {
    const [near, far, start, end] = direction === 'across' ? [left, right, top, bottom] : [top, bottom, left, right]
    const slack = 0.06 * (far - near)
    const air = 0.12 * (end - start)
    if (at > near + slack && at < far - slack)
      length += Math.max(0, Math.min(end + air, to) - Math.max(start - air, from))
  }
  return length > 0.5 * (to - from)
}

/** What strokes make: tables from top to bottom, and the strokes that are part of none. */
export interface Grids {
  grids: CellGrid[]
  rest: RuleReading[]
}

/** Lone frames and underlines make no table, and neither do the strokes of printed signs. */
export function gridsOf(rules: readonly RuleReading[], signs: readonly Box[]): Grids {
  const grids: CellGrid[] = []
  const rest: RuleReading[] = []
  for (const group of groupsOf(rules.filter((rule) => !isOfSign(rule, signs)))) {
    const grid = gridOf(group)
    if (grid) grids.push(grid)
    else rest.push(...group)
  }
  return { grids: grids.toSorted((first, second) => first.top - second.top), rest }
}
