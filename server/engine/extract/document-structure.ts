import type { Findings } from '../../contract/result.ts'
import { around, heightOf, middleOf, type Box } from './geometry.ts'
import { tablesOf, type Table } from './tables.ts'
import { findingsOf, splitAtGaps, textOf, textPage, type PageContext, type Row, type TextPage } from './text-stream.ts'

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

interface Block {
  top: number
  html: string
}

const sentenceEnd = /[。！？：；.!?:;]$/

/** Rows outside of tables as headings (larger print, or short and in the middle) and paragraphs (rows that go on below each other). */
function textBlocks(rows: readonly Row[], usual: number): Block[] {
  const extent = around(rows)
  const blocks: Block[] = []
  let paragraph: { rows: Row[]; text: string } | null = null
  const close = () => {
    if (paragraph) blocks.push({ top: paragraph.rows[0]!.top, html: `<p>${escaped(paragraph.text)}</p>` })
    paragraph = null
  }
  for (const row of rows) {
    const text = splitAtGaps(row.glyphs, 1.5).map(textOf).join(' ')
    const width = extent.right - extent.left
    const centred = Math.abs((row.left + row.right) / 2 - (extent.left + extent.right) / 2) < 0.06 * width
    const large = heightOf(row) > 1.25 * usual
    if (text.length <= 40 && (large || (centred && row.right - row.left < 0.6 * width && !sentenceEnd.test(text)))) {
      close()
      const level = blocks.length === 0 ? 1 : 2
      blocks.push({ top: row.top, html: `<h${level}>${escaped(text)}</h${level}>` })
      continue
    }
    const open: { rows: Row[]; text: string } | null = paragraph
    const last: Row | undefined = open?.rows.at(-1)
    // An indented row begins a paragraph, and so does one after a gap or after a row that ended early.
    const goesOn =
      last !== undefined &&
      row.top - last.bottom < 1.1 * usual &&
      row.left < extent.left + 1.2 * usual &&
      last.right > extent.right - 4 * usual
    if (open && goesOn) {
      const blank = /[\p{Script=Latin}\d,.]$/u.test(open.text) && /^[\p{Script=Latin}\d(]/u.test(text)
      open.text += (blank ? ' ' : '') + text
      open.rows.push(row)
    } else {
      close()
      paragraph = { rows: [row], text }
    }
  }
  close()
  return blocks
}

/**
 * Kind `document-structure`: headings, paragraphs and tables of each page as simple HTML, from top to bottom, and the tables by themselves. Columns are
 * not told apart: rows follow each other as they stand on the page.
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
    const blocks = [
      ...textBlocks(outside, usual),
      ...own.map((table, index) => ({ top: boxes[index]!.top, html: tableHtml(table) })),
    ]
    tables.push(...own)
    const inner = blocks.toSorted((first, second) => first.top - second.top).map((block) => block.html)
    html.push(`<div>${inner.join('')}</div>`)
  }
  return findingsOf(pages, { tables, html: html.join('\n') })
}
