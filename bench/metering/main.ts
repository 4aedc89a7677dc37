import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../server/db/open.ts'
import type { Database } from '../../server/db/open.ts'
import { reserve, settle, type MeteredCall } from '../../server/metering/ledger.ts'
import { grantPackage } from '../../server/metering/packages.ts'
import { createTestApp } from '../../server/routes/testing.ts'
import { fillLedger } from './fill.ts'
import { lineOf, mostOfACall, mostOfAPage, type Measured } from './targets.ts'

const questions = 40
const calls = 600

/** Bytes on the disk for one entry with its indexes, and as many again while they are made. */
const bytesAnEntry = 1_200

const dayOf = (moment: Date) => moment.toISOString().slice(0, 10)

/** The month that ended yesterday, and what each page asks for. */
function pagesOf(now: Date): { path: string; most: number | null }[] {
  const to = new Date(now.getTime() - 24 * 60 * 60 * 1000)
  const month = `from=${dayOf(new Date(to.getTime() - 29 * 24 * 60 * 60 * 1000))}&to=${dayOf(to)}`
  const old = `from=${dayOf(new Date(to.getTime() - 330 * 24 * 60 * 60 * 1000))}&to=${dayOf(new Date(to.getTime() - 300 * 24 * 60 * 60 * 1000))}`
  const bys = ['day', 'capability', 'provider', 'app', 'outcome']
  const filters = [
    '',
    'provider=ctyun',
    'capability=RecognizeVINCode',
    'mode=sandbox',
    'app=app-3',
    'kind=grant',
    month,
    old,
  ]
  return [
    { path: `/usage/overview?${month}`, most: mostOfAPage },
    ...bys.map((by) => ({ path: `/usage?${month}&by=${by}`, most: mostOfAPage })),
    { path: '/packages', most: mostOfAPage },
    { path: '/orders', most: null },
    ...filters.map((filter) => ({ path: `/ledger${filter && `?${filter}`}`, most: null })),
  ]
}

async function askFor(request: (path: string) => Response | Promise<Response>, path: string): Promise<number[]> {
  const times: number[] = []
  for (let round = -2; round < questions; round += 1) {
    const began = performance.now()
    const answer = await request(`/api/v1${path}`)
    await answer.text()
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
    if (round >= 0) times.push(performance.now() - began)
  }
  return times
}

/** Reserving and settling of one call after the other: what metering adds to a call. */
async function meter(db: Database, call: Omit<MeteredCall, 'callId'>, now: Date): Promise<number[]> {
  const times: number[] = []
  for (let round = -100; round < calls; round += 1) {
    const callId = randomUUID()
    const began = performance.now()
    await reserve(db, { ...call, callId }, { now })
    await settle(db, callId, { outcome: 'succeeded', durationMs: 300, code: null }, now)
    if (round >= 0) times.push(performance.now() - began)
  }
  return times
}

/**
 * What the administrator's pages wait for with ten million entries in the ledger, and what metering adds to a call. `BENCH_ROWS` makes it fewer;
 * `BENCH_DATABASE_URL` names an empty PostgreSQL, otherwise PGlite is filled in a directory that is removed at the end.
 */
export async function run(): Promise<void> {
  const rows = Number(process.env['BENCH_ROWS'] ?? 10_000_000)
  const databaseUrl = process.env['BENCH_DATABASE_URL']
  const dataDir = mkdtempSync(join(tmpdir(), 'fieldproof-bench-'))
  const opened = await openDatabase({ dataDir, databaseUrl })
  try {
    const { bavail, bsize } = statfsSync(dataDir)
    if (bavail * bsize < rows * bytesAnEntry) throw new Error(`the disk has no room for ${rows} entries`)
    const { db } = opened
    const began = performance.now()
    const elapsed = () => `${((performance.now() - began) / 1000).toFixed(0)} s`
    await fillLedger(db, rows, (line) => console.log(`  ${line} (${elapsed()})`))
    const now = new Date()
    const { request } = createTestApp(db, { clock: () => now })
    console.log(`\n${rows} entries in ${opened.kind}, filled in ${elapsed()}\n`)
    console.log('| | times | p50, ms | p95, ms | promised, ms | |\n| --- | --- | --- | --- | --- | --- |')
    for (const { path, most } of pagesOf(now)) {
      const measured: Measured = { what: `GET ${path}`, times: await askFor(request, path), most }
      console.log(lineOf(measured))
    }
    const by = { id: 'bench', name: 'Bench' }
    const packaged = {
      provider: 'ctyun',
      capability: 'ctyun.ocr.business-card',
      mode: 'sandbox',
      appId: 'app-1',
      bytes: 1,
    } as const
    await grantPackage(db, { ...packaged, calls: 1_000_000, validDays: 1 }, { mode: 'sandbox', by, now })
    const paid = {
      provider: 'aliyun-viapi',
      capability: 'RecognizeVINCode',
      mode: 'live',
      appId: 'app-1',
      bytes: 1,
    } as const
    for (const [what, call] of [
      ['a call out of a package', packaged],
      ['a call paid by tiers', paid],
    ] as const) {
      const measured: Measured = { what: `metering of ${what}`, times: await meter(db, call, now), most: mostOfACall }
      console.log(lineOf(measured, 0.5))
    }
  } finally {
    await opened.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
