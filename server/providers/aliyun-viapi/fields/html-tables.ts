import { parseXml } from '../../xml.ts'
import { cellOf, type Cell } from './grid.ts'

const tokens = /<(\/?)([a-z][a-z\d]*)((?:[^>"']|"[^"]*"|'[^']*')*)>|<!--[\s\S]*?-->|[^<]+|</gi

/** A text of HTML with its entities decoded and its blanks as a browser shows them. */
function shown(text: string): string {
  let decoded = text
  try {
    const { value } = parseXml(`<t>${text.replaceAll('<', '&lt;').replaceAll(/&nbsp;/gi, ' ')}</t>`)
    decoded = typeof value === 'string' ? value : text
  } catch {
    // Entities that XML does not know stay as they are.
  }
  return decoded
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .trim()
}

function spanIn(attributes: string, name: string): number {
  const [, count] = new RegExp(`\\b${name}\\s*=\\s*["']?(\\d{1,4})`, 'i').exec(attributes) ?? []
  return count === undefined ? 1 : Number(count)
}

/** No page has a table with more columns: what stands further right is taken to span one. */
const mostColumns = 10_000

/** Where the cells of one table stand: those that reach down from the rows above push the others to the right. */
class Grid {
  readonly cells: Cell[] = []
  #row = -1
  #column = 0
  /** Of each column the first row that no cell from above reaches. */
  readonly #freeFrom: number[] = []

  nextRow(): void {
    this.#row += 1
    this.#column = 0
  }

  add(text: string, rowSpan: number, columnSpan: number): void {
    if (this.#row < 0) this.#row = 0
    while ((this.#freeFrom[this.#column] ?? 0) > this.#row) this.#column += 1
    const wide = this.#column < mostColumns ? columnSpan : 1
    const cell = cellOf({ row: this.#row, column: this.#column, rowSpan, columnSpan: wide, text })
    const end = cell.column + cell.columnSpan
    for (; this.#column < end; this.#column += 1) this.#freeFrom[this.#column] = cell.row + cell.rowSpan
    this.cells.push(cell)
  }
}

/**
 * The tables of an HTML text: rows, cells, spans. Tolerant of what is not closed, as the service's own example is (TrimDocument). A table inside a
 * cell is a table of its own. Nothing of the HTML is run or loaded.
 */
export function tablesInHtml(html: string): Cell[][] {
  const done: Cell[][] = []
  const open: { grid: Grid; cell: { text: string; rowSpan: number; columnSpan: number } | null }[] = []
  const endCell = () => {
    const table = open.at(-1)
    if (!table?.cell) return
    table.grid.add(shown(table.cell.text), table.cell.rowSpan, table.cell.columnSpan)
    table.cell = null
  }
  const endTable = () => {
    endCell()
    const table = open.pop()
    if (table && table.grid.cells.length > 0) done.push(table.grid.cells)
  }
  for (const [token, slash, written, attributes = ''] of html.matchAll(tokens)) {
    const name = written?.toLowerCase()
    const table = open.at(-1)
    if (name === undefined) {
      if (table?.cell && !token.startsWith('<!--')) table.cell.text += token.replaceAll(/\s+/g, ' ')
    } else if (name === 'table') {
      if (slash) endTable()
      else open.push({ grid: new Grid(), cell: null })
    } else if (!table) {
      continue
    } else if (name === 'tr') {
      endCell()
      if (!slash) table.grid.nextRow()
    } else if (name === 'td' || name === 'th') {
      endCell()
      if (!slash) {
        table.cell = { text: '', rowSpan: spanIn(attributes, 'rowspan'), columnSpan: spanIn(attributes, 'colspan') }
      }
    } else if (table.cell && /^(?:br|p|div|li)$/.test(name)) {
      table.cell.text += '\n'
    }
  }
  while (open.length > 0) endTable()
  return done
}
