import { expect, test } from 'vitest'
import { fakePage, type Printed } from './fake-reading.ts'
import { extractFindings } from './index.ts'
import { withPoint } from './meter-print.ts'
import type { Glyph } from './text-stream.ts'

const labels = ['车号:', '证号:', '日期:', '上车:', '下车:', '单价:', '里程:', '等候:', '金额:', '另收附加费:']
const values = [
  'BDH4073',
  '9000123456',
  '2031年05月17日',
  '09:41',
  '10:02',
  '2.60元',
  '8.35KM',
  '00:03:27',
  '¥31.50元',
  '¥0.00元',
]
const expected = {
  car_number: 'BDH4073',
  date: '2031-05-17',
  boarding_time: '09:41',
  alighting_time: '10:02',
  unit_price: '2.60元',
  mileage: '8.35KM',
  amount: '31.50',
}

/** A receipt with the meter's lines `off` lines below their labels, each `drift` lines further than the one before. */
function receipt(off: number, { drift = 0, printed = values }: { drift?: number; printed?: readonly string[] } = {}) {
  const pitch = 50
  return [
    ...labels.map((text, index): Printed => ({ text, x: 60, y: 200 + index * pitch })),
    ...printed.map((text, index): Printed => ({ text, x: 320, y: 200 + (index * (1 + drift) + off) * pitch })),
  ].filter(({ text }) => text !== '')
}

async function read(lines: readonly Printed[]) {
  const { fields } = await extractFindings('taxi-invoice', [fakePage(lines)])
  return { fields, record: Object.fromEntries(fields.map(({ key, value }) => [key, value])) }
}

test.each([
  ['beside their labels', receipt(0)],
  ['half a line below', receipt(0.5)],
  ['a whole line below', receipt(1)],
  ['a line and a half below', receipt(1.5)],
  ['further with every line', receipt(0.2, { drift: 0.04 })],
  [
    'a line below, with one line that was not read',
    receipt(1, { printed: values.map((text) => (text === '09:41' ? '' : text)) }),
  ],
])('the meter`s lines are read that stand %s', async (_, lines) => {
  const { record, fields } = await read(lines)
  const { boarding_time, ...others } = expected
  const printed = lines.some(({ text }) => text === boarding_time)
  expect(record).toMatchObject({ ...others, boarding_time: printed ? boarding_time : null })
  // A moved line keeps its place in the picture.
  const amount = lines.find(({ text }) => text === '¥31.50元')!
  expect(fields.find(({ key }) => key === 'amount')?.quads[0]?.[0][1]).toBeCloseTo(amount.y)
})

test('noughts with a stroke and colons of dots are told by what can stand at their place', async () => {
  const printed = ['BDH4073', '9000123456', '2831年85月178', '09841', '18:82', '2.60元', '8.35kM', '', '¥31,50元', '']
  const { record } = await read(receipt(0, { printed }))
  expect(record).toMatchObject({ ...expected, date: '2031-05-17', alighting_time: '18:02' })
})

test('a day of which a digit is lost is no day', async () => {
  const printed = values.map((text) => (text.includes('年') ? '2031年05月1日' : text))
  const { record } = await read(receipt(0, { printed }))
  expect(record.date).toBe('2031-05-01')
  const lost = values.map((text) => (text.includes('年') ? '2日31年日5月1日' : text))
  expect((await read(receipt(0, { printed: lost }))).record.date).toBeNull()
})

test('a fare of which a part is hidden is no fare', async () => {
  const fareOf = async (fare: string, price = '2.60元') => {
    const printed = values.map((text) => (text === '¥31.50元' ? fare : text === '2.60元' ? price : text))
    return (await read(receipt(0, { printed }))).record.amount
  }
  expect(await fareOf('50元')).toBeNull()
  expect(await fareOf('¥0.00元')).toBeNull()
  expect(await fareOf('50元', '2.6元')).toBe('50.00')
})

test('an electric car`s letters are told from digits that look like them', async () => {
  const printed = values.map((text) => (text === 'BDH4073' ? '80H4073' : text))
  expect((await read(receipt(0, { printed }))).record.car_number).toBe('BDH4073')
})

test('a point that was not read is told by its gap, and only by it', () => {
  const glyphs = (text: string, gapAt: number) =>
    Array.from(text, (sign, index): Glyph => {
      const left = index * 12 + (index >= gapAt ? 9 : 0)
      const quad: Glyph['character']['quad'] = [
        [left, 0],
        [left + 10, 0],
        [left + 10, 20],
        [left, 20],
      ]
      const character = { text: sign, quad, confidence: 0.9, alternatives: [] }
      return { left, right: left + 10, top: 0, bottom: 20, text: sign, character, spaced: false, line: 0 }
    })
  const spelled = (text: string, gapAt: number) =>
    withPoint(glyphs(text, gapAt))
      .map(({ text: sign }) => sign)
      .join('')
  expect(spelled('¥5800元', 3)).toBe('¥58.00元')
  expect(spelled('260元', 1)).toBe('2.60元')
  expect(spelled('¥5800元', 9)).toBe('¥5800元')
  expect(spelled('¥5800元', 2)).toBe('¥5800元')
})
