import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCsv, readTsv, rowsOf, tableCsv, tableHtml, tableTsv, type TextTable } from './table-text.ts'

function tableOf(texts: readonly (readonly string[])[]): TextTable {
  return {
    rows: texts.length,
    columns: texts[0]?.length ?? 0,
    cells: texts.flatMap((line, row) => line.map((text, column) => ({ row, column, rowSpan: 1, columnSpan: 1, text }))),
  }
}

const anyText = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '=1+1',
    "'=1",
    '-5',
    '+86',
    '@x',
    'a\tb',
    'a\r\nb',
    '"',
    '""',
    'a,b',
    '',
    '钢笔',
    '110105194912310021',
  ),
)
const anyTable = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 2, max: 4 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(anyText, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
  )

test('a table saved as CSV, and one copied, reads back as what it was, whatever is in it', () => {
  fc.assert(
    fc.property(anyTable, (texts) => {
      const table = tableOf(texts)
      expect(rowsOf(table)).toEqual(texts)
      expect(readCsv(tableCsv(table))).toEqual(texts)
      expect(readTsv(tableTsv(table))).toEqual(texts)
    }),
  )
})

test('no cell of it begins as a formula does', () => {
  const csv = tableCsv(tableOf([['=HYPERLINK("x")', '-1', '＝1', '12']]))
  expect(csv).toBe('\uFEFF"\'=HYPERLINK(""x"")",\'-1,\'＝1,12\r\n')
})

test('what a spreadsheet puts on the clipboard: quotes where there are line breaks, one line end at the end', () => {
  expect(readTsv('品名\t数量\r\n"钢笔\n黑色"\t12\r\n')).toEqual([
    ['品名', '数量'],
    ['钢笔\n黑色', '12'],
  ])
  expect(readTsv('5" 板\t\'90s')).toEqual([['5" 板', "'90s"]])
})

test('spans stay in HTML, and text stays text', () => {
  const html = tableHtml({
    rows: 2,
    columns: 2,
    cells: [
      { row: 0, column: 0, rowSpan: 1, columnSpan: 2, text: '<b>合计</b>' },
      { row: 1, column: 0, rowSpan: 1, columnSpan: 1, text: 'a\nb' },
      { row: 1, column: 1, rowSpan: 1, columnSpan: 1, text: '' },
    ],
  })
  const plain = html.replaceAll(` style="mso-number-format:'\\@'"`, '')
  expect(plain).toBe(
    '<table><tr><td colspan="2">&lt;b&gt;合计&lt;/b&gt;</td></tr><tr><td>a<br>b</td><td></td></tr></table>',
  )
})
