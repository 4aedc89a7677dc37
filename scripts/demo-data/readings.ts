import type { Field } from '../../server/contract/result.ts'
import type { Random } from '../../specimens/random.ts'
import { fieldKey, type Truth } from '../../specimens/truth.ts'

/** How a recogniser errs: it is wrong about a value with `(1 - confidence) x slope + floor`; of `silent` ones nobody is told the confidence. */
interface Habit {
  slope: number
  floor: number
  silent: boolean
}

const habits: Record<string, Habit> = {
  local: { slope: 1.2, floor: 0.006, silent: false },
  'aliyun-viapi': { slope: 0.6, floor: 0.008, silent: true },
  ctyun: { slope: 1.1, floor: 0.012, silent: true },
  // Says 0.95 and is right less often: what the reliability diagram is for.
  'huawei-ocr': { slope: 2.4, floor: 0.01, silent: false },
  'tencent-ci': { slope: 1.6, floor: 0.02, silent: false },
}

/** Signs that recognisers take for one another. */
const alike: Record<string, string> = {
  0: 'O',
  1: '7',
  2: 'Z',
  3: '8',
  5: '6',
  6: '5',
  7: '1',
  8: '3',
  9: '4',
  未: '末',
  己: '已',
  日: '曰',
  王: '玉',
  李: '季',
  张: '弘',
  天: '夭',
  市: '巿',
  明: '朋',
}

/** The value with one sign read wrongly. */
function misread(value: string, random: Random): string {
  const signs = Array.from(value)
  const places = signs.flatMap((sign, place) => (alike[sign] ? [place] : []))
  const place = places.length > 0 ? random.pick(places) : random.integer(0, signs.length - 1)
  const wrong = alike[signs[place]!]
  return wrong ? signs.with(place, wrong).join('') : signs.toSpliced(place, 1).join('')
}

export interface InventedReading {
  fields: Field[]
  /** What a reviewer has to put right. */
  corrections: { key: string; from: string | null; to: string }[]
}

/** What a recogniser might have said of a specimen, with the mistakes of its habit. `scale`: pixels of the stored page to one of the specimen. */
export function inventReading(truth: Truth, provider: string, random: Random, scale: number): InventedReading {
  const habit = habits[provider]!
  const corrections: InventedReading['corrections'] = []
  const fields = Object.entries(truth.fields).flatMap(([key, value]): Field[] => {
    // A second value of a key has an id of its own; a believable month does without.
    if (fieldKey(key) !== key || value === '') return []
    const confidence = Math.max(0.3, 1 - 0.035 * (-Math.log(1 - random.next())) ** 1.6)
    const isWrong = random.chance(Math.min(0.9, (1 - confidence) * habit.slope + habit.floor))
    const read = isWrong ? (random.chance(0.15) ? null : misread(value, random)) : value
    if (read !== value) corrections.push({ key, from: read, to: value })
    const quads = read === null ? [] : (truth.boxes[key] ?? [])
    const known = habit.silent || read === null ? null : Math.round(confidence * 10_000) / 10_000
    return [
      {
        key,
        value: read,
        native: { path: key, value: read },
        page: 0,
        quads: quads.map((quad) => quad.map(([x, y]) => [x * scale, y * scale]) as typeof quad),
        boxSource: quads.length === 0 ? null : 'provider',
        confidence: known,
        confidenceSource: known === null ? null : provider === 'local' ? 'engine' : 'provider',
        agreement: null,
        checks: [],
      },
    ]
  })
  return { fields, corrections }
}
