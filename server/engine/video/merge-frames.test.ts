import { expect, test } from 'vitest'
import { fakePage, type Printed } from '../extract/fake-reading.ts'
import { mergeFrames } from './merge-frames.ts'

const frame = (timeMs: number, ...printed: Printed[]) => ({ timeMs, lines: fakePage(printed).reading.lines })
const caption = (text: string): Printed => ({ text, x: 300, y: 600 })
const logo: Printed = { text: 'CHANNEL 9', x: 20, y: 20 }

test('one caption over several frames says what most of them read, also where one missed it', () => {
  const frames = mergeFrames([
    frame(0, caption('老街的石板路被雨水冲刷')),
    frame(500, caption('老街的石极路被雨水冲刷')),
    frame(1000),
    frame(1500, caption('老街的石板路被雨水冲刷')),
    frame(2000, caption('感谢大家的支持')),
  ])
  expect(frames.map(({ timeMs, lines }) => [timeMs, ...lines.map(({ text }) => text)])).toEqual([
    [0, '老街的石板路被雨水冲刷'],
    [500, '老街的石板路被雨水冲刷'],
    [1000, '老街的石板路被雨水冲刷'],
    [1500, '老街的石板路被雨水冲刷'],
    [2000, '感谢大家的支持'],
  ])
})

test('other text at the same place, and the same text elsewhere, are other lines', () => {
  const frames = mergeFrames([
    frame(0, logo, caption('第一句')),
    frame(500, logo, caption('第二句话')),
    frame(1000, { ...logo, x: 700 }),
  ])
  expect(frames.map(({ lines }) => lines.map(({ text }) => text).toSorted())).toEqual([
    ['CHANNEL 9', '第一句'],
    ['CHANNEL 9', '第二句话'],
    ['CHANNEL 9'],
  ])
  expect(frames[2]!.lines[0]!.quad[0][0]).toBe(700)
})
