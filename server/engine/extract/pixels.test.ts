import { describe, expect, it } from 'vitest'
import type { Quad } from '../../contract/geometry.ts'
import type { Inspections } from '../reading.ts'
import { isCard, recaptureScore } from './card-screenshot.ts'
import { fakePage, type Printed } from './fake-reading.ts'
import { extractFindings } from './index.ts'
import { textPage } from './text-stream.ts'

const square: Quad = [
  [100, 100],
  [300, 100],
  [300, 300],
  [100, 300],
]

/** A page whose pixels say what is given. */
const page = (lines: readonly Printed[], seen: Partial<Inspections>) => ({
  ...fakePage(lines),
  inspect: (what: keyof Inspections) => Promise.resolve((seen[what] ?? []) as never),
})

describe('qr-code', () => {
  it('is a field and a region for each code, with no confidence claimed', async () => {
    const codes = [
      { text: 'https://example.com/1', quad: square },
      { text: '', quad: square },
    ]
    const { fields, regions } = await extractFindings('qr-code', [page([], { codes })])
    expect(fields.map(({ key, value, confidence, quads }) => [key, value, confidence, quads.length])).toEqual([
      ['content', 'https://example.com/1', null, 1],
      ['content', null, null, 1],
    ])
    expect(regions.map(({ kind, text }) => [kind, text])).toEqual([
      ['qr', 'https://example.com/1'],
      ['qr', ''],
    ])
  })

  it('is nothing where nobody can look at the pixels', async () => {
    expect((await extractFindings('qr-code', [fakePage([])])).fields).toEqual([])
  })
})

describe('stamp', () => {
  const chars = Array.from('北京市松间物流有限公司').map((text, index) => ({
    text,
    quad: square.map(([x, y]) => [x + index, y]) as unknown as Quad,
    confidence: 0.95,
    alternatives: [],
  }))
  const round = { centre: [200, 200] as [number, number], radius: 100, quad: square, text: '', confidence: 0.95, chars }

  it('has the name along the rim, and the lines inside that are no part of the letter', async () => {
    const lines: Printed[] = [
      { text: '特此证明', x: 500, y: 60 },
      { text: '合同专用章', x: 150, y: 250, height: 18 },
    ]
    const { fields, regions } = await extractFindings('stamp', [page(lines, { seals: [round] })])
    expect(fields.map(({ key, value }) => [key, value])).toEqual([
      ['stamp_text', '北京市松间物流有限公司'],
      ['other_text', '合同专用章'],
    ])
    expect(fields[0]!.quads).toEqual([square])
    expect(regions).toMatchObject([{ kind: 'stamp', quad: square, text: '北京市松间物流有限公司' }])
  })

  it('takes no rim of noise for a name', async () => {
    const noise = { ...round, chars: chars.slice(0, 2) }
    expect((await extractFindings('stamp', [page([], { seals: [noise] })])).fields).toEqual([])
  })
})

describe('card-screenshot', () => {
  const quality = { sharpness: 2000, moire: 8, outlineAspect: 1.58 }
  const card: Printed[] = [
    { text: '姓名王小明', x: 60, y: 60 },
    { text: '公民身份号码11010519491231002X', x: 60, y: 300 },
  ]
  const values = async (lines: readonly Printed[], own: typeof quality) => {
    const { fields } = await extractFindings('card-screenshot', [page(lines, { quality: own })])
    return Object.fromEntries(fields.map(({ key, value }) => [key, value]))
  }

  it('answers each of its questions from its own measure', async () => {
    expect(await values(card, quality)).toMatchObject({ is_card: 'true', is_blurred: 'false', is_recaptured: 'false' })
    expect(await values(card, { ...quality, sharpness: 20 })).toMatchObject({
      is_blurred: 'true',
      is_recaptured: 'false',
    })
    expect(await values(card, { ...quality, moire: 3000 })).toMatchObject({
      is_blurred: 'false',
      is_recaptured: 'true',
    })
    expect(await values([{ text: '通知', x: 60, y: 60 }], quality)).toMatchObject({ is_card: 'false' })
  })

  it('scores between 0 and 100, more for more', () => {
    const scores = [1, 10, 99, 101, 1000, 1e6].map((moire) => recaptureScore({ moire }))
    expect(scores).toEqual(scores.toSorted((first, second) => first - second))
    expect(scores[0]).toBeLessThan(1)
    expect(scores[2]).toBeLessThan(50)
    expect(scores[3]).toBeGreaterThan(50)
    expect(scores.at(-1)).toBeLessThanOrEqual(100)
  })

  it('knows a card without words by its shape alone when it has a few lines', () => {
    const lines = ['AB', 'CD', 'EF'].map((text, index) => ({ text, x: 60, y: 60 + index * 60 }))
    const some = textPage(fakePage(lines))
    expect(isCard(some, { ...quality, outlineAspect: 1.58 })).toBe(true)
    expect(isCard(some, { ...quality, outlineAspect: 2.6 })).toBe(false)
  })
})

describe('pages and frames', () => {
  it('a PDF`s lines and a still`s frame', async () => {
    const still = fakePage([{ text: '欢迎光临', x: 60, y: 60 }])
    expect(
      (await extractFindings('pdf', [still, { ...still, index: 1 }])).lines.map(({ page: index }) => index),
    ).toEqual([0, 1])
    const { frames } = await extractFindings('video-text', [still])
    expect(frames.map(({ timeMs, lines }) => [timeMs, lines.map(({ text }) => text)])).toEqual([[0, ['欢迎光临']]])
  })
})
