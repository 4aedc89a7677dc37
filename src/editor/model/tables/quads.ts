import { angleOf, type Point, type Quad } from '#contract/geometry'

/** The narrowest quad at the angle of the first one that holds them all. */
export function quadAround(quads: readonly Quad[]): Quad | null {
  const [first] = quads
  if (!first) return null
  const angle = angleOf(first)
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const turned = quads.flat().map(([x, y]): Point => [x * cos + y * sin, y * cos - x * sin])
  const [left, right] = [Math.min(...turned.map(([x]) => x)), Math.max(...turned.map(([x]) => x))]
  const [top, bottom] = [Math.min(...turned.map(([, y]) => y)), Math.max(...turned.map(([, y]) => y))]
  const back = (x: number, y: number): Point => [x * cos - y * sin, x * sin + y * cos]
  return [back(left, top), back(right, top), back(right, bottom), back(left, bottom)]
}

/** The part of a quad between shares of its width and its height, 0..1. */
export function partOf(quad: Quad, [left, right]: Point, [top, bottom]: Point): Quad {
  const [a, b, c, d] = quad
  const between = (from: Point, to: Point, share: number): Point => [
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
  ]
  const at = (x: number, y: number) => between(between(a, b, x), between(d, c, x), y)
  return [at(left, top), at(right, top), at(right, bottom), at(left, bottom)]
}
