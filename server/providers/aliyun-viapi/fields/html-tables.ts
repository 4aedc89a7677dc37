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

/** Where the cells of one table stand, those that reach down from the rows above left out. */
class Grid {
  readonly cells: Cell[] = []
  #row = -1
  #column = 0
  readonly #occupied = new Set<string>()

  nextRow(): void {
    this.#row += 1
    this.#column = 0
  }

  add(text: string, rowSpan: number, columnSpan: number): void {
    if (this.#row < 0) this.#row = 0
    while (this.#occupied.has(`${this.#row}:${this.#column}`)) this.#column += 1
    const cell = cellOf({ row: this.#row, column: this.#column, rowSpan, columnSpan, text })
    for (let row = cell.row; row < cell.row + cell.rowSpan; row += 1) {
      for (let column = cell.column; column < cell.column + cell.columnSpan; column += 1) {
        this.#occupied.add(`${row}:${column}`)
      }
    }
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
