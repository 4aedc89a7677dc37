import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createApp } from '../server/apps/apps.ts'
import { createUser, ensureAdministrator } from '../server/auth/users.ts'
import { ProblemError } from '../server/contract/problem.ts'
import { openDatabase } from '../server/db/open.ts'
import { documents, ledger } from '../server/db/schema.ts'
import { createIntake } from '../server/documents/intake/index.ts'
import { reserve, settle } from '../server/metering/ledger.ts'
import { enterPrice, readPrices } from '../server/metering/price-book.ts'
import { openObjectStore } from '../server/storage/index.ts'
import { createRandom } from '../specimens/random.ts'
import { addReviewedDocument, drawPictures, type Reviewer } from './demo-data/documents.ts'
import { dayMs, inventCalls } from './demo-data/month.ts'
import { purchases } from './demo-data/purchases.ts'
import { demoApps, demoPrices, streams } from './demo-data/streams.ts'

/**
 * npm run demo-data -- [--data-dir ./data-demo] [--seed 1] [--documents 140] [--force]: a month of an invented company, the same for the same seed: calls of
 * several apps with a week's shape, failures, an outage, packages of every state, documents with their reviews. Everything is written by the functions
 * that the server itself uses, so that packages, ledger and sums agree. DATABASE_URL names another database than that of the directory.
 */
const { values: options } = parseArgs({
  options: {
    'data-dir': { type: 'string', default: './data-demo' },
    seed: { type: 'string', default: '1' },
    documents: { type: 'string', default: '140' },
    force: { type: 'boolean', default: false },
  },
})
const dataDir = resolve(options['data-dir'])
const days = 31
const until = new Date()
const startedAt = new Date(until.getTime() - days * dayMs)
const random = createRandom(`demo/${options.seed}`)
const began = performance.now()

const opened = await openDatabase({ dataDir, databaseUrl: process.env['DATABASE_URL'] })
const { db } = opened
const objects = await openObjectStore({ dataDir })
const intake = createIntake({ store: objects })
try {
  const present = await db.$count(documents)
  if (!options.force && present + (await db.$count(ledger)) > 0) {
    console.error(`${dataDir} has documents or entries of the ledger already. --force adds the month to them.`)
    process.exitCode = 1
  } else {
    await fill()
    console.log(`Look at it: DATA_DIR=${options['data-dir']} npm start`)
  }
} finally {
  await intake.close()
  await opened.close()
}

async function peopleOf() {
  const administrator = await ensureAdministrator(db, startedAt)
  const reviewers: Reviewer[] = []
  for (const [name, pace] of [
    ['Lin Yue', 0.8],
    ['Omar Haddad', 1],
    ['Chen Bo', 1.35],
  ] as const) {
    const user = await createUser(db, { name, role: 'reviewer', createdBy: administrator.id, now: startedAt })
    reviewers.push({ id: user.id, name, role: 'reviewer', pace })
  }
  return { administrator, reviewers }
}

async function fill(): Promise<void> {
  const { administrator, reviewers } = await peopleOf()
  const appIds = new Map<string, string>()
  for (const { name, region, enabled, ...rest } of demoApps) {
    const app = await createApp(
      db,
      { name, region, enabled: [...enabled], ...rest },
      { by: administrator, now: startedAt },
    ).catch((error: unknown) => {
      if (error instanceof ProblemError && error.problem.code === 'app-name-taken') return null
      throw error
    })
    if (app) appIds.set(name, app.app.id)
  }
  for (const entry of demoPrices) await enterPrice(db, entry, { by: administrator, now: startedAt })
  const prices = await readPrices(db)
  const kinds = [...new Set(streams.flatMap(({ kind }) => kind ?? []))]
  const pictures = await drawPictures(intake, kinds, 4)
  console.log(`${kinds.length * 4} pictures drawn (${seconds()} s)`)
  const calls = inventCalls(random, until, days, appIds)
  const orders = purchases(administrator).map(({ daysAgo, run }) => {
    const at = until.getTime() - daysAgo * dayMs
    return { at, run: () => run(db, new Date(at)) }
  })
  const keepEvery =
    calls.filter(({ stream, end }) => stream.kind && end.outcome === 'succeeded').length / Number(options.documents)
  let kept = 0
  let eligible = 0
  let refused = 0
  for (const { at, stream, call, end } of calls) {
    while (orders.length > 0 && orders[0]!.at <= at.getTime()) await orders.shift()!.run()
    const served = await reserve(db, call, { now: at, prices }).then(
      () => true,
      (error: unknown) => {
        if (error instanceof ProblemError && error.problem.status === 402) return false
        throw error
      },
    )
    if (!served) {
      refused += 1
      continue
    }
    const endedAt = new Date(Math.min(until.getTime(), at.getTime() + (end.durationMs ?? 0)))
    await settle(db, call.callId, end, endedAt, prices)
    if (!stream.kind || end.outcome !== 'succeeded') continue
    eligible += 1
    if (eligible < (kept + 1) * keepEvery) continue
    kept += 1
    const own = pictures.get(stream.kind)!
    // The documents of the last day still wait for somebody.
    const waits = until.getTime() - at.getTime() < dayMs / 2 || random.chance(0.04)
    await addReviewedDocument(db, objects, {
      picture: random.pick(own),
      stream,
      callId: call.callId,
      appId: call.appId,
      name: `${stream.kind}-${String(kept).padStart(4, '0')}.jpg`,
      at,
      durationMs: end.durationMs ?? 0,
      random,
      reviewer: waits ? null : random.pick(reviewers),
      reviewedAt: new Date(Math.min(until.getTime(), endedAt.getTime() + random.integer(5, 240) * 60_000)),
    })
  }
  for (const { run } of orders) await run()
  for (const own of pictures.values()) for (const { stored } of own) await intake.discard(stored)
  console.log(
    `${calls.length - refused} calls in the ledger, ${refused} stopped for want of a package, ${kept} documents (${seconds()} s)`,
  )
}

function seconds(): string {
  return ((performance.now() - began) / 1000).toFixed(0)
}
