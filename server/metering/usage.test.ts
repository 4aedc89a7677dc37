import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Outcome, UsageRow } from '../contract/metering.ts'
import { modeSchema } from '../contract/mode.ts'
import { apps, ledger } from '../db/schema.ts'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import { percentileMs } from './durations.ts'
import { ledgerFile } from './ledger-file.ts'
import { reserve, settle } from './ledger.ts'
import { readOverview } from './overview.ts'
import { readLedger, readLedgerPage, type LedgerFilter } from './read-ledger.ts'
import { readUsage, type UsageFilter } from './usage.ts'
import { vendorDay } from './vendor-time.ts'

let database: TestDatabase
type Entry = typeof ledger.$inferSelect
let entries: Entry[]

const appRow = (id: string, region: string | null) => ({
  id,
  name: id,
  description: '',
  appKey: id,
  secretHash: '',
  secretEnding: '',
  enabled: [],
  allowedNetworks: [],
  region,
  createdAt: new Date(0),
  createdBy: 'ada',
})

const endings: readonly (readonly [Outcome, string | null])[] = [
  ['succeeded', null],
  ['succeeded', null],
  ['failed', 'image-blurred'],
  ['failed', 'image-unclear'],
  ['refused', 'provider-rate-limited'],
  ['network-error', 'provider-timeout'],
  ['not-sent', 'cancelled'],
]
const capabilities = [
  ['ctyun', 'ctyun.ocr.plate'],
  ['aliyun-viapi', 'RecognizeIdentityCard'],
  ['aliyun-viapi', 'RecognizeTaxiInvoice'],
] as const

beforeAll(async () => {
  database = await openTestDatabase()
  const { db } = database
  await db.insert(apps).values([appRow('north', 'CN-BJ'), appRow('silent', null)])
  for (let index = 0; index < 140; index += 1) {
    const [provider, capability] = capabilities[index % 3]!
    const [outcome, code] = endings[index % 7]!
    // Eight days, some of it after midnight in China and before it in UTC.
    const at = new Date(Date.parse('2026-11-01T13:30:00Z') + index * 83 * 60_000)
    const mode = index % 5 === 0 ? 'live' : 'sandbox'
    const appId = ['console', 'north', 'silent'][index % 4] ?? 'north'
    const callId = `call-${index}`
    await reserve(
      db,
      { callId, provider, capability, mode, appId, bytes: 1000 + index },
      { policy: 'pay-as-you-go', now: at },
    )
    await settle(db, callId, { outcome, code, durationMs: outcome === 'not-sent' ? null : 20 + 13 * index }, at)
  }
  entries = await db.select().from(ledger)
}, 60_000)
afterAll(() => database.close())

const period = { from: '2026-11-02', to: '2026-11-08' }
const regions: Record<string, string> = { console: 'console', north: 'CN-BJ', silent: 'none' }
const keysOf: Record<string, (entry: Entry) => string> = {
  day: ({ at }) => vendorDay(at),
  hour: ({ at }) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 13),
  capability: ({ provider, capability }) => `${provider}/${capability}`,
  provider: ({ provider }) => provider,
  app: ({ appId }) => appId!,
  region: ({ appId }) => regions[appId!]!,
  outcome: ({ outcome }) => outcome!,
  code: ({ code }) => code ?? 'none',
  mode: ({ mode }) => mode,
}

/** What a person with the account and a pencil would find. */
function byHand({ from, to, modes, ...filter }: UsageFilter): Entry[] {
  return entries.filter((entry) => {
    const day = vendorDay(entry.at)
    return (
      day >= from &&
      day <= to &&
      (modes === undefined || modes.includes(entry.mode)) &&
      (filter.provider === undefined || entry.provider === filter.provider) &&
      (filter.capability === undefined || entry.capability === filter.capability) &&
      (filter.app === undefined || entry.appId === filter.app) &&
      (filter.region === undefined || regions[entry.appId!] === filter.region) &&
      (filter.outcome === undefined || entry.outcome === filter.outcome) &&
      (!filter.failed || entry.outcome !== 'succeeded') &&
      (filter.code === undefined || (entry.code ?? 'none') === filter.code)
    )
  })
}

const sum = (found: readonly Entry[], pick: (entry: Entry) => number) =>
  found.reduce((total, entry) => total + pick(entry), 0)

function figure(found: readonly Entry[]): Omit<UsageRow, 'key' | 'p95Ms' | 'meanMs'> & { meanMs: unknown } {
  const timed = found.filter(({ durationMs }) => durationMs !== null)
  const mean: unknown = expect.closeTo(sum(timed, ({ durationMs }) => durationMs!) / Math.max(1, timed.length), 6)
  return {
    requests: found.length,
    calls: sum(found, ({ calls }) => calls),
    succeeded: found.filter(({ outcome }) => outcome === 'succeeded').length,
    units: sum(found, ({ units }) => -units),
    fen: sum(found, ({ fen }) => fen),
    bytes: sum(found, ({ bytes }) => bytes ?? 0),
    meanMs: timed.length === 0 ? null : mean,
  }
}

function expectRows(rows: readonly UsageRow[], found: readonly Entry[], key: (entry: Entry) => string): void {
  const keys = [...new Set(found.map(key))].toSorted()
  expect(rows.map((row) => row.key).toSorted()).toEqual(keys)
  for (const row of rows) expect(row).toMatchObject(figure(found.filter((entry) => key(entry) === row.key)))
}

const filters: Omit<UsageFilter, 'from' | 'to'>[] = [
  { modes: ['sandbox'] },
  { modes: ['live'] },
  { modes: ['live', 'sandbox'] },
  { modes: modeSchema.options },
  { modes: ['sandbox'], app: 'north' },
  { modes: ['sandbox'], provider: 'aliyun-viapi', capability: 'RecognizeTaxiInvoice' },
  { modes: ['sandbox'], region: 'none' },
  { modes: ['sandbox'], region: 'console' },
  { modes: ['sandbox'], region: 'CN-BJ', failed: true },
  { modes: ['sandbox'], code: 'image-blurred' },
  { modes: ['sandbox'], code: 'none' },
  { modes: ['sandbox'], outcome: 'network-error' },
  { modes: ['local'] },
]

describe('every figure is what the account adds up to', () => {
  it.each(filters)('the overview of %j', async (filter) => {
    const question = { ...period, ...filter, modes: filter.modes! }
    const found = byHand(question)
    const overview = await readOverview(database.db, question)
    expect(overview.total).toMatchObject(figure(found))
    expectRows(overview.days, found, keysOf['day']!)
    expectRows(overview.capabilities, found, keysOf['capability']!)
    expectRows(overview.providers, found, keysOf['provider']!)
    expectRows(overview.apps, found, keysOf['app']!)
    expectRows(overview.regions, found, keysOf['region']!)
    expectRows(overview.outcomes, found, keysOf['outcome']!)
    const failed = found.filter(({ outcome }) => outcome !== 'succeeded')
    expectRows(overview.codes, failed, keysOf['code']!)
    expect(overview.appNames).toEqual({ north: 'north', silent: 'silent' })
  })

  it.each(['day', 'capability', 'provider', 'app', 'region', 'outcome', 'code', 'mode', 'hour'] as const)(
    'by %s',
    async (by) => {
      const question = { ...period, modes: ['sandbox'] as const }
      const usage = await readUsage(database.db, { ...question, by })
      expectRows(usage.rows, byHand(question), keysOf[by]!)
      expect(usage.total).toMatchObject(figure(byHand(question)))
    },
  )

  it('one day is told by hours too', async () => {
    const question = { from: '2026-11-04', to: '2026-11-04', modes: ['sandbox'] as const }
    const { hours } = await readOverview(database.db, question)
    expect(hours.length).toBeGreaterThan(5)
    expectRows(hours, byHand(question), keysOf['hour']!)
  })

  it('the 95th percentile is no more than a fifth above the exact one', async () => {
    const { total } = await readOverview(database.db, { ...period, modes: ['sandbox'] })
    const durations = byHand({ ...period, modes: ['sandbox'] })
      .flatMap(({ durationMs }) => durationMs ?? [])
      .toSorted((one, other) => one - other)
    const exact = durations[Math.ceil(durations.length * 0.95) - 1]!
    expect(total.p95Ms! / exact).toBeGreaterThan(0.8)
    expect(total.p95Ms! / exact).toBeLessThan(1.2)
    expect(percentileMs([], 0.95)).toBeNull()
  })
})

describe('the account behind a figure', () => {
  it.each(filters)('holds exactly the calls of %j, and says how many', async (filter) => {
    const question: LedgerFilter = { ...period, ...filter, kind: 'call' }
    const wanted = byHand({ ...period, ...filter }).map(({ callId }) => callId!)
    const found: string[] = []
    for (let cursor: number | undefined; ;) {
      const page = await readLedgerPage(database.db, { ...question, cursor, limit: 17 })
      expect(page.total).toBe(wanted.length)
      found.push(...page.items.map(({ callId }) => callId!))
      if (page.nextCursor === null) break
      cursor = Number(page.nextCursor)
    }
    expect(new Set(found)).toEqual(new Set(wanted))
    expect(found).toHaveLength(wanted.length)
  })

  it('can be narrowed to an hour of the vendor’s day', async () => {
    const { hours } = await readOverview(database.db, { from: '2026-11-04', to: '2026-11-04', modes: ['sandbox'] })
    for (const { key, requests } of hours) {
      const filter = { from: '2026-11-04', hour: Number(key.slice(11)), modes: ['sandbox'] as const, limit: 100 }
      const { items } = await readLedger(database.db, filter)
      expect(items).toHaveLength(requests)
    }
  })

  it('is one file, with all of it or as much as a file may hold', async () => {
    const linesOf = async (stream: ReadableStream<Uint8Array>) => (await new Response(stream).text()).split('\r\n')
    const lines = await linesOf(ledgerFile(database.db, { modes: ['sandbox'], kind: 'call' }))
    expect(lines[0]).toMatch(/^sequence,at,kind,mode,provider/u)
    const sandbox = entries.filter(({ mode }) => mode === 'sandbox')
    expect(lines.slice(1, -1).map((line) => line.split(',')[0])).toEqual(
      sandbox.map(({ sequence }) => String(sequence)).toReversed(),
    )
    expect(await linesOf(ledgerFile(database.db, {}, 9))).toHaveLength(1 + 9 + 1)
  })
})
