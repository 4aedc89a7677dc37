import type { CloudAnswer } from '../http.ts'
import { ProviderError } from '../provider.ts'
import { isRecord, textOf } from '../values.ts'
import { parseXml } from '../xml.ts'
import { families, meaningOfJob, meaningOfStatus, meanings, type FailureCode, type Meaning } from './error-codes.ts'

export const provider = 'tencent-ci'

interface Cause {
  providerCode: string | null
  message: string | null
  httpStatus?: number
  requestId?: string | null
}

function problem(meaning: Meaning, code: FailureCode, cause: Cause, retry: boolean): ProviderError {
  const { title, titleZh, action, status, whoseFault } = families[code]
  const { providerCode, message, httpStatus, requestId } = cause
  return new ProviderError(
    {
      provider,
      code,
      ...(providerCode !== null && { providerCode }),
      title,
      detail: meaning.en,
      action,
      status,
      whoseFault,
      retryable: meaning.passing === true,
      parameters: {
        titleZh,
        detailZh: meaning.zh,
        ...(httpStatus !== undefined && { httpStatus }),
        ...(requestId && { requestId }),
        ...(message !== null && { providerMessage: message.slice(0, 300) }),
      },
    },
    { retry: retry ? {} : undefined },
  )
}

interface ErrorBody {
  code: string | null
  message: string | null
  requestId: string | null
}

/** `<Error><Code/><Message/><RequestId/>...</Error>`; null for every other body (a gateway's HTML, nothing at all). */
function errorBodyOf(answer: CloudAnswer): ErrorBody | null {
  try {
    const { root, value } = parseXml(answer.text(), { members: new Set(['Error']) })
    const error = root === 'Error' ? value : isRecord(value) ? value['Error'] : null
    if (!isRecord(error)) return null
    return { code: textOf(error['Code']), message: textOf(error['Message']), requestId: textOf(error['RequestId']) }
  } catch {
    return null
  }
}

/** Ten minutes: a signature begins when it is made and is good for fifteen. */
const suspiciousSkewMs = 10 * 60 * 1000

function isClockSkew(error: ErrorBody | null, answer: CloudAnswer, now: Date): boolean {
  if (error?.code !== 'AccessDenied') return false
  const at = Date.parse(answer.headers['date'] ?? '')
  return /expired/i.test(error.message ?? '') || Math.abs(at - now.getTime()) > suspiciousSkewMs
}

/**
 * An answer of 3xx to 5xx as an error. S3 has no advice on retries: what is passing is tried again, but of the order of a job only where the cloud
 * says itself, by a code, that there is none (PROTOCOLS.md, 7).
 * @param isOrder the call was the one that may be charged
 */
export function refusal(answer: CloudAnswer, { now, isOrder }: { now: Date; isOrder: boolean }): ProviderError {
  const error = errorBodyOf(answer)
  const meaning = (error?.code && meanings[error.code]) || meaningOfStatus(answer.status)
  const code = isClockSkew(error, answer, now) ? 'provider-clock-skew' : meaning.code
  const requestId = error?.requestId ?? answer.headers['x-ci-request-id'] ?? answer.headers['x-cos-request-id'] ?? null
  const cause = {
    providerCode: error?.code ?? `HTTP ${answer.status}`,
    message: error?.message ?? null,
    httpStatus: answer.status,
    requestId,
  }
  const isCertain = !isOrder || (error?.code ?? null) !== null || answer.status === 429
  return problem(meaning, code, cause, meaning.passing === true && isCertain)
}

/** A job, or the result inside of it, that ended as Failed or Cancel. It may have been charged: never ordered again by itself. */
export function jobFailure(code: string | null, message: string | null): ProviderError {
  const meaning = meaningOfJob(code, message)
  return problem(meaning, meaning.code, { providerCode: code, message }, false)
}

/** An id that the service does not know (any more). */
export function jobUnknown(jobId: string): ProviderError {
  const meaning = {
    code: 'provider-failed',
    en: 'The service does not know the job any more.',
    zh: '任务不存在。',
  } as const
  const cause = { providerCode: 'NonExistJobIds', message: null }
  return problem(meaning, 'provider-failed', { ...cause, requestId: jobId }, false)
}
