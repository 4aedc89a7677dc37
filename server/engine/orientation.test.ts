import { expect, it } from 'vitest'
import type { Box } from './boxes.ts'
import { bytesFor, pictureOf } from './picture.ts'
import { orient, readsUpright, tallTurn, type Classifier } from './orientation.ts'
import { controlBytes } from './messages.ts'

const box = (halfWidth: number, halfHeight: number): Box => ({ x: 0, y: 0, halfWidth, halfHeight, ux: 1, uy: 0 })

it('takes a page as turned when most of the length of its text stands upright', () => {
  expect(tallTurn([box(10, 100), box(10, 90), box(60, 10)])).toBe(1)
  expect(tallTurn([box(100, 10), box(90, 10), box(10, 60)])).toBe(0)
})

it('lets single signs, which are as high as wide, have no say', () => {
  expect(tallTurn([box(10, 12), box(10, 13), box(10, 12), box(40, 10)])).toBe(0)
  expect(tallTurn([])).toBe(0)
})

const picture = pictureOf({
  pixels: new SharedArrayBuffer(bytesFor(200, 200)),
  control: new SharedArrayBuffer(controlBytes),
  width: 200,
  height: 200,
})

/** A classifier that answers with these doubts one after the other, and how often it was asked. */
function classifierOf(doubts: readonly number[]): { classifier: Classifier; asked: () => number } {
  let asked = 0
  const session = {
    inputNames: ['x'],
    outputNames: ['y'],
    run: () => Promise.resolve({ y: { data: Float32Array.of(0, doubts[asked++] ?? 0) } }),
  }
  return { classifier: { session: () => Promise.resolve(session) } as unknown as Classifier, asked: () => asked }
}

const lines = Array.from({ length: 8 }, (_, index) => box(60 - index, 10))

it('asks three lines where these leave no doubt that the page is upright', async () => {
  const { classifier, asked } = classifierOf([])
  const { rotation } = await orient(classifier, picture, lines, () => Promise.reject(new Error('not read')))
  expect([rotation, asked()]).toEqual([0, 3])
})

it('asks on where one of the first three is in doubt, and reads both ways where most are', async () => {
  const { classifier, asked } = classifierOf([0.05, 0.9, 0.9, 0.9, 0.9, 0.9])
  const turnedOver = await orient(classifier, picture, lines, ({ ux }) =>
    Promise.resolve({ confidence: ux < 0 ? 0.9 : 0.2, length: 10 }),
  )
  expect([turnedOver.rotation, asked()]).toEqual([180, 6])
})

const read = (text: string, confidence = 0.97) => [...text].map((sign) => ({ text: sign, confidence }))

it('takes four sure signs that look otherwise on their head for proof that a line is upright', () => {
  expect(readsUpright(read('北京市海淀'))).toBe(true)
  expect(readsUpright(read('P<AREFATIMA'))).toBe(true)
  expect(readsUpright(read('北京市'))).toBe(false)
  expect(readsUpright(read('北京市海淀', 0.85))).toBe(false)
})

it('takes no proof from signs that look the same or like others on their head', () => {
  expect(readsUpright(read('0016899010981-<<<<<XNOSZHIuno'))).toBe(false)
  expect(readsUpright(read('十一日田中口王'))).toBe(false)
})
