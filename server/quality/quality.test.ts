import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Quality } from '../contract/quality.ts'
import { qualityDocuments, qualityFields } from '../db/schema.ts'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import { appendChangeSets } from '../documents/review.ts'
import {
  addDocument,
  addRecognition,
  cardFields,
  decisionChange,
  field,
  step,
  testMoment,
  valueChange,
} from '../documents/testing.ts'
import type { Change } from '../contract/review.ts'
import { readQuality } from './read-quality.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => database.clear())

const actor = { id: 'ann', name: 'Ann', role: 'reviewer' as const }
let sequence = 0
const change = async (documentId: string, reading: string, ...changes: Change[]) => {
  ;({ sequence } = await appendChangeSets(database.db, {
    documentId,
    actor,
    now: testMoment,
    baseSequence: sequence,
    changeSets: [step(reading, ...changes)],
  }))
}
const figures = (filter: { errorRate?: number; provider?: string } = {}): Promise<Quality> =>
  readQuality(database.db, { from: '2026-03-01', to: '2026-03-01', modes: ['local'], errorRate: 0.01, ...filter })

async function card(): Promise<[string, string]> {
  sequence = 0
  const id = await addDocument(database.db)
  // One value without a confidence, one that the machine did not find.
  const fields = cardFields.map((each) => {
    if (each.key === 'ethnicity') return field('ethnicity', '汉', null)
    return each.key === 'sex' ? field('sex', null, null) : each
  })
  return [id, await addRecognition(database.db, id, { fields })]
}

const approved: Change = { ...decisionChange('approved'), effort: { seconds: 12, keys: 5 } } as Change

it('an approval adds how values stood: unchanged, changed, found by a person; with the effort that it took', async () => {
  const [id, reading] = await card()
  await change(id, reading, valueChange('field:name', '张伟', '章伟'))
  await change(id, reading, valueChange('field:sex', null, '男'))
  expect((await figures()).providers).toEqual([])
  await change(id, reading, approved)
  const { providers, fields, calibrations } = await figures()
  expect(providers).toMatchObject([
    {
      provider: 'local',
      documents: 1,
      stood: { count: 4, of: 6 },
      missed: 1,
      cost: 0,
      costPerCorrectField: 0,
      watched: 1,
      seconds: 12,
      keys: 5,
    },
  ])
  expect(
    fields
      .slice(0, 2)
      .map((each) => [each.field, each.stood?.count, each.missed])
      .toSorted((one, other) => String(one[0]).localeCompare(String(other[0]))),
  ).toEqual([
    ['name', 0, 0],
    ['sex', 0, 1],
  ])
  expect(calibrations).toMatchObject([
    { provider: null, bins: [{ from: 0.95, stood: { count: 3, of: 4 } }], unknown: { count: 1, of: 1 } },
    { provider: 'local' },
  ])
})

it('what is reopened is taken off again, to the last one, and corrected anew it counts as it then stands', async () => {
  const [id, reading] = await card()
  await change(id, reading, valueChange('field:name', '张伟', '章伟'))
  await change(id, reading, approved)
  await change(id, reading, decisionChange('open', 'approved'))
  expect((await figures()).providers).toEqual([])
  for (const { right, wrong, missed } of await database.db.select().from(qualityFields)) {
    expect([...right, ...wrong, missed].every((count) => count === 0)).toBe(true)
  }
  expect(await database.db.select().from(qualityDocuments)).toMatchObject([
    { watched: 0, seconds: 0, keys: 0, cost: 0 },
  ])
  await change(id, reading, valueChange('field:name', '章伟', '张伟'))
  await change(id, reading, decisionChange('approved'))
  expect((await figures()).providers).toMatchObject([
    { documents: 1, stood: { count: 5, of: 5 }, watched: 0, seconds: null },
  ])
})

it('a rejected document teaches nothing, an illegible field neither, and a value that is not there was wrong', async () => {
  const [first, reading] = await card()
  await change(first, reading, decisionChange('rejected'))
  expect((await figures()).providers).toEqual([])
  const [second, other] = await card()
  await change(second, other, { type: 'mark', item: 'field:name', from: null, to: 'illegible' })
  await change(second, other, { type: 'mark', item: 'field:address', from: null, to: 'missing' })
  await change(second, other, decisionChange('approved'))
  expect((await figures()).providers).toMatchObject([{ documents: 1, stood: { count: 3, of: 4 }, missed: 0 }])
})

it('a filter leaves the others out, and modes are apart', async () => {
  const [id, reading] = await card()
  await change(id, reading, decisionChange('approved'))
  expect((await figures({ provider: 'ctyun' })).providers).toEqual([])
  const live = { from: '2026-03-01', to: '2026-03-01', modes: ['live'] as const, errorRate: 0.01 }
  expect((await readQuality(database.db, live)).fields).toEqual([])
  expect((await figures()).autoApproval).toMatchObject({ wanted: 0.01, state: 'not-enough-data' })
})
