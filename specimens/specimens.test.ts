import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { fenOf } from '../server/contract/checks/money.ts'
import { kindByName, type FieldDefinition } from '../server/contract/documents/index.ts'
import { boundsOf, intersectionOverUnion, type Point, type Quad } from '../server/contract/geometry.ts'
import { fieldKey } from './truth.ts'
import { renderSpecimen, specimenKinds, type Level, type Specimen, type TrueLine, type Turn } from './index.ts'

/**
 * Photography is the same for every kind: one of each sort of surroundings and of each way to draw is photographed here, or the run would take minutes.
 */
const photographed = [
  'general-text',
  'id-card-front',
  'passport',
  'passport-mrz',
  'train-ticket',
  'licence-plate',
  'household-register',
  'stamp',
]

const fieldKinds = specimenKinds.filter((kind) => kindByName(kind)!.fields.length > 0)

interface Grey {
  data: Buffer
  width: number
  height: number
}

async function greyOf({ image }: Specimen): Promise<Grey> {
  const { data, info } = await sharp(image).greyscale().raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

/** The place inside a quad at these shares of its width and height. */
function inside([a, b, c, d]: Quad, across: number, down: number): Point {
  const mix = (from: Point, to: Point, share: number): Point => [
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
  ]
  return mix(mix(a, b, across), mix(d, c, across), down)
}

function valueAt({ data, width, height }: Grey, [x, y]: Point): number {
  const column = Math.min(width - 1, Math.max(0, Math.floor(x)))
  const row = Math.min(height - 1, Math.max(0, Math.floor(y)))
  return data[row * width + column]!
}

/** The grey values of a line's characters, each on a grid as the text reads: the same print looks the same wherever it lies. */
function samples(picture: Grey, line: TrueLine): number[] {
  const values: number[] = []
  for (const { quad } of line.chars) {
    for (let down = 0.5; down < 12; down++) {
      for (let across = 0.5; across < 12; across++) values.push(valueAt(picture, inside(quad, across / 12, down / 12)))
    }
  }
  return values
}

function correlation(first: number[], second: number[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [firstMean, secondMean] = [mean(first), mean(second)]
  let [product, firstSquares, secondSquares] = [0, 0, 0]
  for (const [index, value] of first.entries()) {
    const a = value - firstMean
    const b = second[index]! - secondMean
    product += a * b
    firstSquares += a * a
    secondSquares += b * b
  }
  return product / Math.sqrt(firstSquares * secondSquares)
}

function isOfType({ type, values, alternatives }: FieldDefinition, value: string): boolean {
  if (alternatives?.includes(value)) return true
  if (type === 'enum') return values!.includes(value)
  if (type === 'date') return new Date(`${value}T00:00:00Z`).toISOString().slice(0, 10) === value
  if (type === 'money') return fenOf(value) !== null
  if (type === 'month') return /^(0[1-9]|1[0-2])\/\d\d$/.test(value)
  if (type === 'time') return /^([01]\d|2[0-3]):[0-5]\d$/.test(value)
  if (type === 'datetime') return new Date(`${value}:00Z`).toISOString().slice(0, 16) === value
  if (type === 'number') return Number.isFinite(Number(value)) && value !== ''
  if (type === 'boolean') return value === 'true' || value === 'false'
  return value !== ''
}

const drawn = new Map<string, Promise<Specimen>>()

/** A clean specimen, drawn once for all tests of this file: drawing is what takes their time, and they look at the same two seeds. */
function cleanSpecimen(kind: string, seed: 40 | 41): Promise<Specimen> {
  const name = `${kind} ${seed}`
  if (!drawn.has(name)) drawn.set(name, renderSpecimen({ kind, seed, level: 'clean' }))
  return drawn.get(name)!
}

const digest = ({ image }: Specimen) => createHash('sha256').update(image).digest('hex')

test('a kind that nobody draws is refused', async () => {
  await expect(renderSpecimen({ kind: 'moon-permit', seed: 1, level: 'clean' })).rejects.toThrow(RangeError)
})

describe.each(specimenKinds)('%s', (kind) => {
  test('the same order gives the same bytes, another seed another document', async () => {
    const [first, again, other] = [
      await cleanSpecimen(kind, 40),
      await renderSpecimen({ kind, seed: 40, level: 'clean' }),
      await cleanSpecimen(kind, 41),
    ]
    expect(digest(again)).toBe(digest(first))
    expect(again.truth).toEqual(first.truth)
    expect(digest(other)).not.toBe(digest(first))
    expect(other.truth.lines).not.toEqual(first.truth.lines)
  })
})

describe.each(photographed)('%s', (kind) => {
  test('the picture has the size and format that the specimen names, and every line lies on it', async () => {
    for (const level of ['clean', 'hard'] satisfies Level[]) {
      const specimen = await renderSpecimen({ kind, seed: 21, level, turn: 90 })
      const { width, height, format } = await sharp(specimen.image).metadata()
      expect({ width, height, format }).toEqual({
        width: specimen.width,
        height: specimen.height,
        format: specimen.format,
      })
      const { left, top, right, bottom } = boundsOf(...specimen.truth.lines.map(({ quad }) => quad))
      expect([left, top].every((edge) => edge >= 0) && right <= specimen.width && bottom <= specimen.height).toBe(true)
      expect(Math.max(specimen.width, specimen.height)).toBeLessThanOrEqual(2100)
      expect(specimen.width).toBeGreaterThanOrEqual(level === 'clean' ? 200 : 100)
    }
  })

  test('distortions and turns carry every line along: its print is found again in its quad', async () => {
    const clean = await cleanSpecimen(kind, 40)
    const cleanGrey = await greyOf(clean)
    const ways: [Level, Turn][] = [
      ['mild', 0],
      ['skewed', 180],
      ['hard', 270],
    ]
    for (const [level, turn] of ways) {
      const moved = await renderSpecimen({ kind, seed: 40, level, turn })
      expect(moved.truth.fields).toEqual(clean.truth.fields)
      const movedGrey = await greyOf(moved)
      const likeness = clean.truth.lines.map((line, index) =>
        correlation(samples(cleanGrey, line), samples(movedGrey, moved.truth.lines[index]!)),
      )
      likeness.sort((a, b) => a - b)
      // Small print loses most to blur; a map that is off by a line's height leaves about nothing.
      expect(likeness[Math.floor(likeness.length / 2)]).toBeGreaterThan(0.7)
      expect(likeness[0]).toBeGreaterThan(0.35)
    }
  })
})

describe.each(fieldKinds)('%s', (kind) => {
  test('fields are those of the vocabulary, and in the form that it wants', async () => {
    const definition = kindByName(kind)!
    for (const seed of [40, 41] as const) {
      const { truth } = await cleanSpecimen(kind, seed)
      expect(Object.keys(truth.boxes).sort()).toEqual(Object.keys(truth.fields).sort())
      const wrong = Object.entries(truth.fields).filter(([key, value]) => {
        const field = definition.fields.find((candidate) => candidate.key === fieldKey(key))
        return field === undefined || value !== value.normalize('NFKC').trim() || !isOfType(field, value)
      })
      expect(wrong).toEqual([])
      const known = [...Object.keys(truth.fields), ...(truth.unscored ?? [])]
      const missing = definition.fields.filter(({ key, optional }) => !optional && !known.includes(key))
      // A holder with one name has no given name.
      expect(missing.map(({ key }) => key).filter((key) => key !== 'given_name')).toEqual([])
    }
  })

  test('each box is tight around dark print: its edges touch ink', async () => {
    for (const seed of [40] as const) {
      const specimen = await cleanSpecimen(kind, seed)
      const grey = await greyOf(specimen)
      for (const [key, quads] of Object.entries(specimen.truth.boxes)) {
        for (const quad of quads) {
          const box = boundsOf(quad)
          const dark: Point[] = []
          for (let y = Math.floor(box.top); y < box.bottom; y++) {
            for (let x = Math.floor(box.left); x < box.right; x++) if (valueAt(grey, [x, y]) < 175) dark.push([x, y])
          }
          const ink = boundsOf(
            ...dark.map(([x, y]): Quad => [
              [x, y],
              [x + 1, y],
              [x + 1, y + 1],
              [x, y + 1],
            ]),
          )
          const loose = Math.max(ink.left - box.left, ink.top - box.top, box.right - ink.right, box.bottom - ink.bottom)
          // Without any ink the bounds are infinite and the box is as loose as can be. Dots above and below Arabic letters are fainter than the strokes.
          const air = /\p{Script=Arabic}/u.test(specimen.truth.fields[key] ?? '') ? 0.25 : 0.16
          const allowed = Math.max(3, (box.bottom - box.top) * air)
          expect({ seed, key, loose: loose > allowed ? loose : 0 }).toEqual({ seed, key, loose: 0 })
        }
      }
    }
  })
})

test('a turn of the picture turns the quads: the first corner stays the top left of the text', async () => {
  const upright = await cleanSpecimen('id-card-front', 40)
  const onItsHead = await renderSpecimen({ kind: 'id-card-front', seed: 40, level: 'clean', turn: 180 })
  const [topLeft] = upright.truth.boxes.name![0]!
  expect(onItsHead.truth.boxes.name![0]![0]).toEqual([upright.width - topLeft[0], upright.height - topLeft[1]])
  const back = onItsHead.truth.boxes.name![0]!.map(([x, y]) => [upright.width - x, upright.height - y])
  expect(intersectionOverUnion(back as Quad, upright.truth.boxes.name![0]!)).toBeCloseTo(1)
})
