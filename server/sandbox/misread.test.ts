import { expect, test } from 'vitest'
import type { Character, Field } from '../contract/result.ts'
import type { StandInEngine, StandInReading } from '../providers/stand-in.ts'
import { createMisreading, misread } from './misread.ts'

const quad: Character['quad'] = [
  [0, 0],
  [10, 0],
  [10, 10],
  [0, 10],
]

function field(key: string, value: string, printed: string): Field {
  const chars = Array.from(printed).map((text) => ({ text, quad, confidence: 0.9, alternatives: [] }))
  return {
    key,
    value,
    native: { path: key, value },
    page: 0,
    quads: [quad],
    boxSource: 'provider',
    confidence: 0.9,
    confidenceSource: 'engine',
    agreement: null,
    chars,
    checks: [],
  }
}

const empty: StandInReading = { fields: [], lines: [], tables: [], regions: [], frames: [], width: 100, height: 60 }
const card: StandInReading = {
  ...empty,
  fields: [
    field('name', '张伟', '张伟'),
    field('id_number', '1234567', '1234567'),
    field('birth_date', '1990-01-05', '1990年1月5日'),
  ],
}

test('one character of the longest value that stands there as it is is read wrongly, by one of its own sort', () => {
  expect(misread(card).fields.map(({ value }) => value)).toEqual(['张伟', '1238567', '1990-01-05'])
  const line = { text: '通知一二', page: 0, quad, confidence: 0.9, chars: [] }
  expect(misread({ ...empty, lines: [line] }).lines[0]!.text).toBe('通知未二')
  expect(misread(empty)).toBe(empty)
})

test('only what is read while a call is answered under the fault is read wrongly', async () => {
  const engine: StandInEngine = {
    read: async () => card,
    pdfPages: async () => [],
    videoFrames: async () => [],
  }
  const misreading = createMisreading(engine)
  const number = async () => {
    const { fields } = await misreading.engine.read('id-card-front', new Uint8Array(), new AbortController().signal)
    return fields[1]!.value
  }
  const [under, beside] = await Promise.all([misreading.during(number), number()])
  expect([under, beside]).toEqual(['1238567', '1234567'])
})
