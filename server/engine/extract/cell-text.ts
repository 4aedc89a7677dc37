import { printedText } from './punctuation.ts'
import type { Glyph } from './text-stream.ts'

/** The text of print that stands in one cell, line by line; lines of Chinese are joined without a blank. */
export function cellText(lines: readonly (readonly Glyph[])[]): string {
  let text = ''
  for (const line of lines.map(printedText)) {
    const words = /[\p{Script=Latin}\d,.;:]$/u.test(text) && /^[\p{Script=Latin}\d(]/u.test(line)
    text += (words ? ' ' : '') + line
  }
  return withCommas(text)
}

/** A number with two places and full stops before: these part thousands and are commas, which small print does not tell from them. */
function withCommas(text: string): string {
  const number = /^(-?[¥￥]?\d{1,3}(?:[.,]\d{3})+)\.(\d{2})$/.exec(text)
  return number ? `${number[1]!.replaceAll('.', ',')}.${number[2]!}` : text
}

/** Dots of a dotted rule that were read as signs behind a text. */
const trailingDots = /[.:·…,'\s]{2,}$/
const trailingDot = /[.:·…,'\s]+$/

/** Texts of cells without what was read of a dotted rule; where one cell shows that there is one, single dots go too. */
export function withoutDots<Cell extends { text: string }>(cells: readonly Cell[]): Cell[] {
  const dotted = cells.some(({ text }) => trailingDots.test(text))
  return dotted ? cells.map((cell) => ({ ...cell, text: cell.text.replace(trailingDot, '') })) : [...cells]
}
