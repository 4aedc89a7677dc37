import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import { readDetail } from './repository.ts'
import { appendChangeSets } from './review.ts'
import { addDocument, addRecognition, cardFields, field, step, testMoment, valueChange } from './testing.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.clear())
afterAll(() => database.close())

/** Minutes after the test's moment. */
const at = (minutes: number) => new Date(testMoment.getTime() + minutes * 60_000)
const actor = { id: 'ada', name: 'Ada', role: 'reviewer' as const }
const detail = async (id: string) => (await readDetail(database.db, id, at(60)))!
const other = cardFields.map((each) => (each.key === 'name' ? field('name', '张韦') : each))

test('a reading made for a comparison displaces neither the one under review nor a correction, whatever becomes of it', async () => {
  const { db } = database
  const id = await addDocument(db)
  const first = await addRecognition(db, id)
  const change = step(first, valueChange('field:address', '某省某市某路1号', '某省某市某路7号'))
  await appendChangeSets(db, { documentId: id, actor, now: at(1), baseSequence: 0, changeSets: [change] })
  const compared = await addRecognition(db, id, { fields: other, comparison: true, now: at(2) })
  await addRecognition(db, id, { status: 'running', comparison: true, now: at(3) })
  await addRecognition(db, id, { status: 'failed', comparison: true, now: at(4) })
  const { recognition, recognitions, changeSets, document } = await detail(id)
  expect(recognition?.id).toBe(first)
  expect(changeSets).toHaveLength(1)
  expect(document).toMatchObject({ state: 'review', corrections: 1 })
  expect(document.error).toBeUndefined()
  expect(recognitions.find((each) => each.id === compared)?.comparison).toBe(true)
  expect(recognitions.find((each) => each.id === first)).not.toHaveProperty('comparison')
})

test('reading again does displace it, as before', async () => {
  const { db } = database
  const id = await addDocument(db)
  await addRecognition(db, id)
  await addRecognition(db, id, { comparison: true, now: at(1) })
  const again = await addRecognition(db, id, { fields: other, now: at(2) })
  expect((await detail(id)).recognition?.id).toBe(again)
})

test('where nothing else has read the document, the first reading of the comparison that succeeds stays under review', async () => {
  const { db } = database
  const id = await addDocument(db)
  await addRecognition(db, id, { status: 'failed', comparison: true, now: at(1) })
  expect((await detail(id)).document.state).toBe('failed')
  const first = await addRecognition(db, id, { comparison: true, now: at(2) })
  expect((await detail(id)).document.state).toBe('review')
  await addRecognition(db, id, { fields: other, comparison: true, now: at(3) })
  await addRecognition(db, id, { status: 'queued', comparison: true, now: at(4) })
  expect(await detail(id)).toMatchObject({ document: { state: 'review' }, recognition: { id: first } })
})

test('a reading that nobody asked for only to compare comes first, also when it came later or is still being made', async () => {
  const { db } = database
  const id = await addDocument(db)
  const compared = await addRecognition(db, id, { comparison: true })
  await addRecognition(db, id, { status: 'running', now: at(1) })
  expect(await detail(id)).toMatchObject({ document: { state: 'running' }, recognition: { id: compared } })
  const read = await addRecognition(db, id, { fields: other, now: at(2) })
  expect((await detail(id)).recognition?.id).toBe(read)
})
