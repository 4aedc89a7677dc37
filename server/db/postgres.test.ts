import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listDocuments } from '../documents/list.ts'
import { exportDocuments } from '../documents/export.ts'
import { readDetail } from '../documents/repository.ts'
import { appendChangeSets } from '../documents/review.ts'
import { addDocument, addRecognition, decisionChange, step, testMoment, valueChange } from '../documents/testing.ts'
import { grantPackage } from '../metering/packages.ts'
import { reserve, settle } from '../metering/ledger.ts'
import { ledger, packages, usageDays, usageMonths } from './schema.ts'
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

  test('calls that race for the last units of two packages: none too many is served, and every one is explained', async () => {
    const { db } = opened
    await db.execute(sql`truncate packages, reservations, ledger, usage_days, usage_months cascade`)
    const call = {
      provider: 'ctyun',
      capability: 'ctyun.ocr.plate',
      mode: 'sandbox',
      appId: 'console',
      bytes: 1,
    } as const
    const by = { id: 'ann' }
    for (const calls of [30, 40]) {
      await grantPackage(db, { ...call, calls, validDays: 1 }, { mode: 'sandbox', by, now: testMoment })
    }
    const races = await Promise.allSettled(
      Array.from({ length: 100 }, async (_, index) => {
        const callId = `race-${index}`
        await reserve(db, { ...call, callId }, { now: testMoment })
        await settle(db, callId, { outcome: 'succeeded', durationMs: 12, code: null }, testMoment)
      }),
    )
    expect(races.filter(({ status }) => status === 'fulfilled')).toHaveLength(70)
    const rows = await db.select().from(packages)
    expect(new Set(rows.map(({ used, reserved }) => `${used} ${reserved}`))).toEqual(new Set(['30 0', '40 0']))
    expect(await db.$count(ledger)).toBe(72)
    expect(await db.select().from(usageDays)).toMatchObject([{ requests: 70, units: 70 }])
    const paid = {
      provider: 'aliyun-viapi',
      capability: 'RecognizeVINCode',
      mode: 'live',
      appId: 'console',
      bytes: 1,
    } as const
    await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        await reserve(db, { ...paid, callId: `vin-${index}` }, { now: testMoment })
        await settle(db, `vin-${index}`, { outcome: 'succeeded', durationMs: null, code: null }, testMoment)
      }),
    )
    expect(await db.select().from(usageMonths)).toMatchObject([{ calls: 50 }])
    const spent = await db.select().from(usageDays).where(eq(usageDays.provider, 'aliyun-viapi'))
    // Fifty calls at 4.8 fen.
    expect(spent).toMatchObject([{ requests: 50, fen: 240 }])
  })
})
