import { describe, expect, it } from 'vitest'
import { boundsOf, intersectionOverUnion, type Quad } from '../../contract/geometry.ts'
import type { Inspections } from '../reading.ts'
import { fakePage, type Printed } from './fake-reading.ts'
import { extractFindings } from './index.ts'

/** A card of 10 pixels a millimetre whose upper left corner is at 100, 100. */
const front: Printed[] = [
  { text: '姓名', x: 161, y: 182, height: 28 },
  { text: '王小明', x: 260, y: 180, height: 32 },
  { text: '性别', x: 161, y: 245, height: 28 },
  { text: '男', x: 260, y: 243, height: 32 },
  { text: '民族', x: 372, y: 245, height: 28 },
  { text: '汉', x: 460, y: 243, height: 32 },
  { text: '出生', x: 161, y: 307, height: 28 },
  { text: '1990年1月5日', x: 260, y: 305, height: 32 },
  { text: '住址', x: 161, y: 370, height: 28 },
  { text: '北京市东城区某街1号', x: 260, y: 368, height: 32 },
  { text: '公民身份号码', x: 161, y: 552, height: 28 },
  { text: '11010519491231002X', x: 390, y: 550, height: 34 },
]
const card: Quad = [
  [100, 100],
  [956, 100],
  [956, 640],
  [100, 640],
]
const beside: Printed[] = [
  { text: '住址电话请另附', x: 160, y: 20, height: 26 },
  { text: '姓名李大伟', x: 1000, y: 60, height: 26 },
]

const page = (lines: readonly Printed[], outlines: readonly Quad[]) => ({
  ...fakePage(lines),
  inspect: (what: keyof Inspections) =>
    Promise.resolve((what === 'outlines' ? outlines.map((quad) => ({ quad, score: 0.95 })) : []) as never),
})

describe('a card in a photograph', () => {
  it('is the outline that fits its print, with the portrait where the layout has it', async () => {
    const other: Quad = [
      [10, 10],
      [1190, 10],
      [1190, 790],
      [10, 790],
    ]
    const { regions } = await extractFindings('id-card-front', [page(front, [other, card])])
    expect(regions.map(({ kind }) => kind)).toEqual(['card', 'portrait'])
    expect(regions[0]!.quad).toEqual(card)
    const portrait: Quad = [
      [650, 168],
      [895, 168],
      [895, 478],
      [650, 478],
    ]
    expect(intersectionOverUnion(regions[1]!.quad, portrait)).toBeGreaterThan(0.9)
  })

  it('is where its labels say when no outline is seen', async () => {
    const { regions } = await extractFindings('id-card-front', [page(front, [])])
    expect(intersectionOverUnion(regions[0]!.quad, card)).toBeGreaterThan(0.85)
  })

  it('ends with the picture where it lies partly beyond', async () => {
    // The labels stand so far at the left that the card must begin beyond the picture.
    const moved = front.map((line) => ({ ...line, x: line.x - 140 }))
    const { regions } = await extractFindings('id-card-front', [page(moved, [])])
    expect(boundsOf(regions[0]!.quad).left).toBe(0)
  })

  it('is read without what lies around it', async () => {
    const { fields } = await extractFindings('id-card-front', [page([...beside, ...front], [card])])
    expect(fields.map(({ key, value }) => [key, value])).toEqual([
      ['name', '王小明'],
      ['sex', '男'],
      ['ethnicity', '汉'],
      ['birth_date', '1990-01-05'],
      ['address', '北京市东城区某街1号'],
      ['id_number', '11010519491231002X'],
    ])
  })
})

describe('bank-card', () => {
  const values = async (lines: readonly Printed[]) =>
    Object.fromEntries(
      (await extractFindings('bank-card', [fakePage(lines)])).fields.map(({ key, value }) => [key, value]),
    )

  it('joins a number that stands in several rows, when Luhn says so', async () => {
    const rows: Printed[] = [
      { text: '临江市农村信用合作联社', x: 100, y: 60, height: 40 },
      { text: '6222 0200', x: 100, y: 300, height: 40 },
      { text: '0000 0000', x: 100, y: 355, height: 40 },
      { text: '95500', x: 100, y: 600, height: 18 },
    ]
    const [first, second] = ['62220200', '0000000']
    const digit = '0123456789'.split('').find((last) => luhn(`${first}${second}${last}`))!
    const printed = rows.with(2, { ...rows[2]!, text: `0000 000${digit}` })
    expect(await values(printed)).toMatchObject({
      card_number: `${first}${second}${digit}`,
      bank_name: '临江市农村信用合作联社',
    })
    const wrong = rows.with(2, { ...rows[2]!, text: `0000 000${(Number(digit) + 1) % 10}` })
    expect((await values(wrong)).card_number).toBeUndefined()
  })

  it('reads a dash between two groups as the gap that it is, and a year in full', async () => {
    const number = numberOf('622202000000000712')
    const printed: Printed[] = [
      { text: `${number.slice(0, 6)}-${number.slice(6)}`, x: 100, y: 300, height: 40 },
      { text: 'CB HN 05/2031', x: 300, y: 400, height: 30 },
    ]
    expect(await values(printed)).toMatchObject({ card_number: number, expiry_date: '05/31' })
  })

  it('reads the row of an incomplete number again, and takes what several views agree on', async () => {
    const number = numberOf('6222020000000071')
    const part: Printed = { text: number.slice(6), x: 400, y: 300, height: 40 }
    const whole: Printed = { text: number, x: 200, y: 300, height: 40 }
    const seen = async (again: Printed) => {
      const { fields } = await extractFindings('bank-card', [fakePage([part], { look: () => again })])
      return fields.find(({ key }) => key === 'card_number')?.value
    }
    expect(await seen(whole)).toBe(number)
    // Another last digit: what does not satisfy Luhn is never put right by chance.
    expect(await seen({ ...whole, text: number.slice(0, 16) + ((Number(number[16]) + 1) % 10) })).toBeUndefined()
  })

  it('lets Luhn choose between the readings of one digit', async () => {
    const number = '6222020000000007'
    const digit = '0123456789'.split('').find((last) => luhn(number.slice(0, 15) + last))!
    const right = number.slice(0, 15) + digit
    const misread = { text: right.replace('6', '8'), x: 100, y: 300, height: 40, doubts: { 0: ['6', 0.3] as const } }
    expect((await values([misread])).card_number).toBe(right)
  })
})

/** Digits with the one behind them that satisfies Luhn. */
const numberOf = (digits: string) => digits + '0123456789'.split('').find((last) => luhn(digits + last))!

/** ISO/IEC 7812-1, annex B, a second time. */
function luhn(text: string): boolean {
  const sum = Array.from(text)
    .toReversed()
    .reduce((all, sign, index) => {
      const value = Number(sign) * (index % 2 === 1 ? 2 : 1)
      return all + (value > 9 ? value - 9 : value)
    }, 0)
  return sum % 10 === 0
}
