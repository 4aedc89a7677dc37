import { createCanvas } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { registerFonts, cssFont } from '../../../specimens/fonts.ts'
import type { Quad } from '../../contract/geometry.ts'
import { bytesFor, pictureOf, type Picture } from '../picture.ts'
import { controlBytes } from '../messages.ts'
import { readArabic } from './read-arabic.ts'
import type { PlacedWord } from './tesseract.ts'

function pictureWith(width: number, height: number, rgba?: Uint8ClampedArray): Picture {
  const pixels = new SharedArrayBuffer(bytesFor(width, height))
  const bytes = new Uint8Array(pixels)
  bytes.fill(255)
  if (rgba)
    for (let at = 0, from = 0; at < width * height * 3; at += 1, from += at % 3 === 0 ? 2 : 1) bytes[at] = rgba[from]!
  return pictureOf({ pixels, control: new SharedArrayBuffer(controlBytes), width, height })
}

const box = (x0: number, y0: number, x1: number, y1: number) => ({ x0, y0, x1, y1 })

function word(text: string, x0: number, x1: number, confidence = 90): PlacedWord {
  const signs = Array.from(text)
  const width = (x1 - x0) / signs.length
  const symbols = signs.map((sign, index) => ({
    text: sign,
    confidence: 98,
    bbox: box(x1 - (index + 1) * width, 10, x1 - index * width, 30),
  }))
  return { text, confidence, bbox: box(x0, 10, x1, 30), symbols }
}

describe('what Tesseract answers', () => {
  const picture = pictureWith(1300, 100)
  const read = (...words: PlacedWord[]) => readArabic(picture, undefined, () => Promise.resolve([words]))

  it('becomes characters in the order in which they are read, each where it stands, without marks', async () => {
    const [line] = await read(word('مُحمد', 500, 600), word('سالم', 400, 480))
    expect(line!.words.map(({ text }) => text)).toEqual(['محمد', 'سالم'])
    const lefts = line!.words.flatMap(({ chars }) => chars.map(({ quad }) => quad[0][0]))
    expect(lefts).toEqual(lefts.toSorted((first, second) => second - first))
    const { chars, quad } = line!.words[0]!
    expect(chars[0]!.quad[1][0]).toBeCloseTo(quad[1][0])
    expect(chars.at(-1)!.quad[0][0]).toBeCloseTo(quad[0][0])
    // Quads begin at the upper left, also where text is read from the right.
    expect(quad[0][0]).toBeLessThan(quad[1][0])
    expect(quad[0][1]).toBeLessThan(quad[3][1])
  })

  it('lets digits run from left to right', async () => {
    const number = word('١٢', 100, 140)
    const swapped = {
      ...number,
      symbols: [number.symbols[1]!, number.symbols[0]!].map((symbol, index) => ({ ...symbol, text: '١٢'[index]! })),
    }
    const [line] = await read(word('رقم', 200, 260), swapped)
    const [one, two] = line!.words[1]!.chars
    expect(one!.quad[0][0]).toBeLessThan(two!.quad[0][0])
  })

  it('is as sure as the word is, and left out where it is not, or is of another script', async () => {
    const [line] = await read(word('محمد', 500, 600, 42), word('ظسض', 300, 400, 5), word('Name', 100, 200))
    expect(line!.words.map(({ text }) => text)).toEqual(['محمد'])
    expect(line!.words[0]!.confidence).toBeCloseTo(0.42)
    expect(await read(word('784-1990', 100, 300))).toEqual([])
  })

  it('is placed on the page however the place that was looked at lies', async () => {
    // The right half of a page that lies on its head.
    const within: Quad = [
      [650, 400],
      [0, 400],
      [0, 0],
      [650, 0],
    ]
    const [line] = await readArabic(pictureWith(1300, 400), within, () => Promise.resolve([[word('محمد', 0, 130)]]))
    expect(line!.words[0]!.quad[0][0]).toBeCloseTo(650)
    expect(line!.words[0]!.quad[1][0]).toBeCloseTo(650 - 65)
  })

  it('is not asked for of a place that holds nothing', async () => {
    const nowhere: Quad = [
      [5, 5],
      [5, 5],
      [5, 5],
      [5, 5],
    ]
    expect(await readArabic(picture, nowhere, () => Promise.reject(new Error('asked')))).toEqual([])
  })
})

it('Arabic print is read off line, by files of packages alone', { timeout: 60_000 }, async () => {
  registerFonts()
  const canvas = createCanvas(700, 120)
  const context = canvas.getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, 700, 120)
  context.fillStyle = 'black'
  context.font = cssFont('arabic', 40)
  context.direction = 'rtl'
  context.textAlign = 'right'
  context.fillText('الاسم: محمد سالم الظاهري', 660, 75)
  const [line] = await readArabic(pictureWith(700, 120, context.getImageData(0, 0, 700, 120).data))
  expect(line!.words.map(({ text }) => text)).toEqual(['الاسم:', 'محمد', 'سالم', 'الظاهري'])
  const rights = line!.words.map(({ quad }) => quad[1][0])
  expect(rights).toEqual(rights.toSorted((first, second) => second - first))
  expect(rights[0]).toBeGreaterThan(640)
})
