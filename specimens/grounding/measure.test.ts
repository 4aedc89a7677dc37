import { describe, expect, test } from 'vitest'
import { kindByName } from '../../server/contract/documents/index.ts'
import { quadOfBounds, type Quad } from '../../server/contract/geometry.ts'
import type { Field, Findings } from '../../server/contract/result.ts'
import type { groundFindings } from '../../server/engine/ground/index.ts'
import { fieldOf, noFindings } from '../../server/providers/field.ts'
import { ProviderError } from '../../server/providers/provider.ts'
import type { Specimen } from '../index.ts'
import { createRandom } from '../random.ts'
import type { Truth } from '../truth.ts'
import type { Operation } from './clouds.ts'
import { isMarked, measureOperation, summarise, type Measurement } from './measure.ts'
import { altered, withoutPlaces } from './values.ts'

const place = (top: number): Quad => quadOfBounds({ left: 10, top, right: 110, bottom: top + 20 })
const operation: Operation = {
  provider: 'ctyun',
  capability: 'ctyun.ocr.idcard',
  kind: 'id-card-front',
  parameters: {},
}

const truth: Truth = {
  kind: 'id-card-front',
  fields: { name: '张三丰', sex: '男', birth_date: '1990-01-05', id_number: '11010519900105002X' },
  boxes: { name: [place(0)], sex: [], birth_date: [place(40)], id_number: [place(80)] },
  elsewhere: { birth_date: [[place(80)]] },
  lines: [],
  regions: {},
}
const specimen = { image: Buffer.from('picture'), width: 200, height: 200, truth } as unknown as Specimen

const field = (key: string, value: string): Field =>
  fieldOf({ provider: 'ctyun', kind: 'id-card-front', key, nativeName: key, path: key, value, quads: [place(150)] })
/** What the cloud answers: the name misread. */
const answered: Findings = {
  ...noFindings(),
  fields: [
    field('name', '张三手'),
    field('sex', '男'),
    field('birth_date', '1990-01-05'),
    field('id_number', '11010519900105002X'),
  ],
}

type Ground = typeof groundFindings
/** Grounds every field at a place of its own; one whose value is not that of the page has its differing signs marked. */
const groundAt =
  (places: Readonly<Record<string, Quad>>): Ground =>
  async (_kind, findings) => ({
    ...findings,
    fields: findings.fields.map((each): Field => {
      const [at, printed] = [places[each.key], truth.fields[each.key] ?? '']
      if (!at) return { ...each, agreement: 0 }
      const chars = Array.from(each.value!, (text, index) => {
        const read = Array.from(printed)[index]!
        return { text, quad: at, confidence: 1, alternatives: [], ...(read !== text && { read }) }
      })
      return { ...each, quads: [at], boxSource: 'grounded', agreement: each.value === printed ? 1 : 0.9, chars }
    }),
  })

const measure = (change: Partial<Measurement>) =>
  measureOperation({
    clouds: {
      recognise: async () => ({ kind: 'id-card-front', requestId: null, findings: answered, raw: null }),
    },
    ground: groundAt({}),
    page: async () => ({ index: 0, width: 200, height: 200, lines: [] }),
    operation,
    specimen,
    seed: 'one',
    ...change,
  })

describe('placing is measured', () => {
  test('against every place where the value is printed; what is misread or not printed has none', async () => {
    const score = await measure({ ground: groundAt({ birth_date: place(80), id_number: place(80) }) })
    expect(score.misread).toEqual([{ name: 'name', text: '张三手' }])
    expect(score.values.map(({ name, overlap }) => [name, overlap])).toEqual([
      ['birth_date', 1],
      ['id_number', 1],
    ])
    expect(summarise([score])).toMatchObject({ values: 2, right: 1, wrong: 0, misread: 1, alteredRight: 1, marked: 1 })
  })

  test('what is nowhere and what is elsewhere are told apart', async () => {
    const score = await measure({ ground: groundAt({ id_number: place(120) }) })
    expect(summarise([score])).toMatchObject({ right: 0, unplaced: 0.5, wrong: 0.5, elsewhere: 0.5 })
    const near = await measure({ ground: groundAt({ birth_date: place(40), id_number: place(92) }) })
    expect(summarise([near])).toMatchObject({ right: 0.5, wrong: 0.5, elsewhere: 0 })
  })

  test('a mark too many or too few is seen', async () => {
    const score = await measure({ ground: groundAt({ birth_date: place(40), id_number: place(80) }) })
    expect(score.altered.map((each) => [each.name, each.marks, isMarked(each)])).toEqual(
      score.altered.map(({ name, wanted }) => [name, [wanted], true]),
    )
    const [first] = score.altered
    expect(isMarked({ ...first!, marks: [] })).toBe(false)
    expect(isMarked({ ...first!, marks: [...first!.marks, 'a→b'] })).toBe(false)
    expect(isMarked({ ...first!, agreement: 1 })).toBe(false)
  })

  test('a picture that the cloud refuses has no values, and says so', async () => {
    const refuse = () => {
      throw new ProviderError({
        provider: 'ctyun',
        title: 'No',
        status: 422,
        code: 'document-unreadable',
        providerCode: '51005',
        retryable: false,
        whoseFault: 'document',
      })
    }
    expect(await measure({ clouds: { recognise: async () => refuse() } })).toMatchObject({
      refused: '51005',
      values: [],
    })
  })
})

test('an answer robbed of its places keeps its texts: lines become fields, cells lose their boxes', () => {
  const cell = { row: 0, column: 0, rowSpan: 1, columnSpan: 1, text: '甲', quad: place(0), confidence: 0.9 }
  const general = { ...operation, capability: 'ctyun.ocr.general', kind: 'general-text' }
  const bare = withoutPlaces(general, {
    ...noFindings(),
    lines: [{ text: '第一行', page: 0, quad: place(0), confidence: 0.5, chars: [], path: 'a[0].text' }],
    tables: [{ page: 0, quad: place(0), rows: 1, columns: 1, cells: [cell] }],
    regions: [{ kind: 'card', page: 0, quad: place(0), confidence: null }],
  })
  expect(bare.fields).toMatchObject([
    { key: 'ctyun:Text', value: '第一行', quads: [], boxSource: null, confidence: null, native: { path: 'a[0].text' } },
  ])
  expect([bare.lines, bare.regions, bare.tables[0]!.cells[0]!.quad]).toEqual([[], [], null])
  expect(withoutPlaces(operation, answered).fields).toHaveLength(answered.fields.length)
})

test('one character is changed into another of its sort, and the value stays one of its type', () => {
  const definition = (kind: string, key: string) => kindByName(kind)!.fields.find((each) => each.key === key)
  const date = definition('id-card-front', 'birth_date')
  for (let seed = 0; seed < 50; seed += 1) {
    const change = altered('1992-02-29', date, createRandom(seed))!
    expect(change.text).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(Number.isNaN(Date.parse(change.text))).toBe(false)
    expect(Array.from(change.text).filter((sign, index) => sign !== '1992-02-29'[index])).toEqual([change.is])
    expect(altered('-12.00', definition('takeaway-order', 'discount_total'), createRandom(seed))!.text).toMatch(
      /^-\d\d\.00$/,
    )
  }
  expect(altered('男', definition('id-card-front', 'sex'), createRandom(1))).toBeNull()
  expect(altered('---', undefined, createRandom(1))).toBeNull()
})
