import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createIntake } from './index.ts'
import type { Intake } from './intake.ts'
import { makePdf } from './test-files.ts'

let intake: Intake
beforeAll(() => {
  intake = createIntake({ store: undefined as never })
})
afterAll(() => intake.close())

/** UCS-2, as the encoding of the Chinese font wants it. */
const ucs2 = (text: string) => Array.from(text, (sign) => sign.charCodeAt(0).toString(16).padStart(4, '0')).join('')
const latin = (x: number, y: number, text: string, size = 12) => `BT /F1 ${size} Tf ${x} ${y} Td (${text}) Tj ET\n`
const chinese = (x: number, y: number, text: string, size = 12) =>
  `BT /F2 ${size} Tf ${x} ${y} Td <${ucs2(text)}> Tj ET\n`

/** Pixels a point at 200 dots an inch. */
const scale = 200 / 72
const lines = async (content: string, rotate: 0 | 90 = 0) =>
  (await intake.textLayers(makePdf([{ width: 300, height: 200, content, rotate }])))[0]!

async function shown(content: string, rotate: 0 | 90 = 0) {
  const found = await lines(content, rotate)
  if (!found) throw new Error('The page has no text layer.')
  return found
}

describe('the text layer of a PDF', () => {
  test('says its lines, Latin and Chinese, at their places', async () => {
    const [first, second, ...more] = await shown(latin(20, 160, 'Invoice No. 0048') + chinese(20, 120, '价税合计'))
    expect(more).toEqual([])
    expect([first!.text, second!.text]).toEqual(['Invoice No. 0048', '价税合计'])
    const [[left, top], , [right, bottom]] = second!.quad
    expect(left).toBeCloseTo(20 * scale, 0)
    expect(right).toBeCloseTo((20 + 4 * 12) * scale, 0)
    // The baseline lies in it, 80 points from the upper edge.
    expect(top).toBeLessThan(80 * scale)
    expect(bottom).toBeGreaterThan(80 * scale)
    expect(bottom - top).toBeLessThan(14 * scale)
    expect(second!.chars.map(({ text }) => text)).toEqual(['价', '税', '合', '计'])
  })

  test('joins what stands beside each other, parts what stands apart, and keeps bold print that is printed twice once', async () => {
    const content =
      latin(20, 160, 'Item') +
      latin(46, 160, 'name') +
      latin(200, 160, '12.50') +
      latin(20, 120, 'Sum') +
      latin(20.2, 120, 'Sum')
    expect((await shown(content)).map(({ text }) => text).toSorted()).toEqual(['12.50', 'Item name', 'Sum'])
  })

  test('runs as the page is turned', async () => {
    const [line] = await shown(latin(20, 160, 'Sideways'), 90)
    const [a, b] = line!.quad
    expect(Math.abs(b[0] - a[0])).toBeLessThan(1)
    expect(b[1] - a[1]).toBeGreaterThan(40)
  })

  test('does not count where it is not shown, nor where there is none', async () => {
    expect(await lines(`3 Tr\n${latin(20, 160, 'what an OCR laid over a scan')}`)).toBeNull()
    expect(await lines('0 0 9 9 re f')).toBeNull()
  })
})
