import type { Span } from './placement.ts'

const latin = /[\p{Script=Latin}\d.,:;!?'"&)/-]/u
const letter = /\p{Script=Latin}/u
const opening = /[\p{Script=Latin}\d("'&#$]/u

/**
 * Where spaces were lost: PP-OCR seldom reads them. Returns, for each index of a sign before which a space belongs, how sure that is (0..1).
 * A space stands between two Latin signs, at least one of them a letter, whose gap is clearly wider than the usual gap of the line.
 * @param height of the ink, in the same unit as the spans.
 */
export function lostSpaces(signs: readonly string[], spans: readonly Span[], height: number): Map<number, number> {
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
    if (gap > least && opening.test(after)) spaces.set(index, Math.min(1, gap / (2 * least) + 0.25))
  }
  return spaces
}
