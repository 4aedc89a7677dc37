import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { DocumentFilter } from '../contract/document.ts'
import type { ProblemError } from '../contract/problem.ts'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import { claimDocument } from './claims.ts'
import type { DocumentSort } from './cursor.ts'
import { listDocuments, listQuery, nextDocuments } from './list.ts'
import { appendChangeSets } from './review.ts'
import { gramsOf, searchTextOf } from './search-text.ts'
import { addDocument, addRecognition, decisionChange, field, line, step, testMoment, valueChange } from './testing.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const at = (minutes: number) => new Date(testMoment.getTime() + minutes * 60_000)
const list = (filter: DocumentFilter = {}, sort: DocumentSort = 'newest', cursor?: string, limit?: number) =>
  listDocuments(database.db, { filter, sort, cursor, limit, now: testMoment })
const names = async (filter: DocumentFilter) => (await list(filter)).items.map(({ name }) => name).sort()
const ann = { id: 'ann', name: 'Ann', role: 'reviewer' as const }

describe('a small queue', () => {
  beforeEach(() => database.clear())

  test.each(['newest', 'oldest', 'least-confident', 'name'] as const)(
    'sorted by %s, every document comes once, page by page, ties and unknown confidences included, while others come and go',
    async (sort) => {
      for (let index = 0; index < 23; index += 1) {
        const id = await addDocument(database.db, { name: `n${index % 5}`, now: at(index % 4) })
        const confidence = index % 3 === 0 ? null : (index % 4) / 10
        await addRecognition(database.db, id, { fields: [field('name', 'x', confidence)] })
      }
      const all = (await list({}, sort, undefined, 100)).items
      const seen = []
      let cursor: string | null | undefined
      do {
        const stretch: Awaited<ReturnType<typeof list>> = await list({}, sort, cursor ?? undefined, 5)
        seen.push(...stretch.items)
        cursor = stretch.nextCursor
      } while (cursor)
      expect(all).toHaveLength(23)
      expect(seen.map(({ id }) => id)).toEqual(all.map(({ id }) => id))
      const key = { newest: 'createdAt', oldest: 'createdAt', name: 'name', 'least-confident': 'lowestConfidence' }[
        sort
      ] as 'name'
      const keys = all.map((item) => item[key] ?? 2)
      const ordered = keys.toSorted((first, second) => (first < second ? -1 : first > second ? 1 : 0))
      expect(keys).toEqual(sort === 'newest' ? ordered.toReversed() : ordered)
    },
  )

  test('each filter lets through what it says, and the total counts it', async () => {
    const card = await addDocument(database.db, { name: 'card', createdBy: 'ann', now: at(0) })
    const reading = await addRecognition(database.db, card)
    const doubtful = await addDocument(database.db, { name: 'doubtful', createdBy: 'bo', now: at(60 * 24) })
    await addRecognition(database.db, doubtful, {
      fields: [field('name', '李四', 0.3), field('id_number', '110105199003077211', 0.9)],
    })
    const text = await addDocument(database.db, { name: 'text', createdBy: 'bo', now: at(60 * 24 * 2) })
    await addRecognition(database.db, text, { kind: 'general-text', fields: [], lines: [line('x')] })
    await addDocument(database.db, { name: 'unread', createdBy: 'bo', now: at(60 * 24 * 3) })
    await appendChangeSets(database.db, {
      documentId: card,
      actor: ann,
      now: at(5),
      baseSequence: 0,
      changeSets: [step(reading, decisionChange('approved'))],
    })

    expect(await names({ state: ['approved'] })).toEqual(['card'])
    expect(await names({ state: ['review', 'received'] })).toEqual(['doubtful', 'text', 'unread'])
    expect(await names({ kind: ['general-text'] })).toEqual(['text'])
    expect(await names({ provider: ['local'] })).toEqual(['card', 'doubtful', 'text'])
    expect(await names({ provider: ['nobody'] })).toEqual([])
    expect(await names({ confidenceBelow: 0.3 })).toEqual(['doubtful'])
    expect(await names({ openChecks: true })).toEqual(['doubtful'])
    expect(await names({ openChecks: false })).toEqual(['card', 'text', 'unread'])
    expect(await names({ who: 'ann' })).toEqual(['card'])
    expect(await names({ who: 'Ann' })).toEqual(['card'])
    expect(await names({ who: 'Name of bo' })).toEqual(['doubtful', 'text', 'unread'])
    expect(await names({ from: '2026-03-02' })).toEqual(['doubtful', 'text', 'unread'])
    expect(await names({ from: '2026-03-02', to: '2026-03-03' })).toEqual(['doubtful', 'text'])
    expect(await names({ to: testMoment.toISOString() })).toEqual(['card'])
    expect(await names({ state: [], kind: [], search: '' })).toHaveLength(4)
    expect((await list({ provider: ['local'] }, 'newest', undefined, 1)).total).toBe(3)
  })

  test('search finds names, recognised text and corrected values, in any width and case, two characters too', async () => {
    const id = await addDocument(database.db, { name: 'Holiday_50%.JPG' })
    const reading = await addRecognition(database.db, id, {
      lines: [line('公民身份号码 ＡＢＣ１２３'), line('C:\\temp')],
    })
    await addDocument(database.db, { name: 'HolidayX50y.jpg' })
    const found = async (search: string) => (await list({ search })).total
    expect(await found('holiday')).toBe(2)
    expect(await found('day_50%')).toBe(1)
    expect(await found('%')).toBe(1)
    expect(await found('_')).toBe(1)
    expect(await found('c:\\TEMP')).toBe(1)
    expect(await found('张伟')).toBe(1)
    expect(await found('张')).toBe(1)
    expect(await found('abc123')).toBe(1)
    expect(await found('份  号')).toBe(0)
    expect(await found('号码 abc')).toBe(1)
    expect(await found('章')).toBe(0)
    await appendChangeSets(database.db, {
      documentId: id,
      actor: ann,
      now: testMoment,
      baseSequence: 0,
      changeSets: [step(reading, valueChange('field:name', '张伟', '章薇'))],
    })
    expect(await found('章薇')).toBe(1)
    expect(await found('a\u0000b')).toBe(0)
    expect(await found('😀')).toBe(0)
  })

  test('a cursor of another order, or of nobody, is refused', async () => {
    for (let index = 0; index < 3; index += 1) await addDocument(database.db, { now: at(index) })
    const { nextCursor } = await list({}, 'newest', undefined, 1)
    for (const cursor of [nextCursor!, 'x', '', Buffer.from('["name",1,2]').toString('base64url')]) {
      const error = await list({}, 'name', cursor, 1).catch((thrown: unknown) => thrown)
      expect((error as ProblemError).problem.code).toBe('invalid-cursor')
    }
  })

  test('the next three to review: from the present one on, oldest first, round to the start, without what others hold', async () => {
    const ids: string[] = []
    for (let index = 0; index < 6; index += 1) {
      const id = await addDocument(database.db, { name: `d${index}`, now: at(index) })
      await addRecognition(database.db, id, { now: at(index) })
      ids.push(id)
    }
    await addDocument(database.db, { name: 'unread', now: at(-1) })
    await claimDocument(database.db, {
      documentId: ids[4]!,
      actor: { id: 'bo', name: 'Bo', role: 'reviewer' },
      takeover: false,
      now: testMoment,
    })
    const next = async (after: string | undefined, now = testMoment, filter: DocumentFilter = {}) =>
      (await nextDocuments(database.db, { filter, after, actorId: 'ann', now })).map(({ name }) => name)
    expect(await next(undefined)).toEqual(['d0', 'd1', 'd2'])
    expect(await next(ids[2])).toEqual(['d3', 'd5', 'd0'])
    expect(await next(ids[2], at(3))).toEqual(['d3', 'd4', 'd5'])
    expect(await next(ids[0], testMoment, { search: 'd0' })).toEqual([])
  })
})

describe('a queue of 100,000', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    await database.clear()
    // A thousand different texts, spread over the rows, so that the planner sees what it would see in a real queue.
    const texts = Array.from({ length: 1000 }, (_, index) =>
      searchTextOf(`scan-${index}.jpg`, [`张${String.fromCodePoint(0x4e00 + index * 7)}伟`]),
    )
    const grams = texts.map((text) => `{${gramsOf(text).join(',')}}`)
    // Built after the rows as they were before them, which takes a third of the time.
    const { rows: indexes } = await database.client.query<{ name: string; definition: string }>(
      `select indexname as name, indexdef as definition from pg_indexes where tablename = 'documents' and indexname <> 'documents_pkey'`,
    )
    for (const { name } of indexes) await database.client.exec(`drop index ${name}`)
    await database.client.query(
      `with texts as (select row_number() over () - 1 as n, text, grams::integer[] from unnest($1::text[], $2::text[]) as t(text, grams))
       insert into documents (id, name, state, kind, provider, capability, mode, format, bytes, page_count, sha256, object_key,
         lowest_confidence, open_checks, search_text, search_grams, created_at, updated_at, created_by, created_by_name)
       select 'id-' || lpad(i::text, 6, '0'), 'scan-' || (i % 1000) || '.jpg',
         (array['review','approved','rejected','failed'])[case when i % 1000 = 0 then 1 when i % 1000 = 1 then 4 else 2 + (i % 2) end],
         (array['id-card-front','passport','general-text'])[1 + i % 3], 'local', 'x', 'local', 'jpeg', 1000, 1, md5(i::text), 'o',
         case when i % 10 = 0 then null else (i % 997) / 997.0 end, (i % 500 = 0)::int, text, grams,
         timestamptz '2026-01-01' + i * interval '1 second', timestamptz '2026-01-01', 'u' || i % 7, 'U'
       from generate_series(0, 99999) as i join texts on texts.n = i % 1000`,
      [texts, grams],
    )
    for (const { definition } of indexes) await database.client.exec(definition)
    await database.client.exec('vacuum analyze documents')
  }, 180_000)

  async function planOf(filter: DocumentFilter, sort: DocumentSort = 'newest', cursor?: string): Promise<string> {
    const query = listQuery(database.db, { filter, sort, cursor, limit: 50 }).getSQL()
    const answer = (await database.db.execute(sql`explain ${query}`)) as { rows: Record<string, string>[] }
    return answer.rows.map((row) => row['QUERY PLAN']).join('\n')
  }

  test.each([
    ['newest', 'documents_created'],
    ['oldest', 'documents_created'],
    ['least-confident', 'documents_confidence'],
    ['name', 'documents_name'],
  ] as const)(
    'sorted by %s it walks its index, from the start and from a cursor, and sorts nothing',
    async (sort, index) => {
      const { nextCursor } = await list({}, sort, undefined, 50)
      const plans = [await planOf({}, sort), await planOf({}, sort, nextCursor!)]
      for (const plan of plans) {
        expect(plan).toContain(`using ${index}`)
        expect(plan).not.toMatch(/Seq Scan|Sort/)
      }
      expect(plans[1]).toMatch(/Index Cond: \(ROW\(/)
    },
  )

  test.each([
    ['state', { state: ['review' as const] }, 'documents_state_created'],
    ['several states', { state: ['review' as const, 'failed' as const] }, 'documents_state_created'],
    ['open checks', { openChecks: true }, 'documents_open_checks'],
    ['two characters of a name', { search: '张七' }, 'documents_search'],
    ['a file name', { search: 'scan-777.jpg' }, 'documents_search'],
    ['a low confidence', { confidenceBelow: 0.001 }, 'documents_lowest_confidence'],
    ['who', { who: 'nobody' }, 'documents_created_by'],
  ])('filtered by %s it reads an index and not the table', async (_name, filter, index) => {
    const plan = await planOf(filter)
    expect(plan).toContain(index)
    expect(plan).not.toContain('Seq Scan')
  })

  test('a cursor deep in the list goes on where it should', async () => {
    const cursor = Buffer.from(JSON.stringify(['newest', '2026-01-01T12:00:00.000Z', 'id-043200'])).toString(
      'base64url',
    )
    const { items, total } = await list({}, 'newest', cursor, 2)
    expect(items.map(({ id }) => id)).toEqual(['id-043199', 'id-043198'])
    expect(total).toBe(100_000)
  })

  test('what others hold is passed over without reading the table', async () => {
    expect(
      (await nextDocuments(database.db, { filter: {}, after: 'id-050000', actorId: 'ann', now: testMoment })).map(
        ({ id }) => id,
      ),
    ).toEqual(['id-051000', 'id-052000', 'id-053000'])
  })
})
