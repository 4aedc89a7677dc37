import { describe, expect, it } from 'vitest'
import type { Line } from '../../contract/result.ts'
import { fakePage, type Printed } from '../extract/fake-reading.ts'
import { alignSigns } from './align.ts'
import { withTextLayer } from './index.ts'

/** A layer's lines: certain, and a little off the ink. */
const layerOf = (printed: readonly Printed[]): Line[] =>
  fakePage(printed.map((line) => ({ ...line, x: line.x + 3, y: line.y - 2 }))).reading.lines.map((line) => ({
    ...line,
    confidence: 1,
    chars: line.chars.map((char) => ({ ...char, confidence: 1 })),
  }))

const merged = async (seen: readonly Printed[], layer: readonly Printed[], look?: Printed) => {
  const page = fakePage(seen, { look: () => look ?? null })
  return (await withTextLayer(page.reading, layerOf(layer), page.look)).lines
}

const page: Printed[] = [
  { text: '发票号码: 0O48217', x: 40, y: 20 },
  { text: '价税合计', x: 40, y: 80 },
  { text: 'Payable within 30days', x: 40, y: 140 },
]

describe('withTextLayer', () => {
  it('takes exact signs from the layer and their places from the pixels, and says where the two differ', async () => {
    const lines = await merged(page, [
      { text: '发票号码：0048217', x: 40, y: 20 },
      { text: '价税合计', x: 40, y: 80 },
      { text: 'Payable within 30 days', x: 40, y: 140 },
    ])
    expect(lines.map(({ text }) => text)).toEqual(['发票号码：0048217', '价税合计', 'Payable within 30 days'])
    expect(lines.map(({ source }) => source)).toEqual(['file', 'file', 'file'])
    const doubt = lines[0]!.chars[6]!
    expect(doubt).toMatchObject({ text: '0', read: 'O', confidence: 1 })
    expect(doubt.quad).toEqual(fakePage(page).reading.lines[0]!.chars.filter(({ text }) => text !== ' ')[6]!.quad)
    expect(lines[1]!.chars.every(({ read }) => read === undefined)).toBe(true)
  })

  it('leaves a layer alone that says something else than the pixels', async () => {
    const garbage = page.map((line) => ({ ...line, text: Array.from(line.text, () => '\ue012').join('') }))
    expect((await merged(page, garbage)).map(({ text }) => text)).toEqual(page.map(({ text }) => text))
  })

  it('judges line by line: print of a picture stays, and a line that disagrees does not win', async () => {
    const seen = [...page, { text: '印在图片里的字', x: 40, y: 200 }, { text: '合计金额伍佰元整', x: 40, y: 260 }]
    const lines = await merged(seen, [...page, { text: '这里另有隐藏文字', x: 40, y: 260 }])
    expect(lines.map(({ text }) => text).slice(3)).toEqual(['印在图片里的字', '合计金额伍佰元整'])
  })

  it('adds what detection missed only where a second look sees it', async () => {
    const layer = [...page, { text: '白', x: 400, y: 80 }]
    expect((await merged(page, layer, { text: '白', x: 400, y: 80 })).map(({ text }) => text)).toEqual([
      page[0]!.text,
      '价税合计',
      '白',
      page[2]!.text,
    ])
    expect((await merged(page, layer)).map(({ text }) => text)).not.toContain('白')
  })

  it('aligns signs along a cheapest path', () => {
    expect(alignSigns([...'abcd'], [...'abxd'])).toEqual({ pairs: [0, 1, 2, 3], distance: 1 })
    expect(alignSigns([...'abcd'], [...'bcxxd'])).toEqual({ pairs: [-1, 0, 1, 4], distance: 3 })
    expect(alignSigns([], [...'ab']).distance).toBe(2)
  })
})
