import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { prepareZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader'
import type { Quad } from '../../contract/geometry.ts'
import type { Level, Picture } from '../picture.ts'
import type { CodeReading } from '../reading.ts'
import { levelWithin } from './grey.ts'

const mostCodes = 32

/** Longest side of the level that is looked at: twice a phone's usual picture of a code costs memory and finds no more. */
const longestSide = 2400
/** Pictures up to this side are looked at once more enlarged: modules of a pixel or two are too small for the decoder's grid. */
const enlargedBelow = 1300

let ready: Promise<unknown> | null = null

/** The decoder comes from its package as bytes: by itself it would fetch them from a content delivery network. */
function openDecoder(): Promise<unknown> {
  const load = () => {
    const file = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
    const wasmBinary = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength)
    return prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
  }
  return (ready ??= load())
}

const settings: ReaderOptions = {
  formats: ['QRCode'],
  textMode: 'Plain',
  tryHarder: true,
  tryRotate: true,
  tryInvert: true,
  tryDownscale: true,
  maxNumberOfSymbols: mostCodes,
}

/** The pixels as a canvas would have them, each drawn `zoom` times as large. */
function imageOf({ data, width, height }: Level, zoom: 1 | 2): ImageData {
  const pixels = new Uint8ClampedArray(width * height * zoom * zoom * 4)
  const [wide, high] = [width * zoom, height * zoom]
  for (let y = 0, at = 0; y < high; y += 1) {
    // Half-way between two pixels stands their mean: doubled squares would move the edges of the modules.
    const above = Math.min(height - 1, Math.floor(y / zoom))
    const below = Math.min(height - 1, Math.ceil(y / zoom))
    for (let x = 0; x < wide; x += 1, at += 4) {
      const left = Math.floor(x / zoom)
      const right = Math.min(width - 1, Math.ceil(x / zoom))
      const corners = [above * width + left, above * width + right, below * width + left, below * width + right]
      for (let channel = 0; channel < 3; channel += 1) {
        let sum = 0
        for (const corner of corners) sum += data[corner * 3 + channel]!
        pixels[at + channel] = sum / 4
      }
      pixels[at + 3] = 255
    }
  }
  return { data: pixels, width: wide, height: high, colorSpace: 'srgb' }
}

const centreOf = (quad: Quad) =>
  [quad.reduce((sum, [x]) => sum + x, 0) / 4, quad.reduce((sum, [, y]) => sum + y, 0) / 4] as const

/** Adds what has not been found before: the same content at another place is another code. */
function addNew(found: CodeReading[], more: readonly CodeReading[]): void {
  for (const code of more) {
    const [x, y] = centreOf(code.quad)
    const known = found.some(({ quad }) => {
      const [otherX, otherY] = centreOf(quad)
      return Math.hypot(x - otherX, y - otherY) < 0.4 * Math.hypot(quad[2][0] - quad[0][0], quad[2][1] - quad[0][1])
    })
    if (!known) found.push(code)
  }
}

async function decode(image: ImageData, factor: number, options: ReaderOptions): Promise<CodeReading[]> {
  const codes = await readBarcodes(image, { ...settings, ...options })
  return codes
    .filter(({ isValid }) => isValid)
    .map(({ text, position: { topLeft, topRight, bottomRight, bottomLeft } }) => ({
      text,
      quad: [topLeft, topRight, bottomRight, bottomLeft].map(({ x, y }) => [x * factor, y * factor]) as unknown as Quad,
    }))
}

/**
 * Every QR code that can be read, from the top of the page to its foot: also inverted, mirrored, turned and small ones. A picture in which the
 * first look finds nothing is looked at again with other thresholds and enlarged.
 */
export async function findCodes(picture: Picture): Promise<CodeReading[]> {
  await openDecoder()
  const { level, factor } = levelWithin(picture, longestSide)
  const found: CodeReading[] = []
  const plain = imageOf(level, 1)
  addNew(found, await decode(plain, factor, {}))
  if (found.length === 0) {
    for (const options of [{ tryDenoise: true }, { binarizer: 'GlobalHistogram' }] as const) {
      addNew(found, await decode(plain, factor, options))
      if (found.length > 0) break
    }
  }
  if (Math.max(level.width, level.height) <= enlargedBelow)
    addNew(found, await decode(imageOf(level, 2), factor / 2, {}))
  return found.toSorted((first, second) => centreOf(first.quad)[1] - centreOf(second.quad)[1])
}
