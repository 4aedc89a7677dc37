import { describe, expect, it } from 'vitest'
import type { Character } from '../../contract/result.ts'
import { findOutlines, type Outline } from './seal-find.ts'
import { inkPlane, isColourless, type InkPlane } from './seal-ink.ts'
import { bandOf } from './seal-band.ts'
import { planeAround } from './seal-local.ts'
import { evenRow } from './seal-read.ts'
import { ringOf } from './seal-strip.ts'

const width = 480
const height = 360

/** A plane with ink wherever `isInk` says so. */
function plane(isInk: (x: number, y: number) => boolean): InkPlane {
  const data = new Uint8Array(width * height)
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) if (isInk(x, y)) data[y * width + x] = 220
  return { data, width, height }
}

/** Rim of an ellipse about (240, 180), 5 pixels thick. */
const rim = (a: number, b: number) => (x: number, y: number) => {
  const outer = Math.hypot((x - 240) / a, (y - 180) / b)
  const inner = Math.hypot((x - 240) / (a - 5), (y - 180) / (b - 5))
  return outer <= 1 && inner >= 1
}

/** Blocks as signs on a ring, over the top from `from` to `to` degrees clockwise from straight up. */
const signs = (radius: number, from: number, to: number) => (x: number, y: number) => {
  const [dx, dy] = [x - 240, y - 180]
  const share = Math.hypot(dx, dy) / radius
  const degrees = (Math.atan2(dx, -dy) * 180) / Math.PI
  return share > 0.62 && share < 0.88 && degrees > from && degrees < to && (degrees + 720) % 22 < 14
}

describe('outlines of seals', () => {
  it('are rings, round or oval, also where lines of the same ink cross them', () => {
    const [round] = findOutlines(plane((x, y) => rim(90, 90)(x, y) || (y > 150 && y < 153)))
    expect(round).toMatchObject({ shape: 'ring' })
    const { x, a, b } = (round as Extract<Outline, { shape: 'ring' }>).ellipse
    expect(x).toBeCloseTo(240, -1)
    expect(a).toBeGreaterThan(86)
    expect(a / b).toBeLessThan(1.06)

    const [oval] = findOutlines(plane(rim(100, 75)))
    expect(oval).toMatchObject({ shape: 'ring' })
    const longer = (oval as Extract<Outline, { shape: 'ring' }>).ellipse
    expect(longer.a / longer.b).toBeCloseTo(100 / 75, 1)
  })

  it('are frames and solid spots, told apart', () => {
    const frame = (x: number, y: number) =>
      x >= 100 && x < 220 && y >= 100 && y < 190 && (x < 104 || x >= 216 || y < 104 || y >= 186)
    expect(findOutlines(plane(frame))).toMatchObject([{ shape: 'square' }])
    expect(findOutlines(plane((x, y) => Math.hypot(x - 240, y - 180) < 60))).toMatchObject([{ shape: 'solid' }])
  })

  it('are found where a seal fills the picture, and where two touch', () => {
    const [filling] = findOutlines(plane(rim(176, 176)))
    expect(filling).toMatchObject({ shape: 'ring' })
    const two = (x: number, y: number) => rim(60, 60)(x - 59, y) || rim(60, 60)(x + 59, y)
    expect(findOutlines(plane(two))).toMatchObject([{ shape: 'ring' }, { shape: 'ring' }])
  })

  it('are none of a line of print', () => {
    const print = (x: number, y: number) =>
      y > 100 && y < 130 && x > 60 && x < 400 && (x % 34) + (y % 7) > 20 && x % 5 < 3
    expect(findOutlines(plane(print))).toEqual([])
  })
})

describe('the ring of signs', () => {
  it('lies inside of the rim, with its gap where no sign is, whichever way the seal is turned', () => {
    for (const turned of [0, 25]) {
      const seal = plane((x, y) => rim(90, 90)(x, y) || signs(90, -120 + turned, 120 + turned)(x, y))
      const band = bandOf(ringOf(seal, { x: 240, y: 180, a: 90, b: 90, angle: 0 }))!
      expect(band.outer).toBeLessThan(0.95)
      expect(band.inner).toBeLessThan(0.66)
      const top = (((band.from + band.to) / 2) * 180) / Math.PI + 90
      expect(Math.abs(((top - turned + 540) % 360) - 180)).toBeLessThan(12)
      expect(band.to - band.from).toBeGreaterThan(3.5)
      expect(band.code).toBeNull()
    }
  })
})

describe('a row along a rim', () => {
  const sign = (text: string, at: number, confidence = 0.99): Character => ({
    text,
    quad: [
      [at, 0],
      [at + 8, 0],
      [at + 8, 10],
      [at, 10],
    ],
    confidence,
    alternatives: [],
  })
  const isHan = (text: string) => /\p{Script=Han}/u.test(text)
  const textOf = (chars: readonly Character[]) => chars.map(({ text }) => text).join('')

  it('is the best of evenly spaced signs, without what stands off or is not believed', () => {
    const name = Array.from('北京市云栖食品有限公司', (text, index) => sign(text, 100 + 20 * index))
    const beside = [sign('用', 10, 0.8), sign('章', 24, 0.7)]
    expect(textOf(evenRow([...beside, ...name, sign('月', 320, 0.1)], isHan))).toBe('北京市云栖食品有限公司')
    expect(textOf(evenRow([sign('0', 80), ...name], isHan))).toBe('北京市云栖食品有限公司')
    expect(evenRow([], isHan)).toEqual([])
  })
})

describe('the surroundings of one seal', () => {
  const ellipse = { x: 240, y: 180, a: 90, b: 90, angle: 0 }
  const withInk = (strength: number, print = 0): InkPlane => {
    const seal = plane(rim(90, 90))
    const data = seal.data.map((value) => (value > 0 ? strength : 0))
    for (let y = 170; y < 174; y += 1) for (let x = 160; x < 320; x += 1) data[y * width + x] = print
    return { ...seal, data }
  }

  it('have faint ink as strong as any', () => {
    const { plane: local, left, top } = planeAround(withInk(70), ellipse, 'red')
    expect(Math.max(...local.data)).toBeGreaterThan(180)
    expect([left, top]).toEqual([136, 76])
  })

  it('have no print that is darker than the seal, on copies in black and white', () => {
    const { plane: local, left, top } = planeAround(withInk(130, 230), ellipse, 'grey')
    expect(local.data[(172 - top) * local.width + 240 - left]).toBe(0)
    expect(Math.max(...local.data)).toBeGreaterThan(180)
  })
})

describe('ink', () => {
  it('is the colour that print lacks, in light and in shade', () => {
    const pixels = Uint8Array.from([220, 40, 40, 110, 20, 20, 30, 30, 34, 250, 250, 248])
    const level = { data: pixels, width: 2, height: 2 }
    const { data } = inkPlane(level, 'red')
    expect(data[0]).toBeGreaterThan(150)
    expect(data[1]).toBeGreaterThan(150)
    expect(data[2]).toBe(0)
    expect(data[3]).toBeLessThan(5)
    expect(isColourless(level)).toBe(false)
  })
})
