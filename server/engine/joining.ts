import type { Box } from './boxes.ts'

/** How far the heights, the middles (in heights) and the directions (in radians) of two parts of one line may differ. */
const mostHeightRatio = 1.35
const mostShift = 0.22
const mostAngle = 0.06

/** Where `other` lies in the frame of `box`: along and across its text, from its middle. */
function offset(box: Box, other: Box): { along: number; across: number } {
  const dx = other.x - box.x
  const dy = other.y - box.y
  return { along: dx * box.ux + dy * box.uy, across: dy * box.ux - dx * box.uy }
}

/** True when two boxes run on the same line and overlap along it, as parts of one line do that the detector tore apart at a blank. */
function belongTogether(first: Box, second: Box): boolean {
  const ratio = first.halfHeight / second.halfHeight
  if (ratio > mostHeightRatio || ratio < 1 / mostHeightRatio) return false
  if (Math.abs(first.ux * second.uy - first.uy * second.ux) > mostAngle) return false
  if (first.ux * second.ux + first.uy * second.uy < 0) return false
  const { along, across } = offset(first, second)
  const height = first.halfHeight + second.halfHeight
  return Math.abs(across) < mostShift * height && Math.abs(along) < first.halfWidth + second.halfWidth
}

/** One box over both, in the direction of the longer one. */
function joined(first: Box, second: Box): Box {
  const [long, short] = first.halfWidth >= second.halfWidth ? [first, second] : [second, first]
  const { along, across } = offset(long, short)
  const left = Math.min(-long.halfWidth, along - short.halfWidth)
  const right = Math.max(long.halfWidth, along + short.halfWidth)
  const top = Math.min(-long.halfHeight, across - short.halfHeight)
  const bottom = Math.max(long.halfHeight, across + short.halfHeight)
  const x = (left + right) / 2
  const y = (top + bottom) / 2
  return {
    ...long,
    x: long.x + x * long.ux - y * long.uy,
    y: long.y + x * long.uy + y * long.ux,
    halfWidth: (right - left) / 2,
    halfHeight: (bottom - top) / 2,
  }
}

/** Joins the parts of torn lines: read apart, the sign at the tear would be read twice or in halves. */
export function joinTorn(boxes: readonly Box[]): Box[] {
  const result: Box[] = []
  for (const box of boxes) {
    let whole = box
    for (;;) {
      const part = result.findIndex((other) => belongTogether(other, whole))
      if (part < 0) break
      whole = joined(result.splice(part, 1)[0]!, whole)
    }
    result.push(whole)
  }
  return result
}
