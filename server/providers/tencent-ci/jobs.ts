import type { Exchange } from '../../contract/exchange.ts'
import type { Cloud, CloudAnswer } from '../http.ts'
import { jobFailure, jobUnknown, refusal } from './errors.ts'
import { readJobAnswer, type Job } from './job-answer.ts'
import { jobXml, type JobOrder } from './job-request.ts'
import type { TencentCiOptions } from './options.ts'
import { signedRequest, type Keys } from './request.ts'

export interface Circumstances {
  signal: AbortSignal
  onExchange?: ((exchange: Exchange) => void) | undefined
}

/** A job that ended well: its result, and the answer as it came. */
export interface Finished {
  job: Job
  result: Record<string, unknown>
  requestId: string | null
  raw: { contentType: string; body: string }
}

/** The calls of a recognition, each signed anew for every attempt. @throws {ProviderError} what the cloud refuses */
export interface Jobs {
  put(key: string, picture: Uint8Array, contentType: string, circumstances: Circumstances): Promise<void>
  /** Best effort: an object that cannot be deleted is no failure of the recognition. */
  remove(key: string, circumstances: Pick<Circumstances, 'onExchange'>): Promise<void>
  /** The one call that may be charged. @returns the id of the job */
  create(order: JobOrder, circumstances: Circumstances & { beforePaidCall: () => Promise<void> }): Promise<string>
  /** Polls until the job has ended; with `woken`, at once again when it resolves. */
  wait(jobId: string, circumstances: Circumstances, woken: Promise<void> | null): Promise<Finished>
  /** Asks for a job that cannot be. Resolves when the key may ask. */
  probe(signal: AbortSignal): Promise<void>
}

const timeoutMs = 30_000
/** Ten million bytes at 200 kB/s. */
const uploadTimeoutMs = 60_000
const deleteTimeoutMs = 5_000
/** A card takes one or two seconds; a callback comes by itself, so that polling is the second way then. */
const polling = { firstDelayMs: 500, mostDelayMs: 5_000, patienceMs: 180_000 }
const besideCallback = { firstDelayMs: 3_000, mostDelayMs: 15_000, patienceMs: 180_000 }
/** A job is told of as ended before every machine behind the query knows it. */
const afterCallback = { firstDelayMs: 0, mostDelayMs: 2_000, patienceMs: 180_000 }
/** How often a fresh job may be unknown to the query before that counts. */
const mostUnknown = 3

export function createJobs({
  cloud,
  keys,
  options,
}: {
  cloud: Cloud
  keys: () => Keys
  options: Pick<TencentCiOptions, 'cosEndpoint' | 'ciEndpoint' | 'clock'>
}): Jobs {
  const { cosEndpoint, ciEndpoint, clock } = options
  const cos = { endpoint: cosEndpoint, tokenHeader: 'x-cos-security-token' } as const
  const ci = { endpoint: ciEndpoint, tokenHeader: 'x-ci-security-token' } as const
  const requireSuccess = (answer: CloudAnswer, isOrder = false) => {
    if (answer.status < 200 || answer.status > 299) throw refusal(answer, { now: clock(), isOrder })
  }
  const query = (jobId: string) => () =>
    signedRequest({ ...ci, method: 'GET', path: `/jobs/${jobId}` }, keys(), clock())

  /** Null while it runs. */
  function finishedOf(answer: CloudAnswer, jobId: string, unknown: { times: number }): Finished | null {
    requireSuccess(answer)
    const { jobs, unknownIds } = readJobAnswer(answer)
    const job = jobs.find((candidate) => candidate.jobId === jobId) ?? (unknownIds.length === 0 ? jobs[0] : undefined)
    if (!job) {
      unknown.times += 1
      if (unknown.times >= mostUnknown) throw jobUnknown(jobId)
      return null
    }
    if (job.state === 'Failed' || job.state === 'Cancel') throw jobFailure(job.code, job.message)
    if (job.state !== 'Success') return null
    // The result has a state of its own beside that of the job.
    const { result } = job
    if (!result) throw new TypeError('the job ended well without a result')
    if (result['State'] === 'Failed') {
      const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
      throw jobFailure(text(result['Code']), text(result['Message']))
    }
    const requestId = answer.headers['x-ci-request-id'] ?? null
    return { job, result, requestId, raw: { contentType: answer.contentType, body: answer.text() } }
  }

  return {
    async put(key, body, contentType, circumstances) {
      await cloud.call(
        () => signedRequest({ ...cos, method: 'PUT', path: `/${key}`, contentType, body }, keys(), clock()),
        { ...circumstances, purpose: 'upload', timeoutMs: uploadTimeoutMs, read: (answer) => requireSuccess(answer) },
      )
    },
    async remove(key, { onExchange }) {
      const signal = AbortSignal.timeout(deleteTimeoutMs)
      await cloud
        .call(() => signedRequest({ ...cos, method: 'DELETE', path: `/${key}` }, keys(), clock()), {
          signal,
          onExchange,
          purpose: 'upload',
          timeoutMs: deleteTimeoutMs,
          read: (answer) => requireSuccess(answer),
        })
        .catch(() => undefined)
    },
    create(order, circumstances) {
      const xml = jobXml(order)
      const body = Buffer.from(xml)
      // The callback's address holds a token that would let others wake us.
      const token = order.callback === null ? null : new URL(order.callback.url).searchParams.get('token')
      const contentType = 'application/xml'
      const bodyShown = token === null ? xml : xml.replaceAll(token, '********')
      return cloud.call(
        () => {
          const input = { ...ci, method: 'POST', path: '/jobs', contentType, body, bodyShown }
          const request = signedRequest(input, keys(), clock())
          return token === null ? request : { ...request, sensitive: [...request.sensitive, token] }
        },
        {
          ...circumstances,
          purpose: 'recognise',
          timeoutMs,
          read: (answer) => {
            requireSuccess(answer, true)
            const [job] = readJobAnswer(answer).jobs
            if (job?.state === 'Failed') throw jobFailure(job.code, job.message)
            if (!job?.jobId) throw new TypeError('the answer has no job id')
            return job.jobId
          },
        },
      )
    },
    async wait(jobId, circumstances, woken) {
      const unknown = { times: 0 }
      const poll = (rhythm: typeof polling, signal: AbortSignal) =>
        cloud.poll(query(jobId), {
          ...circumstances,
          ...rhythm,
          signal,
          purpose: 'poll',
          timeoutMs,
          read: (answer) => finishedOf(answer, jobId, unknown),
        })
      if (woken === null) return poll(polling, circumstances.signal)
      const early = new AbortController()
      let isWoken = false
      const wake = async () => {
        await woken
        isWoken = true
        early.abort()
      }
      void wake()
      try {
        return await poll(besideCallback, AbortSignal.any([circumstances.signal, early.signal]))
      } catch (error) {
        circumstances.signal.throwIfAborted()
        if (!isWoken) throw error
        return poll(afterCallback, circumstances.signal)
      }
    },
    async probe(signal) {
      await cloud.call(query('j00000000000000000000000000000000'), {
        signal,
        purpose: 'probe',
        timeoutMs,
        read: (answer) => {
          requireSuccess(answer)
          readJobAnswer(answer)
        },
      })
    },
  }
}
