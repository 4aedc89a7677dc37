import { boundsOf, quadOfBounds, type Quad } from '../server/contract/geometry.ts'
import { rule, wrapText } from './form.ts'
import { hsl } from './paper.ts'
import type { Random } from './random.ts'
import type { Sheet, TextStyle } from './sheet.ts'
import type { TrueTable } from './truth.ts'

/** A cell as it is asked for; spans are 1 where they are not named. */
export interface PlannedCell {
  row: number
  column: number
  rowSpan?: number
  columnSpan?: number
  text: string
  align?: 'left' | 'centre' | 'right'
  bold?: boolean
}

export interface TablePlan {
  rows: number
  /** Shares of the table's width, which add up to one. */
  columns: readonly number[]
  /** Every cell of the grid is covered by one of them. */
  cells: readonly PlannedCell[]
  /** How many rows at the top are a head. */
  head: number
}

/**
 * Which rules are drawn: all (`grid`), all but the outer ones at the sides (`open`), above and below the table and below its head (`three-line`), between
 * all rows (`horizontal`), none. Only the first two show where empty cells are.
 */
export type Ruling = 'grid' | 'open' | 'three-line' | 'horizontal' | 'none'

export interface TableLook {
  ruling: Ruling
  colour: string
  /** Width of a rule. */
  width: number
  /** Lengths of dash and gap; solid when absent. */
  dash?: readonly [number, number]
  headFill?: string
  zebra?: string
  /** Air between a rule and the print. */
  padding: number
}

/** Rules as printers and word processors draw them: black or thin grey, dotted or dashed, with or without a shaded head. */
export function inventLook(random: Random, ruling: Ruling): TableLook {
  const grey = random.chance(0.3)
  const dash =
    ruling !== 'none' && random.chance(0.15) ? random.pick([[0.35, 0.5] as const, [1.2, 0.8] as const]) : null
  return {
    ruling,
    colour: grey
      ? hsl(0, 0, random.between(58, 72))
      : hsl(random.pick([0, 220]), random.pick([0, 40]), random.between(8, 40)),
    width: grey ? random.between(0.18, 0.28) : random.between(0.2, 0.5),
    ...(dash && { dash }),
    ...(random.chance(0.35) && {
      headFill: hsl(random.pick([0, 210, 140]), random.pick([0, 35]), random.between(85, 93)),
    }),
    ...((ruling === 'horizontal' || ruling === 'none') && random.chance(0.4) && { zebra: hsl(210, 20, 95) }),
    padding: random.between(1.4, 2.6),
  }
}

const spanOf = (value: number | undefined) => value ?? 1

interface Place {
  left: number
  top: number
  right: number
}

/** Draws a table and writes it down in the truth. Rows are as high as their longest cell wants. Answers where it ends. */
export function drawTable(
  sheet: Sheet,
  { left, top, right }: Place,
  plan: TablePlan,
  look: TableLook,
  style: TextStyle,
): { bottom: number } {
  const { padding, ruling } = look
  const xs = [left]
  for (const share of plan.columns) xs.push(xs.at(-1)! + share * (right - left))
  const leading = 1.4 * style.size
  const fonted = (cell: PlannedCell): TextStyle => ({ ...style, weight: cell.bold || cell.row < plan.head ? 700 : 400 })
  const wrapped = plan.cells.map((cell) => {
    const room = xs[cell.column + spanOf(cell.columnSpan)]! - xs[cell.column]! - 2 * padding
    // Figures and words of other scripts are not broken anywhere.
    const breakable = (cell.text.match(/\p{Script=Han}/gu)?.length ?? 0) > 7
    return cell.text === '' ? [] : breakable ? wrapText(sheet, cell.text, fonted(cell), room) : [cell.text]
  })
  const heights = Array.from({ length: plan.rows }, () => leading + 1.2 * padding)
  for (const [index, cell] of plan.cells.entries()) {
    if (spanOf(cell.rowSpan) === 1)
      heights[cell.row] = Math.max(heights[cell.row]!, wrapped[index]!.length * leading + 1.2 * padding)
  }
  const ys = [top]
  for (const height of heights) ys.push(ys.at(-1)! + height)
  const bottom = ys.at(-1)!

  const { context, scale } = sheet
  const fill = (colour: string, from: number, to: number) => {
    context.fillStyle = colour
    context.fillRect(left, from, right - left, to - from)
  }
  if (look.zebra) for (let row = plan.head; row < plan.rows; row += 2) fill(look.zebra, ys[row]!, ys[row + 1]!)
  if (look.headFill) fill(look.headFill, top, ys[plan.head]!)

  const truth: TrueTable = { rows: plan.rows, columns: plan.columns.length, cells: [] }
  const ruledCells = ruling === 'grid' || ruling === 'open'
  context.setLineDash(look.dash ? [...look.dash] : [])
  const line = (...points: [number, number][]) => rule(sheet, look.colour, look.width, ...points)
  if (ruling !== 'none') for (const y of [top, bottom]) line([left, y], [right, y])
  if (ruling === 'three-line') line([left, ys[plan.head]!], [right, ys[plan.head]!])
  for (const [index, cell] of plan.cells.entries()) {
    const [rowSpan, columnSpan] = [spanOf(cell.rowSpan), spanOf(cell.columnSpan)]
    const [cellLeft, cellRight] = [xs[cell.column]!, xs[cell.column + columnSpan]!]
    const [cellTop, cellBottom] = [ys[cell.row]!, ys[cell.row + rowSpan]!]
    // Each rule between two cells is drawn once, by the cell before it.
    if (ruling !== 'none' && ruling !== 'three-line' && cell.row + rowSpan < plan.rows)
      line([cellLeft, cellBottom], [cellRight, cellBottom])
    if (ruling === 'three-line' && cell.row + rowSpan < plan.head && columnSpan > 1)
      line([cellLeft + padding, cellBottom], [cellRight - padding, cellBottom])
    if (ruledCells && (cell.column + columnSpan < plan.columns.length || ruling === 'grid'))
      line([cellRight, cellTop], [cellRight, cellBottom])
    if (ruling === 'grid' && cell.column === 0) line([cellLeft, cellTop], [cellLeft, cellBottom])
    const lines = wrapped[index]!
    const align = cell.align ?? 'centre'
    const x =
      align === 'left' ? cellLeft + padding : align === 'right' ? cellRight - padding : (cellLeft + cellRight) / 2
    const first = (cellTop + cellBottom) / 2 - ((lines.length - 1) * leading) / 2 + style.size * 0.36
    context.setLineDash([])
    const printed = lines.map((text, at) =>
      sheet.print(text.trim(), x, first + at * leading, { ...fonted(cell), align }),
    )
    context.setLineDash(look.dash ? [...look.dash] : [])
    const cellQuad: Quad = quadOfBounds({
      left: cellLeft * scale,
      right: cellRight * scale,
      top: cellTop * scale,
      bottom: cellBottom * scale,
    })
    const printQuad = printed.length > 0 ? quadOfBounds(boundsOf(...printed.map(({ quad }) => quad))) : null
    truth.cells.push({
      row: cell.row,
      column: cell.column,
      rowSpan,
      columnSpan,
      text: cell.text,
      quad: ruledCells ? cellQuad : printQuad,
    })
  }
  context.setLineDash([])
  ;(sheet.truth.tables ??= []).push(truth)
  return { bottom }
}
