import { isUscc } from '../../contract/checks/uscc.ts'
import { readCreditCode } from './business-licence.ts'
import { around, heightOf, middleOf } from './geometry.ts'
import type { LabelHit } from './labels.ts'
import { readPattern, trimmed, type Found, type Reader } from './readers.ts'
import { findAll } from './spelling.ts'
import { splitAtGaps, textOf, type Glyph, type Row, type TextPage } from './text-stream.ts'
import { isHan } from './values.ts'

/** The lines of a party's block on a VAT invoice, by the signs of their labels and how many of these must be seen. */
const lineLabels = {
  name: { signs: '名称', least: 1, most: 4 },
  taxId: { signs: '统一社会信用代码纳税人识别号', least: 3, most: 20 },
  address: { signs: '地址电话', least: 2, most: 7 },
  bank: { signs: '开户行银及账帐号', least: 3, most: 9 },
} as const

export type PartyLine = keyof typeof lineLabels

/** A line of a party: what stands behind its label (null where nothing does). */
export type Party = Partial<Record<PartyLine, Found | null>>

/** A tax number of 15 to 20 signs; a credit code with its check sign where it has one. */
export const readTaxId: Reader = (runs) => readCreditCode(runs) ?? readPattern(/[0-9A-Z]{15,20}/)(runs)

/** The signs of the password area (密文): four lines of digits and these, which no name, address or account has so many of. */
const cipher = /^[<>+*/-]$/

/** Glyphs before a stretch of the password area, which a skewed row may have run into: the detected line with so many of its signs is out. */
function beforeCipher(glyphs: readonly Glyph[]): readonly Glyph[] {
  for (const [at, { text, line }] of glyphs.entries()) {
    if (!cipher.test(text)) continue
    const stretch = glyphs.slice(at, at + 12).filter((glyph) => glyph.line === line)
    if (stretch.filter((glyph) => cipher.test(glyph.text)).length < 3 || stretch.some(isHan)) continue
    const start = glyphs.slice(0, at).findLastIndex((glyph) => glyph.line !== line)
    return glyphs.slice(0, start + 1)
  }
  return glyphs
}

/** Without one or two signs at the end that were detected apart: a label of the next column, a sign of a seal. */
function withoutStray(run: readonly Glyph[]): readonly Glyph[] {
  const last = run.at(-1)
  const start = run.findLastIndex(({ line }) => line !== last?.line) + 1
  const [before, first] = [run[start - 1], run[start]]
  if (!before || !first || run.length - start > 2) return run
  return first.left - before.right > 0.8 * heightOf(first) ? run.slice(0, start) : run
}

/** Where a label ends that begins a line and is printed with these signs, however many of them were read; 0 when it is not there. */
function labelEnd(glyphs: readonly Glyph[], { signs, least, most }: (typeof lineLabels)[PartyLine]): number {
  let end = 0
  let seen = 0
  let others = 0
  for (const [index, { text }] of glyphs.slice(0, most).entries()) {
    if (signs.includes(text)) {
      seen += 1
      end = index + 1
      others = 0
    } else if (/\p{L}/u.test(text)) others += 1
    // A bank's name has the signs of its label too, but none of them begins it: 宁波银行.
    if (seen === 0 && others > 1) return 0
    // Two other signs after a label that is told already are the value's: 江畔银行 behind 开户行及账号.
    if (seen >= least && others > 1) break
    // The stroke between 地址 and 电话 is read as a colon too.
    if (seen >= least && /^[::;]$/.test(text) && !signs.includes(glyphs[index + 1]?.text ?? ' ')) return index + 1
  }
  return seen >= least ? end : 0
}

/** A value begins at most this far behind its label, in heights: what stands farther off is the next column's (密码区, 备注) or a seal's. */
const farthest = 12

/** The value of a line: behind the label, up to a gap wider than any inside a name or between a bank and its account. */
function valueOf(glyphs: readonly Glyph[], from: number, line: PartyLine): Found | null {
  const rest = [...beforeCipher(glyphs.slice(from))]
  while (rest[0] && /^[::;.,_|-]$/.test(rest[0].text)) rest.shift()
  const label = glyphs[from - 1]
  if (label && rest[0] && rest[0].left - label.right > farthest * heightOf(label)) return null
  const runs = trimmed([withoutStray(splitAtGaps(rest, line === 'name' ? 3 : 5)[0] ?? [])])
  if (line === 'taxId') return readTaxId([rest])
  const value = runs.map(textOf).join('').trim()
  return /[\p{L}\p{N}]/u.test(value) ? { value, runs } : null
}

interface Block {
  row: Row
  /** Place of the tax number's label, which is the longest and surest of the block's labels. */
  left: number
  middle: number
  height: number
  /** Where the next block beside this one begins. */
  end: number
}

const inBlock = (row: Row, { left, end, height }: Block) =>
  row.glyphs.filter((glyph) => glyph.left > left - 0.9 * height && glyph.left < end)

interface BlockRow {
  glyphs: Glyph[]
  middle: number
}

/**
 * The value of a labelled row; in a picture in perspective, or where the printer did not meet the form's lines, it may stand in a row of its own, a little
 * above or below its label.
 */
function besideLabel(
  rows: readonly BlockRow[],
  row: BlockRow,
  end: number,
  line: PartyLine,
  height: number,
): Found | null {
  const here = valueOf(row.glyphs, end, line)
  const last = row.glyphs[end - 1]
  if (here || !last) return here
  const near = rows
    .filter((other) => other !== row && Math.abs(other.middle - row.middle) < 1.1 * height)
    .filter(({ glyphs }) => Object.values(lineLabels).every((label) => labelEnd(glyphs, label) === 0))
    .map((other) => ({ ...other, glyphs: other.glyphs.filter(({ left }) => left > last.right - 0.5 * height) }))
    .filter(({ glyphs }) => glyphs[1] && glyphs[0]!.left - last.right < farthest * height)
    .toSorted((first, second) => Math.abs(first.middle - row.middle) - Math.abs(second.middle - row.middle))
  for (const { glyphs } of near) {
    const found = valueOf(glyphs, 0, line)
    if (found) return found
  }
  return null
}

/** @param above what stands above it is no part of the block: the row of the total */
function readBlock(page: TextPage, block: Block, sideBySide: boolean, above = -Infinity): Party {
  const party: Party = {}
  const { height, middle } = block
  const rows = page.rows
    .map((row) => ({ glyphs: inBlock(row, block) }))
    .filter(({ glyphs }) => glyphs.length > 0)
    .map(({ glyphs }) => ({ glyphs, middle: middleOf(around(glyphs)) }))
    .filter((row) => row.middle > middle - 5 * height && row.middle < middle + 6.5 * height)
    .toSorted((first, second) => first.middle - second.middle)
  // Signs of the next column (备注 stands upright) may have a row of their own at nearly the same height.
  const off = (row: BlockRow) => Math.abs(row.middle - middle)
  const taxIdRow = rows
    .filter((row) => off(row) < 0.6 * height)
    .toSorted((first, second) => off(first) - off(second))[0]
  if (taxIdRow) party.taxId = besideLabel(rows, taxIdRow, labelEnd(taxIdRow.glyphs, lineLabels.taxId), 'taxId', height)
  // A block that only its name tells has no such row.
  const own = taxIdRow ? rows.indexOf(taxIdRow) : rows.filter((row) => row.middle < middle).length
  // The name stands above the tax number; a long one over two lines.
  const before = rows.slice(0, own).filter((row) => row.middle > Math.max(middle - 4.2 * height, above))
  const labelled = before.findLastIndex(({ glyphs }) => labelEnd(glyphs, lineLabels.name) > 0)
  const nearest = before.length - 1
  const start = labelled >= 0 ? labelled : sideBySide || nearest < 0 ? -1 : nearest
  if (start >= 0) {
    const first = before[start]!
    const name = besideLabel(rows, first, labelEnd(first.glyphs, lineLabels.name), 'name', height)
    const isRest = ({ glyphs }: BlockRow) => !glyphs.some((glyph) => name?.runs[0]?.includes(glyph))
    const more =
      name && labelled >= 0
        ? before
            .slice(start + 1)
            .filter(isRest)
            .slice(0, 1)
        : []
    const second = more.length > 0 ? valueOf(more[0]!.glyphs, 0, 'name') : null
    const begin = name?.runs[0]?.[0]?.left ?? 0
    const goesOn = second && isHan(second.runs[0]![0]!) && Math.abs(second.runs[0]![0]!.left - begin) < 2 * block.height
    party.name = name && goesOn ? { value: name.value + second.value, runs: [...name.runs, ...second.runs] } : name
  }
  for (const row of rows.slice(own + 1)) {
    for (const line of ['address', 'bank'] as const) {
      const end = labelEnd(row.glyphs, lineLabels[line])
      if (end > 0 && party[line] === undefined) {
        party[line] = besideLabel(rows, row, end, line, height)
        break
      }
    }
  }
  return party
}

/** Blocks beside each other are the digital invoice's: the buyer's left, the seller's right. */
function sides(page: TextPage, first: Block, second: Block): { buyer: Party; seller: Party } {
  const [left, right] = first.left < second.left ? [first, second] : [second, first]
  const end = right.left - 1.2 * right.height
  return { buyer: readBlock(page, { ...left, end }, true), seller: readBlock(page, right, true) }
}

/** Blocks beside each other begin at least this far apart, in heights. */
const leastApart = 15

/** The block beside one, where only the label of its name was read. */
function besideBlock(page: TextPage, block: Block): Block | null {
  const { middle, height } = block
  for (const row of page.rows) {
    const above = middle - middleOf(row)
    if (above < 0.6 * height || above > 4.2 * height) continue
    for (const { glyphs } of findAll(row.glyphs, /名称[::]/dg)) {
      const left = glyphs[0]!.left
      if (Math.abs(left - block.left) > leastApart * height) return { row, left, middle, height, end: Infinity }
    }
  }
  return null
}

/**
 * Buyer and seller of a VAT invoice: on paper the buyer's block stands above the total in words and the seller's below it; on a digital one
 * they stand beside each other, the buyer's left.
 * @param hits places of the label of the tax number @param total middle of the row with the total in words, if it was found
 */
export function readParties(
  page: TextPage,
  hits: readonly LabelHit[],
  total: number | null,
): { buyer?: Party; seller?: Party } {
  const blocks: Block[] = hits
    .toSorted((first, second) => first.top - second.top)
    .map((hit) => ({ row: hit.row, left: hit.left, middle: middleOf(hit), height: heightOf(hit), end: Infinity }))
  // Where a label was not read at all its number tells the block.
  for (const row of page.rows) {
    if (blocks.length > 1) break
    const number = readCreditCode([row.glyphs])
    if (
      !number ||
      !isUscc(number.value) ||
      blocks.some((block) => Math.abs(block.middle - middleOf(row)) < block.height)
    )
      continue
    const signs = number.runs[0]!
    const before = row.glyphs.slice(0, row.glyphs.indexOf(signs[0]!))
    const label = splitAtGaps(before, 4).at(-1) ?? []
    if (label.length < 3) continue
    const box = around(label)
    blocks.push({ row, left: box.left, middle: middleOf(box), height: heightOf(signs[0]!), end: Infinity })
  }
  const [first, second] = blocks.toSorted((a, b) => a.middle - b.middle)
  if (!first) return {}
  if (second && Math.abs(first.middle - second.middle) < first.height) return sides(page, first, second)
  if (!second) {
    const beside = besideBlock(page, first)
    if (beside) return sides(page, first, beside)
  }
  const below = (block: Block) => (total !== null && block.middle > total ? total + 0.8 * block.height : -Infinity)
  if (second) return { buyer: readBlock(page, first, false), seller: readBlock(page, second, false, below(second)) }
  const alone = readBlock(page, first, false, below(first))
  return total !== null && first.middle > total ? { seller: alone } : { buyer: alone }
}
