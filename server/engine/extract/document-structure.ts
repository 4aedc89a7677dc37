import type { Quad } from '../../contract/geometry.ts'
import type { Findings } from '../../contract/result.ts'
import { around, middleOf, type Box } from './geometry.ts'
import { regionsOf } from './page-regions.ts'
import { withMarks } from './punctuation.ts'
import { layoutOf, type Table } from './tables.ts'
import { textBlocks, type TextBlock } from './text-blocks.ts'
import { findingsOf, textPage, type PageContext } from './text-stream.ts'

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => escapes[sign]!)

/** A table as HTML; spans are written only where there are any. */
export function tableHtml({ rows, cells }: Pick<Table, 'rows' | 'cells'>): string {
  const span = (name: string, count: number) => (count > 1 ? ` ${name}="${count}"` : '')
  const lines = Array.from({ length: rows }, (_, row) => {
    const inRow = cells.filter((cell) => cell.row === row).toSorted((first, second) => first.column - second.column)
    const parts = inRow.map(
      ({ text, rowSpan, columnSpan }) =>
        `<td${span('rowspan', rowSpan)}${span('colspan', columnSpan)}>${escaped(text)}</td>`,
    )
    return `<tr>${parts.join('')}</tr>`
  })
  return `<table>${lines.join('')}</table>`
}

interface Piece {
  box: Box
  html: string
  isItem: boolean
}

function blockHtml({ kind, level, text }: TextBlock): string {
  const tag = {
    heading: `h${level}`,
    paragraph: 'p',
    item: 'li',
    caption: 'figcaption',
    header: 'header',
    footer: 'footer',
  }[kind]
  return `<${tag}>${escaped(text)}</${tag}>`
}

/** Tables among the blocks of text: each before the first block that is read after it. */
function inOrder(blocks: readonly TextBlock[], tables: readonly Piece[]): Piece[] {
  const pieces: Piece[] = blocks.map((block) => ({ box: block, html: blockHtml(block), isItem: block.kind === 'item' }))
  for (const table of tables) {
    const beside = ({ left, right }: Box) => Math.min(right, table.box.right) - Math.max(left, table.box.left) > 0
    // After the last block above it in its own column; what is printed at the page's lower edge stands below all.
    const before = pieces.findLastIndex(({ box }) => beside(box) && middleOf(box) < middleOf(table.box))
    pieces.splice(before + 1, 0, table)
  }
  return pieces
}

function pageHtml(pieces: readonly Piece[]): string {
  let html = ''
  let inList = false
  for (const { html: own, isItem } of pieces) {
    if (isItem !== inList) html += isItem ? '<ul>' : '</ul>'
    inList = isItem
    html += own
  }
  return `<div>${html}${inList ? '</ul>' : ''}</div>`
}

/**
 * Kind `document-structure`: headings, paragraphs, lists, captions and tables of each page as simple HTML in reading order, columns one after the other, and
 * the tables by themselves. Everything that was read is escaped; there are no attributes but spans.
 */
export async function extractDocumentStructure(given: readonly PageContext[]): Promise<Findings> {
  const pages = given.map(withMarks)
  const tables: Table[] = []
  const html: string[] = []
  for (const context of pages) {
    const page = textPage(context)
    const { rows, usual, tables: own } = await layoutOf(page, context.reading.lines, context.inspect)
    const boxes = own.map(({ box }) => box)
    const corners: Quad = [
      [0, 0],
      [context.width, 0],
      [context.width, context.height],
      [0, context.height],
    ]
    const { top, bottom } = page.frame.boxOf(corners)
    const { left, right } = around([...rows, ...boxes])
    const facts = {
      usual,
      width: right - left,
      top: Math.min(top, bottom),
      bottom: Math.max(top, bottom),
      tables: boxes,
    }
    const blocks = textBlocks(regionsOf(rows, boxes), facts)
    const pieces = own.map(({ box, table }) => ({ box, html: tableHtml(table), isItem: false }))
    tables.push(...own.map(({ table }) => table))
    html.push(pageHtml(inOrder(blocks, pieces)))
  }
  return findingsOf(pages, { tables, html: html.join('\n') })
}
