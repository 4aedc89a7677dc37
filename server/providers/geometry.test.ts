import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { angleOf, areaOf, clampedQuad, intersectionOverUnion, type Point, type Quad } from '../contract/geometry.ts'
import {
  cornersOfRotated,
  quadOfCorners,
  quadOfEdges,
  quadOfNumbers,
  quadOfRectangle,
  quadOfRotated,
  scaledQuad,
} from './geometry.ts'

const upright: Quad = [
  [10, 20],
  [110, 20],
  [110, 50],
  [10, 50],
]

const rectangles = fc.record({
  centreX: fc.integer({ min: -500, max: 3000 }),
  centreY: fc.integer({ min: -500, max: 3000 }),
  width: fc.integer({ min: 60, max: 900 }),
  height: fc.integer({ min: 5, max: 50 }),
})

/** All 24 orders of four places. */
const orders = [0, 1, 2, 3]
  .flatMap((a) => [0, 1, 2, 3].flatMap((b) => [0, 1, 2, 3].flatMap((c) => [[a, b, c, 6 - a - b - c]])))
  .filter((order) => new Set(order).size === 4 && order.every((place) => place >= 0 && place <= 3))

const closeTo = (quad: Quad | null, expected: Quad, digits = 6) => {
  expect(quad).not.toBeNull()
  for (const [index, [x, y]] of expected.entries()) {
    expect(quad![index]![0]).toBeCloseTo(x, digits)
    expect(quad![index]![1]).toBeCloseTo(y, digits)
  }
}

describe('the forms of coordinates', () => {
  it('all say the same of an upright box', () => {
    const forms = [
      quadOfRectangle(10, 20, 100, 30),
      quadOfEdges(10, 20, 110, 50),
      quadOfEdges(110, 50, 10, 20),
      quadOfNumbers([10, 20, 110, 50]),
      quadOfNumbers([10, 20, 110, 20, 110, 50, 10, 50]),
      quadOfNumbers([110, 50, 10, 50, 10, 20, 110, 20]),
      quadOfRotated({ centreX: 60, centreY: 35, width: 100, height: 30, degrees: 0 }),
      quadOfRotated({ centreX: 60, centreY: 35, width: 30, height: 100, degrees: -90 }),
      quadOfRotated({ centreX: 60, centreY: 35, width: 30, height: 100, degrees: 90 }),
    ]
    for (const quad of forms) closeTo(quad, upright)
  })

  it('are null where there is no box', () => {
    expect(quadOfNumbers([0, 0, 0, 0])).toBeNull()
    expect(quadOfNumbers([1, 2, 3])).toBeNull()
    expect(quadOfNumbers([1, 2, 3, Number.NaN])).toBeNull()
    expect(quadOfNumbers([5, 5, 5, 5, 5, 5, 5, 5])).toBeNull()
    expect(quadOfRectangle(3, 4, 0, 10)).toBeNull()
    expect(quadOfRectangle(3, 4, -5, 10)).toBeNull()
    expect(quadOfRectangle(Number.NaN, 4, 5, 10)).toBeNull()
    expect(quadOfRotated({ centreX: 1, centreY: 1, width: 0, height: 3, degrees: 0 })).toBeNull()
    expect(
      quadOfCorners([
        [0, 0],
        [1, 1],
        [2, 2],
        [3, 3],
      ]),
    ).toBeNull()
  })

  it('turns clockwise on the screen: RecognizePdf, WordsInfo[0] agrees with its own corners', () => {
    const quad = quadOfRotated({ centreX: 514 + 29 / 2, centreY: -69 + 265 / 2, width: 29, height: 265, degrees: -88 })
    const stated = quadOfCorners(
      [
        [397, 45],
        [662, 52],
        [661, 82],
        [396, 75],
      ],
      'text',
    )
    expect(intersectionOverUnion(quad!, stated!)).toBeGreaterThan(0.85)
    expect(angleOf(quad!)).toBeCloseTo((2 * Math.PI) / 180, 5)
    for (const corner of [0, 1, 2, 3]) {
      expect(Math.hypot(quad![corner]![0] - stated![corner]![0], quad![corner]![1] - stated![corner]![1])).toBeLessThan(
        6,
      )
    }
  })
})

describe('corners in any order', () => {
  it('come out the same for each of the 24 orders of a box', () => {
    expect(orders).toHaveLength(24)
    for (const order of orders) expect(quadOfCorners(order.map((place) => upright[place]!))).toEqual(upright)
  })

  it('keep area and clockwise order, and the top side points to the right', () => {
    fc.assert(
      fc.property(rectangles, fc.integer({ min: -44, max: 44 }), fc.constantFrom(...orders), (box, degrees, order) => {
        const corners = cornersOfRotated({ ...box, degrees })
        const quad = quadOfCorners(order.map((place) => corners[place]!))!
        expect(areaOf(quad)).toBeCloseTo(box.width * box.height, 4)
        expect((angleOf(quad) * 180) / Math.PI).toBeCloseTo(degrees, 4)
        closeTo(quad, corners)
      }),
    )
  })

  it('run along the longer side of sloping text, and stay upright for a column of signs', () => {
    const slope = quadOfCorners(
      cornersOfRotated({ centreX: 500, centreY: 500, width: 300, height: 20, degrees: 60 }),
      'text',
    )!
    expect((angleOf(slope) * 180) / Math.PI).toBeCloseTo(60, 6)
    const column = quadOfCorners(
      [
        [10, 10],
        [30, 10],
        [30, 300],
        [10, 300],
      ],
      'text',
    )
    expect(column?.[0]).toEqual([10, 10])
    expect(column?.[1]).toEqual([30, 10])
  })

  it('follow a direction that is known, on its head as well', () => {
    fc.assert(
      fc.property(
        rectangles,
        fc.integer({ min: -179, max: 180 }),
        fc.constantFrom(...orders),
        (box, degrees, order) => {
          const corners = cornersOfRotated({ ...box, degrees })
          closeTo(
            quadOfCorners(
              order.map((place) => corners[place]!),
              degrees,
            ),
            corners,
          )
          closeTo(quadOfRotated({ ...box, degrees }), corners)
        },
      ),
    )
  })

  it('of a turned rectangle do not depend on which side was called the width, for text that is not steep', () => {
    fc.assert(
      fc.property(rectangles, fc.integer({ min: -69, max: 69 }), (box, degrees) => {
        const wide = quadOfRotated({ ...box, degrees })
        const high = { ...box, width: box.height, height: box.width }
        closeTo(quadOfRotated({ ...high, degrees: degrees - 90 }), wide!)
        closeTo(quadOfRotated({ ...high, degrees: degrees + 90 }), wide!)
      }),
    )
  })
})

describe('the page', () => {
  it('holds every corner afterwards, and what lies beside it is gone', () => {
    const page = { width: 800, height: 600 }
    fc.assert(
      fc.property(rectangles, fc.integer({ min: -180, max: 180 }), (box, degrees) => {
        const whole = quadOfRotated({ ...box, degrees })!
        const clamped = clampedQuad(whole, page)
        const isInside = ([x, y]: Point) => x >= 0 && y >= 0 && x <= page.width && y <= page.height
        expect(clamped === null || clamped.every(isInside)).toBe(true)
        expect(clampedQuad(clamped, page)).toEqual(clamped)
      }),
    )
    expect(clampedQuad(quadOfRectangle(-10, -20, 40, 60), page)).toEqual([
      [0, 0],
      [30, 0],
      [30, 40],
      [0, 40],
    ])
    expect(clampedQuad(quadOfRectangle(900, 10, 40, 60), page)).toBeNull()
    expect(clampedQuad(null, page)).toBeNull()
  })

  it('is scaled from the size that the answer refers to', () => {
    expect(scaledQuad(upright, { width: 100, height: 100 }, { width: 50, height: 200 })).toEqual([
      [5, 40],
      [55, 40],
      [55, 100],
      [5, 100],
    ])
    expect(scaledQuad(upright, { width: 0, height: 100 }, { width: 50, height: 200 })).toBeNull()
    expect(scaledQuad(null, { width: 1, height: 1 }, { width: 1, height: 1 })).toBeNull()
  })
})
