import { describe, expect, test } from 'vitest'
import type { Quad } from '../../contract/geometry.ts'
import type { GroundReading } from '../reading.ts'
import { fakePage, type Printed } from './fake-reading.ts'
import { extractFindings } from './index.ts'
import { elect, votesOf, withUprightSides } from './plate-ballot.ts'
import { frameOf } from './geometry.ts'
import { glyphsOf } from './text-stream.ts'

const glyphs = (text: string, doubts: Printed['doubts'] = {}) => {
  const { lines } = fakePage([{ text, x: 0, y: 0, height: 40, doubts }]).reading
  return glyphsOf(lines[0]!.chars, frameOf(lines), 0)
}

describe('views of one plate vote', () => {
  test('for the number that most of their probability stands for, I and O behind the office read as digits', () => {
    const views = [glyphs('苏E051N3', { 5: ['W', 0.4] }), glyphs('苏E05IW3'), glyphs('苏EO51W3', { 5: ['N', 0.3] })]
    expect(elect(views)).toMatchObject({ value: '苏E051W3' })
  })

  test('a sign too many counts against a reading, one too few keeps it from voting', () => {
    expect(votesOf(glyphs('1粤B12345'))[0]).toMatchObject({ value: '粤B12345' })
    expect(votesOf(glyphs('1粤B12345'))[0]!.weight).toBeLessThan(0.5)
    expect(elect([glyphs('粤B1234'), glyphs('粤B12345')])!.share).toBeGreaterThan(0.8)
    expect(elect([glyphs('粤B1234')])).toBeNull()
  })

  test('the office O, which few have, only where nothing else is likely', () => {
    expect(elect([glyphs('粤0A2345')])).toMatchObject({ value: '粤OA2345' })
    expect(elect([glyphs('粤0A2345', { 1: ['D', 0.2] })])).toMatchObject({ value: '粤DA2345' })
  })
})

test('of the rectangle around a plate seen from the side remains what stands between upright sides', () => {
  // A plate 100 wide that falls by half of that, its sides 40 high.
  const corners = withUprightSides(
    [
      [16, -8],
      [116, 42],
      [100, 74],
      [0, 24],
    ],
    1,
  )
  for (const [upper, lower] of [
    [corners[0], corners[3]],
    [corners[1], corners[2]],
  ] as const)
    expect(Math.abs(upper[0] - lower[0])).toBeLessThan(0.5)
})

/** A page with one plate whose ground is as given. */
async function valuesOf(printed: Printed[], ground: Partial<GroundReading>, places: Quad[] = [], look?: Printed) {
  const whole: GroundReading = { blue: 0, yellow: 0, green: 0, white: 0, black: 0, ...ground }
  const inspect = (what: string) => Promise.resolve(what === 'plates' ? places : whole)
  const page = fakePage(printed, { look: () => look ?? null })
  const { fields } = await extractFindings('licence-plate', [{ ...page, inspect: inspect as never }])
  return fields.map(({ value }) => value)
}

describe('a plate whose colour the light hides', () => {
  const plate: Printed = { text: '粤B12345', x: 200, y: 200, height: 60 }

  test('is blue where its signs are lighter than its ground, and of no known sort where black or dark on light', async () => {
    expect(await valuesOf([plate], { base: [70, 66, 64], print: [92, 88, 86], black: 0.9 })).toContain('小型汽车')
    expect(await valuesOf([plate], { base: [40, 40, 40], print: [230, 230, 230], black: 0.7 })).toEqual(['粤B12345'])
    expect(await valuesOf([plate], { base: [120, 120, 120], print: [70, 70, 70] })).toEqual(['粤B12345'])
    expect(await valuesOf([plate], { yellow: 0.3, base: [45, 44, 44], print: [90, 87, 83] })).toContain('小型汽车')
  })

  test('letters and digits on a ground that is not white are no military plate', async () => {
    const advertisement: Printed = { text: 'EL15180', x: 200, y: 200, height: 60 }
    expect(await valuesOf([advertisement], { white: 0.02 })).toEqual([])
    expect(await valuesOf([advertisement], { white: 0.5 })).toEqual(['EL15180', '军用车辆'])
  })
})

test('dark signs on green are a number of eight signs, of which one was lost', async () => {
  const read: Printed = { text: '粤BD1145', x: 200, y: 200, height: 60 }
  const whole: Printed = { text: '粤BD11145', x: 200, y: 200, height: 60 }
  expect(await valuesOf([read], { green: 0.5, base: [150, 200, 160], print: [40, 60, 50] }, [], whole)).toEqual([
    '粤BD11145',
    '小型新能源车',
  ])
  expect(await valuesOf([{ ...read, text: '民航B1234' }], { green: 0.6 })).toEqual(['民航B1234'])
})

test('where detection found no plate one is read where the ground looks like one', async () => {
  const place: Quad = [
    [300, 300],
    [520, 300],
    [520, 370],
    [300, 370],
  ]
  const seen: Printed = { text: '粤B12345', x: 300, y: 310, height: 50 }
  expect(await valuesOf([], { blue: 0.7 }, [place], seen)).toEqual(['粤B12345', '小型汽车'])
  expect(await valuesOf([], { blue: 0.7 }, [], seen)).toEqual([])
})
