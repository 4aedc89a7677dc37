import { looksLikeJson, parseEscapedJson } from '../../json.ts'
import { isRecord, lineText, listOf, numberOf, textOf } from '../../values.ts'
import { createCollector, withRest, type Collector, type FindingsContext, type Found } from './collect.ts'
import { cellOf, tableOf, type Cell } from './grid.ts'
import { tablesInHtml } from './html-tables.ts'
import { child, isGiven, items, nativeOf, take, type Native } from './native.ts'
import { isWorkbook, tablesInWorkbook } from './workbook.ts'

/** @param within where cells stand that have no place of their own in the answer: in one text */
function addTable(collector: Collector, cells: Cell[], within?: Native): void {
  if (cells.length === 0) return
  const placed = within ? cells.map((cell) => ({ ...cell, path: within.path })) : cells
  collector.findings.tables.push(tableOf(placed, collector.indexOf(), collector.sizeOf()))
}

/** One cell: StartRow and StartColumn from 0, EndRow and EndColumn just after it; an empty one has no Texts. */
function nativeCell(cell: Native, row: number, column: number): Cell {
  const number = (name: string) => numberOf(take(child(cell, name)))
  const texts = child(cell, 'Texts')
  const [top, left] = [number('StartRow') ?? row, number('StartColumn') ?? column]
  const [bottom, right] = [number('EndRow') ?? top + 1, number('EndColumn') ?? left + 1]
  // A size without a place draws no box.
  take(child(cell, 'Width'))
  take(child(cell, 'Height'))
  return cellOf({
    row: top,
    column: left,
    rowSpan: bottom - top,
    columnSpan: right - left,
    text: listOf(take(texts))
      .flatMap((text) => lineText(text) ?? [])
      .join('\n'),
    // An empty cell stands where it is itself.
    path: isGiven(texts) ? texts.path : cell.path,
  })
}

/** Tables as JSON, HTML or a workbook, as OutputFormat asked for. HTML is given on as it is: whoever shows it takes scripts out of it. */
export function table(value: unknown, context: FindingsContext): Found {
  const data = nativeOf('RecognizeTable', value)
  const collector = createCollector('table', context)
  for (const native of items(child(data, 'Tables'))) {
    const rows = items(child(native, 'TableRows'))
    addTable(
      collector,
      rows.flatMap((row, rowIndex) =>
        items(child(row, 'TableColumns')).map((cell, index) => nativeCell(cell, rowIndex, index)),
      ),
    )
    // Caption and footer are no cells; each of their lines is kept.
    for (const text of ['Head', 'Tail'].flatMap((name) => items(child(native, name)))) collector.field(text)
  }
  const content = child(data, 'FileContent')
  const text = textOf(content.value)
  if (text !== null && isWorkbook(text)) {
    for (const cells of tablesInWorkbook(text)) addTable(collector, cells, content)
    // Kept in the raw answer: megabytes of Base64 are no value that anybody reads.
    take(content)
  } else if (text?.startsWith('<')) {
    addHtml(collector, content)
  }
  return withRest(collector, data)
}

function addHtml(collector: Collector, content: Native): void {
  const html = take(content) as string
  collector.findings.html = html
  for (const cells of tablesInHtml(html)) addTable(collector, cells, content)
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Members of a tree that say something about a text instead of being one. */
const notTexts = new Set(['type', 'id', 'style', 'alignment', 'font', 'pageId', 'uniqueId', 'layoutId'])

const isCellList = (value: unknown) =>
  listOf(value).length > 0 && listOf(value).every((cell) => isRecord(cell) && numberOf(cell['row']) !== null)

/** The texts and tables of a structure in JSON whose form is not documented, in its order. */
function walk(value: unknown, onText: (text: string) => void, onTable: (cells: Cell[]) => void): void {
  if (typeof value === 'string') {
    if (value.trim() !== '') onText(value)
  } else if (Array.isArray(value)) {
    for (const item of value) walk(item, onText, onTable)
  } else if (isRecord(value)) {
    const { cells } = value
    if (isCellList(cells)) {
      onTable(
        listOf(cells).map((cell) => {
          const { row, column, rowSpan, columnSpan, text } = cell as Record<string, unknown>
          const number = (of: unknown) => numberOf(of) ?? undefined
          return cellOf({
            row: numberOf(row) ?? 0,
            column: numberOf(column) ?? 0,
            ...(number(rowSpan) !== undefined && { rowSpan: number(rowSpan)! }),
            ...(number(columnSpan) !== undefined && { columnSpan: number(columnSpan)! }),
            text: lineText(text) ?? '',
          })
        }),
      )
      return
    }
    for (const [name, inner] of Object.entries(value)) if (!notTexts.has(name)) walk(inner, onText, onTable)
  }
}

/**
 * A restored document: HTML, or JSON inside the text (OutputType). The form of the JSON is not documented; its texts become paragraphs, its tables
 * tables, and the JSON itself is kept.
 */
export function documentStructure(value: unknown, context: FindingsContext): Found {
  const data = nativeOf('TrimDocument', value)
  const collector = createCollector('document-structure', context)
  const content = child(data, 'Content')
  const text = lineText(content.value) ?? textOf(content.value)
  if (text === null) return withRest(collector, data)
  let structure: unknown = isRecord(content.value) || Array.isArray(content.value) ? content.value : undefined
  if (looksLikeJson(text)) {
    try {
      structure = parseEscapedJson(text)
    } catch {
      // Text that only begins like JSON: kept as it is.
    }
  }
  if (structure === undefined) {
    if (text.startsWith('<')) addHtml(collector, content)
    return withRest(collector, data)
  }
  const paragraphs: string[] = []
  walk(
    structure,
    (paragraph) => paragraphs.push(`<p>${escaped(paragraph)}</p>`),
    (cells) => addTable(collector, cells, content),
  )
  if (paragraphs.length > 0) collector.findings.html = paragraphs.join('\n')
  collector.field(content)
  return withRest(collector, data)
}
