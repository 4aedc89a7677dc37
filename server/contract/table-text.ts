import { guardFormula, unguardFormula } from './formula-guard.ts'

/** A table as far as its text goes. */
export interface TextTable {
  rows: number
  columns: number
  cells: readonly { row: number; column: number; rowSpan: number; columnSpan: number; text: string }[]
}

/** The texts by row and column; a cell over several places stands at its first, the others are empty. */
export function rowsOf({ rows, columns, cells }: TextTable): string[][] {
  const texts = Array.from({ length: rows }, () => Array.from({ length: columns }, () => ''))
  for (const { row, column, text } of cells) {
    const line = texts[row]
    if (line && column < columns) line[column] = text
  }
  return texts
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

/**
 * RFC 4180 with CRLF in UTF-8 with a byte order mark, without which Excel takes it for the local code page. What a spreadsheet would run has an
 * apostrophe before it (`formula-guard.ts`).
 */
export function tableCsv(table: TextTable): string {
  const cell = (text: string) => {
    const guarded = guardFormula(text)
    return /[",\r\n]/u.test(guarded) ? quoted(guarded) : guarded
  }
  return `\uFEFF${rowsOf(table)
    .map((line) => `${line.map(cell).join(',')}\r\n`)
    .join('')}`
}

/** Cells parted by tabs, as spreadsheets put them on the clipboard; texts of several lines are quoted. */
export function tableTsv(table: TextTable): string {
  const cell = (text: string) => {
    const guarded = guardFormula(text)
    return /["\t\r\n]/u.test(guarded) ? quoted(guarded) : guarded
  }
  return rowsOf(table)
    .map((line) => line.map(cell).join('\t'))
    .join('\r\n')
}

/** Reads cells that are parted by tabs, as a spreadsheet or {@link tableTsv} wrote them. */
export function readTsv(text: string): string[][] {
  return readSeparated(text.replace(/(\r\n|\n|\r)$/u, ''), '\t')
}

/** Reads what {@link tableCsv} wrote. */
export function readCsv(text: string): string[][] {
  return readSeparated(text.replace(/^\uFEFF/u, '').replace(/(\r\n|\n|\r)$/u, ''), ',')
}

function readSeparated(text: string, separator: string): string[][] {
  const rows: string[][] = [[]]
  let at = 0
  for (;;) {
    let cell = ''
    if (text[at] === '"') {
      at += 1
      while (at < text.length && (text[at] !== '"' || text[at + 1] === '"')) {
        at += text[at] === '"' ? 1 : 0
        cell += text[at]
        at += 1
      }
      at += 1
    } else {
      const from = at
      while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1
      cell = text.slice(from, at)
    }
    // An apostrophe that no guard put there belongs to the text.
    const plain = unguardFormula(cell)
    rows.at(-1)!.push(guardFormula(plain) === cell ? plain : cell)
    if (at >= text.length) return rows
    if (text[at] === separator) at += 1
    else {
      at += text.startsWith('\r\n', at) ? 2 : 1
      rows.push([])
    }
  }
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '<br>',
}

/** Text as HTML, with its line breaks. */
export const escapedHtml = (text: string) =>
  text.replaceAll(/\r\n?/gu, '\n').replaceAll(/[&<>"\n]/gu, (sign) => escapes[sign]!)

/**
 * A `<table>` with its spans. For a spreadsheet every cell says that it is text: 18-digit numbers keep their digits, nothing is run.
 * @param plain without that style, for where styles are not allowed
 */
export function tableHtml({ rows, cells }: TextTable, plain = false): string {
  const style = plain ? '' : ` style="mso-number-format:'\\@'"`
  const span = (name: string, count: number) => (count > 1 ? ` ${name}="${count}"` : '')
  const lines = Array.from({ length: rows }, (_, row) => {
    const own = cells.filter((cell) => cell.row === row).toSorted((first, second) => first.column - second.column)
    const parts = own.map(
      ({ text, rowSpan, columnSpan }) =>
        `<td${style}${span('rowspan', rowSpan)}${span('colspan', columnSpan)}>${escapedHtml(text)}</td>`,
    )
    return `<tr>${parts.join('')}</tr>`
  })
  return `<table>${lines.join('')}</table>`
}
