import type { Ink } from './ink.ts'
import type { Span } from './placement.ts'

/** Letters whose small form is the capital made smaller: the recogniser, which sees every line at one height, mixes them up. */
const alike = /[CcOoSsVvWwXxZz]/
const tall = /[ABDEFGHIKLMNPQRTUY\dbdfhkl]/
const low = /[aemnrugpqy]/

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!
}

/** What neighbours may hang over a sign (the hook of `f` over an `o`), as a share of the sign's width. The arms of V, W, X and Z reach further in. */
const overhang = 0.18

/** The first row of ink of a sign, its sides left out; null when its columns are empty. */
function topOf(ink: Ink, { left, right }: Span, from: number, to: number): number | null {
  const side = overhang * (right - left)
  for (let y = from; y < to; y++) {
    for (let x = Math.floor(left + side); x < Math.ceil(right - side); x++)
      if (ink.mask[y * ink.width + x] === 1) return y
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
  const tops = spans.map((span) => topOf(ink, span, top, bottom))
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
