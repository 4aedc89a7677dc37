import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../auth/permissions.ts'
import { ProblemError } from '../contract/problem.ts'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import { claimDocument, releaseDocument } from './claims.ts'
import { readSummary } from './repository.ts'
import { addDocument, testMoment } from './testing.ts'

const ann: Actor = { id: 'ann', name: 'Ann', role: 'reviewer' }
const bo: Actor = { id: 'bo', name: 'Bo', role: 'reviewer' }
const after = (seconds: number) => new Date(testMoment.getTime() + seconds * 1000)

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.clear())
afterAll(() => database.close())

const claim = (documentId: string, actor: Actor, now = testMoment, takeover = false) =>
  claimDocument(database.db, { documentId, actor, takeover, now })
const problemOf = async (promise: Promise<unknown>) => {
  const error: unknown = await promise.catch((thrown: unknown) => thrown)
  if (!(error instanceof ProblemError)) throw new Error('no problem')
  return error.problem
}

test('a document is held for two minutes, and renewed by asking again', async () => {
  const id = await addDocument(database.db)
  expect(await claim(id, ann)).toEqual({
    claim: { owner: 'ann', ownerName: 'Ann', until: after(120).toISOString() },
    changed: true,
  })
  expect(await claim(id, ann, after(60))).toMatchObject({ claim: { until: after(180).toISOString() }, changed: false })
  expect((await readSummary(database.db, id, after(179)))?.claim).toMatchObject({ ownerName: 'Ann' })
  expect((await readSummary(database.db, id, after(180)))?.claim).toBeNull()
})

test('meanwhile another is told who holds it, and may take it over', async () => {
  const id = await addDocument(database.db)
  await claim(id, ann)
  expect(await problemOf(claim(id, bo, after(119)))).toMatchObject({
    status: 409,
    code: 'document-claimed',
    parameters: { ownerName: 'Ann' },
  })
  expect(await claim(id, bo, after(120))).toMatchObject({ claim: { owner: 'bo' } })
  expect((await problemOf(claim(id, ann, after(121)))).parameters).toMatchObject({ ownerName: 'Bo' })
  expect(await claim(id, ann, after(121), true)).toMatchObject({ claim: { owner: 'ann' }, changed: true })
})

test('only who holds it lets go of it', async () => {
  const id = await addDocument(database.db)
  await claim(id, ann)
  expect(await releaseDocument(database.db, id, 'bo')).toBe(false)
  expect(await releaseDocument(database.db, id, 'ann')).toBe(true)
  expect(await claim(id, bo)).toMatchObject({ claim: { owner: 'bo' } })
})

test('of many at the same moment one gets it', async () => {
  const id = await addDocument(database.db)
  const people = Array.from({ length: 10 }, (_, index): Actor => ({ ...ann, id: `p${index}` }))
  const outcomes = await Promise.allSettled(people.map((person) => claim(id, person)))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})
