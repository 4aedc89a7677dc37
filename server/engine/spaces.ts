import type { Span } from './placement.ts'

const latin = /[\p{Script=Latin}\d.,:;!?'"&)/-]/u
const letter = /\p{Script=Latin}/u
const digit = /\d/
const opening = /[\p{Script=Latin}\d("'&#$]/u

/** Median gaps from this share of the height on are letter-spaced print, where a space that the recogniser half saw says nothing. */
const letterSpaced = 0.28

/**
 * How much narrower, or wider, a gap may be to be a space by what the recogniser thought of one there: it seldom reads a space, but nearly always gives it some
 * probability. Chosen on pages of tuning seeds: of 49 lost spaces 44 found, of 14 false ones 9 gone.
 */
function leniency(thought: number, usual: number, height: number): number {
  if (thought < 0.001) return 1.3
  if (thought < 0.008 || usual > letterSpaced * height) return 1
  if (thought < 0.02) return 0.88
  return thought < 0.1 ? 0.75 : 0.72
}

/** The hooks of these hang over the space behind them, by this share of the height. */
const hooked = /[fr]/
const hook = 0.03

/** Within numbers and times a stop or a colon stands off its digit in many typefaces. */
const numberMark = /[.,:]/
const sureSpace = 0.5

/**
 * Where spaces were lost: PP-OCR seldom reads them. Returns, for each index of a sign before which a space belongs, how sure that is (0..1).
 * A space stands between two Latin signs, at least one of them a letter, whose gap is clearly wider than the usual gap of the line.
 * @param height of the ink, in the same unit as the spans.
 * @param thoughts the recogniser's highest probability of a space before each sign; absent where nobody knows.
 */
export function lostSpaces(
  signs: readonly string[],
  spans: readonly Span[],
  height: number,
  thoughts?: readonly number[],
): Map<number, number> {
  const spaces = new Map<number, number>()
  const gaps: { index: number; gap: number }[] = []
  for (let index = 1; index < signs.length; index++) {
    const before = signs[index - 1]!
    const after = signs[index]!
    if (before === ' ' || after === ' ' || !latin.test(before) || !latin.test(after)) continue
    gaps.push({ index, gap: spans[index]!.left - spans[index - 1]!.right })
  }
  if (gaps.length === 0) return spaces
  const sorted = gaps.map(({ gap }) => gap).sort((a, b) => a - b)
  // With few gaps the median may itself be a space; letters of one word never stand further apart than this.
  const usual = Math.min(Math.max(0, sorted[Math.floor((sorted.length - 1) / 2)]!), 0.3 * height)
  const least = Math.max(0.2 * height, 2 * usual + 0.04 * height)
  for (const { index, gap } of gaps) {
    const before = signs[index - 1]!
    const after = signs[index]!
    if (!letter.test(before) && !letter.test(after) && gap < 0.5 * height) continue
    const thought = thoughts?.[index]
    const inNumber = digit.test(after) || (/[Oo]/.test(after) && digit.test(signs[index - 2] ?? ''))
    if (thought !== undefined && thought < sureSpace && numberMark.test(before) && inNumber) continue
    const enough =
      thought === undefined
        ? least
        : leniency(thought, usual, height) * least - (hooked.test(before) ? hook * height : 0)
    if (gap > enough && opening.test(after)) spaces.set(index, Math.min(1, gap / (2 * enough) + 0.25))
  }
  return spaces
}
