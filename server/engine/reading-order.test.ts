import { describe, expect, it } from 'vitest'
import { turned, type Box } from './boxes.ts'
import { inReadingOrder } from './reading-order.ts'

const box = (left: number, top: number, width: number, height = 20): Box => ({
  x: left + width / 2,
  y: top + height / 2,
  halfWidth: width / 2,
  halfHeight: height / 2,
  ux: 1,
  uy: 0,
})

const shuffled = <T>(items: readonly T[]) => items.map((_, index) => items[(index * 7 + 3) % items.length]!)

describe('inReadingOrder', () => {
  const form = [box(10, 10, 40), box(80, 12, 200), box(10, 50, 40), box(80, 48, 100), box(300, 50, 60)]

  it('reads rows from top to bottom, labels before their values', () => {
    expect(inReadingOrder(shuffled(form))).toEqual(form)
  })

  it('reads a skewed form in the same order', () => {
    const skew = (degrees: number) => (item: Box) => {
      const cos = Math.cos((degrees * Math.PI) / 180)
      const sin = Math.sin((degrees * Math.PI) / 180)
      return { ...item, x: item.x * cos - item.y * sin, y: item.x * sin + item.y * cos, ux: cos, uy: sin }
    }
    for (const degrees of [-15, -5, 5, 15]) {
      const skewed = form.map(skew(degrees))
      expect(inReadingOrder(shuffled(skewed))).toEqual(skewed)
    }
  })

  it('reads a page that stands on its head from its own top', () => {
    const over = form.map((item) => turned({ ...item, x: 500 - item.x, y: 300 - item.y }, 2))
    expect(inReadingOrder(shuffled(over))).toEqual(over)
  })

  it('reads one column of running text after the other, under a heading of full width', () => {
    const column = (left: number) => Array.from({ length: 6 }, (_, row) => box(left, 60 + 30 * row, 240))
    const page = [box(100, 10, 350, 30), ...column(10), ...column(290)]
    expect(inReadingOrder(shuffled(page))).toEqual(page)
  })

  it('keeps the rows of a table together', () => {
    const table = Array.from({ length: 6 }, (_, row) => [box(10, 30 * row, 60), box(200, 30 * row, 60)]).flat()
    expect(inReadingOrder(shuffled(table))).toEqual(table)
  })
})
