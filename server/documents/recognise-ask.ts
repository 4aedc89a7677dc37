import { eq } from 'drizzle-orm'
import { kindByName } from '../contract/documents/index.ts'
import { formatSchema } from '../contract/limits.ts'
import type { Progress } from '../contract/result.ts'
import type { Database } from '../db/open.ts'
import { documents, recognitions } from '../db/schema.ts'
import type { BytesGate } from '../providers/bytes-gate.ts'
import type { Provider, ProviderAnswer } from '../providers/provider.ts'
import type { Metering } from '../metering/metering.ts'
import { chargedSeconds, videoClass } from '../metering/money.ts'
import type { ObjectStore } from '../storage/object-store.ts'
import { maskAddresses } from '../providers/transport/mask.ts'
import type { Grounder } from './recognise-ground.ts'
import type { Intake } from './intake/intake.ts'
import { videoFactsOf } from './intake/video/frames.ts'
import { recordExchanges } from './recognise-exchanges.ts'
import { notStartedProblem, outcomeUnknownProblem, pictureMissing } from './recognise-problems.ts'
import { readPages } from './repository.ts'
import type { RecognitionRow } from './rows.ts'

export interface AskDependencies {
  db: Database
  objects: ObjectStore
  providers: readonly Provider[]
  /** Bounds the bytes that are on their way to clouds at a time. */
  inFlight: BytesGate
  grounder: Grounder
  intake: Pick<Intake, 'textLayers'>
  metering: Pick<Metering, 'begin'>
  clock: () => Date
  log: (entry: Record<string, unknown>) => void
}

/**
 * Has the provider of a recognition read its document, and writes down what must outlive the process: that a call that may be charged is about
 * to be made, the job that runs at the provider, and the record of the calls.
 * @throws {ProblemError} of the provider; `package-*` where no prepaid call is left and nothing else may pay; `recognition-outcome-unknown` where an earlier process may have paid already
 */
export async function askProvider(
  { db, objects, providers, inFlight, grounder, intake, metering, clock, log }: AskDependencies,
  row: RecognitionRow,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (progress: Progress) => void },
): Promise<ProviderAnswer> {
  const provider = providers.find(({ id }) => id === row.provider)
  const capability = provider?.capabilities.find(({ id }) => id === row.capability)
  const kind = kindByName(row.kind)
  // A version without this provider was started over the queue of one that had it.
  if (!provider || !capability || !kind || provider.mode !== row.mode) throw notStartedProblem(row)
  if (row.paidCallAt !== null && row.job === null) throw outcomeUnknownProblem(row)
  const [document] = await db
    .select({ format: documents.format, bytes: documents.bytes, objectKey: documents.objectKey })
    .from(documents)
    .where(eq(documents.id, row.documentId))
  if (!document) throw notStartedProblem(row)
  const read = async (key: string, page: number) => {
    const object = await objects.read(key)
    if (!object) throw pictureMissing(page)
    return object.bytes
  }
  const { format, bytes, objectKey } = document
  // Only who reads the pages here asks for it, and then the file is opened once for all pages.
  let layers: ReturnType<Intake['textLayers']> | undefined
  const layerOf = async (index: number) => {
    layers ??= read(objectKey, 0).then((file) => intake.textLayers(file, { signal }))
    return (await layers)[index] ?? null
  }
  const pages = (await readPages(db, row.documentId)).map(({ index, width, height, imageKey }) => ({
    index,
    width,
    height,
    image: () => read(imageKey, index),
    ...(format === 'pdf' && { textLayer: () => layerOf(index) }),
  }))
  const update = async (values: Partial<RecognitionRow>) => {
    await db.update(recognitions).set(values).where(eq(recognitions.id, row.id))
  }
  const record = recordExchanges(db, row.id, log)
  // Before anything is sent: what cannot be paid must not leave.
  await metering.begin({
    callId: row.id,
    provider: row.provider,
    capability: row.capability,
    mode: row.mode,
    appId: row.appId,
    bytes,
    images: provider.countedCalls?.({ capability, sourceUrl: row.sourceUrl ?? undefined }, pages.length) ?? 1,
    video: format === 'avi' || format === 'mp4' ? meteredVideo(await read(objectKey, 0)) : undefined,
  })
  // The picture, and a body that holds it in Base64; the local engine has a bound of its own.
  const leave = provider.mode === 'local' ? () => {} : await inFlight.enter(Math.ceil((bytes * 7) / 3), signal)
  const sent = pages.slice(0, capability.limits.maxPages)
  const grounding =
    provider.mode === 'local' ? null : grounder.begin({ kind, pages: sent, recognition: row.id, signal })
  let counted: number | null = null
  const call = () =>
    provider.recognise(
      {
        id: row.id,
        capability,
        kind,
        parameters: row.parameters,
        pages,
        file: { format: formatSchema.parse(format), bytes, read: () => read(objectKey, 0) },
        sourceUrl: row.sourceUrl ?? undefined,
        job: row.job,
      },
      {
        signal,
        onProgress,
        onExchange: (exchange) => record.add(exchange),
        beforePaidCall: () => update({ paidCallAt: clock() }),
        keepJob: (job) => update({ job }),
        onCounted: (calls) => void (counted = (counted ?? 0) + calls),
      },
    )
  try {
    // Its bytes have left once it has answered; grounding may take longer.
    const answer = await call().finally(leave)
    const findings = (await grounding?.finish(answer.findings)) ?? answer.findings
    return { ...answer, findings, raw: answer.raw && { ...answer.raw, body: maskAddresses(answer.raw.body) } }
  } finally {
    grounding?.stop()
    if (counted !== null) await update({ countedCalls: counted })
    await record.written()
  }
}

/** What a video is charged by. One whose container says no duration is charged its first second; no side, the smallest class. */
function meteredVideo(bytes: Uint8Array) {
  const { durationMs, width, height } = videoFactsOf(bytes)
  return { seconds: chargedSeconds(durationMs ?? 1), class: videoClass(width ?? 0, height ?? 0) }
}
