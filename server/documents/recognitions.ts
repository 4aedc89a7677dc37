import { and, asc, eq, inArray } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { ProblemError, type Problem } from '../contract/problem.ts'
import { findingsSchema, type Progress, type Recognition, type RecognitionStatus } from '../contract/result.ts'
import type { Database } from '../db/open.ts'
import { documents, recognitions } from '../db/schema.ts'
import { storable } from '../db/storable.ts'
import { createJobQueue, stopReason } from '../jobs/queue.ts'
import type { Metering } from '../metering/metering.ts'
import { createBytesGate } from '../providers/bytes-gate.ts'
import type { Provider, ProviderAnswer } from '../providers/provider.ts'
import type { ObjectStore } from '../storage/object-store.ts'
import type { EventBus } from './events.ts'
import type { Intake } from './intake/intake.ts'
import { countInterruptions } from './recognise-attempts.ts'
import { withChecks } from './recognise-checks.ts'
import { askProvider } from './recognise-ask.ts'
import { readExchanges } from './recognise-exchanges.ts'
import { checkOrder, type CheckedOrder } from './recognise-order.ts'
import { cancelledProblem, internalProblem, interruptedProblem } from './recognise-problems.ts'
import type { Grounder } from './recognise-ground.ts'
import type { RecogniseOrder, Recognitions } from './recognise.ts'
import { insertDocument, readPages } from './repository.ts'
import { toRecognition, type RecognitionRow } from './rows.ts'
import { refreshSummary } from './summary.ts'

export interface RecognitionsDependencies {
  db: Database
  objects: ObjectStore
  intake: Intake
  providers: readonly Provider[]
  grounder: Grounder
  metering: Metering
  events: EventBus
  clock: () => Date
  /** How many recognitions run at once: as many as the engine has workers. */
  concurrency: number
  log: (entry: Record<string, unknown>) => void
}

/** Each cloud has a limiter of its own. */
const cloudCallsAtOnce = 32

/** Many large bodies at once would all get slow together (PERFORMANCE.md, "Proxying"); small ones hardly ever wait. */
const mostBytesInFlight = 128 * 1024 * 1024

/** After so many ends of the process at work on the same recognition, it is not begun again. */
const mostInterruptions = 5

/** The recognitions of documents: ordered, queued, run, stored. The rows that are not finished are the queue that survives a restart. */
export function createRecognitions(deps: RecognitionsDependencies): Recognitions {
  const { db, objects, intake, providers, grounder, metering, events, clock } = deps
  const progressOf = new Map<string, Progress>()
  const waiters = new Map<string, Set<() => void>>()
  const inFlight = createBytesGate(mostBytesInFlight)

  function publish({ id, documentId }: Pick<RecognitionRow, 'id' | 'documentId'>, status: RecognitionStatus): void {
    const progress = progressOf.get(id)
    events.publish({ type: 'recognition', id, documentId, status, ...(progress && { progress }) })
  }

  async function finished(row: RecognitionRow): Promise<void> {
    progressOf.delete(row.id)
    // An entry that could not be written now is written at the next start (endForgotten).
    await metering.end(row.id).catch((error: unknown) => {
      deps.log({ level: 'error', event: 'call-not-metered', recognition: row.id, errorType: errorName(error) })
    })
    publish(row, row.status)
    events.publish({ type: 'document', id: row.documentId })
    for (const wake of waiters.get(row.id) ?? []) wake()
    waiters.delete(row.id)
  }

  async function readRow(id: string): Promise<RecognitionRow | undefined> {
    const [row] = await db.select().from(recognitions).where(eq(recognitions.id, id))
    return row
  }

  /** Changes a recognition that is in one of these states, and its document's row with it; undefined when it is in none of them. */
  async function change(
    id: string,
    from: RecognitionStatus[],
    values: Partial<RecognitionRow>,
  ): Promise<RecognitionRow | undefined> {
    return db.transaction(async (tx) => {
      const [row] = await tx
        .update(recognitions)
        .set(values)
        .where(and(eq(recognitions.id, id), inArray(recognitions.status, from)))
        .returning()
      if (row) await refreshSummary(tx, row.documentId, clock())
      return row
    })
  }

  const durationSince = (row: RecognitionRow, now: Date) =>
    row.startedAt === null ? null : now.getTime() - row.startedAt.getTime()

  async function fail(row: RecognitionRow, error: Problem, cancelled = false): Promise<void> {
    const now = clock()
    const failed = await change(row.id, ['queued', 'running'], {
      status: 'failed',
      error,
      cancelled,
      finishedAt: now,
      durationMs: durationSince(row, now),
    })
    if (failed) await finished(failed)
  }

  async function succeed(row: RecognitionRow, answer: ProviderAnswer): Promise<void> {
    const now = clock()
    // A provider that broke the contract must not be stored as a success.
    const findings = withChecks(answer.kind, findingsSchema.parse(answer.findings))
    const done = await change(row.id, ['running'], {
      status: 'succeeded',
      kind: answer.kind,
      requestId: answer.requestId,
      findings: storable(findings),
      raw: storable(answer.raw),
      finishedAt: now,
      durationMs: durationSince(row, now),
    })
    if (done) await finished(done)
  }

  /** Only the local engine shares the processor with others; calls to clouds wait for the network. */
  const runsHere = (row: Pick<RecognitionRow, 'mode'>) => row.mode === 'local'

  async function handle(id: string, signal: AbortSignal): Promise<void> {
    const row = await change(id, ['queued', 'running'], { status: 'running', startedAt: clock() })
    if (!row) return
    publish(row, 'running')
    const onProgress = (progress: Progress) => {
      if (signal.aborted) return
      progressOf.set(id, progress)
      publish(row, 'running')
    }
    try {
      await succeed(
        row,
        await askProvider({ db, objects, providers, inFlight, grounder, intake, metering, clock, log: deps.log }, row, {
          signal,
          onProgress,
        }),
      )
    } catch (error) {
      const reason = stopReason(signal)
      // It stays `running` in the database and is taken up again at the next start.
      if (reason === 'stopping') return
      if (reason === 'cancelled') await fail(row, cancelledProblem(), true)
      else if (error instanceof ProblemError) await fail(row, error.problem)
      else {
        deps.log({ level: 'error', event: 'recognition-failed', recognition: id, errorType: errorName(error) })
        await fail(row, internalProblem())
      }
    }
  }

  const openQueue = (concurrency: number) =>
    createJobQueue({
      concurrency,
      handle: (id, signal) =>
        handle(id, signal).catch((error: unknown) => {
          // The database itself failed: the row is still unfinished and is taken up at the next start.
          deps.log({ level: 'error', event: 'recognition-not-stored', recognition: id, errorType: errorName(error) })
        }),
    })
  const here = openQueue(deps.concurrency)
  const elsewhere = openQueue(cloudCallsAtOnce)
  const queueOf = (row: Pick<RecognitionRow, 'mode'>) => (runsHere(row) ? here : elsewhere)

  async function enqueue(
    documentId: string,
    order: CheckedOrder,
    requestedBy: string,
    { batch = false, comparison = false },
  ) {
    const { provider, capability, kind, parameters } = order
    const row = await db.transaction(async (tx) => {
      const pages = await readPages(tx, documentId)
      const [inserted] = await tx
        .insert(recognitions)
        .values({
          id: uuidv7(),
          documentId,
          provider: provider.id,
          capability: capability.id,
          kind: kind.kind,
          mode: provider.mode,
          status: 'queued',
          parameters,
          createdAt: clock(),
          pages: pages.map(({ index, width, height }) => ({ index, width, height })),
          requestedBy,
          comparison,
          sourceUrl: order.sourceUrl ?? null,
          ...(order.appId !== undefined && { appId: order.appId }),
        })
        .returning()
      await refreshSummary(tx, documentId, clock())
      return inserted!
    })
    publish(row, 'queued')
    events.publish({ type: 'document', id: documentId })
    queueOf(row).add(row.id, { batch })
    return toRecognition(row)
  }

  async function request(documentId: string, order: RecogniseOrder, options = {}): Promise<Recognition> {
    const [document] = await db
      .select({ format: documents.format, bytes: documents.bytes })
      .from(documents)
      .where(eq(documents.id, documentId))
    if (!document) throw documentNotFound()
    const pages = await readPages(db, documentId)
    const checked = checkOrder(providers, order, { ...document, pages })
    return enqueue(documentId, checked, order.requestedBy, options)
  }

  async function submit(
    bytes: Uint8Array,
    order: RecogniseOrder & { name: string; requestedByName: string },
    signal?: AbortSignal,
  ): Promise<Recognition> {
    // What can be refused without decoding a picture is refused first.
    checkOrder(providers, order)
    const stored = await intake.store(bytes, signal ? { signal } : {})
    try {
      const checked = checkOrder(providers, order, stored)
      const { requestedBy: createdBy, requestedByName: createdByName, name } = order
      await insertDocument(db, { stored, name, createdBy, createdByName, now: clock() })
      return await enqueue(stored.id, checked, createdBy, {})
    } catch (error) {
      const [kept] = await db.select({ id: documents.id }).from(documents).where(eq(documents.id, stored.id))
      if (!kept) await intake.discard(stored)
      throw error
    }
  }

  async function get(id: string): Promise<Recognition | null> {
    const row = await readRow(id)
    if (!row) return null
    const progress = progressOf.get(id)
    return { ...toRecognition(row), ...(progress && row.status === 'running' ? { progress } : {}) }
  }

  async function cancel(id: string): Promise<Recognition | null> {
    const row = await readRow(id)
    if (!row) return null
    if (row.status === 'queued' || row.status === 'running') {
      const running = !queueOf(row).cancel(id) && row.status === 'running'
      if (running) await settled(id)
      else await fail(row, cancelledProblem(), true)
    }
    return get(id)
  }

  /** Resolves when the recognition is finished, whatever its outcome. */
  async function settled(id: string): Promise<void> {
    let wake = () => {}
    const woken = new Promise<void>((resolve) => (wake = resolve))
    const waiting = waiters.get(id) ?? new Set()
    waiters.set(id, waiting.add(wake))
    const row = await readRow(id)
    // Checked after the waiter is in place, so that an end in between is not missed.
    if (!row || row.status === 'succeeded' || row.status === 'failed') {
      waiting.delete(wake)
      if (waiting.size === 0) waiters.delete(id)
      return
    }
    await woken
  }

  return {
    request,
    submit,
    get,
    cancel,
    async exchanges(id) {
      if (!(await readRow(id))) return null
      return readExchanges(db, id)
    },
    async runNow(bytes, order, signal) {
      const { id } = await submit(bytes, order, signal)
      const stop = () => void cancel(id).catch(() => undefined)
      if (signal?.aborted) stop()
      signal?.addEventListener('abort', stop, { once: true })
      try {
        await settled(id)
      } finally {
        signal?.removeEventListener('abort', stop)
      }
      return (await get(id))!
    },
    async resume() {
      const ended = await metering.endForgotten()
      if (ended > 0) deps.log({ level: 'info', event: 'reservations-ended', count: ended })
      const unfinished = await db
        .select()
        .from(recognitions)
        .where(inArray(recognitions.status, ['queued', 'running']))
        .orderBy(asc(recognitions.createdAt))
      const interrupted = unfinished.filter(({ status }) => status === 'running')
      const times = await countInterruptions(
        db,
        interrupted.map(({ id }) => id),
      )
      // What ran when the process ended comes first: somebody may be waiting for it longest.
      for (const row of [...interrupted, ...unfinished.filter(({ status }) => status === 'queued')]) {
        // A picture that brings the process down (a fault in a decoder) must not do so at every start from now on.
        if ((times.get(row.id) ?? 0) >= mostInterruptions) await fail(row, interruptedProblem(mostInterruptions))
        else queueOf(row).add(row.id)
      }
    },
    stop: async (graceMs = 8000) => {
      await Promise.all([here.stop(graceMs), elsewhere.stop(graceMs)])
    },
  }
}

function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}

function documentNotFound(): ProblemError {
  return new ProblemError({
    title: 'There is no such document',
    status: 404,
    code: 'document-not-found',
    retryable: false,
    whoseFault: 'caller',
  })
}
