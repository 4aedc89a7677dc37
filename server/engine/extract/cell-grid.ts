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

/** Elementary cells without a stroke between them are one cell; only rectangles count, as in any table that can be written down. */
function gridOf(rules: readonly RuleReading[]): CellGrid | null {
  const along = rules.filter(({ direction }) => direction === 'along')
  const across = rules.filter(({ direction }) => direction === 'across')
  const ys = positionsOf(along)
  const xs = positionsOf(across)
  const rows = ys.length - 1
  const columns = xs.length - 1
  if (rows < 1 || columns < 1 || rows * columns < 2 || rows * columns > 4000) return null
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
  return { rows, columns, cells, left: xs[0]!, right: xs.at(-1)!, top: ys[0]!, bottom: ys.at(-1)! }
}

/** A stroke that stands within a line of print is a stroke of one of its signs. */
function isOfSign({ direction, at, from, to }: RuleReading, lines: readonly Box[]): boolean {
  return lines.some(({ left, right, top, bottom }) => {
    const slack = 0.15 * (bottom - top)
    return direction === 'across'
      ? at > left && at < right && from > top - slack && to < bottom + slack
      : at > top && at < bottom && from > left - slack && to < right + slack && to - from < 3 * (bottom - top)
  })
}

/** The ruled tables that strokes make, from top to bottom. Lone frames and underlines make none, and neither do the strokes of `lines` of print. */
export function gridsOf(rules: readonly RuleReading[], lines: readonly Box[]): CellGrid[] {
  return groupsOf(rules.filter((rule) => !isOfSign(rule, lines)))
    .map(gridOf)
    .filter((grid) => grid !== null)
    .toSorted((first, second) => first.top - second.top)
}
