import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Point, Quad } from '#contract/geometry'
import { rectangle } from './testing.ts'
import {
  between,
  eased,
  fitted,
  keptInSight,
  quadToScreen,
  textHeight,
  toPage,
  toScreen,
  turned,
  uprightRotation,
  zoomedAt,
  type Rotation,
  type View,
} from './view.ts'

const rotations: readonly Rotation[] = [0, 90, 180, 270]
const anyView = fc.record({
  scale: fc.double({ min: 0.05, max: 20, noNaN: true }),
  x: fc.integer({ min: -2000, max: 2000 }),
  y: fc.integer({ min: -2000, max: 2000 }),
  rotation: fc.constantFrom(...rotations),
})
const anyPoint = fc.tuple(fc.integer({ min: -3000, max: 3000 }), fc.integer({ min: -3000, max: 3000 }))
const stage = { width: 800, height: 600 }

function close([x, y]: Point, [otherX, otherY]: Point, tolerance = 1e-6) {
  return Math.hypot(x - otherX, y - otherY) <= tolerance
}

describe('the view', () => {
  it('takes page points to the screen and back', () => {
    fc.assert(
      fc.property(anyView, anyPoint, (view, point) => {
        expect(close(toPage(view, toScreen(view, point)), point)).toBe(true)
      }),
    )
  })

  it('turns clockwise: the top edge of the page lies to the right after a quarter', () => {
    const view: View = { scale: 2, x: 0, y: 0, rotation: 90 }
    expect(toScreen(view, [10, 0])).toEqual([0, 20])
    expect(toScreen(view, [0, 10])).toEqual([-20, 0])
  })

  it('zooms about the pointer: what was under it stays under it', () => {
    fc.assert(
      fc.property(anyView, anyPoint, fc.double({ min: 0.2, max: 5, noNaN: true }), (view, pointer, factor) => {
        const before = toPage(view, pointer)
        expect(close(toScreen(zoomedAt(view, pointer, factor), before), pointer, 1e-3)).toBe(true)
      }),
    )
  })

  it.each(rotations)('fits the whole page, turned by %d degrees', (rotation) => {
    const page = { width: 2000, height: 500 }
    const view = fitted(page, stage, rotation)
    for (const corner of [
      [0, 0],
      [2000, 0],
      [2000, 500],
      [0, 500],
    ] as Point[]) {
      const [x, y] = toScreen(view, corner)
      expect(x).toBeGreaterThanOrEqual(15.9)
      expect(x).toBeLessThanOrEqual(784.1)
      expect(y).toBeGreaterThanOrEqual(15.9)
      expect(y).toBeLessThanOrEqual(584.1)
    }
  })

  it('keeps the middle in the middle when it is turned, and four quarters are none', () => {
    const view: View = { scale: 1.5, x: 40, y: -30, rotation: 0 }
    const middle: Point = [400, 300]
    const once = turned(view, stage)
    expect(once.rotation).toBe(90)
    expect(close(toPage(once, middle), toPage(view, middle))).toBe(true)
    const round = turned(turned(turned(once, stage), stage), stage)
    expect(round.rotation).toBe(0)
    expect(round.x).toBeCloseTo(view.x)
    expect(round.y).toBeCloseTo(view.y)
  })

  it('never loses the page out of sight', () => {
    const page = { width: 100, height: 100 }
    const view = keptInSight({ scale: 1, x: 5000, y: -5000, rotation: 0 }, page, stage)
    expect(view.x).toBeLessThan(stage.width)
    expect(view.y + 100).toBeGreaterThan(0)
  })

  it('eases in until the text is at least 24 pixels high and in sight', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3800 }),
        fc.integer({ min: 0, max: 2900 }),
        fc.constantFrom(...rotations),
        (x, y, rotation) => {
          const quad = rectangle(x, y, 180, 20)
          const view = eased(fitted({ width: 4000, height: 3000 }, stage, rotation), [quad], stage)
          expect(textHeight(quad) * view.scale).toBeGreaterThan(23.99)
          for (const [sx, sy] of quadToScreen(view, quad))
            expect(sx >= 23.9 && sy >= 23.9 && sx <= 776.1 && sy <= 576.1).toBe(true)
        },
      ),
    )
  })

  it('does not move for a field that is in sight and readable already', () => {
    const view: View = { scale: 2, x: 0, y: 0, rotation: 0 }
    expect(eased(view, [rectangle(50, 50, 100, 20)], stage)).toEqual(view)
  })

  it('does not zoom so far in that a long field leaves the stage', () => {
    const view = eased(fitted({ width: 4000, height: 3000 }, stage, 0), [rectangle(0, 100, 3900, 20)], stage)
    expect(3900 * view.scale).toBeLessThanOrEqual(752.01)
  })

  it('goes from one view to another without leaving the line between', () => {
    const from: View = { scale: 1, x: 0, y: 0, rotation: 0 }
    const to: View = { scale: 4, x: -300, y: -60, rotation: 0 }
    expect(between(from, to, 0)).toEqual(from)
    expect(between(from, to, 1)).toEqual(to)
    expect(between(from, to, 0.5).scale).toBeCloseTo(2)
  })
})

describe('text that stands upright', () => {
  const [a, b, c, d] = rectangle(0, 0, 100, 20)
  const turnedQuads: Record<Rotation, Quad> = {
    // How a quad of a page that must be turned by the key lies on it: its first corner is where the text begins.
    0: [a, b, c, d],
    180: [c, d, a, b],
    90: [
      [0, 100],
      [0, 0],
      [20, 0],
      [20, 100],
    ],
    270: [
      [20, 0],
      [20, 100],
      [0, 100],
      [0, 0],
    ],
  }

  it.each(rotations)('needs a turn by %d degrees', (rotation) => {
    const quad = turnedQuads[rotation]
    expect(uprightRotation([quad, quad])).toBe(rotation)
    const [first, second] = quadToScreen({ scale: 1, x: 0, y: 0, rotation }, quad)
    expect(second[0] - first[0]).toBeCloseTo(100)
    expect(second[1] - first[1]).toBeCloseTo(0)
  })

  it('goes by where most of the text runs', () => {
    expect(uprightRotation([rectangle(0, 0, 500, 20), turnedQuads[90]])).toBe(0)
    expect(uprightRotation([])).toBe(0)
  })
})
