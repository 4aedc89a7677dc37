import { readTsv } from '#contract/table-text'

/** Larger spans than this are no spreadsheet's. */
const MOST_SPAN = 1000

function spanOf(cell: Element, name: string): number {
  return Math.min(MOST_SPAN, Math.max(1, Number.parseInt(cell.getAttribute(name) ?? '1', 10) || 1))
}

/** The text of a cell with its line breaks; layout blanks of the source are one blank. */
function textOf(cell: Element): string {
  const copy = cell.cloneNode(true) as Element
  for (const line of copy.querySelectorAll('br')) line.replaceWith('\u2028')
  const text = (copy.textContent ?? '').replaceAll(/[ \t\r\n\u00a0]+/gu, ' ').replaceAll(/ ?\u2028 ?/gu, '\n')
  return text.trim()
}

/** A spreadsheet's styles are of no use here, and the page's policy would report each of them. */
function withoutStyles(html: string): string {
  return html
    .replaceAll(/<style[^>]*>[\s\S]*?<\/style\s*>/giu, '')
    .replaceAll(/\sstyle\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/giu, '')
}

/** The first table of an HTML text, with empty texts where a cell goes over several places; null when there is none. */
function tableTexts(html: string): string[][] | null {
  // A document that is only parsed runs and loads nothing.
  const table = new DOMParser().parseFromString(withoutStyles(html), 'text/html').querySelector('table')
  if (!table) return null
  const texts: string[][] = []
  const taken = new Set<string>()
  for (const [row, line] of [...table.rows].entries()) {
    texts[row] ??= []
    let column = 0
    for (const cell of line.cells) {
      while (taken.has(`${row} ${column}`)) column += 1
      const [down, across] = [spanOf(cell, 'rowspan'), spanOf(cell, 'colspan')]
      for (let y = row; y < Math.min(table.rows.length, row + down); y += 1) {
        for (let x = column; x < column + across; x += 1) {
          taken.add(`${y} ${x}`)
          const target = (texts[y] ??= [])
          target[x] = y === row && x === column ? textOf(cell) : ''
        }
      }
      column += across
    }
  }
  return texts.map((line) => Array.from(line, (text) => text ?? ''))
}

/** What was copied, by rows and columns: a spreadsheet's HTML where there is one, otherwise its text. */
export function pastedTexts(data: Pick<DataTransfer, 'getData'>): string[][] {
  const texts = tableTexts(data.getData('text/html'))
  if (texts && texts.length > 0) return texts
  const text = data.getData('text/plain')
  return text === '' ? [] : readTsv(text)
}
