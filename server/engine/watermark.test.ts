import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Quad } from '../contract/geometry.ts'
import type { Line } from '../contract/result.ts'
import { fakePage } from './extract/fake-reading.ts'
import { readDocument } from './read-document.ts'
import type { Engine } from './reading.ts'
import { watermarkLines, withoutWatermark } from './watermark.ts'

/** A line of a height of 40 that begins at a place and runs down by `lean` on its way. */
function line(text: string, x: number, y: number, { width = 300, lean = 0 } = {}): Line {
  const quad: Quad = [
    [x, y],
    [x + width, y + lean],
    [x + width, y + lean + 40],
    [x, y + 40],
  ]
  return { text, page: 0, quad, confidence: 0.9, chars: [] }
}

const printed = [line('姓名王小明', 40, 40), line('性别女民族汉', 40, 120), line('公民身份号码', 40, 360)]
const mark = line('仅供办理业务使用', 40, 280, { lean: -120 })

describe('watermarkLines', () => {
  it('knows a watermark by its words', () => {
    expect(watermarkLines([...printed, mark])).toEqual([mark])
    expect(watermarkLines([...printed, line('他用无效', 10, 10)])).toHaveLength(1)
  })

  it('knows others by running askew, several at a time and fewer than the lines of print', () => {
    const askew = [0, 100, 200].map((y) => line('NORDHAFEN BANK', 300, y, { lean: 150 }))
    const upright = line('Seitenzahl', 580, 60, { width: 1, lean: 300 })
    const page = [...printed, ...printed, ...printed]
    expect(watermarkLines([...page, ...askew, upright])).toEqual(askew)
    expect(watermarkLines([...page, ...askew.slice(1)])).toEqual([])
    expect(watermarkLines([...printed, ...askew])).toEqual([])
  })
})

/** A card with black and blue print and words of one colour over it, drawn as strokes: all that is looked at are levels. */
async function card(colour: string): Promise<Buffer> {
  const strokes = (x: number, y: number, fill: string) =>
    Array.from(
      { length: 20 },
      (_, index) => `<rect x="${x + 15 * index}" y="${y}" width="5" height="40" fill="${fill}"/>`,
    )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="420"><rect width="640" height="420" fill="#f0f0f0"/>
    ${strokes(40, 40, '#202020').join('')}${strokes(40, 120, '#202020').join('')}${strokes(40, 360, '#2080b0').join('')}
    <g transform="matrix(1 -0.4 0 1 0 16)">${strokes(40, 280, colour).join('')}</g></svg>`
  return sharp(Buffer.from(svg)).png().toBuffer()
}

async function levels(image: Uint8Array): Promise<{ print: number; label: number; mark: number }> {
  const { data, info } = await sharp(image).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => data[(y * info.width + x) * info.channels]!
  return { print: at(42, 60), label: at(42, 380), mark: at(192, 240) }
}

describe('withoutWatermark', () => {
  it.each([
    ['grey', '#a8a8a8'],
    ['red', '#ee8080'],
    ['blue', '#8090e8'],
  ])('makes a %s watermark white, and leaves black print and blue labels dark', async (_, colour) => {
    const clean = await withoutWatermark(await card(colour), [...printed, mark])
    const { print, label, mark: left } = await levels(clean!)
    expect(left).toBeGreaterThan(245)
    expect(Math.max(print, label)).toBeLessThan(100)
  })

  it('leaves a picture alone that has none, or one as dark as its print', async () => {
    expect(await withoutWatermark(await card('#a8a8a8'), printed)).toBeNull()
    expect(await withoutWatermark(await card('#202020'), [...printed, mark])).toBeNull()
  })
})

describe('readDocument', () => {
  it('reads what is printed below a watermark, on kinds of which copies are stamped', async () => {
    const below = [
      { text: '中华人民共和国', x: 400, y: 100, height: 40 },
      { text: '居民身份证', x: 380, y: 190, height: 60 },
      { text: '签发机关', x: 250, y: 400 },
      { text: '北京市公安局东城分局', x: 400, y: 400 },
      { text: '有效期限', x: 250, y: 460 },
      { text: '2010.01.05-2030.01.05', x: 400, y: 460 },
    ]
    const image = await card('#a8a8a8')
    const opened: Uint8Array[] = []
    const engine: Engine = {
      open: (bytes) => {
        opened.push(bytes)
        const { reading, look } = fakePage(opened.length % 2 === 1 ? [] : below)
        const lines = opened.length % 2 === 1 ? [...printed, mark] : reading.lines
        return Promise.resolve({
          width: 1200,
          height: 800,
          read: () => Promise.resolve({ ...reading, lines }),
          look,
          close: () => undefined,
        })
      },
      stats: () => ({ workers: 1, busy: 0, waiting: 0 }),
      close: () => Promise.resolve(),
    }
    const read = (kind: string) =>
      readDocument(engine, kind, [{ index: 0, image: () => Promise.resolve(image) }], {
        signal: new AbortController().signal,
        onProgress: () => undefined,
      })
    const { fields } = await read('id-card-back')
    expect(fields.map(({ value }) => value)).toEqual(['北京市公安局东城分局', '2010-01-05', '2030-01-05'])
    expect(opened).toHaveLength(2)
    // Where text is what is wanted, the watermark's is text too.
    expect((await read('general-text')).lines.map(({ text }) => text)).toContain('仅供办理业务使用')
    expect(opened).toHaveLength(3)
  })
})
