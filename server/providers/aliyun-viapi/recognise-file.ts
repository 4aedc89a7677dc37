import { factsOf } from '../../contract/file-facts.ts'
import { checkLimits } from '../../contract/limits.ts'
import { limitError } from '../picture.ts'
import type { ProviderAnswer, RecogniseContext, RecogniseRequest } from '../provider.ts'
import type { Way } from './catalogue.ts'
import { providerId } from './errors.ts'
import type { ViapiAnswer } from './calls.ts'
import { awaitJob } from './jobs.ts'
import { withPaths } from './merge.ts'
import type { Services } from './recognise-pages.ts'
import { fileParameters, ownParameters } from './request.ts'
import { findingsOf } from './response.ts'
import { sensitiveOf, type StoredFile } from './upload.ts'

/** The original file, held against the limits twice: by what intake knows before it is read, and by its own bytes before they are sent. */
async function checkedFile({ capability, file, pages }: RecogniseRequest): Promise<Uint8Array> {
  const unknown = { width: null, height: null, pages: file.format === 'pdf' ? pages.length : null }
  const check = (facts: Parameters<typeof checkLimits>[0]) => {
    const [breach] = checkLimits(facts, capability.limits)
    if (breach) throw limitError(providerId, breach)
  }
  check({ ...unknown, format: file.format, bytes: file.bytes })
  const bytes = await file.read()
  const facts = factsOf(bytes, bytes.byteLength)
  check({ ...facts, format: facts.format ?? file.format, pages: unknown.pages ?? facts.pages })
  return bytes
}

interface KeptJob extends Record<string, string> {
  jobId: string
  /** In the own bucket, to be deleted when the job has ended; empty = nothing to delete. */
  objectName: string
}

function keptJob(job: RecogniseRequest['job']): KeptJob | null {
  return job?.['jobId'] ? { jobId: job['jobId'], objectName: job['objectName'] ?? '' } : null
}

/** Recognisers of whole files (PDF, video): one call, and for the asynchronous ones a job that is polled, also after a restart. */
export async function recogniseFile(
  services: Services,
  way: Way,
  request: RecogniseRequest,
  context: RecogniseContext,
): Promise<ProviderAnswer> {
  const { calls, store } = services
  const { capability, kind, parameters } = request
  const { signal, onExchange, onProgress } = context
  const own = ownParameters(capability, parameters, kind.kind)
  const resumed = keptJob(request.job)
  if (resumed) return finishJob(services, request, context, own, resumed)

  onProgress({ stage: 'preparing', share: 0 })
  const bytes = await checkedFile(request)
  signal.throwIfAborted()
  onProgress({ stage: 'sending', share: 0.1 })
  const stored = await store.put({ bytes, format: request.file.format }, `${request.id}/file`, { signal, onExchange })
  let job: KeptJob | null = null
  try {
    onProgress({ stage: 'sending', share: 0.4 })
    if (!capability.asynchronous) return await order(stored, readNow)
    job = { jobId: await order(stored, readJobId), objectName: stored.objectName ?? '' }
    await context.keepJob(job)
  } finally {
    if (!job && stored.objectName !== null) await store.remove(stored.objectName, onExchange)
  }
  return finishJob(services, request, context, own, job)

  function order<Value>(file: StoredFile, read: (answer: ViapiAnswer) => Value) {
    const form = { ...own, ...fileParameters(way.file, [file.url]) }
    const { beforePaidCall } = context
    const sensitive = sensitiveOf([file])
    return calls.recognise(capability.id, form, { signal, onExchange, beforePaidCall, sensitive, read })
  }

  function readNow({ data, requestId, contentType, body }: ViapiAnswer): ProviderAnswer {
    if (data === null) throw new Error('no Data')
    const found = findingsOf(capability.id, data, { parameters: own, pages: request.pages, kind: kind.kind })
    return { ...found, requestId, raw: { contentType, body } }
  }
}

/** The RequestId of the order is the job's id (S4 section 8). */
function readJobId({ requestId }: ViapiAnswer): string {
  if (requestId === null) throw new Error('a job without RequestId')
  return requestId
}

async function finishJob(
  { calls, store }: Services,
  { capability, kind, pages }: RecogniseRequest,
  { signal, onExchange, onProgress }: RecogniseContext,
  own: Record<string, string>,
  { jobId, objectName }: KeptJob,
): Promise<ProviderAnswer> {
  onProgress({ stage: 'polling', share: 0.5 })
  try {
    return await awaitJob(calls, capability.id, jobId, {
      signal,
      onExchange,
      onProgress,
      read: (data, { contentType, body }) => {
        const found = findingsOf(capability.id, data, { parameters: own, pages, kind: kind.kind })
        // In the answer the result is a string under Data.Result: its paths go on from there.
        const findings = withPaths(found.findings, (path) => path.replace(/^Data(?=[.[]|$)/, 'Data.Result'))
        return { kind: found.kind, findings, requestId: jobId, raw: { contentType, body } }
      },
    })
  } finally {
    // After an abort the job may go on after a restart, and may not have fetched the file yet.
    if (!signal.aborted && objectName !== '') await store.remove(objectName, onExchange)
  }
}
