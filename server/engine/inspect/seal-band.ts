import { inkAt, leastInk } from './seal-ink.ts'
import type { Ring } from './seal-strip.ts'

/** Directions that are told apart. */
const bins = 240
const binAngle = (bin: number) => (bin * 2 * Math.PI) / bins

/** Between which shares of the way out the signs stand, and in which directions. */
export interface Band {
  /** For each direction, whether ink lies in the outer part of the band. */
  reaching: readonly boolean[]
  inner: number
  outer: number
  /** The inner edge of the rim; `outer` may lie well inside of it. */
  rim: number
  /** Directions in radians between which the name stands, clockwise; `to` is larger than `from`. */
  from: number
  to: number
  /** Where a number stands along the lower rim. */
  code: { from: number; to: number; inner: number } | null
}

function coverage(ring: Ring, share: number): number {
  let hits = 0
  for (let bin = 0; bin < bins; bin += 1) {
    // A rim is thin, and the ellipse a hair off it here and there.
    for (const offset of [0, -0.011, 0.011]) {
      const [x, y] = ring.pointAt(binAngle(bin), share + offset)
      if (inkAt(ring.plane, x, y) < leastInk) continue
      hits += 1
      break
    }
  }
  return hits / bins
}

/** For each direction, whether ink lies between two shares of the way out: at `least` of `steps` places. */
function inked(ring: Ring, from: number, to: number, least: number, steps = 9): boolean[] {
  return Array.from({ length: bins }, (_, bin) => {
    let count = 0
    for (let step = 0; step < steps; step += 1) {
      const [x, y] = ring.pointAt(binAngle(bin), from + ((to - from) * (step + 0.5)) / steps)
      if (inkAt(ring.plane, x, y) >= leastInk) count += 1
    }
    return count >= least
  })
}

/** The widest gap of a ring of marks, as bins; null when there is nothing or no gap. */
function widestGap(marks: readonly boolean[]): { from: number; to: number } | null {
  let best: { from: number; to: number } | null = null
  let last = marks.indexOf(true)
  const first = last
  if (first < 0) return null
  for (let bin = first + 1; bin <= first + marks.length; bin += 1) {
    if (!marks[bin % marks.length]) continue
    if (bin - last > 1 && (!best || bin - last > best.to - best.from)) best = { from: last, to: bin }
    last = bin
  }
  return best
}

/** A mark by itself further than about a sign from all others is a speck; nearer it is a sign of which only one stroke reaches out (山). */
const loneWithin = 10

/** Marks that stand alone are specks. */
const withoutSpecks = (marks: readonly boolean[]) =>
  marks.map((mark, bin) => {
    if (!mark) return false
    for (let offset = 1; offset <= loneWithin; offset += 1) {
      if (marks[(bin + offset) % marks.length] || marks[(bin + marks.length - offset) % marks.length]) return true
    }
    return false
  })

/**
 * The band in which a seal's signs stand: inside of its rims, outside of what stands in its middle. The name is where ink reaches from the outer part of the
 * band into the inner one: a number along the lower rim is too small for that, straight lines inside do not reach the outer part.
 */
export function bandOf(ring: Ring): Band | null {
  const profile = Array.from({ length: 70 }, (_, index) => coverage(ring, 0.4 + index * 0.0095))
  const shareAt = (index: number) => 0.4 + index * 0.0095
  // Rims are inked nearly all around; a second, thinner one may lie well inside of the first.
  let rim = profile.length - 1
  for (let index = profile.length - 1; shareAt(index) > 0.78; index -= 1) if (profile[index]! > 0.78) rim = index
  while (rim > 0 && profile[rim]! > 0.55) rim -= 1
  // Signs may stand well inside of the rim: the band begins where their ink does.
  let edge = rim
  // The rim's own edge fades over a step or two.
  while (edge > 0 && rim - edge < 3 && profile[edge]! >= 0.06) edge -= 1
  const faded = edge
  while (edge > 0 && shareAt(edge) > 0.7 && profile[edge]! < 0.06) edge -= 1
  const blank = faded - edge > 2
  const outer = Math.min(0.94, shareAt(blank ? edge : rim) + (blank ? 0.016 : 0.004))
  const reaching = inked(ring, outer - 0.1, outer, 2)
  const deeper = inked(ring, outer - 0.25, outer - 0.155, 2)
  const wide = (marks: readonly boolean[]) =>
    marks.map((_, bin) => [-3, -2, -1, 0, 1, 2, 3].some((offset) => marks[(bin + offset + bins) % bins]))
  const [nearReaching, nearDeeper] = [wide(reaching), wide(deeper)]
  const name = withoutSpecks(
    reaching.map((mark, bin) => (mark && nearDeeper[bin]!) || (deeper[bin]! && nearReaching[bin]!)),
  )
  const gap = widestGap(name)
  if (!gap) return null
  if (binAngle(gap.from + bins) - binAngle(gap.to) < 0.9) return null
  // The signs' inner ends: where the ink of the name's directions thins out.
  const inner = innerEnd(ring, binAngle(gap.to), binAngle(gap.from + bins), outer)
  const whole = withEndSigns(ring, gap, inner, outer)
  return {
    reaching,
    inner,
    outer,
    rim: Math.max(outer, Math.min(0.94, shareAt(rim) + 0.004)),
    from: binAngle(whole.to),
    to: binAngle(whole.from + bins),
    code: codeIn(reaching, whole, outer),
  }
}

/** More than half of a sign as wide as it is high never lies outside of its mark. */
const mostOfSign = 0.55

/**
 * The gap without the rest of the signs beside it: a sign whose side strokes do not reach out as far as its middle one (山) begins before its first mark.
 * What follows until the first blank direction belongs to it.
 */
function withEndSigns(ring: Ring, gap: { from: number; to: number }, inner: number, outer: number) {
  const inkIn = inked(ring, inner, outer - 0.01, 1, 24)
  const { a, b } = ring.ellipse
  const depth = (outer - inner) * (ring.oval ? b / Math.sqrt(a * b) : 1)
  const most = Math.round((mostOfSign * depth * 2 * bins) / (2 * Math.PI * (inner + outer)))
  const reach = (start: number, step: 1 | -1) => {
    for (let index = 1; index <= most; index += 1) {
      if (!inkIn[(start + step * index + 2 * bins) % bins]) return start + step * (index - 1)
    }
    return start
  }
  return { from: reach(gap.from, 1), to: reach(gap.to, -1) }
}

function innerEnd(ring: Ring, from: number, to: number, outer: number): number {
  const steps = 36
  const counts = Array.from({ length: steps }, (_, index) => {
    const share = outer - index * 0.0125
    let count = 0
    for (let step = 0; step < 160; step += 1) {
      const [x, y] = ring.pointAt(from + ((to - from) * step) / 160, share)
      if (inkAt(ring.plane, x, y) >= leastInk) count += 1
    }
    return count
  })
  const most = Math.max(...counts)
  // From a sign's usual height inwards, the first thin place.
  for (let index = 12; index < steps; index += 1) {
    if (counts[index]! < 0.16 * most && counts[Math.min(steps - 1, index + 1)]! < 0.22 * most)
      return outer - (index + 1) * 0.0125
  }
  const thinnest = counts.slice(14, 30).reduce((best, count, index, all) => (count < all[best]! ? index : best), 0) + 14
  return outer - thinnest * 0.0125
}

/** The same band when reading the signs has shown where the name begins and ends. */
export function narrowed(ring: Ring, band: Band, from: number, to: number): Band {
  const binOf = (direction: number) => Math.round((direction * bins) / (2 * Math.PI))
  const code = codeIn(band.reaching, { from: binOf(to), to: binOf(from) + bins }, band.outer)
  return { ...band, from, to, inner: innerEnd(ring, from, to, band.outer), code }
}

/** Digits of one number stand no further apart than this, in directions that are told apart. */
const widestInCode = 8

/** A row of small marks in the gap below the name. */
function codeIn(reaching: readonly boolean[], gap: { from: number; to: number }, outer: number): Band['code'] {
  const margin = 1
  const rows: number[][] = []
  for (let bin = gap.from + margin; bin <= gap.to - margin; bin += 1) {
    if (!reaching[((bin % bins) + bins) % bins]) continue
    const row = rows.at(-1)
    if (row && bin - row.at(-1)! <= widestInCode) row.push(bin)
    else rows.push([bin])
  }
  const marked = rows.reduce<number[]>((longest, row) => (row.length > longest.length ? row : longest), [])
  const [first, last] = [marked[0], marked.at(-1)]
  if (first === undefined || last === undefined || last - first < 14 || marked.length < 0.35 * (last - first))
    return null
  return {
    from: binAngle(Math.max(first - 4, gap.from + 1)),
    to: binAngle(Math.min(last + 5, gap.to - 1)),
    inner: outer - 0.15,
  }
}
