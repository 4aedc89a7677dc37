import type { Point, Quad } from '../../contract/geometry.ts'
import type { Line } from '../../contract/result.ts'
import type { ViewReading } from '../reading.ts'
import type { PageContext } from './text-stream.ts'

/** Chance that can be had again by its seed (mulberry32). */
function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const box = (left: number, top: number, right: number, bottom: number): Quad => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
]

/** A line with a character a sign; `cells` false leaves the characters out, as some sources do. */
function lineAt(text: string, quad: Quad, { cells = true, confidence = 0.9 } = {}): Line {
  const signs = Array.from(text)
  const [a, b, , d] = quad
  const at = (share: number): Point => [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
  const down: Point = [d[0] - a[0], d[1] - a[1]]
  const chars = signs.map((sign, index) => {
    const [from, to] = [at(index / signs.length), at((index + 1) / signs.length)]
    const cell: Quad = [from, to, [to[0] + down[0], to[1] + down[1]], [from[0] + down[0], from[1] + down[1]]]
    return { text: sign, quad: cell, confidence, alternatives: [{ text: '0', confidence: 0.3 }] }
  })
  return { text, page: 0, quad, confidence, chars: cells ? chars : [] }
}

/** What upsets rules about text: nothing, too much, both directions, marks without letters, halves of signs, signs that NFKC makes long, loops for patterns. */
const adversarialTexts: readonly string[] = [
  '',
  ' ',
  '\u0000\u0000\u0007',
  '\ud800',
  '\udc00\ud800',
  '\u{1F468}\u200d\u{1F469}\u200d\u{1F467}\u{20BB7}\u{2A6D6}',
  'a\u0301\u0301\u0301\u0301\u0301\u0327',
  '\u202eabc\u202c\u2066123\u2069',
  'الاسم: \u200f\u061cمحمد 784-1990-1234567-1',
  'ﷺﷺﷺﷺﷺﷺﷺﷺ',
  '１２３４－５６７８',
  'a'.repeat(160),
  '1'.repeat(160),
  '<'.repeat(160),
  `P<UTO${'<'.repeat(39)}`,
  'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
  '1.'.repeat(80),
  '2020-'.repeat(32),
  '1990年1月'.repeat(20),
  '12:30 '.repeat(26),
  ' '.repeat(150),
  'a.b-'.repeat(30) + '@',
  '@'.repeat(100),
  '((((((((((((((((((((',
  '壹仟'.repeat(60),
  '京A12345'.repeat(20),
  '姓名性别民族出生住址公民身份号码签发机关有效期限'.repeat(5),
  '购买方名称纳税人识别号地址电话开户行金额税率税额价税合计'.repeat(5),
  'Name Date of Birth Nationality Sex ID Number Expiry Date '.repeat(3),
  '¥1,234.50 -¥3 36.5元 '.repeat(8),
]

function context(lines: Line[], look: (text: string) => string = () => ''): PageContext {
  return {
    index: 0,
    width: 1200,
    height: 800,
    reading: {
      width: 1200,
      height: 800,
      rotation: 0,
      lines,
      timings: { decodeMs: 0, detectMs: 0, orientMs: 0, recogniseMs: 0 },
    },
    look: (quad, views) =>
      Promise.resolve(
        views.map(({ alphabet = '' }): ViewReading => {
          const { text, chars } = lineAt(look(alphabet), quad)
          return { text, confidence: chars.length > 0 ? 0.9 : 0, chars }
        }),
      ),
  }
}

type Place = (index: number, next: () => number) => Quad

const places: Readonly<Record<string, Place>> = {
  'in rows': (index) => box(20, 20 + 30 * index, 1180, 44 + 30 * index),
  'in a grid': (index) =>
    box(20 + 60 * (index % 20), 30 * Math.floor(index / 20), 75 + 60 * (index % 20), 24 + 30 * Math.floor(index / 20)),
  'on one spot': () => box(100, 100, 400, 130),
  'without size': (index) => box(index, index, index, index),
  'without height': (index) => box(0, 10 * index, 900, 10 * index),
  'far away': (_, next) => {
    const [x, y] = [(next() - 0.5) * 1e9, (next() - 0.5) * 1e9]
    return box(x, y, x + 1e6, y + 10)
  },
  'turned over': (index) => {
    const [a, b, c, d] = box(20, 20 + 30 * index, 1180, 44 + 30 * index)
    return [c, d, a, b]
  },
  any: (_, next) => {
    const point = (): Point => [next() * 1400 - 100, next() * 1000 - 100]
    return [point(), point(), point(), point()]
  },
}

/** Pages by name that upset rules: every kind of text at every kind of place; few lines and far too many. A seed gives the same pages again. */
export function adversarialPages(seed: number): readonly { name: string; make: () => PageContext }[] {
  const next = chance(seed)
  const any = () => adversarialTexts[Math.floor(next() * adversarialTexts.length)]!
  const placed = Object.entries(places).map(([name, place]) => ({
    name: `lines ${name}`,
    make: () =>
      context(
        Array.from({ length: [3, 30, 120][Math.floor(next() * 3)]! }, (_, index) =>
          lineAt(any(), place(index, next), { cells: next() > 0.2, confidence: next() }),
        ),
        any,
      ),
  }))
  const grid = places['in a grid']!
  return [
    ...placed,
    { name: 'no lines', make: () => context([]) },
    {
      name: '1000 lines',
      make: () =>
        context(
          Array.from({ length: 1000 }, (_, index) => lineAt(any().slice(0, 12), grid(index, next))),
          any,
        ),
    },
    {
      name: 'a line of 20,000 signs',
      make: () => context([lineAt(any().repeat(2000).slice(0, 20_000), box(0, 0, 1200, 30))], any),
    },
  ]
}
