import type { Ink } from './ink.ts'
import type { Span } from './placement.ts'

/** Letters whose small form is the capital made smaller: the recogniser, which sees every line at one height, mixes them up. */
const alike = /[CcOoSsVvWwXxZz]/
const tall = /[ABDEFGHIKLMNPQRTUY\dbdfhkl]/
const low = /[aemnrugpqy]/

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!
}

/** Letters that hang over a small round one behind them (the hook of `f` over an `o`, the bar of `T`), and by what share of its width. */
const overhanging = /[fFTVWYPKr7]/
const overhung = /[CcOoSs]/
const overhang = 0.3

/** The first row of ink under a sign; null when its columns are empty. */
function topOf(ink: Ink, { left, right }: Span, from: number, to: number): number | null {
  for (let y = from; y < to; y++) {
    for (let x = Math.floor(left); x < Math.ceil(right); x++) if (ink.mask[y * ink.width + x] === 1) return y
  }
  return null
}

/**
 * The signs with the case of look-alike letters taken from their height, where the line has both tall and low letters to compare with.
 * @param top and bottom of the line's ink, in rows of the crop.
 */
export function withCaseByHeight(
  signs: readonly string[],
  spans: readonly Span[],
  ink: Ink,
  top: number,
  bottom: number,
): string[] {
  const tops = spans.map(({ left, right }, index) => {
    const under = index > 0 && overhanging.test(signs[index - 1]!) && overhung.test(signs[index]!)
    return topOf(ink, { left: under ? left + overhang * (right - left) : left, right }, top, bottom)
  })
  const of = (pattern: RegExp) => tops.filter((at, index): at is number => at !== null && pattern.test(signs[index]!))
  const [tallTops, lowTops] = [of(tall), of(low)]
  if (tallTops.length === 0 || lowTops.length === 0) return [...signs]
  const [tallTop, lowTop] = [median(tallTops), median(lowTops)]
  if (lowTop - tallTop < 0.12 * (bottom - top)) return [...signs]
  return signs.map((sign, index) => {
    const at = tops[index]
    if (!alike.test(sign) || at === null || at === undefined) return sign
    return at - tallTop < lowTop - at ? sign.toUpperCase() : sign.toLowerCase()
  })
}

/** An amount whose digits were partly read as letters: nothing but digits and `O` behind its stop, no letter beside it. */
const amount = /(?<![\p{Script=Latin}\d.,])\d[\dOo,]*[.,][\dOo]{1,3}(?![\p{Script=Latin}\d])/gu

/**
 * The signs with O as 0 inside amounts (`6.OO`).
 * @param spaces indices of the signs before which a space belongs
 */
export function withZerosInAmounts(signs: readonly string[], spaces: ReadonlyMap<number, unknown>): string[] {
  const mended = [...signs]
  if (!signs.some((sign) => sign === 'O' || sign === 'o')) return mended
  let text = ''
  const places: number[] = []
  for (const [index, sign] of signs.entries()) {
    if (spaces.has(index)) text += ' '
    places[text.length] = index
    text += sign
  }
  for (const match of text.matchAll(amount)) {
    for (let at = match.index; at < match.index + match[0].length; at++) {
      const index = places[at]
      if (index !== undefined && /^[Oo]$/.test(mended[index]!)) mended[index] = '0'
    }
  }
  return mended
}
