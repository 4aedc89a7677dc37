import { boundsOf, type Quad } from '#contract/geometry'
import type { Size } from './view.ts'

const parts = [
  ['topLeft', 'top', 'topRight'],
  ['left', 'middle', 'right'],
  ['bottomLeft', 'bottom', 'bottomRight'],
] as const

export type PartOfPage = (typeof parts)[number][number]

/** In which ninth of its page the middle of a box stands, to be said in words; null for a box without a place. */
export function partOfPage(quads: readonly Quad[], page: Size): PartOfPage | null {
  if (quads.length === 0) return null
  const { left, top, right, bottom } = boundsOf(...quads)
  const third = (middle: number, length: number) => Math.min(2, Math.max(0, Math.floor((3 * middle) / length)))
  return parts[third((top + bottom) / 2, page.height)]![third((left + right) / 2, page.width)]!
}
