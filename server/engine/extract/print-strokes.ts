import type { RuleReading } from '../reading.ts'
import type { Box } from './geometry.ts'

/** The part of a stroke that a sign hides, where it runs through the sign rather than beside it. */
function hidden(
  { direction, at }: RuleReading,
  { left, right, top, bottom }: Box,
): { start: number; end: number } | null {
  const [near, far, start, end] = direction === 'across' ? [left, right, top, bottom] : [top, bottom, left, right]
  const slack = Math.max(1, 0.05 * (far - near))
  const air = 0.12 * (end - start)
  return at > near - slack && at < far + slack ? { start: start - air, end: end + air } : null
}

/** A stroke that is as many times as long as the signs that it runs through is none of theirs; strokes of neighbours in one line may touch. */
const leastCommon = { across: 2.2, along: 10 } as const

/** A stroke of a table that was read as a sign. */
export const strokeSign = /^[|Il1丨]$/

/** However near to a rule print stands, it leaves this much between them, as a share of its height. */
const leastApart = 0.05
/** A stroke across is made of signs that stand under each other when so much of it runs through print; between rows it may have been bridged. */
const leastThrough = 0.3
/** The share of a stroke that lies within one line's height where the stroke is the line's own; a rule is longer than the print beside it. */
const leastBeside = 0.85
/** Signs of one line may stand this far apart, and their places be wrong by as much, in heights. */
const reach = 0.5

/** Whether a stroke across is no longer than the print is high that it stands in or beside. */
function isBeside({ direction, at, from, to }: RuleReading, runs: readonly Box[]): boolean {
  return (
    direction === 'across' &&
    runs.some(({ left, right, top, bottom }) => {
      const slack = reach * (bottom - top)
      const common = Math.min(bottom, to) - Math.max(top, from)
      return at > left - slack && at < right + slack && common > leastBeside * (to - from)
    })
  )
}

/** Whether a stroke across is what signs of one row or several have in common: their own strokes. */
function isPrint({ direction, at, from, to }: RuleReading, runs: readonly Box[]): boolean {
  if (direction !== 'across') return false
  let through = 0
  for (const { left, right, top, bottom } of runs) {
    const inset = leastApart * (bottom - top)
    if (at > left + inset && at < right - inset) through += Math.max(0, Math.min(bottom, to) - Math.max(top, from))
  }
  return through > leastThrough * (to - from)
}

/**
 * The strokes that are rules, without what printed signs add to them: a stroke most of which runs through signs is one of theirs, and one that ends in a
 * sign has met a stroke of that sign. `runs` are signs that hold together, those that a rule itself may have been read as left out.
 */
export function rulesAmong(
  strokes: readonly RuleReading[],
  signs: readonly Box[],
  runs: readonly Box[] = [],
): RuleReading[] {
  return strokes.flatMap((stroke) => {
    if (isPrint(stroke, runs) || isBeside(stroke, runs)) return []
    let { from, to } = stroke
    let length = 0
    const parts = signs
      .flatMap((sign) => hidden(stroke, sign) ?? [])
      .filter(({ start, end }) => start < to && end > from)
      .toSorted((first, second) => first.start - second.start)
    for (const { start, end } of parts) length += Math.min(end, to) - Math.max(start, from)
    // Signs of several rows, or many of one, have no stroke in common: such a one is a rule whose ink was taken for that of the signs beside it.
    const longest = leastCommon[stroke.direction] * Math.max(...parts.map(({ start, end }) => end - start))
    if (length > 0.5 * (to - from) && (parts.length < 2 || to - from < longest)) return []
    for (const { start, end } of parts) if (start <= from) from = Math.max(from, end)
    for (const { start, end } of parts.toReversed()) if (end >= to) to = Math.min(to, start)
    if (from === stroke.from && to === stroke.to) return [stroke]
    // Where it stands is said of its middle, which has moved.
    const middle = (from + to - stroke.from - stroke.to) / 2
    return to > from ? [{ ...stroke, from, to, at: stroke.at + (stroke.slope ?? 0) * middle }] : []
  })
}
