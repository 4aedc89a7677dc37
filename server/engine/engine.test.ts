import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Worker } from 'node:worker_threads'
import { createCanvas, GlobalFonts, type Canvas } from '@napi-rs/canvas'
import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { intersectionOverUnion, type Point, type Quad } from '../contract/geometry.ts'
import type { Character, Line } from '../contract/result.ts'
import { createEngine } from './engine.ts'
import type { Engine, Reading } from './reading.ts'

const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'))
GlobalFonts.registerFromPath(join(fonts, '400Regular', 'NotoSansSC_400Regular.ttf'), 'Engine Test')

const printed = [
  '姓名 张伟明',
  '住址 北京市海淀区中关村南大街27号',
  '公民身份号码110105198703124513',
  'Passport ZHANG WEI',
]
const width = 900
const height = 520
const size = 34
const left = 110
const baselines = [140, 220, 300, 380]

interface Printed {
  canvas: Canvas
  lines: { text: string; chars: { text: string; quad: Quad }[]; quad: Quad }[]
}

/** Draws the lines skewed by some degrees about the middle, then the whole picture turned clockwise; says where each sign's ink is. */
function print(turn: 0 | 90 | 180 | 270, skew = 0): Printed {
  const onSide = turn % 180 === 90
  const canvas = createCanvas(onSide ? height : width, onSide ? width : height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#eef2ee'
  context.fillRect(0, 0, canvas.width, canvas.height)
  const angle = ((turn + skew) * Math.PI) / 180
  context.translate(canvas.width / 2, canvas.height / 2)
  context.rotate(angle)
  context.translate(-width / 2, -height / 2)
  context.fillStyle = '#202428'
  context.font = `${size}px "Engine Test"`
  const onPage = (x: number, y: number): Point => {
    const [dx, dy] = [x - width / 2, y - height / 2]
    return [
      canvas.width / 2 + dx * Math.cos(angle) - dy * Math.sin(angle),
      canvas.height / 2 + dx * Math.sin(angle) + dy * Math.cos(angle),
    ]
  }
  const quadOf = (x0: number, y0: number, x1: number, y1: number): Quad => [
    onPage(x0, y0),
    onPage(x1, y0),
    onPage(x1, y1),
    onPage(x0, y1),
  ]
  const lines = printed.map((text, row) => {
    const y = baselines[row]!
    context.fillText(text, left, y)
    const chars = [...text].map((sign, index) => {
      const x = left + context.measureText([...text].slice(0, index).join('')).width
      const ink = context.measureText(sign)
      const quad = quadOf(
        x - ink.actualBoundingBoxLeft,
        y - ink.actualBoundingBoxAscent,
        x + ink.actualBoundingBoxRight,
        y + ink.actualBoundingBoxDescent,
      )
      return { text: sign, quad }
    })
    const ink = context.measureText(text)
    const quad = quadOf(
      left - ink.actualBoundingBoxLeft,
      y - ink.actualBoundingBoxAscent,
      left + ink.actualBoundingBoxRight,
      y + ink.actualBoundingBoxDescent,
    )
    return { text, chars: chars.filter(({ text }) => text !== ' '), quad }
  })
  return { canvas, lines }
}

const squeezed = (text: string) => text.replaceAll(' ', '')
const centre = (quad: Quad): Point => [
  quad.reduce((sum, [x]) => sum + x, 0) / 4,
  quad.reduce((sum, [, y]) => sum + y, 0) / 4,
]

/** All characters of the reading but blanks, and the printed ones, side by side; the lines must say the same. */
function pairs(page: Printed, reading: Reading): { read: Character; printed: { text: string; quad: Quad } }[] {
  const read = reading.lines.flatMap(({ chars }) => chars).filter(({ text }) => text !== ' ')
  const wanted = page.lines.flatMap(({ chars }) => chars)
  expect(read.map(({ text }) => text).join('')).toBe(wanted.map(({ text }) => text).join(''))
  return read.map((char, index) => ({ read: char, printed: wanted[index]! }))
}

/** The quad from the first to the last of the lines that share a row of print: a label may be a line of its own. */
function together(lines: readonly Line[]): Quad {
  const [first, last] = [lines[0]!.quad, lines.at(-1)!.quad]
  return [first[0], last[1], last[2], first[3]]
}

let engine: Engine
const threads: Worker[] = []
const remember = (thread: Worker) => threads.push(thread)

beforeAll(() => {
  process.on('worker', remember)
  engine = createEngine({ workers: 2, maxWaiting: 2 })
})

afterAll(async () => {
  process.off('worker', remember)
  await engine.close()
})

async function read(image: Uint8Array): Promise<Reading> {
  const page = await engine.open(image)
  try {
    return await page.read()
  } finally {
    page.close()
  }
}

describe('reading', () => {
  it.each([
    [0, 0],
    [90, 0],
    [180, 0],
    [270, 0],
    [0, 5],
    [0, -5],
    [0, 15],
    [0, -15],
    [90, 5],
  ] as const)('reads a page turned by %i and skewed by %i degrees, sign by sign', async (turn, skew) => {
    const page = print(turn, skew)
    const reading = await read(await page.canvas.encode('png'))
    expect(reading).toMatchObject({ width: page.canvas.width, height: page.canvas.height })
    expect((reading.rotation + turn) % 360).toBe(0)
    const offsets = pairs(page, reading).map(({ read, printed }) => {
      const [x, y] = centre(read.quad)
      const [px, py] = centre(printed.quad)
      // Along the text only: a line's signs all have the height of the line.
      const angle = ((turn + skew) * Math.PI) / 180
      return Math.abs((x - px) * Math.cos(angle) + (y - py) * Math.sin(angle)) / size
    })
    offsets.sort((a, b) => a - b)
    expect(offsets[offsets.length >> 1]).toBeLessThan(0.1)
    expect(offsets.at(-1)).toBeLessThan(0.4)
    const rest = [...reading.lines]
    for (const line of page.lines) {
      const parts: Line[] = []
      while (parts.map(({ text }) => squeezed(text)).join('').length < squeezed(line.text).length)
        parts.push(rest.shift()!)
      expect(intersectionOverUnion(together(parts), line.quad)).toBeGreaterThan(0.7)
    }
  })

  it('gives every character its probability and three others, and every line a mean', async () => {
    const { lines } = await read(await print(0).canvas.encode('png'))
    for (const line of lines) {
      expect(line.text).toBe(line.chars.map(({ text }) => text).join(''))
      expect(line.confidence).toBeGreaterThan(0.5)
      for (const { text, confidence, alternatives } of line.chars) {
        expect(confidence).toBeLessThanOrEqual(1)
        if (text === ' ') continue
        expect(alternatives).toHaveLength(3)
        expect(alternatives.map((other) => other.text)).not.toContain(text)
        const probabilities = alternatives.map((other) => other.confidence)
        expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a))
      }
    }
  })

  it('restores the blanks between Latin words', async () => {
    const { lines } = await read(await print(0).canvas.encode('png'))
    expect(lines.map(({ text }) => text).join('\n')).toContain('ZHANG WEI')
  })

  it('reads the same page the same, alone or beside others', async () => {
    const image = await print(0, 5).canvas.encode('png')
    const [alone, ...beside] = [await read(image), ...(await Promise.all([read(image), read(image)]))]
    for (const { lines } of beside) expect(lines).toEqual(alone.lines)
  })

  it('finds nothing on an empty page', async () => {
    const blank = await sharp({ create: { width: 64, height: 40, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
    expect(await read(blank)).toMatchObject({ width: 64, height: 40, rotation: 0, lines: [] })
  })
})

describe('decoding', () => {
  const forms: [string, (image: Sharp) => Sharp][] = [
    ['grey JPEG', (image) => image.toColourspace('b-w').jpeg({ quality: 95 })],
    ['CMYK JPEG', (image) => image.toColourspace('cmyk').jpeg({ quality: 95 })],
    ['16-bit PNG', (image) => image.toColourspace('rgb16').png()],
    ['WebP', (image) => image.webp({ lossless: true })],
  ]
  it.each(forms)('reads a %s', async (_, encode) => {
    const page = print(0)
    const reading = await read(await encode(sharp(await page.canvas.encode('png'))).toBuffer())
    pairs(page, reading)
  })

  it('lays transparent parts on white', async () => {
    const canvas = createCanvas(500, 120)
    const context = canvas.getContext('2d')
    context.fillStyle = '#000'
    context.font = `${size}px "Engine Test"`
    context.fillText('北京市海淀区', 60, 75)
    const { lines } = await read(await canvas.encode('png'))
    expect(lines.map(({ text }) => text)).toEqual(['北京市海淀区'])
  })

  it.each([
    ['an empty file', new Uint8Array(0)],
    ['something else', new TextEncoder().encode('hello')],
    ['a drawing', new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"/>')],
  ])('refuses %s as the fault of the document, and the slot is free again', async (_, bytes) => {
    await expect(engine.open(bytes)).rejects.toMatchObject({
      problem: { code: 'image-undecodable', whoseFault: 'document', retryable: false },
    })
    await expect.poll(() => engine.stats().busy).toBe(0)
  })

  it('refuses a truncated JPEG', async () => {
    const whole = await sharp(await print(0).canvas.encode('png'))
      .jpeg()
      .toBuffer()
    await expect(engine.open(whole.subarray(0, whole.length / 2))).rejects.toMatchObject({
      problem: { code: 'image-undecodable' },
    })
  })
})

describe('look', () => {
  it('reads a place again in several ways, with the signs where they stand', async () => {
    const printedPage = print(0)
    const page = await engine.open(await printedPage.canvas.encode('png'))
    try {
      const number = printedPage.lines[2]!
      const signs = number.chars.slice(6)
      const quad: Quad = [signs[0]!.quad[0], signs.at(-1)!.quad[1], signs.at(-1)!.quad[2], signs[0]!.quad[3]]
      const readings = await page.look(quad, [
        { padding: 0.15 },
        { padding: 0.15, alphabet: '0123456789X' },
        { padding: 0.15, stretch: 1.2, channel: 'red' },
        { padding: 0.15, alphabet: 'ABC' },
      ])
      const wanted = signs.map(({ text }) => text).join('')
      expect(readings.slice(0, 3).map(({ text }) => text)).toEqual([wanted, wanted, wanted])
      expect(readings[3]!.text).toMatch(/^[ABC ]*$/)
      for (const [index, char] of readings[1]!.chars.entries()) {
        expect(Math.abs(centre(char.quad)[0] - centre(signs[index]!.quad)[0])).toBeLessThan(0.3 * size)
        for (const other of char.alternatives) expect('0123456789X').toContain(other.text)
      }
    } finally {
      page.close()
    }
  })

  it('reads nothing where nothing stands', async () => {
    const page = await engine.open(await print(0).canvas.encode('png'))
    try {
      const [nothing] = await page.look(
        [
          [10, 480],
          [90, 480],
          [90, 510],
          [10, 510],
        ],
        [{}],
      )
      expect(nothing).toEqual({ text: '', confidence: 0, chars: [] })
    } finally {
      page.close()
    }
  })
})

describe('the queue', () => {
  it('serves in order, says the position, and refuses when the line is full', async () => {
    const image = await print(0).canvas.encode('png')
    const held = await Promise.all([engine.open(image), engine.open(image)])
    const positions: number[] = []
    const third = engine.open(image, {
      onProgress: ({ stage, position }) => stage === 'waiting' && positions.push(position!),
    })
    const fourth = engine.open(image)
    await expect(engine.open(image)).rejects.toMatchObject({ problem: { code: 'engine-busy', retryable: true } })
    expect(engine.stats()).toEqual({ workers: 2, busy: 2, waiting: 2 })
    expect(positions).toEqual([1])
    for (const page of held) page.close()
    for (const page of await Promise.all([third, fourth])) page.close()
    await expect.poll(() => engine.stats()).toEqual({ workers: 2, busy: 0, waiting: 0 })
  })

  it('lets go of a page that waits and of one that is being read', async () => {
    const image = await print(0).canvas.encode('png')
    const held = await Promise.all([engine.open(image), engine.open(image)])
    const waiting = new AbortController()
    const opening = engine.open(image, { signal: waiting.signal })
    waiting.abort(new Error('changed my mind'))
    await expect(opening).rejects.toThrow('changed my mind')

    const reading = new AbortController()
    const running = held[0].read({
      signal: reading.signal,
      onProgress: ({ stage }) => stage === 'reading' && reading.abort(new Error('enough')),
    })
    await expect(running).rejects.toThrow('enough')
    // The page can be read again afterwards.
    expect((await held[0].read()).lines.length).toBeGreaterThan(0)
    for (const page of held) page.close()
    await expect(held[0].read()).rejects.toThrow('closed')
    await expect.poll(() => engine.stats().busy).toBe(0)
  })

  it('tells how far it has come', async () => {
    const page = await engine.open(await print(0).canvas.encode('png'))
    const told: string[] = []
    const shares: number[] = []
    await page.read({
      onProgress: ({ stage, share }) => {
        told.push(stage)
        if (stage === 'reading') shares.push(share)
      },
    })
    page.close()
    expect(told[0]).toBe('detecting')
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
    expect([shares[0], shares.at(-1)]).toEqual([0, 1])
  })

  it('leaves the caller free while it reads', async () => {
    const image = await print(0).canvas.encode('png')
    const delay = monitorEventLoopDelay({ resolution: 2 })
    delay.enable()
    await Promise.all([read(image), read(image), read(image)])
    delay.disable()
    // Detection alone takes longer than this; on the caller's thread it would show.
    expect(delay.percentile(90) / 1e6).toBeLessThan(40)
  })
})

describe('accidents', () => {
  it('rejects the page of a worker that dies, replaces the worker and goes on', async () => {
    const page = print(0)
    const image = await page.canvas.encode('png')
    const victim = createEngine({ workers: 1 })
    try {
      const open = await victim.open(image)
      const thread = threads.at(-1)!
      // A message that it cannot understand: it dies of it between two lines. Ended from outside in the middle of one it would take this process along.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
      const poison = () => thread.postMessage(null)
      const running = open.read({ onProgress: ({ stage }) => stage === 'reading' && poison() })
      await expect(running).rejects.toMatchObject({
        problem: { code: 'engine-crashed', retryable: true, whoseFault: 'us' },
      })
      open.close()
      const again = await victim.open(image)
      pairs(page, await again.read())
      again.close()
    } finally {
      await victim.close()
    }
  })

  it('ends pending work when it is closed', async () => {
    const image = await print(0).canvas.encode('png')
    const short = createEngine({ workers: 1 })
    const page = await short.open(image)
    const running = page.read()
    const waiting = short.open(image)
    const outcome = Promise.allSettled([running, waiting])
    await short.close()
    for (const result of await outcome) {
      expect(result).toMatchObject({ status: 'rejected', reason: { problem: { code: 'engine-closed' } } })
    }
  })

  it('says so when the models cannot be opened', async () => {
    const broken = createEngine({
      workers: 1,
      models: {
        detection: '/nowhere/a',
        recognition: '/nowhere/b',
        classifier: '/nowhere/c',
        dictionary: '/nowhere/d',
      },
    })
    try {
      const page = await broken.open(await print(0).canvas.encode('png'))
      await expect(page.read()).rejects.toMatchObject({ problem: { whoseFault: 'us' } })
    } finally {
      await broken.close()
    }
  })
})
