import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ComparisonAnswer, ReadingFound } from '../contract/actions.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Recognition } from '../contract/result.ts'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import type { RecogniseOrder } from '../documents/recognise.ts'
import { addDocument, addRecognition, cardFields, testMoment } from '../documents/testing.ts'
import { createTestApp } from './testing.ts'

let database: TestDatabase
let asked: { documentId: string; order: RecogniseOrder; options: unknown }[]
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(async () => {
  asked = []
  await database.clear()
})
afterAll(() => database.close())

const queued: Recognition = {
  id: 'queued-1',
  documentId: 'document',
  provider: 'local',
  capability: 'id-card-front',
  kind: 'id-card-front',
  mode: 'local',
  status: 'queued',
  comparison: true,
  requestId: null,
  startedAt: null,
  finishedAt: null,
  durationMs: null,
  pages: [],
  fields: [],
  lines: [],
  tables: [],
  regions: [],
  frames: [],
  raw: null,
}

function testApp() {
  const app = createTestApp(database.db)
  app.deps.recognitions.request = async (documentId, order, options) => {
    asked.push({ documentId, order, options })
    if (order.provider === 'nobody') {
      throw new ProblemError({
        title: 'There is no such provider',
        status: 404,
        code: 'provider-unknown',
        retryable: false,
        whoseFault: 'caller',
      })
    }
    return { ...queued, documentId, provider: order.provider, capability: order.capability }
  }
  return app
}

test('several recognisers are asked at once, each for a comparison; what one refuses does not stop the others', async () => {
  const { post } = testApp()
  const id = await addDocument(database.db)
  const recognisers = [
    { provider: 'nobody', capability: 'nothing' },
    { provider: 'ctyun', capability: 'ctyun.ocr.idcard' },
    { provider: 'aliyun-viapi', capability: 'RecognizeIdentityCard', parameters: { Side: 'face' } },
  ]
  const answer = await post(`/api/v1/documents/${id}/comparisons`, { recognisers })
  expect(answer.status).toBe(202)
  const { items, problems } = (await answer.json()) as ComparisonAnswer
  expect(items.map(({ provider }) => provider)).toEqual(['ctyun', 'aliyun-viapi'])
  expect(problems).toMatchObject([{ index: 0, problem: { code: 'provider-unknown' } }])
  expect(asked.map(({ options }) => options)).toEqual(recognisers.map(() => ({ comparison: true })))
  expect(asked[2]!.order.parameters).toEqual({ Side: 'face' })
})

test('a comparison of nothing, of too many, or of a document that is not there is refused', async () => {
  const { post } = testApp()
  const id = await addDocument(database.db)
  const one = { provider: 'local', capability: 'id-card-front' }
  const status = async (document: string, recognisers: object[]) =>
    (await post(`/api/v1/documents/${document}/comparisons`, { recognisers })).status
  expect(await status(id, [])).toBe(400)
  expect(
    await status(
      id,
      Array.from({ length: 13 }, () => one),
    ),
  ).toBe(400)
  expect(await status('nothing', [one])).toBe(404)
  expect(asked).toEqual([])
})

test('the readings of a document are listed with what they found, newest first, without raw answers', async () => {
  const { request } = testApp()
  const id = await addDocument(database.db)
  const first = await addRecognition(database.db, id)
  const later = new Date(testMoment.getTime() + 1000)
  const second = await addRecognition(database.db, id, { comparison: true, now: later })
  const answer = await request(`/api/v1/documents/${id}/recognitions`)
  const { items } = (await answer.json()) as { items: ReadingFound[] }
  expect(items.map((item) => [item.id, item.comparison])).toEqual([
    [second, true],
    [first, undefined],
  ])
  expect(items[1]!.fields.map(({ key, value }) => [key, value])).toEqual(
    cardFields.map(({ key, value }) => [key, value]),
  )
  expect(items[0]).not.toHaveProperty('raw')
  expect((await request('/api/v1/documents/nothing/recognitions')).status).toBe(404)
})

test('whoever is not signed in sees no readings and starts none', async () => {
  const { request, post } = testApp()
  const id = await addDocument(database.db)
  const nobody = { Authorization: '' }
  expect((await request(`/api/v1/documents/${id}/recognitions`, { headers: nobody })).status).toBe(401)
  const recognisers = [{ provider: 'local', capability: 'id-card-front' }]
  expect((await post(`/api/v1/documents/${id}/comparisons`, { recognisers }, nobody)).status).toBe(401)
  expect(asked).toEqual([])
})
