import type { Quad } from '../../contract/geometry.ts'
import type { Findings } from '../../contract/result.ts'
import { heightOf, middleOf, type Box } from './geometry.ts'
import { regionsOf } from './page-regions.ts'
import { tablesOf, type Table } from './tables.ts'
import { textBlocks, type TextBlock } from './text-blocks.ts'
import { findingsOf, textPage, type PageContext, type Row, type TextPage } from './text-stream.ts'

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

const boxOf = (page: TextPage, { quad }: Table): Box => page.frame.boxOf(quad)
const within = (row: Row, box: Box) =>
  middleOf(row) > box.top && middleOf(row) < box.bottom && row.right > box.left && row.left < box.right

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
export async function extractDocumentStructure(pages: readonly PageContext[]): Promise<Findings> {
  const tables: Table[] = []
  const html: string[] = []
  for (const context of pages) {
    const page = textPage(context)
    const own = await tablesOf(page, context.reading.lines, context.inspect)
    const boxes = own.map((table) => boxOf(page, table))
    // Of the whole page, tables included: of a heading and a line under it neither is the usual one.
    const heights = page.rows.map(heightOf).toSorted((first, second) => first - second)
    const usual = heights[Math.floor(heights.length / 2)] ?? 20
    const outside = page.rows.filter((row) => !boxes.some((box) => within(row, box)))
    const corners: Quad = [
      [0, 0],
      [context.width, 0],
      [context.width, context.height],
      [0, context.height],
    ]
    const { top, bottom } = page.frame.boxOf(corners)
    const blocks = textBlocks(regionsOf(outside, boxes), {
      usual,
      top: Math.min(top, bottom),
      bottom: Math.max(top, bottom),
      tables: boxes,
    })
    const pieces = own.map((table, index) => ({ box: boxes[index]!, html: tableHtml(table), isItem: false }))
    tables.push(...own)
    html.push(pageHtml(inOrder(blocks, pieces)))
  }
  return findingsOf(pages, { tables, html: html.join('\n') })
}
