import type { Point, Quad } from '../../contract/geometry.ts'
import type { Character } from '../../contract/result.ts'
import { cropOf, project, sidesOf, type Projection } from '../crop.ts'
import type { Picture } from '../picture.ts'
import type { ArabicLine } from '../reading.ts'
import { recogniseArabic, type Placed, type PlacedWord, type Recognise } from './tesseract.ts'

/** A card of this width has print of 30 to 40 pixels, at which Tesseract reads best. */
const wantedSide = 1300
/** Enlarging further only blurs. */
const mostEnlarged = 3
/** A place of one or two lines is a strip; higher print than about 50 pixels is taken for a picture, and not read at all. */
const stripHeight = 110
const stripAspect = 5
/** Words below are what Tesseract makes of waves, portraits and other scripts. */
const leastConfidence = 15

/** Without marks of vowels, the filler that stretches words, and signs that only steer the direction of text. */
const plain = (text: string) =>
  text.normalize('NFKC').replace(/[\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')

const arabicSign = /[\p{Script=Arabic}٠-٩]/u

interface View {
  projection: Projection
  width: number
  height: number
}

function quadOf({ projection, width, height }: View, left: number, top: number, right: number, bottom: number): Quad {
  const at = (x: number, y: number): Point => project(projection, x / width, y / height)
  return [at(left, top), at(right, top), at(right, bottom), at(left, bottom)]
}

const centreOf = ({ bbox }: Placed) => (bbox.x0 + bbox.x1) / 2

/**
 * The characters of a word in the order in which it is read. Letters that join have boxes that overlap, and some have a box around a dot only: the word is cut
 * half-way between the middles of neighbours, which are first put in order, and every letter has the word's height.
 */
export function charactersOf({ bbox, symbols, confidence: ofWord }: PlacedWord, view: View): Character[] {
  const known = symbols.flatMap((symbol) => {
    const text = plain(symbol.text)
    return text === '' ? [] : [{ text, confidence: symbol.confidence, centre: centreOf(symbol) }]
  })
  // Numbers run from left to right also inside Arabic text.
  const rising = known.length > 1 && known.every(({ text }) => /\p{N}|\p{P}/u.test(text))
  const centres = known.map(({ centre }) => centre).sort((first, second) => (rising ? first - second : second - first))
  const cuts = centres.slice(1).map((centre, index) => (centre + centres[index]!) / 2)
  const edges = rising ? [bbox.x0, ...cuts, bbox.x1] : [bbox.x1, ...cuts, bbox.x0]
  return known.map(({ text, confidence }, index) => {
    const [first, second] = [edges[index]!, edges[index + 1]!]
    return {
      text,
      quad: quadOf(view, Math.min(first, second), bbox.y0, Math.max(first, second), bbox.y1),
      // The symbols of a wrong word are as sure as those of a right one; the word itself is not.
      confidence: Math.min(1, Math.max(0, Math.min(confidence, ofWord) / 100)),
      alternatives: [],
    }
  })
}

/** A line of which at least one word is Arabic; null for anything else. */
function lineOf(words: readonly PlacedWord[], view: View): ArabicLine | null {
  const kept = words
    .filter(({ confidence, text }) => confidence >= leastConfidence && arabicSign.test(text))
    .map((word) => ({ word, chars: charactersOf(word, view) }))
    .filter(({ chars }) => chars.length > 0)
  if (kept.length === 0) return null
  return {
    words: kept.map(({ word: { bbox }, chars }) => ({
      text: chars.map(({ text }) => text).join(''),
      quad: quadOf(view, bbox.x0, bbox.y0, bbox.x1, bbox.y1),
      confidence: chars.reduce((sum, { confidence }) => sum + confidence, 0) / chars.length,
      chars,
    })),
  }
}

/** A portable greymap (PGM, binary): the simplest picture that Tesseract takes. */
function greymap(planes: Float32Array, width: number, height: number): Uint8Array {
  const head = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`)
  const size = width * height
  const file = new Uint8Array(head.length + size)
  file.set(head)
  for (let at = 0; at < size; at += 1) {
    const sum = planes[at]! + planes[at + size]! + planes[at + 2 * size]!
    file[head.length + at] = Math.min(255, Math.max(0, (sum / 3 + 1) * 127.5))
  }
  return file
}

/**
 * The lines of Arabic print in a place of the picture, which is straightened first; all of the picture by default. Words of other scripts come out as Arabic
 * nonsense where they stand: whoever knows better where they are leaves them out.
 */
export async function readArabic(
  picture: Picture,
  within?: Quad,
  recognise: Recognise = recogniseArabic,
): Promise<ArabicLine[]> {
  const { width: w, height: h } = picture
  const quad: Quad = within ?? [
    [0, 0],
    [w, 0],
    [w, h],
    [0, h],
  ]
  const sides = sidesOf(quad)
  const isStrip = sides.width > stripAspect * sides.height
  const scale = Math.min(
    mostEnlarged,
    wantedSide / Math.max(sides.width, sides.height, 1),
    isStrip ? stripHeight / Math.max(sides.height, 1) : Infinity,
  )
  const width = Math.round(sides.width * scale)
  const height = Math.round(sides.height * scale)
  if (width < 24 || height < 12) return []
  const { planes, projection } = cropOf(picture, quad, width, height)
  const lines = await recognise(greymap(planes, width, height))
  return lines.flatMap((words) => lineOf(words, { projection, width, height }) ?? [])
}
