import { expect, it } from 'vitest'
import { fakePage, type Printed } from './fake-reading.ts'
import { withFiguresApart } from './number-cells.ts'
import { textOf, textPage } from './text-stream.ts'

const cell = (row: number, column: number, rowSpan: number, columnSpan: number) => ({
  row,
  column,
  rowSpan,
  columnSpan,
  left: 100 + 200 * column,
  right: 100 + 200 * (column + columnSpan),
  top: 100 + 60 * row,
  bottom: 100 + 60 * (row + rowSpan),
})

/** A head of two columns, and below it one cell over both columns or over two rows. */
function apart(merged: ReturnType<typeof cell>, printed: Printed[]): string[] {
  const cells = [cell(0, 0, 1, 1), cell(0, 1, 1, 1), merged, cell(2, 1, 1, 1)]
  const { rows } = textPage(fakePage(printed))
  const printIn = ({ left, right, top, bottom }: (typeof cells)[number]) =>
    rows
      .map(({ glyphs }) =>
        glyphs.filter((glyph) => glyph.left > left && glyph.right < right && glyph.top > top && glyph.bottom < bottom),
      )
      .filter((glyphs) => glyphs.length > 0)
  return withFiguresApart(cells, printIn)
    .slice(2, -1)
    .map((own) => `${own.row},${own.column} ${own.rowSpan}x${own.columnSpan} ${printIn(own).map(textOf).join('|')}`)
}

it('parts figures of two columns whose rule was not seen', () => {
  const printed = [
    { text: '32', x: 250, y: 178 },
    { text: '363.00', x: 320, y: 178 },
  ]
  expect(apart(cell(1, 0, 1, 2), printed)).toEqual(['1,0 1x1 32', '1,1 1x1 363.00'])
})

it('leaves words, and a figure that stands over an edge, in one cell', () => {
  const words = [
    { text: '合', x: 250, y: 178 },
    { text: '计', x: 330, y: 178 },
  ]
  expect(apart(cell(1, 0, 1, 2), words)).toHaveLength(1)
  expect(apart(cell(1, 0, 1, 2), [{ text: '12363.00', x: 250, y: 178 }])).toHaveLength(1)
})

it('parts figures of two rows', () => {
  const printed = [
    { text: '266.50', x: 350, y: 178 },
    { text: '1,330.00', x: 350, y: 238 },
  ]
  expect(apart(cell(1, 1, 2, 1), printed)).toEqual(['1,1 1x1 266.50', '2,1 1x1 1,330.00'])
})
