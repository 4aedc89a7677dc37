import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { intakeLimits } from '../contract/intake-limits.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Findings } from '../contract/result.ts'
import { documents, recognitions as table } from '../db/schema.ts'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import { createMetering } from '../metering/metering.ts'
import type { Provider, RecogniseContext, RecogniseRequest } from '../providers/provider.ts'
import { openObjectStore, type ObjectStore } from '../storage/index.ts'
import { createEventBus, type ConsoleEvent, type EventBus } from './events.ts'
import { createIntake } from './intake/index.ts'
import type { Intake } from './intake/intake.ts'
import { makePng, quarters } from './intake/test-files.ts'
import type { RecogniseOrder, Recognitions } from './recognise.ts'
import type { Grounder } from './recognise-ground.ts'
import type { Exchange } from '../contract/exchange.ts'
import { createRecognitions } from './recognitions.ts'
import { insertDocument, readSummary } from './repository.ts'
import { appendChangeSets } from './review.ts'
import { field, step, testMoment, valueChange } from './testing.ts'

const nothing: Findings = { fields: [], lines: [], tables: [], regions: [], frames: [] }
const card = { ...nothing, fields: [field('name', '张伟', 0.7), field('id_number', '110105199003077210')] }
const label = { en: 'Test', zh: '测试' }
const order = { provider: 'test', capability: 'card', requestedBy: 'somebody' }
/** What happened around the calls, in order. Grounding itself has its own tests. */
let steps: string[]
const grounder: Grounder = {
  begin({ pages, kind }) {
    steps.push(`grounding of ${pages.length} page as ${kind.kind} begins`)
    return {
      finish: async (findings) => {
        steps.push('grounded')
        return findings
      },
      stop: () => void steps.push('grounding is left'),
    }
  },
}
const named = { ...order, name: 'card.png', requestedByName: 'Somebody' }

type Recognise = (request: RecogniseRequest, context: RecogniseContext) => Promise<Findings>

let database: TestDatabase
let dataDir: string
let objects: ObjectStore
let intake: Intake
let picture: Buffer
let events: EventBus
let told: ConsoleEvent[]
let logged: Record<string, unknown>[]
let recognise: Recognise
let service: Recognitions

beforeAll(async () => {
  database = await openTestDatabase()
  dataDir = await mkdtemp(join(tmpdir(), 'fieldproof-recognitions-'))
  objects = await openObjectStore({ dataDir, secret: 'secret' })
  intake = createIntake({ store: objects })
  picture = await quarters(64, 32).png().toBuffer()
})
afterAll(async () => {
  await intake.close()
  await database.close()
  await rm(dataDir, { recursive: true })
})

function start(concurrency = 1, mode: Provider['mode'] = 'local'): Recognitions {
  const provider: Provider = {
    id: 'test',
    label,
    mode,
    capabilities: [
      {
        id: 'card',
        label,
        kinds: ['id-card-front', 'id-card-back'],
        kindsByParameter: [{ name: 'Side', value: 'back', kind: 'id-card-back' }],
        parameters: [
          { name: 'Side', type: 'enum', required: false, values: ['face', 'back'], label },
          { name: 'Height', type: 'integer', required: false, label },
        ],
        limits: { ...intakeLimits, minSidePixels: 15 },
        asynchronous: false,
      },
    ],
    status: () => ({
      id: 'test',
      label,
      mode,
      ready: true,
      endpoints: [],
      keyEnding: null,
      circuit: null,
      lastCall: null,
      settings: [],
    }),
    probe: async () => ({ ok: true, checked: 'nothing', durationMs: 0 }),
    recognise: async (request, context) => ({
      kind: request.kind.kind,
      requestId: 'request-1',
      findings: await recognise(request, context),
      raw: { contentType: 'application/json', body: '{"half":"\ud800"}' },
    }),
  }
  const log = (entry: Record<string, unknown>) => void logged.push(entry)
  const { db } = database
  return createRecognitions({
    db,
    objects,
    intake,
    providers: [provider],
    grounder,
    metering: createMetering({ db, clock: () => new Date() }),
    events,
    clock: () => new Date(),
    concurrency,
    log,
  })
}

beforeEach(async () => {
  await database.clear()
  told = []
  logged = []
  steps = []
  events = createEventBus()
  events.subscribe((event) => void told.push(event))
  recognise = async () => card
  service = start()
})
afterEach(() => service.stop(0))

async function addCard(bytes: Buffer = picture): Promise<string> {
  const stored = await intake.store(bytes)
  const { id } = await insertDocument(database.db, {
    stored,
    name: 'card.png',
    createdBy: 'a',
    createdByName: 'A',
    now: testMoment,
  })
  return id
}

/** Resolves when the recognition is finished. */
function finished(id: string): Promise<void> {
  const isEnd = (event: ConsoleEvent) =>
    event.type === 'recognition' && event.id === id && (event.status === 'succeeded' || event.status === 'failed')
  return new Promise((resolve) => {
    const end = events.subscribe((event) => {
      if (!isEnd(event)) return
      end()
      resolve()
    })
    if (told.some(isEnd)) resolve()
  })
}

/** A provider that holds on until it is let go or cancelled; `begun` resolves when it is asked. */
function holding() {
  let letGo = () => {}
  const free = new Promise<void>((resolve) => (letGo = resolve))
  let begin = () => {}
  const begun = new Promise<void>((resolve) => (begin = resolve))
  recognise = async (_request, { signal }) => {
    begin()
    await Promise.race([
      free,
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
    ])
    return card
  }
  return { letGo: () => letGo(), begun }
}

describe('a recognition', () => {
  test('is queued, run with the stored pages, checked and stored; the list and the listeners know', async () => {
    const documentId = await addCard()
    let seen: unknown
    recognise = async ({ pages, kind, parameters }, { onProgress }) => {
      seen = {
        kind: kind.kind,
        parameters,
        sizes: pages.map(({ width, height }) => [width, height]),
        bytes: (await pages[0]!.image()).length > 0,
      }
      onProgress({ stage: 'reading', share: 0.5 })
      return card
    }
    const queued = await service.request(documentId, { ...order, parameters: { Side: 'face' } })
    expect(queued).toMatchObject({ status: 'queued', documentId, kind: 'id-card-front', mode: 'local', fields: [] })
    await finished(queued.id)
    expect(seen).toEqual({ kind: 'id-card-front', parameters: { Side: 'face' }, sizes: [[64, 32]], bytes: true })
    const done = (await service.get(queued.id))!
    expect(done).toMatchObject({
      status: 'succeeded',
      requestId: 'request-1',
      pages: [{ index: 0, width: 64, height: 32 }],
    })
    expect(done.durationMs).toBeGreaterThanOrEqual(0)
    expect(done.raw?.body).toBe('{"half":"\ufffd"}')
    // The number's check digit should be 9: the console's own rule says so whoever recognised.
    expect(done.fields[1]!.checks).toContainEqual(expect.objectContaining({ id: 'cn-id-checksum', ok: false }))
    expect(await readSummary(database.db, documentId, new Date())).toMatchObject({
      state: 'review',
      kind: 'id-card-front',
      provider: 'test',
      lowestConfidence: 0.7,
      openChecks: 1,
    })
    const [row] = await database.db.select().from(documents).where(eq(documents.id, documentId))
    expect(row!.searchText).toContain('张伟')
    expect(told.flatMap((event) => (event.type === 'recognition' ? [event.status] : []))).toEqual([
      'queued',
      'running',
      'running',
      'succeeded',
    ])
    expect(told).toContainEqual(
      expect.objectContaining({ status: 'running', progress: { stage: 'reading', share: 0.5 } }),
    )
  })

  test('that fails keeps the reason as it was given', async () => {
    const problem = {
      title: 'Busy',
      status: 503,
      code: 'provider-busy',
      retryable: true,
      whoseFault: 'provider' as const,
    }
    recognise = () => Promise.reject(new ProblemError(problem))
    const documentId = await addCard()
    const { id } = await service.request(documentId, order)
    await finished(id)
    expect(await service.get(id)).toMatchObject({ status: 'failed', error: problem })
    expect(await readSummary(database.db, documentId, new Date())).toMatchObject({
      state: 'failed',
      error: { code: 'provider-busy' },
    })
  })

  test.each([
    ['by an error that nobody foresaw', () => Promise.reject(new TypeError('secret value 张伟'))],
    [
      'because the answer breaks the contract',
      async () => ({ ...nothing, fields: [{ ...field('name', 'x'), confidence: 7 }] }),
    ],
  ] as [string, Recognise][])('that fails %s is our fault, and the log holds no data', async (_, broken) => {
    recognise = broken
    const { id } = await service.request(await addCard(), order)
    await finished(id)
    expect(await service.get(id)).toMatchObject({ status: 'failed', error: { code: 'internal', whoseFault: 'us' } })
    expect(logged).toHaveLength(1)
    expect(JSON.stringify(logged)).not.toMatch(/secret|张伟/)
  })

  test('never overwrites a correction', async () => {
    const documentId = await addCard()
    const first = await service.request(documentId, order)
    await finished(first.id)
    const actor = { id: 'r', name: 'Reviewer', role: 'reviewer' as const }
    const changeSets = [step(first.id, valueChange('field:name', '张伟', '张玮'))]
    await appendChangeSets(database.db, { documentId, actor, now: new Date(), baseSequence: 0, changeSets })
    recognise = async () => ({ ...nothing, fields: [field('name', '弓长伟')] })
    const second = await service.request(documentId, order)
    await finished(second.id)
    const summary = await readSummary(database.db, documentId, new Date())
    expect(summary).toMatchObject({ state: 'review', corrections: 1 })
    const [row] = await database.db.select().from(documents).where(eq(documents.id, documentId))
    expect(row!.searchText).toContain('张玮')
  })
})

describe('an order is refused before anything is queued', () => {
  test.each([
    [{ provider: 'nobody' }, 'provider-unknown'],
    [{ capability: 'none' }, 'capability-unknown'],
    [{ kind: 'passport' }, 'kind-not-offered'],
    [{ parameters: { Colour: 'red' } }, 'parameter-unknown'],
    [{ parameters: { Side: 'left' } }, 'parameter-invalid'],
    [{ parameters: { Height: '1.5' } }, 'parameter-invalid'],
  ])('%o: %s', async (changes, code) => {
    const documentId = await addCard()
    await expect(service.request(documentId, { ...order, ...changes })).rejects.toMatchObject({ problem: { code } })
    expect(await database.db.select().from(table)).toEqual([])
    expect(await readSummary(database.db, documentId, new Date())).toMatchObject({ state: 'received' })
  })

  test('for a document that is not there', async () => {
    await expect(service.request(randomUUID(), order)).rejects.toMatchObject({
      problem: { code: 'document-not-found', status: 404 },
    })
  })

  test('for a picture beyond the limits of the capability', async () => {
    const documentId = await addCard(await quarters(64, 10).png().toBuffer())
    await expect(service.request(documentId, order)).rejects.toMatchObject({
      problem: { code: 'image-too-small', parameters: { height: 10, minSidePixels: 15 } },
    })
  })
})

describe('one call with the bytes', () => {
  test('makes a document and answers when it is read', async () => {
    const done = await service.runNow(picture, named)
    expect(done).toMatchObject({ status: 'succeeded', fields: [{ value: '张伟' }, { key: 'id_number' }] })
    expect(await readSummary(database.db, done.documentId, new Date())).toMatchObject({
      name: 'card.png',
      state: 'review',
    })
  })

  test('answers a failure, too', async () => {
    recognise = () => Promise.reject(new Error('broken'))
    expect(await service.runNow(picture, named)).toMatchObject({ status: 'failed', error: { code: 'internal' } })
  })

  test('refuses bad bytes and bad orders without making a document', async () => {
    await expect(service.runNow(makePng(60_000, 60_000, new Uint8Array()), named)).rejects.toMatchObject({
      problem: { code: 'too-many-pixels' },
    })
    await expect(service.submit(picture, { ...named, capability: 'none' })).rejects.toMatchObject({
      problem: { code: 'capability-unknown' },
    })
    expect(await database.db.select().from(documents)).toEqual([])
  })

  test('a caller who hangs up cancels', async () => {
    const { begun } = holding()
    const caller = new AbortController()
    const running = service.runNow(picture, named, caller.signal)
    await begun
    caller.abort()
    expect(await running).toMatchObject({ status: 'failed', error: { code: 'recognition-cancelled' } })
  })
})

describe('cancelling', () => {
  test('stops a running one and gives its place to the next; the document is as before', async () => {
    const { begun } = holding()
    const [first, second] = [await addCard(), await addCard()]
    const running = await service.request(first, order)
    const waiting = await service.request(second, order)
    await begun
    recognise = async () => card
    expect(await service.cancel(running.id)).toMatchObject({
      status: 'failed',
      error: { code: 'recognition-cancelled' },
    })
    await finished(waiting.id)
    expect(await readSummary(database.db, first, new Date())).toMatchObject({ state: 'received' })
    expect(await readSummary(database.db, second, new Date())).toMatchObject({ state: 'review' })
  })

  test('takes a waiting one out, and leaves a finished one as it is', async () => {
    const { begun, letGo } = holding()
    const running = await service.request(await addCard(), order)
    const waiting = await service.request(await addCard(), order)
    await begun
    expect(await service.cancel(waiting.id)).toMatchObject({ status: 'failed', startedAt: null })
    letGo()
    await finished(running.id)
    expect(await service.cancel(running.id)).toMatchObject({ status: 'succeeded' })
    expect(await service.cancel(randomUUID())).toBeNull()
  })
})

describe('after the process ended', () => {
  test('what ran and what waited runs again, once each', async () => {
    const { begun } = holding()
    const ran = await service.request(await addCard(), order)
    const waited = await service.request(await addCard(), order)
    await begun
    // As after SIGKILL: nobody told the database that the first one ended.
    await service.stop(0)
    expect((await service.get(ran.id))?.status).toBe('running')
    expect((await service.get(waited.id))?.status).toBe('queued')
    const asked: string[] = []
    recognise = async ({ kind }) => {
      asked.push(kind.kind)
      return card
    }
    service = start()
    await service.resume()
    await Promise.all([finished(ran.id), finished(waited.id)])
    expect(asked).toHaveLength(2)
    expect((await service.get(ran.id))?.status).toBe('succeeded')
  })

  test('what ran at the fifth end in a row is not begun again; others are', async () => {
    const { id } = await service.request(await addCard(), order)
    await finished(id)
    const run = async () => {
      const { begun } = holding()
      await database.db.update(table).set({ status: 'running' }).where(eq(table.id, id))
      service = start()
      await service.resume()
      return begun
    }
    for (let end = 1; end < 5; end += 1) {
      await run()
      await service.stop(0)
    }
    told = []
    const waiting = await addCard()
    void run()
    await finished(id)
    expect(await service.get(id)).toMatchObject({
      status: 'failed',
      error: { code: 'recognition-interrupted', parameters: { times: 5 } },
    })
    recognise = async () => card
    const other = await service.request(waiting, order)
    await finished(other.id)
    expect((await service.get(other.id))?.status).toBe('succeeded')
  })

  test('a recogniser that is gone is said to be gone', async () => {
    const { begun } = holding()
    const { id } = await service.request(await addCard(), order)
    await begun
    await service.stop(0)
    await database.db.update(table).set({ provider: 'retired' }).where(eq(table.id, id))
    service = start()
    await service.resume()
    await finished(id)
    expect(await service.get(id)).toMatchObject({ status: 'failed', error: { code: 'recogniser-gone' } })
  })
})

test('a document that is deleted at work ends quietly', async () => {
  const { begun, letGo } = holding()
  const documentId = await addCard()
  const { id } = await service.request(documentId, order)
  await begun
  await database.db.delete(documents).where(eq(documents.id, documentId))
  letGo()
  await service.stop(60_000)
  expect([await service.get(id), logged]).toEqual([null, []])
})

describe('a kind and the parameter that stands for it', () => {
  const seen = async (given: Pick<RecogniseOrder, 'kind' | 'parameters'>) => {
    let asked: unknown
    recognise = async ({ kind, parameters }) => {
      asked = [kind.kind, parameters]
      return card
    }
    await service.runNow(picture, { ...named, ...given })
    return asked
  }

  test('imply each other', async () => {
    expect(await seen({ parameters: { Side: 'back' } })).toEqual(['id-card-back', { Side: 'back' }])
    expect(await seen({ kind: 'id-card-back' })).toEqual(['id-card-back', { Side: 'back' }])
    expect(await seen({ kind: 'id-card-front', parameters: { Side: 'back' } })).toEqual([
      'id-card-front',
      { Side: 'back' },
    ])
    expect(await seen({})).toEqual(['id-card-front', {}])
  })
})

describe('a provider that may be paid', () => {
  const exchange = (attempt: number): Exchange => ({
    purpose: 'recognise',
    attempt,
    startedAt: testMoment.toISOString(),
    durationMs: 5,
    request: { method: 'POST', url: 'https://cloud.example/', headers: [], body: null },
    signing: [],
    answer: null,
  })

  /** As after a kill: the row is left as it was when the process ended. */
  async function interrupted(work: Recognise): Promise<string> {
    recognise = async (request, context) => {
      await work(request, context)
      return new Promise((_resolve, reject) => {
        context.signal.addEventListener('abort', () => reject(context.signal.reason as Error), { once: true })
        begin()
      })
    }
    let begin = () => {}
    const begun = new Promise<void>((resolve) => (begin = resolve))
    service = start(1, 'sandbox')
    const { id } = await service.request(await addCard(), order)
    await begun
    await service.stop(0)
    return id
  }

  test('is not asked again after a restart when a paid call may have been made', async () => {
    const id = await interrupted(async (_request, { beforePaidCall }) => {
      await beforePaidCall()
      return nothing
    })
    let asked = 0
    recognise = async () => {
      asked += 1
      return card
    }
    service = start(1, 'sandbox')
    const end = finished(id)
    await service.resume()
    await end
    expect(await service.get(id)).toMatchObject({
      status: 'failed',
      error: { code: 'recognition-outcome-unknown', retryable: true },
    })
    expect(asked).toBe(0)
  })

  test('is asked again when nothing had been sent', async () => {
    const id = await interrupted(async () => nothing)
    recognise = async () => card
    service = start(1, 'sandbox')
    const end = finished(id)
    await service.resume()
    await end
    expect((await service.get(id))?.status).toBe('succeeded')
  })

  test('gets its job back after a restart, so that it polls and does not order again', async () => {
    const id = await interrupted(async (_request, { beforePaidCall, keepJob }) => {
      await beforePaidCall()
      await keepJob({ jobId: 'j-1' })
      return nothing
    })
    let seen: unknown
    recognise = async ({ job, id: recognition }) => {
      seen = [recognition, job]
      return card
    }
    service = start(1, 'sandbox')
    const end = finished(id)
    await service.resume()
    await end
    expect(seen).toEqual([id, { jobId: 'j-1' }])
    expect((await service.get(id))?.status).toBe('succeeded')
  })

  test('is never asked in another mode than the one that was ordered', async () => {
    const id = await interrupted(async () => nothing)
    recognise = () => Promise.reject(new Error('must not be asked'))
    service = start(1, 'live')
    const end = finished(id)
    await service.resume()
    await end
    expect(await service.get(id)).toMatchObject({ status: 'failed', mode: 'sandbox' })
  })

  test('is called while the pages are read for grounding; nobody reads on when the call failed', async () => {
    await service.stop(0)
    service = start(1, 'sandbox')
    recognise = async () => {
      steps.push('the cloud answers')
      return card
    }
    await service.runNow(picture, named)
    expect(steps).toEqual([
      'grounding of 1 page as id-card-front begins',
      'the cloud answers',
      'grounded',
      'grounding is left',
    ])
    steps = []
    recognise = async () => {
      throw new ProblemError({ title: 'No', code: 'no', status: 502, retryable: false, whoseFault: 'provider' })
    }
    await service.runNow(picture, named)
    expect(steps).toEqual(['grounding of 1 page as id-card-front begins', 'grounding is left'])
  })

  test('has its calls on record, also when it fails', async () => {
    recognise = async (_request, { onExchange }) => {
      for (const attempt of [1, 2]) onExchange(exchange(attempt))
      throw new ProblemError({
        title: 'No',
        status: 502,
        code: 'provider-failed',
        retryable: true,
        whoseFault: 'provider',
      })
    }
    const { id } = await service.runNow(picture, named)
    expect((await service.exchanges(id))?.map(({ attempt }) => attempt)).toEqual([1, 2])
    expect(await service.exchanges('no-such-id')).toBeNull()
  })

  test("shows the kind's fields in its own order, and what it does not know behind them", async () => {
    recognise = async () => ({
      ...nothing,
      fields: [field('test:Extra', 'x'), field('id_number', '110105199003077210'), field('name', '张伟', 0.7)],
    })
    const { fields } = await service.runNow(picture, named)
    expect(fields.map(({ key }) => key)).toEqual(['name', 'id_number', 'test:Extra'])
  })

  test('is given the file as it was uploaded, beside its pages', async () => {
    recognise = async ({ file, pages }) => {
      expect(file).toMatchObject({ format: 'png', bytes: picture.length })
      expect(Buffer.from(await file.read()).equals(picture)).toBe(true)
      expect(pages).toHaveLength(1)
      return card
    }
    expect((await service.runNow(picture, named)).status).toBe('succeeded')
  })
})
