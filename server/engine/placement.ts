import type { Aligned } from './characters.ts'
import type { Crop } from './crop.ts'
import { withCaseByHeight } from './letter-case.ts'
import { columnsOf, heightOf, inkOf } from './ink.ts'

/** Where one character stands in its crop, in columns of the crop. */
export interface Span {
  left: number
  right: number
}

export interface Placement {
  /** The signs, the case of look-alikes put right by their height. */
  cased: string[]
  spans: Span[]
  top: number
  bottom: number
}

const wide = /[\p{Script=Han}\u3000-\u303f\uff00-\uff60\uffe0-\uffe6]/u
const narrow = /[iIljtfr1.,:;'!|()[\]]/
const broad = /[WwMm@%]/

/** How wide a sign usually is, as a share of the line's height: only ever used to weigh one neighbour against the other. */
function usualWidth(sign: string): number {
  if (wide.test(sign)) return 1
  if (narrow.test(sign)) return 0.35
  return broad.test(sign) ? 0.85 : 0.55
}

/** What is cut off above and below where the ink cannot be told: the detector's boxes stand about this much over the text. */
const usualMargin = 0.12

/** The column with the least ink, the nearest to `around` among equals. */
function emptiest(columns: Uint32Array, from: number, to: number, around: number): number {
  let best = Math.round(around)
  let least = Infinity
  for (let x = Math.max(0, Math.ceil(from)); x <= Math.min(columns.length - 1, Math.floor(to)); x++) {
    const cost = columns[x]! + Math.abs(x + 0.5 - around) / columns.length
    if (cost < least) {
      least = cost
      best = x
    }
  }
  return best + 0.5
}

/**
 * Turns CTC's middles into places: neighbours are parted at the emptiest column about half-way between their middles (nearer to the
 * narrower sign), the ends lie half a sign out, and everything shrinks to the ink where ink can be told from paper.
 * @param stepWidth columns of the crop for one CTC step.
 */
export function place(
  crop: Crop,
  characters: readonly Aligned[],
  signs: readonly string[],
  stepWidth: number,
): Placement {
  const { width, height } = crop
  const centres = characters.map(({ centre }) => centre * stepWidth)
  const outer = (index: number) => Math.max(0.62 * usualWidth(signs[index]!) * height, stepWidth)
  const from = Math.max(0, centres[0]! - outer(0))
  const to = Math.min(width, centres.at(-1)! + outer(centres.length - 1))
  const ink = inkOf(crop)
  const found = ink && heightOf(ink, Math.floor(from), Math.ceil(to))
  const top = found ? Math.max(0, found.top - 0.03 * height) : usualMargin * height
  const bottom = found ? Math.min(height, found.bottom + 0.03 * height) : (1 - usualMargin) * height
  const columns = ink && found ? columnsOf(ink, found.top, found.bottom) : null
  const cuts = [from]
  for (let index = 1; index < centres.length; index++) {
    const before = usualWidth(signs[index - 1]!)
    const distance = centres[index]! - centres[index - 1]!
    const around = centres[index - 1]! + (distance * before) / (before + usualWidth(signs[index]!))
    cuts.push(columns ? emptiest(columns, around - distance / 4, around + distance / 4, around) : around)
  }
  cuts.push(to)
  const spans = centres.map((_, index): Span => {
    let left = cuts[index]!
    let right = cuts[index + 1]!
    if (columns) {
      let first = Math.floor(left)
      let last = Math.ceil(right) - 1
      while (first <= last && columns[first] === 0) first++
      while (last >= first && columns[last] === 0) last--
      if (last >= first) {
        left = Math.max(left, first)
        right = Math.min(right, last + 1)
      }
    }
    return { left, right: Math.max(right, left + 1) }
  })
  const cased = ink && found ? withCaseByHeight(signs, spans, ink, found.top, found.bottom) : [...signs]
  return { cased, spans, top, bottom }
}
