import { describe, expect, it } from 'vitest'
import type { Point } from '#contract/geometry'
import { toScreen, zoomedAt, type View } from '../model/view.ts'
import { covers, paintedPart, placeBetween, placeOf, sheetFor, sheetSize, shownPart, viewOnSheet } from './sheet.ts'

const stage = { width: 1280, height: 800 }
const page = { width: 4096, height: 4096 }
const view: View = { scale: 1, x: -1000, y: -1000, rotation: 0 }

describe('a sheet', () => {
  it('reaches over the stage by whole device pixels, and by less where pixels are many', () => {
    expect(sheetFor(view, stage, 1).margin).toBe(104)
    for (const ratio of [1, 1.1, 1.25, 1.5, 2, 3]) {
      const sheet = sheetFor(view, stage, ratio)
      expect(sheet.margin * ratio).toBeCloseTo(Math.round(sheet.margin * ratio), 6)
      const { width, height } = sheetSize(sheet)
      expect(width * height * ratio ** 2).toBeLessThanOrEqual(Math.max(5e6, stage.width * stage.height * ratio ** 2))
    }
  })

  it('has nothing on its margin for a page that was not seen yet, and the size that it will have', () => {
    const sheet = sheetFor(view, stage, 1, true)
    expect(sheetSize(sheet)).toEqual(sheetSize(sheetFor(view, stage, 1)))
    expect(paintedPart(sheet)).toEqual(shownPart(sheet))
    expect(paintedPart(sheet)).toEqual({ left: 104, top: 104, right: 1384, bottom: 904 })
    expect(covers(sheet, view, page)).toBe(true)
    expect(covers(sheet, { ...view, x: view.x + 1 }, page)).toBe(false)
    expect(covers(sheet, { ...view, y: view.y - 1 }, page)).toBe(false)
  })

  it('lies right on another one that was painted at another view', () => {
    const boxes = sheetFor(view, stage, 1)
    const under = sheetFor(zoomedAt({ ...view, x: view.x + 37, y: view.y - 11 }, [300, 200], 1.3), stage, 1)
    const now = zoomedAt(view, [900, 100], 1.7)
    const [lower, between, own] = [placeOf(under, now), placeBetween(boxes, under), placeOf(boxes, now)]
    for (const at of [0, 400, 1600]) {
      expect(lower.x + (between.x + at * between.scale) * lower.scale).toBeCloseTo(own.x + at * own.scale, 6)
      expect(lower.y + (between.y + at * between.scale) * lower.scale).toBeCloseTo(own.y + at * own.scale, 6)
    }
  })

  it('lies so that every point of the page stands where the view says', () => {
    for (const rotation of [0, 90, 180, 270] as const) {
      const sheet = sheetFor({ ...view, rotation }, stage, 1)
      const moved = zoomedAt({ ...view, rotation, x: view.x + 37, y: view.y - 11 }, [300, 200], 1.3)
      const place = placeOf(sheet, moved)
      for (const x of [0, 1500, 4096]) {
        const point: Point = [x, x / 2]
        const [sheetX, sheetY] = toScreen(viewOnSheet(sheet), point)
        const [screenX, screenY] = toScreen(moved, point)
        expect(place.x + sheetX * place.scale).toBeCloseTo(screenX, 6)
        expect(place.y + sheetY * place.scale).toBeCloseTo(screenY, 6)
      }
    }
  })

  it('covers the stage until the view has moved by the margin, and where the page ends it need not', () => {
    const sheet = sheetFor(view, stage, 1)
    expect(covers(sheet, view, page)).toBe(true)
    expect(covers(sheet, { ...view, x: view.x + 104 }, page)).toBe(true)
    expect(covers(sheet, { ...view, x: view.x + 106 }, page)).toBe(false)
    expect(covers(sheet, { ...view, y: view.y - 106 }, page)).toBe(false)
    const whole: View = { scale: 0.15, x: 330, y: 93, rotation: 0 }
    const fitted = sheetFor(whole, stage, 1)
    expect(covers(fitted, { ...whole, x: whole.x + 600 }, page)).toBe(true)
  })

  it('is neither turned nor stretched far', () => {
    const sheet = sheetFor(view, stage, 1)
    expect(covers(sheet, zoomedAt(view, [640, 400], 1.9), page)).toBe(true)
    expect(covers(sheet, zoomedAt(view, [640, 400], 2.1), page)).toBe(false)
    expect(covers(sheet, { ...view, rotation: 90 }, page)).toBe(false)
  })
})
