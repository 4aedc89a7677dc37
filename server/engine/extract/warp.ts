import type { Point, Quad } from '../../contract/geometry.ts'
import type { RuleReading } from '../reading.ts'
import type { Box, Frame } from './geometry.ts'

/**
 * How lines of one direction run over a page: those that stand at `offset` rise by `turn + fan * offset` for each pixel. With `fan` other than 0 they
 * meet in a point far off the page, as parallel lines in perspective do.
 */
export interface Pencil {
  turn: number
  fan: number
}

/** Coordinates in which a page's rows and columns are straight and upright; `u` along the text and `v` across it, about as large as the frame's. */
export interface Warp {
  /** Of a point in the frame's coordinates. */
  straighten(along: number, across: number): { u: number; v: number }
  boxOf(quad: Quad): Box
  /** The place on the page of a rectangle. */
  quadOf(box: Box): Quad
  /** A stroke as if perspective had not turned it. */
  ruleOf(rule: RuleReading): RuleReading
}

/** A line of one direction: where it stands and by how much it rises. */
export interface Sample {
  /** Position of its middle along and across its direction. */
  middle: number
  at: number
  slope: number
  weight: number
}

const none: Pencil = { turn: 0, fan: 0 }

/** A slope that is this far off the others belongs to something else. */
const stray = 0.02

/** The pencil that lines best belong to; lines that run otherwise are left out in further rounds. */
export function pencilOf(samples: readonly Sample[]): Pencil {
  let pencil = none
  for (let round = 0; round < 4; round += 1) {
    let [w, wx, wxx, wy, wxy] = [0, 0, 0, 0, 0]
    for (const { middle, at, slope, weight } of samples) {
      // Where it stands at 0 along its direction.
      const offset = at - slope * middle
      const off = slope - pencil.turn - pencil.fan * offset
      const own = round === 0 ? weight : weight / (1 + (off / stray) ** 2)
      w += own
      wx += own * offset
      wxx += own * offset * offset
      wy += own * slope
      wxy += own * offset * slope
    }
    if (w === 0) return none
    const mean = wx / w
    const spread = wxx - mean * wx
    // A fan wants lines that stand far apart: a few at one place say nothing of it.
    const fan = (wxy - mean * wy) / (spread + w * 3600)
    pencil = { turn: wy / w - fan * mean, fan }
  }
  return Math.abs(pencil.turn) < 0.3 && Math.abs(pencil.fan) < 5e-4 ? pencil : none
}

/** @param rows how rows run, in the frame's coordinates; `columns` the same for what stands across */
export function warpOf(frame: Frame, rows: Pencil, columns: Pencil): Warp {
  const straighten = (along: number, across: number) => ({
    u: (along - columns.turn * across) / (1 + columns.fan * across),
    v: (across - rows.turn * along) / (1 + rows.fan * along),
  })
  const pointOf = (u: number, v: number): Point => {
    const rise = rows.turn + rows.fan * v
    const lean = columns.turn + columns.fan * u
    const along = (u + lean * v) / (1 - lean * rise)
    return frame.pointOf(along, v + rise * along)
  }
  const cos = Math.cos(frame.angle)
  const sin = Math.sin(frame.angle)
  const straight = ([x, y]: Point) => straighten(x * cos + y * sin, y * cos - x * sin)
  return {
    straighten,
    boxOf(quad) {
      const [a, b, c, d] = quad.map(straight) as [Corner, Corner, Corner, Corner]
      return {
        left: (a.u + d.u) / 2,
        right: (b.u + c.u) / 2,
        top: (a.v + b.v) / 2,
        bottom: (c.v + d.v) / 2,
      }
    },
    quadOf: ({ left, right, top, bottom }) => [
      pointOf(left, top),
      pointOf(right, top),
      pointOf(right, bottom),
      pointOf(left, bottom),
    ],
    ruleOf({ direction, at, from, to, slope = 0 }) {
      const half = (slope * (to - from)) / 2
      const ends =
        direction === 'along'
          ? [straighten(from, at - half), straighten(to, at + half)]
          : [straighten(at - half, from), straighten(at + half, to)]
      const [first, last] = ends as [Corner, Corner]
      return direction === 'along'
        ? { direction, at: (first.v + last.v) / 2, from: first.u, to: last.u }
        : { direction, at: (first.u + last.u) / 2, from: first.v, to: last.v }
    },
  }
}

type Corner = { u: number; v: number }
