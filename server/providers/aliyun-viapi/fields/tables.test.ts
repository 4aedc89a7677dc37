import { describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { findingsOf } from '../response.ts'
import { tablesInHtml } from './html-tables.ts'
import { tablesInWorkbook } from './workbook.ts'

const pages = [{ index: 4, width: 1000, height: 800 }]
const find = (action: string, data: unknown) =>
  findingsOf(action, data, { parameters: {}, pages, kind: 'none' }).findings

const brief = (cells: ReturnType<typeof tablesInHtml>[number]) =>
  cells.map(({ row, column, rowSpan, columnSpan, text }) => [row, column, rowSpan, columnSpan, text])

describe('tables in JSON', () => {
  const column = (StartRow: number, StartColumn: number, EndRow: number, EndColumn: number, Texts?: unknown) => ({
    StartRow,
    StartColumn,
    EndRow,
    EndColumn,
    ...(Texts !== undefined && { Texts }),
  })

  it('have spans, several texts in a cell, empty cells, caption and footer', () => {
    const data = {
      Tables: [
        {
          Head: ['A', 'B'],
          Tail: 'T',
          TableRows: [
            { TableColumns: [column(0, 0, 2, 1, ['one', 2]), column(0, 1, 1, 3, 'wide')] },
            { TableColumns: [column(1, 1, 2, 2), column(1, 2, 2, 3, 7)] },
          ],
        },
      ],
    }
    const { tables, fields } = find('RecognizeTable', data)
    expect(tables).toHaveLength(1)
    expect(tables[0]).toMatchObject({
      page: 4,
      rows: 2,
      columns: 3,
      quad: [
        [0, 0],
        [1000, 0],
        [1000, 800],
        [0, 800],
      ],
    })
    expect(brief(tables[0]!.cells)).toEqual([
      [0, 0, 2, 1, 'one\n2'],
      [0, 1, 1, 2, 'wide'],
      [1, 1, 1, 1, ''],
      [1, 2, 1, 1, '7'],
    ])
    expect(tables[0]!.cells[3]!.path).toBe('Data.Tables[0].TableRows[1].TableColumns[1].Texts')
    expect(fields.map(({ key, value }) => [key, value])).toEqual([
      ['aliyun-viapi:Head', 'A'],
      ['aliyun-viapi:Head', 'B'],
      ['aliyun-viapi:Tail', 'T'],
    ])
  })

  it('are several', () => {
    const one = { TableRows: { TableColumns: column(0, 0, 1, 1, 'x') } }
    expect(find('RecognizeTable', { Tables: [one, one] }).tables).toHaveLength(2)
  })
})

describe('tables in HTML', () => {
  it('have the cells where a browser puts them', () => {
    const html = `<table border=1><tr><th rowspan="2">a</th><td colspan=2>b&amp;c &lt;d&gt;</td></tr>
      <tr><td>e<br>f</td><td> g&nbsp; h </td></tr></table><p>x</p><table><tr><td>z</td></tr></table>`
    expect(tablesInHtml(html).map(brief)).toEqual([
      [
        [0, 0, 2, 1, 'a'],
        [0, 1, 1, 2, 'b&c <d>'],
        [1, 1, 1, 1, 'e\nf'],
        [1, 2, 1, 1, 'g h'],
      ],
      [[0, 0, 1, 1, 'z']],
    ])
  })

  it('survive what is not closed, nested and hostile', () => {
    expect(tablesInHtml('<table><tr><td>a<td>b<tr><td>c').map(brief)).toEqual([
      [
        [0, 0, 1, 1, 'a'],
        [0, 1, 1, 1, 'b'],
        [1, 0, 1, 1, 'c'],
      ],
    ])
    expect(tablesInHtml('<table><tr><td>a<table><tr><td>in</td></tr></table></td></tr></table>')).toHaveLength(2)
    expect(tablesInHtml('<div>no table</div><td>x</td>')).toEqual([])
    expect(tablesInHtml('<table></table>')).toEqual([])
    const cell = tablesInHtml('<table><tr><td rowspan="9999" colspan="0">a</td></tr></table>')[0]![0]!
    expect([cell.rowSpan, cell.columnSpan]).toEqual([1000, 1])
    const huge = '<td rowspan="9999" colspan="9999">x</td>'.repeat(2000)
    expect(tablesInHtml(`<table><tr>${huge}</tr></table>`)[0]).toHaveLength(2000)
  })

  it('come with the HTML', () => {
    const html = '<table><tr><td>1</td></tr></table>'
    const { tables, fields, html: given } = find('RecognizeTable', { FileContent: html })
    expect([tables.length, fields, given]).toEqual([1, [], html])
  })

  it('are not looked for behind an address', () => {
    const address = 'http://viapi-result.oss-cn-shanghai.aliyuncs.com/a.html?Expires=1'
    const { fields, html } = find('RecognizeTable', { FileContent: address })
    expect(html).toBeUndefined()
    expect(fields).toMatchObject([{ key: 'aliyun-viapi:FileContent', value: address }])
  })
})

describe('tables in a workbook', () => {
  const workbook = async () => {
    const cell = (value: string, columnSpan = 1) => ({ type: String, value, columnSpan })
    const sheets = [
      {
        sheet: 'One',
        data: [
          [cell('品名', 2), null, cell('数量')],
          [cell('<a> & b'), cell('x'), cell('007')],
          [cell('empty'), cell('', 2), null],
        ],
      },
      { sheet: 'Two', data: [[cell('z')]] },
    ]
    return (await writeXlsxFile(sheets).toBuffer()).toString('base64')
  }

  it('are those of its sheets, with merged cells', async () => {
    const base64 = await workbook()
    const { tables, fields, html } = find('RecognizeTable', { FileContent: base64 })
    expect([fields, html]).toEqual([[], undefined])
    expect(tables.map(({ cells }) => brief(cells))).toEqual([
      [
        [0, 0, 1, 2, '品名'],
        [0, 2, 1, 1, '数量'],
        [1, 0, 1, 1, '<a> & b'],
        [1, 1, 1, 1, 'x'],
        [1, 2, 1, 1, '007'],
        [2, 0, 1, 1, 'empty'],
        [2, 1, 1, 2, ''],
      ],
      [[0, 0, 1, 1, 'z']],
    ])
  })

  it('are none where it is damaged', async () => {
    const base64 = await workbook()
    expect(tablesInWorkbook(base64.slice(0, 400))).toEqual([])
    expect(tablesInWorkbook('UEsDBBQAAAAI')).toEqual([])
    expect(tablesInWorkbook('')).toEqual([])
    const bytes = Buffer.from(base64, 'base64')
    bytes.fill(0xff, 60, bytes.length - 600)
    expect(tablesInWorkbook(bytes.toString('base64'))).toEqual([])
  })
})

describe('restored documents', () => {
  it('in JSON become paragraphs and tables, and stay as they were', () => {
    const cells = [
      { row: 0, column: 0, rowSpan: 1, columnSpan: 2, text: 'c' },
      { row: 1, column: 0, text: 'd' },
    ]
    const structure = {
      pages: [{ page: 1, type: 'text', lines: ['first', '<b>'], tables: [{ rows: 2, columns: 2, cells }] }],
    }
    const text = JSON.stringify(structure)
    for (const Content of [text, structure, text.replaceAll('"', '\\"')]) {
      const { html, tables, fields } = find('TrimDocument', { Content })
      expect(html).toBe('<p>first</p>\n<p>&lt;b&gt;</p>')
      expect(tables.map((table) => [table.rows, table.columns, brief(table.cells)])).toEqual([
        [
          2,
          2,
          [
            [0, 0, 1, 2, 'c'],
            [1, 0, 1, 1, 'd'],
          ],
        ],
      ])
      expect(fields.map(({ key }) => key)).toEqual(['aliyun-viapi:Content'])
    }
  })

  it('of plain text stay what they are', () => {
    expect(find('TrimDocument', { Content: 'plain' })).toMatchObject({ fields: [{ value: 'plain' }], tables: [] })
    expect(find('TrimDocument', { Content: '{not json' })).toMatchObject({ fields: [{ value: '{not json' }] })
    expect(find('TrimDocument', { Content: '' })).toMatchObject({
      fields: [{ key: 'aliyun-viapi:Content', value: null }],
    })
  })
})
