import type { Progress } from '../../contract/result.ts'
import { ProviderError } from '../provider.ts'
import { readViapi, type ViapiAnswer, type ViapiCallContext, type ViapiCalls } from './calls.ts'
import { jobError } from './errors.ts'
import { readAnswer } from './response.ts'

export const pollAction = 'GetAsyncJobResult'

/** No interval is documented (PROTOCOLS.md 1.2): a growing delay with an upper limit. Result files live 30 minutes; nobody waits longer. */
const pace = { firstDelayMs: 500, mostDelayMs: 10_000, patienceMs: 30 * 60_000, timeoutMs: 15_000 }

const isWaiting = (state: string) => state === 'QUEUING' || state === 'PROCESSING'

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).trim()
  return text === '' ? null : text
}

function isObjectText(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null
  } catch {
    return false
  }
}

/** One level of JSON string escapes taken off; null where the text is no inside of a JSON string. */
function unescapeOnce(text: string): string | null {
  const inside = text.startsWith('"') && text.endsWith('"') && text.length > 1 ? text.slice(1, -1) : text
  try {
    const controls = inside.replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')
    return JSON.parse(`"${controls}"`) as string
  } catch {
    return null
  }
}

/**
 * `Data.Result` as the JSON text that it holds: a string in the answer, and in the document's own example escaped once too often
 * (PROTOCOLS.md 1.4). The text is kept, not the value, so that long numbers keep their digits.
 * @throws {Error} for what is no JSON after three levels
 */
export function resultText(result: unknown): string {
  let text = textOf(result)
  for (let level = 0; text !== null && level < 4; level += 1) {
    if (isObjectText(text)) return text
    text = unescapeOnce(text)
  }
  throw new Error('Data.Result is not JSON')
}

/**
 * Asks until the job has ended. Status alone decides: the document's example combines PROCESS_SUCCESS with an error code (PROTOCOLS.md 1.2, 1.4).
 * @throws {ProviderError} what the job failed with, `provider-job-timeout`
 */
export async function awaitJob<Value>(
  calls: ViapiCalls,
  action: string,
  jobId: string,
  context: ViapiCallContext & {
    onProgress: (progress: Progress) => void
    /** @param data as of an answer `{RequestId, Data: <the result>}` @param answer the poll's own, as it came */
    read: (data: unknown, answer: ViapiAnswer) => Value
  },
): Promise<Value> {
  let asked = 0
  const { signal, onExchange } = context
  // A failed job is an answer, no failed question: it is not asked about again, and says nothing about how the service is.
  const ended = await calls.cloud.poll<{ value: Value } | ProviderError>(
    () => calls.sign(pollAction, { JobId: jobId }),
    {
      ...pace,
      purpose: 'poll',
      signal,
      onExchange,
      read: (raw) => {
        const answer = readViapi(pollAction, raw)
        const job = (answer.data ?? {}) as Record<string, unknown>
        const state = textOf(job['Status'])?.toUpperCase() ?? ''
        if (state === 'PROCESS_SUCCESS') {
          const body = `{"RequestId":${JSON.stringify(answer.requestId)},"Data":${resultText(job['Result'])}}`
          return { value: context.read(readAnswer(action, 'application/json', body).data, answer) }
        }
        if (isWaiting(state)) {
          asked += 1
          // Nobody knows how long it takes: the bar goes on, ever more slowly, and never to the end.
          context.onProgress({ stage: 'polling', share: 0.5 + 0.4 * (1 - 1 / (asked + 1)) })
          return null
        }
        if (state === '') throw new Error('Data.Status is missing')
        return jobError({
          state,
          code: textOf(job['ErrorCode']),
          message: textOf(job['ErrorMessage']),
          requestId: answer.requestId,
        })
      },
    },
  )
  if (ended instanceof ProviderError) throw ended
  return ended.value
}
