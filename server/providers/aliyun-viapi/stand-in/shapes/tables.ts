import writeXlsxFile from 'write-excel-file/node'
import { boundsOf } from '../../../../contract/geometry.ts'
import type { Findings } from '../../../../contract/result.ts'
import type { StandInReading } from '../../../stand-in.ts'
import { Refused } from '../refused.ts'

/** Tables and restored documents, in the shapes of capabilities.json. */

type Table = Findings['tables'][number]
type Cell = Table['cells'][number]

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Cells by the row they begin in, from left to right. */
const rowsOf = ({ rows, cells }: Table): Cell[][] =>
  Array.from({ length: rows }, (_row, index) =>
    cells.filter(({ row }) => row === index).sort((first, second) => first.column - second.column),
  )

/** Texts above and below a table: its caption and its footer. */
function around({ quad }: Table, { lines }: StandInReading) {
  const { top, bottom } = boundsOf(quad)
  const middle = ({ quad: place }: (typeof lines)[number]) => {
    const bounds = boundsOf(place)
    return (bounds.top + bounds.bottom) / 2
  }
  return {
    head: lines.filter((line) => middle(line) < top).map(({ text }) => text),
    tail: lines.filter((line) => middle(line) > bottom).map(({ text }) => text),
  }
}

function column({ row, column: first, rowSpan, columnSpan, text, quad }: Cell) {
  const bounds = quad && boundsOf(quad)
  const texts = text.split('\n').filter((part) => part !== '')
  return {
    EndRow: row + rowSpan,
    EndColumn: first + columnSpan,
    // Empty cells have no Texts key.
    ...(texts.length > 0 && { Texts: texts }),
    Height: bounds ? Math.round(bounds.bottom - bounds.top) : 0,
    Width: bounds ? Math.round(bounds.right - bounds.left) : 0,
    StartRow: row,
    StartColumn: first,
  }
}

function asJson(table: Table, reading: StandInReading) {
  const { head, tail } = around(table, reading)
  return {
    ...(head.length > 0 && { Head: head }),
    ...(tail.length > 0 && { Tail: tail }),
    TableRows: rowsOf(table).map((cells) => ({ TableColumns: cells.map(column) })),
  }
}

/** In the manner of the document's example of restored tables. */
export function tableHtml(table: Table): string {
  const span = (name: string, count: number) => (count > 1 ? ` ${name}="${count}"` : '')
  const cell = ({ text, rowSpan, columnSpan }: Cell) =>
    `<td${span('rowspan', rowSpan)}${span('colspan', columnSpan)}>${escapeHtml(text).replaceAll('\n', '<br>')}</td>`
  const rows = rowsOf(table).map((cells) => `<tr>${cells.map(cell).join('')}</tr>`)
  return `<table border=1>${rows.join('')}</table>`
}

async function asWorkbook(tables: readonly Table[]): Promise<string> {
  const sheets = tables.map((table, index) => ({
    sheet: `Sheet${index + 1}`,
    data: Array.from({ length: table.rows }, (_row, row) =>
      Array.from({ length: table.columns }, (_column, at) => {
        const cell = table.cells.find((candidate) => candidate.row === row && candidate.column === at)
        if (!cell) return null
        return { type: String, value: cell.text, rowSpan: cell.rowSpan, columnSpan: cell.columnSpan }
      }),
    ),
  }))
  return (await writeXlsxFile(sheets).toBuffer()).toString('base64')
}

/** @param format OutputFormat: FileContent holds HTML or, of a workbook, the Base64 of its ZIP */
export async function tables(reading: StandInReading, format: string): Promise<Record<string, unknown>> {
  if (reading.tables.length === 0) throw new Refused('InvalidResult', 'No table was recognized in the image.')
  if (format === 'json') return { Tables: reading.tables.map((table) => asJson(table, reading)) }
  if (format === 'html') return { FileContent: reading.tables.map(tableHtml).join('') }
  return { FileContent: await asWorkbook(reading.tables) }
}

/** A page as a tree of HTML; without one from the engine its lines are its paragraphs. */
const pageHtml = ({ html, lines, tables }: StandInReading) =>
  html ??
  `<div>${lines.map(({ text }) => `<div>${escapeHtml(text)}</div>`).join('')}${tables.map(tableHtml).join('')}</div>`

/**
 * TrimDocument's Content. Invention: the form of `json`, which the document names and does not show: pages with their lines and tables.
 */
export function documentContent(pages: readonly StandInReading[], outputType: string): string {
  if (outputType === 'html') return pages.map(pageHtml).join('')
  return JSON.stringify({
    pages: pages.map(({ lines, tables }, index) => ({
      page: index + 1,
      lines: lines.map(({ text }) => text),
      tables: tables.map(({ rows, columns, cells }) => ({ rows, columns, cells })),
    })),
  })
}
