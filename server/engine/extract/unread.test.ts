import { describe, expect, it } from 'vitest'
import { contains } from '../../contract/geometry.ts'
import { fakePage } from './fake-reading.ts'
import { extractFindings } from './index.ts'
import type { PageContext } from './text-stream.ts'
import { isForeign } from './unread.ts'

const views = (...seen: [text: string, confidence: number][]) =>
  seen.map(([text, confidence]) => ({ text, confidence }))

describe('what the models make of a script that they do not know', () => {
  // As the engine read clear print at 38 pixels in three views.
  it.each([
    [
      'Cyrillic',
      ['ΦenepanbHaA MNrpaμμoHHa9 cny)*6a', 0.79],
      ['ΦenepanbHa9 MUrpaμμoHHaA Cny)*6a', 0.84],
      ['ΦeepabHaA MИrpaμИoHHaA cny*6a', 0.84],
    ],
    ['Greek', ['EAAnvikn △nμokpatα', 0.83], ['ENnvikn △nμokpatia', 0.89], ['E>nvikn △nμokpatiá', 0.87]],
    ['Thai', ['Us=InAIn& AsvinwUKUAS', 0.71], ['Us:inAIna nsDinwUKTUAS', 0.72], ['UsεInFIn& AsDInwuKuAS', 0.68]],
    ['Arabic', ['l ul lgl', 0.65], ['bie auel ulbgl', 0.52], ['l el Clbg', 0.58]],
    ['Hebrew', ["7' 'T", 0.87], ["7N N'TN", 0.61], ["7' 'T", 0.76]],
  ] as const)('%s is told by its views', (_, ...seen) => {
    expect(isForeign(views(...(seen.map(([text, sure]) => [text, sure]) as [string, number][])))).toBe(true)
  })

  it.each([
    [
      'clear Latin print',
      ['Federal Migration Service', 1],
      ['Federal Migration Service', 1],
      ['Federal Migration Service', 0.99],
    ],
    [
      'blurred print that every view reads alike',
      ['Federal Migration', 0.8],
      ['Federal Migration', 0.78],
      ['Federal Migratlon', 0.81],
    ],
    ['Chinese print that is hard to read', ['有限公司教育', 0.5], ['有眼公司救育', 0.4], ['有限分司教盲', 0.45]],
    ['a zone', ['P<UTOERIKSSON<<ANNA', 0.8], ['PKUTOERIKSSON<<ANN', 0.75], ['P<UTOERIKS5ON<ANNA', 0.7]],
    ['a number', ['8601 2345 B901', 0.7], ['86O1 2345 8901', 0.6], ['8601 Z345 8901', 0.7]],
    ['a sign or two', ['b1V', 0.4], ['CbE', 0.3], ['66', 0.5]],
  ] as const)('%s is none', (_, ...seen) => {
    expect(isForeign(views(...(seen.map(([text, sure]) => [text, sure]) as [string, number][])))).toBe(false)
  })
})

describe('a page with print in such a script', () => {
  const printed = [
    { text: 'Passport No. AB1234567', x: 60, y: 60 },
    { text: 'Name', x: 60, y: 120 },
    { text: 'ΦenepanbHaA MNrpaμμoHHa9', x: 160, y: 120 },
  ]

  /** The engine is unsure of the lines with this text, and reads something else whenever it looks again. */
  function doubting(page: PageContext, text: string): PageContext {
    const lines = page.reading.lines.map((line) => (line.text === text ? { ...line, confidence: 0.8 } : line))
    const others = ['ΦenepanbHa9 MUrpaμHoHHaA', 'ΦeepabHaA MИrpaμИoHHaA']
    return {
      ...page,
      reading: { ...page.reading, lines },
      look: (_, wanted) =>
        Promise.resolve(wanted.map((__, index) => ({ text: others[index % 2]!, confidence: 0.8, chars: [] }))),
    }
  }

  it('has the line with its place and the reason, and its other lines as they are', async () => {
    const page = doubting(fakePage(printed), printed[2]!.text)
    const { lines } = await extractFindings('general-text', [page])
    expect(lines.map(({ text, unread }) => [text, unread])).toEqual([
      [printed[0]!.text, undefined],
      ['Name', undefined],
      ['', 'script-not-supported'],
    ])
    expect(lines[2]!.quad).toEqual(page.reading.lines[2]!.quad)
    expect(lines[2]!.chars).toEqual([])
  })

  it('has a field whose value stands there without a value, with its place and the reason', async () => {
    const page = doubting(
      fakePage([
        { text: 'ID Number 784-1991-7433116-7', x: 60, y: 60 },
        { text: 'Name:', x: 60, y: 120 },
        { text: 'OenepanbHaA MNrpauuoHHa', x: 160, y: 120 },
      ]),
      'OenepanbHaA MNrpauuoHHa',
    )
    const { fields } = await extractFindings('emirates-id-front', [page])
    const name = fields.find(({ key }) => key === 'name')!
    expect(name).toMatchObject({ value: null, unread: 'script-not-supported', checks: [] })
    expect(contains(page.reading.lines[2]!.quad, name.quads[0]![0])).toBe(true)
    expect(fields.find(({ key }) => key === 'id_number')).toMatchObject({ value: '784-1991-7433116-7' })
  })
})
