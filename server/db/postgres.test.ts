import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listDocuments } from '../documents/list.ts'
import { exportDocuments } from '../documents/export.ts'
import { readDetail } from '../documents/repository.ts'
import { appendChangeSets } from '../documents/review.ts'
import { addDocument, addRecognition, decisionChange, step, testMoment, valueChange } from '../documents/testing.ts'
import { openDatabase, type OpenedDatabase } from './open.ts'

/** A database that may be emptied, e.g. postgres://postgres@127.0.0.1:5432/fieldproof_test. Without one PGlite alone is tested. */
const databaseUrl = process.env['TEST_DATABASE_URL']

describe.skipIf(!databaseUrl)('on PostgreSQL (TEST_DATABASE_URL)', () => {
  let opened: OpenedDatabase
  beforeAll(async () => {
    // Two at once: one migrates, the other waits for it.
    const [first, second] = await Promise.all([
      openDatabase({ dataDir: '', databaseUrl }),
      openDatabase({ dataDir: '', databaseUrl }),
    ])
    await second.close()
    opened = first
    await opened.db.execute(sql`truncate users, documents, settings cascade`)
  })
  afterAll(() => opened.close())

  test('the same migrations carry the same work: reviews, search, lists, exports', async () => {
    const { db } = opened
    const id = await addDocument(db, { name: '身份证.jpg' })
    await addDocument(db, { name: 'other.jpg' })
    const reading = await addRecognition(db, id)
    const actor = { id: 'ann', name: 'Ann', role: 'reviewer' as const }
    const correct = (item: string) => step(reading, valueChange(item, '张伟', 'a\u0000章薇'))
    await Promise.all(
      ['field:name', 'field:sex', 'field:address'].map((item, index) =>
        appendChangeSets(db, {
          documentId: id,
          actor: { ...actor, id: `ann-${index}` },
          now: testMoment,
          baseSequence: 0,
          changeSets: [correct(item)],
        }),
      ),
    )
    await appendChangeSets(db, {
      documentId: id,
      actor,
      now: testMoment,
      baseSequence: 3,
      changeSets: [step(reading, decisionChange('approved'))],
    })
    const detail = await readDetail(db, id, testMoment)
    expect(detail?.changeSets.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4])
    expect(detail?.document).toMatchObject({ state: 'approved', corrections: 3, createdAt: testMoment.toISOString() })
    for (const sort of ['newest', 'oldest', 'least-confident', 'name'] as const) {
      const first = await listDocuments(db, { filter: {}, sort, limit: 1, now: testMoment })
      const second = await listDocuments(db, { filter: {}, sort, limit: 1, cursor: first.nextCursor!, now: testMoment })
      expect(new Set([first.items[0]!.id, second.items[0]!.id]).size).toBe(2)
      expect(second.nextCursor).toBeNull()
    }
    const found = await listDocuments(db, {
      filter: { search: '章薇', state: ['approved'] },
      sort: 'newest',
      now: testMoment,
    })
    expect(found.items.map((item) => item.id)).toEqual([id])
    const { body } = await exportDocuments(db, { format: 'csv', filter: {}, now: testMoment })
    expect((await new Response(body).text()).split('\r\n')).toHaveLength(4)
  })
})
