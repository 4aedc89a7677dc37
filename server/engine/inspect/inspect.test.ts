import bwipjs from 'bwip-js/node'
import { describe, expect, it } from 'vitest'
import type { Picture } from '../picture.ts'
import { findCodes } from './codes.ts'
import { moireOf, outlineAspect, sharpnessOf } from './quality.ts'
import { findRules } from './rules.ts'

/** A white RGB picture with its half-size levels left to be filled. */
function blank(width: number, height: number): Picture {
  const levels = []
  for (let w = width, h = height; Math.min(w, h) >= 32; w >>= 1, h >>= 1) {
    levels.push({ data: new Uint8Array(w * h * 3).fill(250), width: w, height: h })
  }
  return { width, height, levels, state: new Int32Array(8) }
}

function fill({ levels }: Picture, left: number, top: number, right: number, bottom: number, value = 20): void {
  const { data, width } = levels[0]!
  for (let y = Math.round(top); y < bottom; y += 1)
    data.fill(value, (y * width + Math.round(left)) * 3, (y * width + Math.round(right)) * 3)
}

function drawCode(picture: Picture, text: string, left: number, top: number, step: number): number {
  const [drawn] = bwipjs.raw('qrcode', text) as unknown as { pixs: number[]; pixx: number; pixy: number }[]
  const { pixs, pixx, pixy } = drawn!
  for (let y = 0; y < pixy; y += 1) {
    for (let x = 0; x < pixx; x += 1) {
      if (pixs[y * pixx + x] === 1)
        fill(picture, left + x * step, top + y * step, left + (x + 1) * step, top + (y + 1) * step)
    }
  }
  return pixx * step
}

describe('codes', () => {
  it('finds none on white, one, and a small one beside a large one', { timeout: 60_000 }, async () => {
    expect(await findCodes(blank(400, 300))).toEqual([])
    const picture = blank(1400, 900)
    const side = drawCode(picture, 'https://example.com/large', 80, 100, 14)
    drawCode(picture, 'small 小', 1000, 500, 6)
    const found = await findCodes(picture)
    expect(found.map(({ text }) => text).toSorted()).toEqual(['https://example.com/large', 'small 小'])
    const [large] = found.filter(({ text }) => text.includes('large'))
    for (const [corner, expected] of [
      [large!.quad[0], [80, 100]],
      [large!.quad[2], [80 + side, 100 + side]],
    ] as const) {
      expect(Math.hypot(corner[0] - expected[0], corner[1] - expected[1])).toBeLessThan(16)
    }
  })
})

describe('quality', () => {
  const width = 512
  const height = 384
  const grey = (value: (x: number, y: number) => number) => {
    const data = new Uint8Array(width * height)
    for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) data[y * width + x] = value(x, y)
    return { data, width, height }
  }
  // A repeatable noise: the fraction of a sine of large numbers.
  const noise = (x: number, y: number) => {
    const value = Math.sin(x * 12.9898 + y * 78.233) * 43_758.5453
    return value - Math.floor(value)
  }

  it('falls with every step of blur', () => {
    const edge = (softness: number) => grey((x) => 130 + 90 * Math.tanh((12 * Math.sin(x / 12)) / softness))
    const values = [0.5, 1.5, 4].map((softness) => sharpnessOf(edge(softness)))
    expect(values[0]).toBeGreaterThan(4 * values[1]!)
    expect(values[1]).toBeGreaterThan(4 * values[2]!)
    expect(sharpnessOf(grey(() => 128))).toBe(0)
  })

  it('sees a grid at an angle, but neither noise, nor rules along the axes, nor plain ground', () => {
    const base = (x: number, y: number) => 150 + 40 * (noise(x, y) - 0.5)
    const grid = (x: number, y: number) => base(x, y) + 10 * Math.sin(((0.9 * x + 0.44 * y) * 2 * Math.PI) / 4.3)
    expect(moireOf(grey(grid))).toBeGreaterThan(200)
    expect(moireOf(grey(base))).toBeLessThan(60)
    expect(moireOf(grey((x, y) => base(x, y) + (x % 8 === 0 ? 30 : 0)))).toBeLessThan(60)
    expect(moireOf(grey(() => 128))).toBeLessThan(2)
    expect(moireOf({ data: new Uint8Array(64 * 64), width: 64, height: 64 })).toBe(1)
  })

  it('measures what stands out from its ground, and nothing on a picture that is all document', () => {
    const card = grey((x, y) => (x >= 90 && x < 410 && y >= 90 && y < 292 ? 220 : 60))
    expect(outlineAspect(card)).toBeCloseTo(320 / 202, 1)
    expect(outlineAspect(grey(() => 200))).toBeNull()
  })
})

describe('rules', () => {
  it('finds the strokes of a table, straight and askew, and none of shading', () => {
    const picture = blank(900, 600)
    for (const y of [100, 200, 300]) fill(picture, 100, y, 700, y + 2)
    for (const x of [100, 400, 698]) fill(picture, x, 100, x + 2, 302)
    const rules = findRules(picture, 0)
    const at = (direction: string) =>
      rules.filter((rule) => rule.direction === direction).map((rule) => Math.round(rule.at))
    expect(at('along').toSorted((a, b) => a - b)).toEqual([101, 201, 301])
    expect(at('across').toSorted((a, b) => a - b)).toEqual([101, 401, 699])
    const top = rules.find(({ direction }) => direction === 'along')!
    // The corners belong to both strokes and to neither for certain.
    expect(Math.abs(top.from - 100) + Math.abs(top.to - 700)).toBeLessThan(8)

    const shaded = blank(900, 600)
    fill(shaded, 100, 100, 700, 300, 190)
    expect(findRules(shaded, 0)).toEqual([])

    const skewed = blank(900, 600)
    const angle = 0.05
    for (let x = 100; x < 700; x += 1) fill(skewed, x, 200 + x * Math.tan(angle), x + 1, 202 + x * Math.tan(angle))
    const [rule] = findRules(skewed, angle)
    expect(rule).toMatchObject({ direction: 'along' })
    expect(rule!.to - rule!.from).toBeGreaterThan(560)
  })
})
