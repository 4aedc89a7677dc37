import { describe, expect, it } from 'vitest'
import type { RuleReading } from '../reading.ts'
import { gridsOf } from './cell-grid.ts'
import { tableHtml } from './document-structure.ts'
import { fakePage, type Printed } from './fake-reading.ts'
import { extractFindings } from './index.ts'

const along = (at: number, from: number, to: number): RuleReading => ({ direction: 'along', at, from, to })
const across = (at: number, from: number, to: number): RuleReading => ({ direction: 'across', at, from, to })

/** Three rows, three columns; the last row's first two cells are one. */
const rules: RuleReading[] = [
  ...[100, 160, 220, 280].map((at) => along(at, 100, 700)),
  across(100, 100, 280),
  across(300, 100, 220),
  across(500, 100, 280),
  across(700, 100, 280),
]
const cells: Printed[] = [
  { text: '名称', x: 150, y: 118 },
  { text: '数量', x: 350, y: 118 },
  { text: '金额', x: 560, y: 118 },
  { text: '打印纸', x: 140, y: 178 },
  { text: '12', x: 380, y: 178 },
  { text: '35.50', x: 560, y: 178 },
  { text: '合计', x: 260, y: 238 },
  { text: '35.50', x: 560, y: 238 },
]

describe('cells from strokes', () => {
  it('joins cells that no stroke parts', () => {
    const [grid, ...more] = gridsOf(rules, []).grids
    expect(more).toEqual([])
    expect(grid).toMatchObject({ rows: 3, columns: 3, left: 100, right: 700, top: 100, bottom: 280 })
    expect(grid!.cells.map(({ row, column, rowSpan, columnSpan }) => [row, column, rowSpan, columnSpan])).toEqual([
      [0, 0, 1, 1],
      [0, 1, 1, 1],
      [0, 2, 1, 1],
      [1, 0, 1, 1],
      [1, 1, 1, 1],
      [1, 2, 1, 1],
      [2, 0, 1, 2],
      [2, 2, 1, 1],
    ])
  })

  it('joins cells downwards too', () => {
    const tall = [
      along(0, 0, 200),
      along(50, 100, 200),
      along(100, 0, 200),
      across(0, 0, 100),
      across(100, 0, 100),
      across(200, 0, 100),
    ]
    const [grid] = gridsOf(tall, []).grids
    expect(grid!.cells.find(({ column }) => column === 0)).toMatchObject({ rowSpan: 2, columnSpan: 1 })
    expect(grid!.cells).toHaveLength(3)
  })

  it('makes nothing of a frame, an underline or the strokes of signs', () => {
    expect(gridsOf([along(0, 0, 100), along(50, 0, 100), across(0, 0, 50), across(100, 0, 50)], []).grids).toEqual([])
    expect(gridsOf([along(30, 0, 400)], []).grids).toEqual([])
    const sign = [along(40, 6, 66), along(62, 6, 66), across(10, 4, 66), across(36, 4, 66), across(62, 4, 66)]
    expect(gridsOf(sign, [{ left: 0, right: 360, top: 0, bottom: 72 }]).grids).toEqual([])
    expect(gridsOf(sign, []).grids).toHaveLength(1)
  })

  it('keeps two tables apart', () => {
    const second = rules.map((rule) =>
      rule.direction === 'along'
        ? { ...rule, at: rule.at + 400 }
        : { ...rule, from: rule.from + 400, to: rule.to + 400 },
    )
    expect(gridsOf([...second, ...rules], []).grids.map(({ top }) => top)).toEqual([100, 500])
  })
})

describe('tables on a page', () => {
  const page = (lines: readonly Printed[], own: RuleReading[]) => ({
    ...fakePage(lines),
    inspect: () => Promise.resolve(own as never),
  })

  it('puts every sign into its cell', async () => {
    const { tables } = await extractFindings('table', [page(cells, rules)])
    expect(tables).toHaveLength(1)
    expect(tables[0]!.cells.map(({ text }) => text)).toEqual([
      '名称',
      '数量',
      '金额',
      '打印纸',
      '12',
      '35.50',
      '合计',
      '35.50',
    ])
    expect(tables[0]!.cells.every(({ confidence }) => confidence !== null && confidence > 0.9)).toBe(true)
    expect(tables[0]!.cells[6]!.quad).toEqual([
      [100, 220],
      [500, 220],
      [500, 280],
      [100, 280],
    ])
  })

  it('are parted by a rule of which print hides the most in one row, if it is there above and below', () => {
    const sides = [
      ...[100, 160, 220, 280].map((at) => along(at, 100, 700)),
      across(100, 100, 280),
      across(700, 100, 280),
    ]
    const cellsOf = (...parts: RuleReading[]) => gridsOf([...sides, ...parts], []).grids[0]!.cells.length
    expect(cellsOf(across(300, 100, 172), across(300, 208, 280))).toBe(6)
    expect(cellsOf(across(300, 100, 160), across(300, 220, 280))).toBe(5)
    expect(cellsOf(across(300, 100, 172))).toBe(4)
  })

  it('begins where most rules do on an open side, not where print was taken for some of them', () => {
    const open = [
      ...[100, 140, 180, 220].map((at) => along(at, 10, 700)),
      ...[118, 158].map((at) => along(at, 60, 320)),
      across(300, 100, 220),
    ]
    expect(gridsOf(open, []).grids[0]).toMatchObject({ columns: 2, left: 10, right: 700 })
  })

  it('writes thousands with commas, which small print does not tell from full stops, and leaves other numbers', async () => {
    const texts = ['1.234.567.89', '3,456.70', '192.168.10.24', '12.345.67']
    const rows = texts.flatMap((text, index): Printed[] => [
      { text: '合计', x: 150, y: 118 + 60 * index },
      { text, x: 350, y: 118 + 60 * index },
    ])
    const [lines, columns] = [
      [100, 160, 220, 280, 340],
      [100, 300, 600],
    ]
    const ruled = [...lines.map((at) => along(at, 100, 600)), ...columns.map((at) => across(at, 100, 340))]
    const { tables } = await extractFindings('table', [page(rows, ruled)])
    expect(tables[0]!.cells.filter(({ column }) => column === 1).map(({ text }) => text)).toEqual([
      '1,234,567.89',
      '3,456.70',
      '192.168.10.24',
      '12,345.67',
    ])
  })

  it('finds columns where nothing is ruled, and none in prose', async () => {
    const { tables } = await extractFindings('table', [
      page(
        cells.slice(0, 6).concat([
          { text: '墨盒', x: 145, y: 238 },
          { text: '3', x: 380, y: 238 },
          { text: '99.00', x: 560, y: 238 },
        ]),
        [],
      ),
    ])
    expect(tables.map(({ rows, columns }) => [rows, columns])).toEqual([[3, 3]])
    const prose = ['清晨的湖面上升起一层薄雾', '远处的山峰若隐若现', '老街的石板路被雨水冲刷'].map((text, index) => ({
      text,
      x: 60,
      y: 100 + index * 40,
    }))
    expect((await extractFindings('table', [page(prose, [])])).tables).toEqual([])
  })

  it('tells rows and columns by alignment where strokes are only a frame with one line through it', async () => {
    const texts = [
      ['方法', '查准率', '查全率', '速度'],
      ['甲法', '70.1', '86.2', '8.9'],
      ['乙法', '73.2', '83.4', '5.1'],
      ['丙法', '73.9', '83.1', '1.2'],
      ['丁法', '75.4', '87.3', '5.6'],
    ]
    const print = texts.flatMap((row, index) =>
      row.map((text, place): Printed => ({ text, x: 130 + 150 * place, y: 112 + 36 * index })),
    )
    const frame = [along(100, 100, 700), along(290, 100, 700), ...[100, 240, 700].map((at) => across(at, 100, 290))]
    const { tables } = await extractFindings('table', [page(print, frame)])
    expect(tables.map(({ rows, columns }) => [rows, columns])).toEqual([[5, 4]])
  })

  it('writes headings, paragraphs and tables as HTML, escaped', async () => {
    const lines: Printed[] = [
      { text: '物资领用登记表', x: 280, y: 20, height: 40 },
      ...cells,
      { text: '以上物资由<综合部>领用。', x: 100, y: 330 },
    ]
    const { html, tables } = await extractFindings('document-structure', [page(lines, rules)])
    expect(tables).toHaveLength(1)
    expect(html).toBe(
      '<div><h1>物资领用登记表</h1><table><tr><td>名称</td><td>数量</td><td>金额</td></tr><tr><td>打印纸</td><td>12</td><td>35.50</td></tr>' +
        '<tr><td colspan="2">合计</td><td>35.50</td></tr></table><p>以上物资由&lt;综合部&gt;领用。</p></div>',
    )
    expect(tableHtml({ rows: 1, cells: [] })).toBe('<table><tr></tr></table>')
  })
})
