import { ProviderError } from '../provider.ts'
import type { CloudAnswer } from '../http.ts'
import { families, meaningOfStatus, meanings, type FailureCode } from './error-codes.ts'
import { allowedSkewMs } from './limits.ts'

export const provider = 'huawei-ocr'

/** An error of one of our codes, where no answer of the cloud stands behind it. */
export function failure(
  code: FailureCode,
  detail: { en: string; zh: string },
  parameters: Record<string, string | number> = {},
): ProviderError {
  const { title, titleZh, action, status, whoseFault } = families[code]
  return new ProviderError({
    provider,
    code,
    title,
    detail: detail.en,
    action,
    status,
    whoseFault,
    retryable: false,
    parameters: { titleZh, detailZh: detail.zh, ...parameters },
  })
}

export interface RefusalBody {
  error_code?: unknown
  error_msg?: unknown
}

/** How far our clock is from the one that wrote the answer; null where the answer has no date. */
function skewOf({ headers }: Pick<CloudAnswer, 'headers'>, now: Date): number | null {
  const at = Date.parse(headers['date'] ?? '')
  return Number.isNaN(at) ? null : Math.abs(at - now.getTime())
}

/** Whether a refusal is one of the signature, the key or the token, so that it counts towards the lock. */
export function isCredentialRefusal(error: unknown): boolean {
  const code = error instanceof ProviderError ? error.problem.code : null
  return code === 'provider-credentials-refused' || code === 'provider-clock-skew'
}

/** Whether a refusal came from the service behind the gateway, which had accepted the credential then. */
export function passedTheGate(error: unknown): boolean {
  if (!(error instanceof ProviderError) || isCredentialRefusal(error)) return false
  return /^(AIS|ModelArts)\./.test(error.problem.providerCode ?? '')
}

/** Whether a refusal is cured by a new token: the old one ran out, or the gateway does not know it (any more). */
export function isTokenRefusal(error: unknown): boolean {
  if (!(error instanceof ProviderError) || error.problem.code !== 'provider-credentials-refused') return false
  const { providerCode, parameters } = error.problem
  const message = String(parameters?.['providerMessage'] ?? '')
  if (/^ModelArts\.(0203|4102|4103)$/.test(providerCode ?? '')) return true
  return providerCode === 'APIG.0301' && /token expires|decrypt token fail/i.test(message)
}

/**
 * A refusal of the OCR service or its gateway as an error. It is known by its code alone; the texts differ in dots (errors.json, `0103-dot`). How
 * long to wait stands in Retry-After, which the way to the cloud reads itself.
 */
export function refusal(
  answer: Pick<CloudAnswer, 'status' | 'headers'>,
  body: RefusalBody | null,
  now: Date,
): ProviderError {
  const providerCode = typeof body?.error_code === 'string' ? body.error_code : null
  const message = typeof body?.error_msg === 'string' ? body.error_msg.slice(0, 300) : null
  const known = providerCode === null ? undefined : meanings[providerCode]
  const meaning = known ?? meaningOfStatus(answer.status)
  const skew = skewOf(answer, now)
  const isSkewed = providerCode === 'APIG.0301' && skew !== null && skew > allowedSkewMs
  const code = isSkewed ? 'provider-clock-skew' : meaning.code
  const { title, titleZh, action, status, whoseFault } = families[code]
  // 413 is of passing nature only where the cloud says when to come back (4.1).
  const isAgain = meaning.again === true || (answer.status === 413 && answer.headers['retry-after'] !== undefined)
  return new ProviderError(
    {
      provider,
      code,
      providerCode: providerCode ?? `HTTP ${answer.status}`,
      title,
      detail: meaning.en,
      action,
      status,
      whoseFault,
      retryable: !isSkewed && (meaning.retryable === true || isAgain),
      parameters: {
        titleZh,
        detailZh: meaning.zh,
        httpStatus: answer.status,
        ...(message !== null && { providerMessage: message }),
        ...(isSkewed && { skewSeconds: Math.round(skew / 1000) }),
      },
    },
    { retry: isAgain ? {} : undefined },
  )
}
