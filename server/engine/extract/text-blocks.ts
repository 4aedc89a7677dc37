import { heightOf, type Box } from './geometry.ts'
import type { Region } from './page-regions.ts'
import { printedText } from './punctuation.ts'
import { splitAtGaps, type Row } from './text-stream.ts'

export interface TextBlock extends Box {
  kind: 'heading' | 'paragraph' | 'item' | 'caption' | 'header' | 'footer'
  /** Of a heading, from 1. */
  level: number
  text: string
}

/** What the page as a whole says about its print. */
export interface PageFacts {
  /** The usual height of a row. */
  usual: number
  top: number
  bottom: number
  /** How wide its print runs. */
  width: number
  tables: readonly Box[]
}

const sentenceEnd = /[。！？；.!?;]["”’)）]?$/
const captionStart = /^(?:表|图|续表|附表|附图)\s*\d|^(?:Table|Figure|Fig\.?)\s*\d/i
const itemStart = /^(?:[•·●▪◦*]|[-–—](?!\d)|\d{1,2}(?:[)）]|[.、](?!\d))|[(（]\d{1,2}[)）]|[①-⑳])\s*\S/u
const beginsWithBullet = /^[•·●▪◦*–—-]/u
/** Section numbers and the level that each says. */
const numbered: readonly [pattern: RegExp, level: number][] = [
  [/^第[一二三四五六七八九十百\d]+[章部]/u, 2],
  [/^[一二三四五六七八九十]{1,3}[、.]/u, 2],
  [/^[(（][一二三四五六七八九十]{1,3}[)）]/u, 3],
  [/^\d{1,2}\.\d{1,2}\.\d{1,2}\s*\p{L}/u, 4],
  [/^\d{1,2}\.\d{1,2}\s*\p{L}/u, 3],
  [/^\d{1,2}\s*\p{Lu}\p{Ll}/u, 2],
]
const pageNumber = /^[-–—·\s]*\d{1,4}[-–—·\s]*$|^第\s*\d+\s*页|^page\s*\d+|^\d+\s*\/\s*\d+$/i

const bullet = /^[•·●▪◦]\s*(?=(\p{Script=Han})?)/u

/** A bullet is often read as a middle dot; the blank behind it is not printed before Chinese. */
const rowText = (row: Row) =>
  splitAtGaps(row.glyphs, 1.5)
    .map(printedText)
    .join(' ')
    .replace(bullet, (_, chinese?: string) => (chinese ? '•' : '• '))

/** What is printed at the upper or lower edge of every page: short, not large, well apart from the text. */
function edgeKind(
  row: Row,
  text: string,
  { usual, top, bottom }: PageFacts,
  next: Box | undefined,
): 'header' | 'footer' | null {
  const [above, below] = [(row.top - top) / (bottom - top), (bottom - row.bottom) / (bottom - top)]
  const short = text.length <= 40 && heightOf(row) < 1.15 * usual
  if (!short) return null
  if (below < 0.12 && pageNumber.test(text)) return 'footer'
  if (!next) return null
  const gap = next.top > row.top ? next.top - row.bottom : row.top - next.bottom
  if (above < 0.08 && next.top > row.bottom && gap > 1.2 * usual) return 'header'
  return below < 0.08 && next.bottom < row.top && gap > 2.5 * usual ? 'footer' : null
}

/** The level of a heading; null for what is none. */
function headingLevel(row: Row, text: string, room: number, usual: number, isFirst: boolean): number | null {
  const share = (row.right - row.left) / room
  if (text.length > 60 || sentenceEnd.test(text) || share > 0.97) return null
  const size = heightOf(row) / usual
  const own = numbered.find(([pattern]) => pattern.test(text))
  if (own && text.length <= 40 && share < 0.8) return own[1]
  if (size > 1.45 || (isFirst && size > 1.2)) return 1
  return size > 1.22 && text.length <= 40 && share < 0.75 ? 2 : null
}

/** How two rows of one paragraph are joined: no blank within Chinese, words parted at a line's end whole again. */
function joinedText(text: string, next: string): string {
  if (/\p{Ll}-$/u.test(text) && /^\p{Ll}/u.test(next)) return text.slice(0, -1) + next
  const blank = /[\p{Script=Latin}\d,.;:!?%)"'’”]$/u.test(text) && /^[\p{Script=Latin}\d("'“‘$]/u.test(next)
  return text + (blank ? ' ' : '') + next
}

/** Whether the first word of the next row would have fitted onto this one: then its end was meant. */
function endedEarly(row: Row, next: Row, region: Region, usual: number): boolean {
  const first = splitAtGaps(next.glyphs, 10)[0] ?? []
  const end = first.findIndex((glyph, index) => index > 0 && (glyph.spaced || /\p{Script=Han}/u.test(glyph.text)))
  const word = first.slice(0, end < 0 ? undefined : end)
  const wordWidth = word.length > 0 ? word.at(-1)!.right - word[0]!.left : 0
  // Closing punctuation may not begin a row: two signs of room are left then.
  return row.right + wordWidth + 0.3 * usual < region.right - 1.6 * usual
}

/**
 * Rows outside of tables as headings, paragraphs, list items, captions and what is printed at the page's edges, region by region. A paragraph may go on in the
 * next region.
 */
export function textBlocks(regions: readonly Region[], facts: PageFacts): TextBlock[] {
  const { usual, tables } = facts
  const blocks: TextBlock[] = []
  const all = regions.flatMap(({ rows }) => rows)
  let open: { block: TextBlock; row: Row; region: Region } | null = null
  const add = (row: Row, text: string, kind: TextBlock['kind'], level = 0): TextBlock => {
    const { left, right, top, bottom } = row
    const block = { left, right, top, bottom, kind, level, text }
    blocks.push(block)
    open = null
    return block
  }
  let begun = false
  for (const region of regions) {
    for (const [index, row] of region.rows.entries()) {
      const text = rowText(row)
      const isOuter = row === all[0] || row === all.at(-1)
      const edge = isOuter
        ? edgeKind(row, text, facts, row === all[0] ? all[1] : nearestAbove(row, [...all, ...tables]))
        : null
      if (edge) {
        add(row, text, edge)
        continue
      }
      const nearTable = tables.some(
        (box) => Math.min(Math.abs(box.top - row.bottom), Math.abs(row.top - box.bottom)) < 2.5 * usual,
      )
      if (captionStart.test(text) && text.length <= 60 && nearTable && !sentenceEnd.test(text)) {
        add(row, text, 'caption')
        continue
      }
      // A title alone between columns is as wide as its own region.
      const room = region.rows.length > 2 ? region.right - region.left : facts.width
      const level = headingLevel(row, text, room, usual, !begun)
      begun = true
      // Headings are numbered now and then, but have no bullets.
      const mostOfItem = beginsWithBullet.test(text) ? 1.4 : 1.1
      if (level !== null && !(itemStart.test(text) && heightOf(row) < mostOfItem * usual)) {
        add(row, text, 'heading', level)
        continue
      }
      if (itemStart.test(text)) {
        const block = add(row, text, 'item')
        open = { block, row, region }
        continue
      }
      const last: { block: TextBlock; row: Row; region: Region } | null = open
      const sameRegion = last?.region === region
      const indent = row.left - (last?.block.kind === 'item' ? last.block.left : region.left)
      // An indented row begins a paragraph, and so does one after a gap or after a row that ended early.
      const goesOn =
        last !== null &&
        indent < (last.block.kind === 'item' ? 3 : 1.2) * usual &&
        (last.block.kind !== 'item' || indent > -0.5 * usual) &&
        (sameRegion ? row.top - last.row.bottom < 1.15 * usual : index === 0 && !sentenceEnd.test(last.block.text)) &&
        !endedEarly(last.row, row, last.region, usual)
      if (goesOn) {
        last.block.text = joinedText(last.block.text, text)
        last.block.bottom = Math.max(last.block.bottom, row.bottom)
        open = { block: last.block, row, region }
      } else {
        const block = add(row, text, 'paragraph')
        open = { block, row, region }
      }
    }
  }
  return blocks
}

const nearestAbove = (row: Row, boxes: readonly Box[]): Box | undefined =>
  boxes.filter(({ bottom }) => bottom <= row.top + 1).toSorted((first, second) => second.bottom - first.bottom)[0]
