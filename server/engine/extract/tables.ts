import type { Findings, Line } from '../../contract/result.ts'
import type { RuleReading } from '../reading.ts'
import { alignedTable, pieceCount, type AlignedTable } from './aligned-table.ts'
import { gridsOf, type CellGrid } from './cell-grid.ts'
import { cellText, withoutDots } from './cell-text.ts'
import { confidenceOf } from './field.ts'
import { around, heightOf, middleOf, quadAround, type Box } from './geometry.ts'
import { regionsOf } from './page-regions.ts'
import { withFiguresApart } from './number-cells.ts'
import { rulesAmong, strokeSign } from './print-strokes.ts'
import { joinRows, rowOf, splitAtGaps, type Glyph, type PageContext, type Row, type TextPage } from './text-stream.ts'
import { withRowsApart } from './unruled-rows.ts'
import { pencilOf, warpOf, type Sample, type Warp } from './warp.ts'

export type Table = Findings['tables'][number]

const centreOf = ({ left, right }: Box) => (left + right) / 2

/** A page with rows and columns made straight. */
interface StraightPage {
  index: number
  warp: Warp
  rows: Row[]
  rules: RuleReading[]
}

const slopeOfLine = (frameBox: Box, line: Line, page: TextPage): Sample => {
  const [a, b] = line.quad
  const cos = Math.cos(page.frame.angle)
  const sin = Math.sin(page.frame.angle)
  const length = (b[0] - a[0]) * cos + (b[1] - a[1]) * sin
  const rise = (b[1] - a[1]) * cos - (b[0] - a[0]) * sin
  return { middle: centreOf(frameBox), at: middleOf(frameBox), slope: rise / length, weight: length / 2 }
}

const ofRule = ({ at, from, to, slope = 0 }: RuleReading): Sample => ({
  middle: (from + to) / 2,
  at,
  slope,
  weight: to - from,
})

/** Nothing can stand between signs that are no further apart than this, in heights. */
const closest = 0.5

/** Runs of signs that hold together, without what a rule may have been read as at their ends. */
const runsOf = (rows: readonly Row[]): Box[] =>
  rows
    .flatMap(({ glyphs }) => splitAtGaps(glyphs, closest))
    .flatMap((run) => {
      // A digit beside another one is a one, not a rule.
      const isSign = ({ text }: Glyph, index: number) =>
        !strokeSign.test(text) ||
        (text === '1' && [run[index - 1], run[index + 1]].some((beside) => /^[\d.,]$/.test(beside?.text ?? '')))
      const own = run.slice(Math.max(0, run.findIndex(isSign)), run.findLastIndex(isSign) + 1)
      return own.length > 0 ? [around(own)] : []
    })

/** No column is narrower than this, in heights of print. */
const narrowestColumn = 0.7

/** Too little of strokes across to say how columns run, in heights of print. */
const leastAcross = 6

function straightPage(page: TextPage, lines: readonly Line[], found: readonly RuleReading[]): StraightPage {
  const { frame } = page
  const signs = page.rows.flatMap(({ glyphs }) => glyphs)
  const rules = rulesAmong(found, signs, runsOf(page.rows))
  const along = rules.filter(({ direction }) => direction === 'along').map(ofRule)
  const across = rules.filter(({ direction }) => direction === 'across').map(ofRule)
  const long = lines
    .filter(({ chars }) => chars.length >= 4)
    .map((line) => slopeOfLine(frame.boxOf(line.quad), line, page))
  const upright = long.filter(({ slope }) => Math.abs(slope) < 0.2)
  const height = heightOf(page.rows[Math.floor(page.rows.length / 2)] ?? { left: 0, right: 0, top: 0, bottom: 20 })
  const shown = across.reduce((sum, { weight }) => sum + weight, 0) > leastAcross * height
  const warp = warpOf(frame, pencilOf([...along, ...upright]), pencilOf(shown ? across : []))
  const byLine = new Map<number, Glyph[]>()
  for (const glyph of page.rows.flatMap(({ glyphs }) => glyphs)) {
    const straight = { ...glyph, ...warp.boxOf(glyph.character.quad) }
    byLine.set(glyph.line, [...(byLine.get(glyph.line) ?? []), straight])
  }
  return {
    index: page.index,
    warp,
    rows: joinRows([...byLine.values()].map(rowOf)),
    rules: rules.map((rule) => warp.ruleOf(rule)),
  }
}

function ruledTable({ index, warp, rows }: StraightPage, ruled: CellGrid): Table {
  const isStroke = (glyph: Glyph, { left, right }: Box) =>
    strokeSign.test(glyph.text) &&
    [left, right].some((edge) => Math.abs(edge - centreOf(glyph)) < 0.15 * heightOf(glyph))
  const printIn = (box: Box) =>
    rows
      .filter((line) => line.bottom > box.top && line.top < box.bottom)
      .map(({ glyphs }) =>
        glyphs.filter((glyph) => {
          const [u, v] = [centreOf(glyph), middleOf(glyph)]
          return u > box.left && u < box.right && v > box.top && v < box.bottom && !isStroke(glyph, box)
        }),
      )
      .filter((glyphs) => glyphs.length > 0)
  const grid = withRowsApart({ ...ruled, cells: withFiguresApart(ruled.cells, printIn) }, printIn)
  const cells = grid.cells.map(({ row, column, rowSpan, columnSpan, ...box }) => {
    const lines = printIn(box)
    return {
      row,
      column,
      rowSpan,
      columnSpan,
      text: cellText(lines),
      quad: warp.quadOf(box),
      confidence: confidenceOf(lines.flat()),
    }
  })
  return { page: index, quad: warp.quadOf(grid), rows: grid.rows, columns: grid.columns, cells: withoutDots(cells) }
}

function tableOfAligned({ index, warp }: StraightPage, { rows, columns, cells, ...box }: AlignedTable): Table {
  return {
    page: index,
    quad: warp.quadOf(box),
    rows,
    columns,
    cells: cells.map(({ row, column, columnSpan, lines }) => ({
      row,
      column,
      rowSpan: 1,
      columnSpan,
      text: cellText(lines),
      quad:
        lines.length === 0
          ? null
          : lines.length === 1
            ? quadAround(lines[0]!.map(({ character }) => character.quad))
            : warp.quadOf(around(lines.flat())),
      confidence: confidenceOf(lines.flat()),
    })),
  }
}

/** Parts of one stroke lie this near to one line, and this near to each other along it. */
const sameLine = 6
const mostBreak = 40

/** Strokes whose parts were found apart, made whole. */
function wholeStrokes(rules: readonly RuleReading[]): RuleReading[] {
  const whole: RuleReading[] = []
  for (const rule of rules.toSorted((first, second) => first.from - second.from)) {
    const own = whole.find(
      ({ at, to }) => Math.abs(at - rule.at) < sameLine && rule.from - to < mostBreak && rule.from - to > -mostBreak,
    )
    if (!own) whole.push({ ...rule })
    else {
      const [old, added] = [own.to - own.from, rule.to - rule.from]
      own.at = (own.at * old + rule.at * added) / (old + added)
      own.to = Math.max(own.to, rule.to)
    }
  }
  return whole
}

/** Strokes along the text that lie under each other, from top to bottom: what stands between two of them is a band. */
function bandsOf(rest: readonly RuleReading[]): Box[][] {
  const along = wholeStrokes(rest.filter(({ direction }) => direction === 'along')).toSorted(
    (first, second) => first.at - second.at,
  )
  const stacks: RuleReading[][] = []
  for (const rule of along) {
    const stack = stacks.find((other) => {
      const last = other.at(-1)!
      const common = Math.min(last.to, rule.to) - Math.max(last.from, rule.from)
      return common > 0.8 * Math.max(last.to - last.from, rule.to - rule.from)
    })
    const last = stack?.at(-1)
    // Two strokes close together are one double rule.
    if (stack && last && rule.at - last.at < 9) continue
    if (stack) stack.push(rule)
    else stacks.push([rule])
  }
  return stacks
    .filter(({ length }) => length >= 2)
    .map((stack) =>
      stack.slice(1).map((rule, index) => ({
        left: Math.min(rule.from, stack[index]!.from),
        right: Math.max(rule.to, stack[index]!.to),
        top: stack[index]!.at,
        bottom: rule.at,
      })),
    )
}

const rowsIn = (rows: readonly Row[], { top, bottom, left, right }: Box) =>
  rows.filter((row) => middleOf(row) > top && middleOf(row) < bottom && centreOf(row) > left && centreOf(row) < right)

/** The rows of a table that stand in a band: more than one where a rule between two was not seen, as then each has a print in most columns. */
function wholeRows(rows: readonly Row[], band: Box): Box[] {
  const inside = rowsIn(rows, band)
  const counts = inside.map(pieceCount)
  const most = Math.max(...counts)
  if (inside.length < 2 || most < 3 || counts.some((count) => count < 0.6 * most)) return [band]
  const cuts = inside.slice(1).map((row, index) => (inside[index]!.bottom + row.top) / 2)
  return [band.top, ...cuts].map((top, index) => ({ ...band, top, bottom: cuts[index] ?? band.bottom }))
}

/** From this many bands on, rules part all rows; fewer part only the head from the rest. */
const mostParts = 3

/** Tables whose rows are parted by rules and whose columns are only aligned. */
function bandedTables(rows: readonly Row[], rest: readonly RuleReading[]): AlignedTable[] {
  const tables: AlignedTable[] = []
  for (const bands of bandsOf(rest)) {
    let run: Box[] = []
    const close = () => {
      const own = run.flatMap((band) => rowsIn(rows, band))
      const byBand = run.length > mostParts || own.length <= run.length
      const table =
        own.length >= 2 ? alignedTable(own, byBand ? run.flatMap((band) => wholeRows(rows, band)) : undefined) : null
      if (table) tables.push({ ...table, ...around(run) })
      run = []
    }
    for (const band of bands) {
      const inside = rowsIn(rows, band)
      const tabular = inside.length > 0 && inside.filter((row) => pieceCount(row) >= 2).length >= 0.5 * inside.length
      if (tabular) run.push(band)
      else close()
    }
    close()
  }
  return tables
}

/** Runs of three or more neighbouring rows that have two or more pieces each. */
function columnRows(rows: readonly Row[]): Row[][] {
  const groups: Row[][] = []
  let group: Row[] = []
  for (const row of rows) {
    const last = group.at(-1)
    const several = pieceCount(row) >= 2
    const near = !last || row.top - last.bottom < 2.5 * heightOf(row)
    if (several && near) group.push(row)
    else {
      groups.push(group)
      group = several ? [row] : []
    }
  }
  groups.push(group)
  return groups.filter(({ length }) => length >= 3)
}

const outside = (rows: readonly Row[], boxes: readonly Box[]) =>
  rows.filter(
    (row) =>
      !boxes.some(
        (box) => middleOf(row) > box.top && middleOf(row) < box.bottom && row.right > box.left && row.left < box.right,
      ),
  )

/** A page's rows of print outside of tables, made straight, and its tables with their places among them, from top to bottom. */
export interface Layout {
  rows: Row[]
  /** The usual height of a row, those in tables included: of a heading and a line under it neither is the usual one. */
  usual: number
  tables: { box: Box; table: Table }[]
}

/** Strokes around a table or through it, a few cells of which hold whole rows of it: its columns are told by alignment alone. */
const mostOfFrame = 4
const leastInFrame = 4

function isFrame({ cells }: CellGrid, rows: readonly Row[]): boolean {
  const tabular = rows.filter((row) => pieceCount(row) > cells.length)
  return cells.length <= mostOfFrame && tabular.length >= leastInFrame && tabular.length > 0.6 * rows.length
}

/**
 * Finds tables by their rules where they are ruled, by rules between rows and the alignment of columns, and by alignment alone. `lines` are the
 * page's as the engine read them.
 */
export async function layoutOf(
  page: TextPage,
  lines: readonly Line[],
  inspect: PageContext['inspect'],
): Promise<Layout> {
  const found = (await inspect?.('rules', page.frame.angle)) ?? []
  const straight = straightPage(page, lines, found)
  const heights = straight.rows.map(heightOf).toSorted((first, second) => first - second)
  const usual = heights[heights.length >> 1] ?? 20
  const { grids, rest } = gridsOf(straight.rules, [], narrowestColumn * usual)
  const written = grids
    .filter((grid) => !isFrame(grid, rowsIn(straight.rows, grid)))
    .map((grid) => ({ box: grid as Box, table: ruledTable(straight, grid) }))
    .filter(({ table }) => table.cells.some(({ text }) => text !== ''))
  const free = outside(
    straight.rows,
    written.map(({ box }) => box),
  )
  const banded = bandedTables(free, rest)
  const boxes = [...written.map(({ box }) => box), ...banded]
  // Rows of two columns of text that stand beside each other are no rows of a table.
  const loose = regionsOf(outside(free, banded), boxes).flatMap(({ rows }) =>
    columnRows(rows).flatMap((own) => alignedTable(own) ?? []),
  )
  const tables = [
    ...written,
    ...[...banded, ...loose].map((table) => ({ box: table as Box, table: tableOfAligned(straight, table) })),
  ].toSorted((first, second) => first.box.top - second.box.top)
  return {
    rows: outside(
      straight.rows,
      tables.map(({ box }) => box),
    ),
    usual,
    tables,
  }
}
