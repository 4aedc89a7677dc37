import { describe, expect, it } from 'vitest'
import type { Bounds } from '#contract/geometry'
import { rectangle } from '../model/testing.ts'
import { textHeight } from '../model/view.ts'
import { drawBoxes, type DrawnBox } from './draw-boxes.ts'
import type { Palette } from './palette.ts'

const palette: Palette = {
  source: { provider: 'blue', grounded: 'teal', operator: 'purple' },
  confidence: { high: 'h', medium: 'm', low: 'l', unknown: 'u' },
  line: 'grey',
  region: 'amber',
  focus: 'green',
  paper: 'white',
  ink: 'black',
}

/** Writes down what is drawn, as a canvas would be told. */
function recorder() {
  const log: { call: string; stroke: string; dash: string; fill: string }[] = []
  let dash = ''
  const target: Record<string, unknown> = { strokeStyle: '', fillStyle: '' }
  const context = new Proxy(target, {
    get: (object, name: string) => {
      if (name in object) return object[name]
      if (name === 'measureText') return () => ({ width: 30 })
      return (...values: unknown[]) => {
        if (name === 'setLineDash') dash = JSON.stringify(values[0])
        const call = name === 'fillText' ? `text ${String(values[0])}` : name
        log.push({ call, stroke: String(object['strokeStyle']), dash, fill: String(object['fillStyle']) })
      }
    },
    set: (object, name: string, value) => {
      object[name] = value
      return true
    },
  }) as unknown as CanvasRenderingContext2D
  return { context, log }
}

function box(patch: Partial<DrawnBox> = {}): DrawnBox {
  const quads = patch.quads ?? [rectangle(0, 0, 100, 30)]
  return {
    quads,
    height: textHeight(quads[0]!),
    source: 'provider',
    level: 'high',
    tag: '1 98%',
    tagBefore: false,
    flagged: false,
    ...patch,
  }
}

const view = { scale: 1, x: 0, y: 0, rotation: 0 as const }

describe('boxes', () => {
  it('tell by their line who placed them', () => {
    const { context, log } = recorder()
    drawBoxes(context, [box(), box({ source: 'grounded' }), box({ source: 'operator' })], view, palette)
    const strokes = log.filter(({ call, stroke }) => call === 'stroke' && ['blue', 'teal', 'purple'].includes(stroke))
    expect(new Set(strokes.map(({ dash }) => dash)).size).toBe(3)
    expect(strokes.map(({ stroke }) => stroke)).toEqual(['blue', 'teal', 'purple'])
  })

  it('tell their confidence by a mark and a number: low filled, medium open, unknown a ring, high none', () => {
    const drawn = (['low', 'medium', 'unknown', 'high'] as const).map((level) => {
      const { context, log } = recorder()
      drawBoxes(context, [box({ level })], view, palette)
      const ring = log.some(({ call }) => call === 'arc')
      const filled = log.some(({ call, fill }) => call === 'fill' && fill === 'l')
      const corners = log.filter(({ call }) => call === 'lineTo').length
      return { ring, filled, marked: corners > 3 }
    })
    expect(drawn[0]).toMatchObject({ marked: true, ring: false })
    expect(drawn[1]).toMatchObject({ marked: true, ring: false })
    expect(drawn[2]).toMatchObject({ marked: false, ring: true })
    expect(drawn[3]).toMatchObject({ marked: false, ring: false })
    const { context, log } = recorder()
    drawBoxes(context, [box({ tag: '4 62%' })], view, palette)
    expect(log.map(({ call }) => call)).toContain('text 4 62%')
  })

  it('bear their tag beside them, or where that would cover what is read above them, or before them', () => {
    const placeOf = (isFree: (part: Bounds) => boolean) => {
      const rects: number[][] = []
      const { context } = recorder()
      const told = new Proxy(context, {
        get: (object, name) =>
          name === 'fillRect' ? (...values: number[]) => rects.push(values) : Reflect.get(object, name),
      })
      drawBoxes(told, [box()], view, palette, { right: Infinity, tagged: true, isFree })
      return rects[0]!.slice(0, 2).map(Math.round)
    }
    const beside = placeOf(() => true)
    expect(beside[0]).toBeGreaterThan(100)
    const above = placeOf(({ left }) => left < 100)
    expect(above).toEqual([-3, -17])
    expect(placeOf(({ right }) => right < 0)[0]).toBeLessThan(-30)
    expect(placeOf(() => false)).toEqual(beside)
  })

  it('that stand in one place have their tags one behind the other', () => {
    const { context } = recorder()
    const at: number[] = []
    context.fillText = (_text, x) => void at.push(x)
    drawBoxes(context, [box(), box({ tag: '2 90%' }), box({ quads: [rectangle(0, 200, 100, 30)] })], view, palette)
    const [first, second, other] = at as [number, number, number]
    expect(second - first).toBeGreaterThan(30)
    expect(other).toBe(first)
  })

  it('bear no empty tag', () => {
    const { context, log } = recorder()
    drawBoxes(context, [box({ tag: '' })], view, palette)
    expect(log.map(({ call }) => call)).not.toContain('fillRect')
    expect(log.some(({ call }) => call.startsWith('text'))).toBe(false)
  })

  it('are lines without a tag unless one wants a look: those of a page would come and go together', () => {
    const tagsOf = (patch: Partial<DrawnBox>) => {
      const { context, log } = recorder()
      drawBoxes(context, [box({ tag: '7 50%', tagBefore: true, ...patch })], view, palette)
      return log.filter(({ call }) => call.startsWith('text')).map(({ call }) => call)
    }
    expect(tagsOf({})).toEqual([])
    expect(tagsOf({ flagged: true })).toEqual(['text 7 50%'])
  })

  it('are hundreds in a path, and bare outlines when they are small', () => {
    const many = Array.from({ length: 5000 }, (_, index) => box({ quads: [rectangle(index, 0, 10, 4)], level: 'low' }))
    const { context, log } = recorder()
    drawBoxes(context, many, view, palette)
    expect(log.filter(({ call, stroke }) => call === 'stroke' && stroke === 'blue')).toHaveLength(20)
    expect(log.filter(({ call }) => call.startsWith('text'))).toHaveLength(0)
    expect(log.filter(({ call }) => call === 'moveTo')).toHaveLength(5000)
  })
})
