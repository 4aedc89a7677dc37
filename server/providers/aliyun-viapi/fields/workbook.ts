import { inflateRawSync } from 'node:zlib'
import { isRecord, listOf, numberOf } from '../../values.ts'
import { parseXml, type XmlValue } from '../../xml.ts'
import { cellOf, type Cell } from './grid.ts'

/** No table of a page is larger; a file that claims to be is refused (decompression bombs). Bytes of one part of the workbook. */
const mostBytes = 16 * 1024 * 1024

/** Places of one merged cell that are followed, and places of a sheet that are looked at for empty ones. */
const mostMerged = 10_000

/** Whether a text is a workbook in Base64: it begins as ZIP files do (capabilities.json, contradictions of RecognizeTable). */
export const isWorkbook = (text: string): boolean => /^\s*UEsDB/.test(text)

/** The parts of a ZIP file whose names are asked for, by its central directory. */
function partsOf(zip: Buffer, isWanted: (name: string) => boolean): Map<string, string> {
  const parts = new Map<string, string>()
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  if (end < 0) return parts
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0 && zip.readUInt32LE(at) === 0x02_01_4b_50; left -= 1) {
    const method = zip.readUInt16LE(at + 10)
    const size = zip.readUInt32LE(at + 20)
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    const local = zip.readUInt32LE(at + 42)
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    if (isWanted(name)) {
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
      const bytes = zip.subarray(start, start + size)
      parts.set(name, (method === 0 ? bytes : inflateRawSync(bytes, { maxOutputLength: mostBytes })).toString('utf8'))
    }
    at += 46 + nameLength + extraLength + commentLength
  }
  return parts
}

/** `B12` as row 11, column 1. */
function placeOf(reference: string): { row: number; column: number } | null {
  const [, letters, digits] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference) ?? []
  if (letters === undefined) return null
  const column = Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return { row: Number(digits) - 1, column }
}

/** All text inside an element: `t`, or the `t` of its runs. */
function textIn(value: XmlValue | undefined): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(textIn).join('')
  if (value === undefined) return ''
  return value['t'] === undefined
    ? listOf(value['r'])
        .map((run) => textIn(run as XmlValue))
        .join('')
    : textIn(value['t'])
}

const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]

function cellsOf(sheet: string, shared: readonly string[]): Cell[] {
  const covered = new Set<string>()
  const spans = new Map<string, { rowSpan: number; columnSpan: number }>()
  for (const [, from, to] of sheet.matchAll(/<mergeCell\b[^>]*\bref="([^":]+):([^"]+)"/g)) {
    const [first, last] = [placeOf(from!), placeOf(to!)]
    if (!first || !last) continue
    const [rowSpan, columnSpan] = [last.row - first.row + 1, last.column - first.column + 1]
    spans.set(`${first.row}:${first.column}`, { rowSpan, columnSpan })
    for (let place = 1; place < Math.min(rowSpan * columnSpan, mostMerged); place += 1) {
      covered.add(`${first.row + Math.floor(place / columnSpan)}:${first.column + (place % columnSpan)}`)
    }
  }
  const cells = [...sheet.matchAll(/<c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)].flatMap(([, tag, inner = '']) => {
    const place = placeOf(attribute(tag!, 'r') ?? '')
    if (!place || covered.has(`${place.row}:${place.column}`)) return []
    const { value } = parseXml(`<c>${inner}</c>`)
    const content = isRecord(value) ? (value as Record<string, XmlValue>) : {}
    const plain = textIn(content['v'])
    const index = attribute(tag!, 't') === 's' ? numberOf(plain) : null
    const text = index === null ? plain || textIn(content['is']) : (shared[index] ?? '')
    const span = spans.get(`${place.row}:${place.column}`)
    spans.delete(`${place.row}:${place.column}`)
    return [cellOf({ ...place, ...span, text: text.trim() })]
  })
  // Of merged cells that are empty nothing but the merging is written.
  const empty = [...spans].map(([key, span]) => {
    const [row, column] = key.split(':').map(Number) as [number, number]
    return cellOf({ row, column, ...span, text: '' })
  })
  return [...cells, ...empty]
}

/** A workbook leaves out the cells that are empty: every place that nothing covers is one. */
function withEmptyCells(cells: readonly Cell[]): Cell[] {
  const rows = Math.max(0, ...cells.map(({ row, rowSpan }) => row + rowSpan))
  const columns = Math.max(0, ...cells.map(({ column, columnSpan }) => column + columnSpan))
  if (rows * columns > mostMerged) return [...cells]
  const free = new Set(Array.from({ length: rows * columns }, (_, place) => place))
  for (const { row, column, rowSpan, columnSpan } of cells) {
    for (let place = 0; place < rowSpan * columnSpan; place += 1)
      free.delete((row + Math.floor(place / columnSpan)) * columns + column + (place % columnSpan))
  }
  const empty = [...free].map((place) =>
    cellOf({ row: Math.floor(place / columns), column: place % columns, text: '' }),
  )
  return [...cells, ...empty].sort((first, second) => first.row - second.row || first.column - second.column)
}

/**
 * The cells of each sheet of a workbook (xlsx) in Base64, merged cells with their spans. Empty for what is no workbook.
 */
export function tablesInWorkbook(base64: string): Cell[][] {
  try {
    const wanted = /^xl\/(?:sharedStrings|worksheets\/sheet\d+)\.xml$/
    const parts = partsOf(Buffer.from(base64, 'base64'), (name) => wanted.test(name))
    const strings = parts.get('xl/sharedStrings.xml')
    const shared = [...(strings ?? '').matchAll(/<si\b[^>]*>([\s\S]*?)<\/si>/g)].map(([, inner]) =>
      textIn(parseXml(`<si>${inner}</si>`).value),
    )
    const number = (name: string) => Number(/(\d+)\.xml$/.exec(name)?.[1])
    return [...parts]
      .filter(([name]) => name.includes('worksheets'))
      .sort(([first], [second]) => number(first) - number(second))
      .map(([, sheet]) => withEmptyCells(cellsOf(sheet, shared)))
      .filter((cells) => cells.length > 0)
  } catch {
    // A damaged workbook has no tables; it is in the raw answer as it came.
    return []
  }
}
