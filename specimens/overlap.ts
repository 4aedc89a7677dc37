import { areaOf, intersectionOverUnion, type Quad } from '../server/contract/geometry.ts'

/** Intersection over union of two places that may have several quads each; quads of one place do not overlap each other. */
export function placeOverlap(first: readonly Quad[], second: readonly Quad[]): number {
  let common = 0
  for (const a of first) {
    for (const b of second) {
      const overlap = intersectionOverUnion(a, b)
      common += (overlap * (areaOf(a) + areaOf(b))) / (1 + overlap)
    }
  }
  const areas = [...first, ...second].reduce((sum, quad) => sum + areaOf(quad), 0)
  return areas > common ? common / (areas - common) : 0
}
