import { describe, expect, it } from 'vitest'
import type { ReadingFound } from '#contract/actions'
import type { Field } from '#contract/result'
import { itemsOf, type ReviewItem } from '#contract/review'
import { columnsOf } from './columns.ts'
import {
  agreementOf,
  boxOf,
  disagreements,
  fillable,
  isSettled,
  matrixOf,
  nextOpen,
  previousDisagreement,
} from './matrix.ts'

const kind = 'id-card-front'

function field(key: string, value: string | null, patch: Partial<Field> = {}): Field {
  return {
    key,
    value,
    native: { path: key, value },
    page: 0,
    quads: [],
    boxSource: null,
    confidence: null,
    confidenceSource: null,
    agreement: null,
    checks: [],
    ...patch,
  }
}

function reading(id: string, values: Record<string, string | null>, patch: Partial<ReadingFound> = {}): ReadingFound {
  return {
    id,
    documentId: 'document',
    provider: id,
    capability: 'card',
    kind,
    mode: 'sandbox',
    status: 'succeeded',
    requestId: null,
    startedAt: null,
    finishedAt: null,
    durationMs: 100,
    pages: [{ index: 0, width: 100, height: 100 }],
    fields: Object.entries(values).map(([key, value]) => field(key, value)),
    lines: [],
    tables: [],
    regions: [],
    frames: [],
    ...patch,
  }
}

/** Oldest first, as they were asked; the first is under review. */
function compared(...readings: ReadingFound[]) {
  const columns = columnsOf(readings.toReversed(), kind, readings[0]!.id)
  const items = new Map<string, ReviewItem>(itemsOf({ ...readings[0]!, raw: null }).map((item) => [item.id, item]))
  return { columns, rows: matrixOf(kind, columns), items }
}
const rowsById = (rows: ReturnType<typeof matrixOf>) => new Map(rows.map((row) => [row.id, row]))

describe('the columns', () => {
  it('are the newest reading of each recogniser, the one under review first, in the order in which they were asked', () => {
    const own = reading('local', {})
    const first = reading('ctyun', { name: '甲' })
    const other = reading('tencent', {})
    const again = reading('again', { name: '乙' }, { provider: 'ctyun' })
    const live = reading('live', {}, { provider: 'ctyun', mode: 'live' })
    const otherKind = reading('back', {}, { kind: 'id-card-back' })
    const columns = columnsOf([otherKind, live, again, other, first, own], kind, 'local')
    expect(columns.map(({ number, mode, reading: { id } }) => [number, mode, id])).toEqual([
      [1, 'sandbox', 'local'],
      [2, 'sandbox', 'again'],
      [3, 'sandbox', 'tencent'],
      [4, 'live', 'live'],
    ])
  })
  it('keep the one under review in its place, also when the same recogniser read once more', () => {
    const again = reading('again', {}, { provider: 'local' })
    expect(columnsOf([again, reading('local', {})], kind, 'local').map(({ reading: { id } }) => id)).toEqual(['local'])
  })
})

describe('the matrix', () => {
  const { rows, items } = compared(
    reading('a', { name: '张三', sex: '男', address: null, id_number: '11' }),
    reading('b', { name: '张王', sex: '男', address: '路1号', id_number: '12' }),
    reading('c', { name: '张三', ethnicity: '汉', address: '路1号' }),
  )
  const byId = rowsById(rows)
  const states = (id: string) => byId.get(id)!.cells.map(({ state }) => state)

  it('has the fields of the kind in its order', () => {
    expect(rows.map(({ id }) => id)).toEqual(
      ['name', 'sex', 'ethnicity', 'birth_date', 'address', 'id_number'].map((key) => `field:${key}`),
    )
  })
  it('tells a value, an empty one and one that is not returned apart', () => {
    expect(states('field:address')).toEqual(['empty', 'value', 'value'])
    expect(states('field:sex')).toEqual(['value', 'value', 'absent'])
    expect(states('field:birth_date')).toEqual(['absent', 'absent', 'absent'])
  })
  it('marks who says something else, and the characters', () => {
    const { cells, consensus } = byId.get('field:name')!
    expect(consensus).toMatchObject({ agreement: 'majority', value: '张三' })
    expect(cells.map(({ agrees }) => agrees)).toEqual([true, false, true])
    expect(cells[1]!.runs).toEqual([
      { kind: 'same', text: '张' },
      { kind: 'other', text: '王' },
    ])
  })
  it('of two that differ marks both, since nobody has said who is right', () => {
    const { cells, consensus } = byId.get('field:id_number')!
    expect(consensus).toMatchObject({ agreement: 'tie', value: null })
    expect(cells.slice(0, 2).map(({ runs }) => runs.at(-1))).toEqual([
      { kind: 'other', text: '1' },
      { kind: 'other', text: '2' },
    ])
  })
  it('stops at disagreements only, in order and round, and not at those that are settled', () => {
    expect(disagreements(rows).map(({ key }) => key)).toEqual(['name', 'address', 'id_number'])
    expect(nextOpen(rows, items, null)?.key).toBe('name')
    expect(nextOpen(rows, items, 'field:name')?.key).toBe('address')
    expect(nextOpen(rows, items, 'field:sex')?.key).toBe('address')
    expect(nextOpen(rows, items, 'field:id_number')?.key).toBe('name')
    const accepted = new Map(items).set('field:name', { ...items.get('field:name')!, accepted: true })
    expect(nextOpen(rows, accepted, 'field:id_number')?.key).toBe('address')
    expect(previousDisagreement(rows, 'field:id_number')?.key).toBe('address')
    expect(previousDisagreement(rows, 'field:name')?.key).toBe('id_number')
  })
  it('is at an end when every disagreement is settled', () => {
    const done = new Map([...items].map(([id, item]) => [id, { ...item, accepted: true }]))
    expect(nextOpen(rows, done, null)).toBeNull()
  })
  it('offers to fill in what all say and the review lacks, and nothing that is in doubt', () => {
    expect(fillable(rows, items).map(({ key }) => key)).toEqual(['ethnicity'])
  })
  it('counts how often each agrees, where there is something to agree on', () => {
    expect(agreementOf(rows, 'a card sandbox')).toEqual({ agreed: 2, of: 3 })
    expect(agreementOf(rows, 'b card sandbox')).toEqual({ agreed: 2, of: 3 })
  })
  it('knows the place of a value from whoever knows it', () => {
    const at = {
      quads: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
        ],
      ] as Field['quads'],
      boxSource: 'grounded' as const,
    }
    const { rows: placed } = compared(
      reading('a', { name: '甲' }),
      reading('b', {}, { fields: [field('name', '甲', at)] }),
    )
    expect(boxOf(placed[0]!, placed[0]!.consensus.by)).toEqual({ page: 0, ...at })
    expect(boxOf(placed[0]!, ['a card sandbox'])).toBeUndefined()
  })
})

it('a reading that waits or failed says nothing and disagrees with nobody', () => {
  const { rows } = compared(
    reading('a', { name: '甲' }),
    reading('b', {}, { status: 'running' }),
    reading('c', {}, { status: 'failed' }),
  )
  const [name] = rows
  expect(name!.cells.map(({ state }) => state)).toEqual(['value', 'waiting', 'failed'])
  expect(name!.consensus.agreement).toBe('alone')
})

it('a field that occurs several times has a row each time', () => {
  const many = { kind: 'licence-plate' }
  const twice = [field('plate_number', '京A12345'), field('plate_number', '京B12345')]
  const readings = [
    reading('b', {}, { ...many, fields: twice.slice(0, 1) }),
    reading('a', {}, { ...many, fields: twice }),
  ]
  const rows = matrixOf('licence-plate', columnsOf(readings, 'licence-plate', 'a')).filter(
    ({ key }) => key === 'plate_number',
  )
  expect(rows.map(({ id, occurrence }) => [id, occurrence])).toEqual([
    ['field:plate_number', 1],
    ['field:plate_number:1', 2],
  ])
  expect(rows[1]!.cells.map(({ state }) => state)).toEqual(['value', 'absent'])
})

it('what a person corrected, accepted or marked is settled', () => {
  const [item] = itemsOf({ ...reading('a', { name: '甲' }), raw: null })
  expect(isSettled(item)).toBe(false)
  expect(isSettled({ ...item!, value: '乙' })).toBe(true)
  expect(isSettled({ ...item!, accepted: true })).toBe(true)
  expect(isSettled({ ...item!, mark: 'missing' })).toBe(true)
})
