import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import { ledger, packages, reservations, usageDays } from '../db/schema.ts'
import { grantPackage } from './packages.ts'
import { tieredTotal } from './money.ts'
import { priceOf } from './prices/index.ts'
import { reserve, settle, type CallEnd } from './ledger.ts'
import { writePolicies } from './metering.ts'
import { readCharge } from './read-charge.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => database.clear())

const now = new Date('2026-11-21T04:00:00Z')
const ended: CallEnd = { outcome: 'succeeded', durationMs: 120, code: null }
const idCard = {
  provider: 'ctyun',
  capability: 'ctyun.ocr.idcard',
  mode: 'sandbox',
  appId: 'console',
  bytes: 1000,
} as const
const administrator = { id: 'administrator', name: 'Ada Operator' }

const grant = (calls: number, validDays = 30, at = now) =>
  grantPackage(database.db, { ...idCard, calls, validDays }, { mode: 'sandbox', by: administrator, now: at })

const call = async (callId = randomUUID(), end = ended, at = now) => {
  await reserve(database.db, { ...idCard, callId }, { policy: 'vendor', now: at })
  await settle(database.db, callId, end, at)
}

it('of 1,000 calls that race for 700, exactly 700 are served', async () => {
  await grant(700)
  const races = await Promise.allSettled(Array.from({ length: 1000 }, () => call()))
  expect(races.filter(({ status }) => status === 'fulfilled')).toHaveLength(700)
  const refused = races.flatMap((race) => (race.status === 'rejected' ? [race.reason as unknown] : []))
  for (const reason of refused) {
    expect(reason).toMatchObject({ problem: { code: 'package-used-up', providerCode: '51003', status: 402 } })
  }
  expect(await database.db.select().from(packages)).toMatchObject([{ units: 700, used: 700, reserved: 0 }])
  expect((await database.db.select().from(ledger)).filter(({ kind }) => kind === 'call')).toHaveLength(700)
}, 60_000)

it('the oldest package is used first, and a call that finds it empty takes the next', async () => {
  const first = await grant(2)
  const second = await grant(2)
  await call()
  await call()
  await call()
  const rows = await database.db.select().from(packages)
  expect(Object.fromEntries(rows.map(({ id, used }) => [id, used]))).toEqual({ [first.id]: 2, [second.id]: 1 })
})

describe('what ends without being charged goes back to its package', () => {
  it.each([
    ['succeeded', 1],
    ['failed', 1],
    ['unknown', 1],
    ['network-error', 0],
    ['refused', 0],
    ['not-sent', 0],
  ] as const)('CTyun: %s uses %i', async (outcome, used) => {
    await grant(5)
    await call(randomUUID(), { ...ended, outcome })
    expect(await database.db.select().from(packages)).toMatchObject([{ used, reserved: 0 }])
    expect(await database.db.select().from(reservations)).toEqual([])
  })
})

it('without any package ever the vendor is left to decide; expired ones block with the code for that', async () => {
  await call()
  await grant(5, 1)
  const later = new Date(now.getTime() + 2 * 24 * 60 * 60 * 1000)
  await expect(call(randomUUID(), ended, later)).rejects.toMatchObject({
    problem: { code: 'package-expired', providerCode: '51001' },
  })
})

it('a call that is ended twice, or reserved twice, counts once', async () => {
  await grant(5)
  const callId = randomUUID()
  const order = { ...idCard, callId }
  await reserve(database.db, order, { policy: 'vendor', now })
  await reserve(database.db, order, { policy: 'vendor', now })
  expect(await settle(database.db, callId, ended, now)).toBe(true)
  expect(await settle(database.db, callId, ended, now)).toBe(false)
  expect(await database.db.select().from(packages)).toMatchObject([{ used: 1, reserved: 0 }])
})

it('Aliyun goes on with pay-as-you-go, at the price of the tier, in fen that add up', async () => {
  const vin = {
    provider: 'aliyun-viapi',
    capability: 'RecognizeVINCode',
    mode: 'live',
    appId: 'console',
    bytes: 1000,
  } as const
  let fen = 0
  for (let index = 0; index < 10; index += 1) {
    const callId = randomUUID()
    await reserve(database.db, { ...vin, callId }, { policy: 'vendor', now })
    await settle(database.db, callId, ended, now)
  }
  for (const entry of await database.db.select().from(ledger)) fen += entry.fen
  // Ten calls at 4.8 fen.
  expect(fen).toBe(48)
})

it('beyond its packages an app goes on at a price only where an administrator decided it; what paid is said of each call', async () => {
  const { db } = database
  const card = { provider: 'aliyun-viapi', capability: 'RecognizeIdentityCard', mode: 'live', bytes: 1 } as const
  const ended100 = async (callId: string, appId: string) => {
    await reserve(db, { ...card, callId, appId }, { now })
    await settle(db, callId, ended, now)
    return readCharge(db, callId)
  }
  // As long as there never was a package the price list alone holds, for everybody.
  expect(await ended100('no package yet', 'app-1')).toBe('pay-as-you-go;calls=1;fen=8')
  await grantPackage(db, { ...card, calls: 1, validDays: 30 }, { mode: 'live', by: administrator, now })
  expect(await ended100('the last one', 'app-1')).toMatch(/^package;calls=1;units=\d+$/u)
  await expect(ended100('refused', 'app-1')).rejects.toMatchObject({
    problem: {
      code: 'package-used-up',
      status: 402,
      detail: expect.stringContaining('unless an administrator decided'),
    },
  })
  expect(await readCharge(db, 'refused')).toBeNull()
  // A person has seen the warning on the screen, which holds the button until then.
  expect(await ended100('a person', 'console')).toBe('pay-as-you-go;calls=1;fen=9')
  await writePolicies(db, { 'aliyun-viapi/RecognizeIdentityCard': 'pay-as-you-go' })
  expect(await ended100('decided', 'app-1')).toMatch(/^pay-as-you-go;calls=1;fen=\d$/u)
})

it('the database adds tiers up as the program does, at their bounds and beyond', async () => {
  const { tiers } = priceOf('aliyun-viapi', 'RecognizeVINCode')
  const bounds = tiers.flatMap(({ upTo }) => (upTo === null ? [] : [upTo - 1, upTo, upTo + 1]))
  const counts = [0, 1, 7, ...bounds, 30_000_001]
  const array = (values: readonly (number | null)[]) => `{${values.map((value) => value ?? 'null').join(',')}}`
  const [upTo, prices] = [array(tiers.map((tier) => tier.upTo)), array(tiers.map(({ price }) => price))]
  const { rows } = (await database.db.execute(
    sql`select tiered_total(counted, ${upTo}::bigint[], ${prices}::bigint[])::float8 as total from unnest(${array(counts)}::bigint[]) as counted`,
  )) as { rows: { total: number }[] }
  expect(rows.map(({ total }) => total)).toEqual(counts.map((count) => tieredTotal(count, tiers)))
  expect(tiers.length).toBeGreaterThan(2)
})

it('a policy of the settings holds where the caller names none', async () => {
  const vin = {
    provider: 'aliyun-viapi',
    capability: 'RecognizeVINCode',
    mode: 'live',
    appId: 'console',
    bytes: 1,
  } as const
  const attempt = () => reserve(database.db, { ...vin, callId: randomUUID() }, { now })
  await attempt()
  await writePolicies(database.db, { 'aliyun-viapi/RecognizeVINCode': 'block' })
  await expect(attempt()).rejects.toMatchObject({ problem: { code: 'package-not-bought' } })
  await writePolicies(database.db, { 'ctyun/ctyun.ocr.idcard': 'pay-as-you-go' })
  await attempt()
})

it('a VIN costs 0.4 points, and a package of 1 point pays for two', async () => {
  const vin = {
    provider: 'aliyun-viapi',
    capability: 'RecognizeVINCode',
    mode: 'sandbox',
    appId: 'console',
    bytes: 1000,
  } as const
  await grantPackage(
    database.db,
    { provider: vin.provider, capability: vin.capability, calls: 2, validDays: 1 },
    { mode: 'sandbox', by: administrator, now },
  )
  for (let index = 0; index < 3; index += 1) {
    const callId = randomUUID()
    await reserve(database.db, { ...vin, callId }, { policy: 'vendor', now })
    await settle(database.db, callId, ended, now)
  }
  expect(await database.db.select().from(packages)).toMatchObject([{ units: 80, used: 80 }])
  const calls = (await database.db.select().from(ledger)).filter(({ kind }) => kind === 'call')
  // The third is beyond the package.
  expect(calls.map(({ units, fen }) => [units, fen])).toEqual([
    [-40, 0],
    [-40, 0],
    [0, 5],
  ])
})

it('video is paid by started second beyond the free ones of the month', async () => {
  const video = {
    provider: 'aliyun-viapi',
    capability: 'RecognizeVideoCharacter',
    mode: 'live',
    appId: 'console',
    bytes: 1000,
  } as const
  for (const [seconds, at, fen] of [
    [290, now, 0],
    [20, now, 15],
    // The next month of the vendor begins at 16:00 UTC of the last day.
    [20, new Date('2026-11-30T16:00:00Z'), 0],
  ] as const) {
    const callId = randomUUID()
    await reserve(database.db, { ...video, callId, video: { seconds, class: 'HD' } }, { policy: 'vendor', now: at })
    await settle(database.db, callId, ended, at)
    const entry = (await database.db.select().from(ledger)).find((each) => each.callId === callId)!
    expect(entry.fen).toBe(fen)
  }
})

it('the days add up to the ledger, call by call', async () => {
  await grant(9)
  await call()
  await call(randomUUID(), { ...ended, outcome: 'failed', durationMs: 4000, code: 'provider-failed' })
  await call(randomUUID(), { ...ended, outcome: 'network-error', durationMs: 30_000, code: 'provider-timeout' })
  await call(randomUUID(), ended, new Date('2026-11-21T16:00:00Z'))
  const days = await database.db.select().from(usageDays)
  const entries = (await database.db.select().from(ledger)).filter(({ kind }) => kind === 'call')
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  expect(new Set(days.map(({ day, outcome, requests }) => `${day} ${outcome} ${requests}`))).toEqual(
    new Set(['2026-11-21 failed 1', '2026-11-21 network-error 1', '2026-11-21 succeeded 1', '2026-11-22 succeeded 1']),
  )
  expect(sum(days.map(({ units }) => units))).toBe(-sum(entries.map(({ units }) => units)))
  expect(sum(days.map(({ durationMs }) => durationMs))).toBe(sum(entries.map(({ durationMs }) => durationMs ?? 0)))
  expect(sum(days.flatMap(({ durations }) => durations))).toBe(4)
  await call(randomUUID(), { ...ended, durationMs: 125 })
  const [day] = (await database.db.select().from(usageDays)).filter(
    ({ day: on, outcome }) => on === '2026-11-21' && outcome === 'succeeded',
  )
  expect(day).toMatchObject({ requests: 2, durationMs: 245 })
  expect(day!.durations).toHaveLength(60)
  expect(sum(day!.durations)).toBe(2)
})
