import { ProviderError, type RetryAdvice } from '../provider.ts'
import { provider } from './catalogue.ts'
import { codesOf, commonCodes, meanings, type Meaning } from './error-codes.ts'
import { families, type FailureCode } from './error-families.ts'
import type { CapabilityId } from './limits.ts'

interface FailureExtras {
  cause?: unknown
  providerCode?: string
  parameters?: Record<string, string | number>
}

/** An error of one of our codes, where no answer of the cloud stands behind it. */
export function failure(
  code: FailureCode,
  detail: { en: string; zh: string },
  { cause, providerCode, parameters }: FailureExtras = {},
): ProviderError {
  const { title, titleZh, action, status, whoseFault } = families[code]
  return new ProviderError(
    {
      provider,
      code,
      ...(providerCode !== undefined && { providerCode }),
      title,
      detail: detail.en,
      action,
      status,
      whoseFault,
      retryable: false,
      parameters: { titleZh, detailZh: detail.zh, ...parameters },
    },
    { cause },
  )
}

/** What a refusal says, wherever in the answer it stood. */
export interface Refusal {
  /** As it came: 400003, "10020", "AI_OP_4008", "CTAPI_0009"; null where there was none. */
  code: string | null
  message: string | null
  httpStatus: number
  /** How far the clock of the answer's Date header is from ours, milliseconds; null where it has none. */
  skewMs?: number | null
}

/** The part of a code by which the tables know it: the number, without AI_OP_ or another prefix of the gateway. */
function keyOf(code: string): string {
  const trimmed = code.trim()
  if (trimmed in commonCodes) return trimmed
  return /^(?:AI_OP|CTAPI|EOP)_(\d+)$/i.exec(trimmed)?.[1] ?? trimmed
}

/** Whether a code is a documented one of the API or of the gateway. */
export function isKnownCode(capability: CapabilityId, code: string): boolean {
  const key = keyOf(code)
  return key in codesOf[capability] || key in commonCodes
}

/** No code is documented for either (seed-facts/ctyun/errors.json, `notDocumented`), so the words decide. */
const concurrencyWords = /并发|concurren/i
const rateWords = /QPS|限流|流控|频率|频繁|超限|rate.?limit|throttl|too many requests/i

/** "Wait 2 to 5 s and retry" (S2, 7.1); evenly spread, so that callers who failed together do not come back together. */
const concurrencyDelay = (random: () => number): RetryAdvice => ({ afterMs: Math.round(2000 + 3000 * random()) })

/** Beyond this a refused signature is put down to the clock; the cloud states no tolerance (PROTOCOLS.md, 6.1). */
const suspiciousSkewMs = 10 * 60 * 1000

function meaningOf(capability: CapabilityId, { code, message, httpStatus, skewMs }: Refusal): Meaning {
  const key = code === null ? '' : keyOf(code)
  const known = codesOf[capability][key]
  const common = commonCodes[key]
  if (key === '10020' && skewMs && Math.abs(skewMs) > suspiciousSkewMs) {
    const minutes = Math.round(Math.abs(skewMs) / 60_000)
    return {
      code: 'provider-clock-skew',
      en: `The signature was refused, and the clock of CTyun differs from ours by ${minutes} minutes.`,
      zh: `签名错误，且天翼云的时钟与本机相差 ${minutes} 分钟。`,
    }
  }
  if (known !== undefined) return meanings[known]
  if (common !== undefined) return common
  const words = `${code ?? ''} ${message ?? ''}`
  if (httpStatus === 429 || concurrencyWords.test(words) || rateWords.test(words)) {
    return {
      code: 'provider-rate-limited',
      en: 'Too many calls at the moment.',
      zh: '当前调用过于频繁。',
      retryable: true,
    }
  }
  if (httpStatus >= 500) {
    return {
      code: 'provider-failed',
      en: `CTyun answered ${httpStatus}.`,
      zh: `天翼云返回 ${httpStatus}。`,
      retryable: true,
    }
  }
  return {
    code: 'provider-request-refused',
    en: `CTyun answered with a code that its document does not list: ${code ?? `HTTP ${httpStatus}`}.`,
    zh: `天翼云返回了文档中没有的错误码：${code ?? `HTTP ${httpStatus}`}。`,
    whoseFault: 'provider',
  }
}

/**
 * A refusal as an error: keyed by API, with the meaning in plain words. Only concurrency is ever tried again by itself (2 to 5 s), a rate never,
 * since that makes throttling worse; nothing else either, since CTyun charges every error but those of the network.
 * @param mask takes identifiers out of the cloud's own message
 */
export function refusalError(
  capability: CapabilityId,
  refusal: Refusal,
  { mask, random = Math.random }: { mask: (text: string) => string; random?: (() => number) | undefined },
): ProviderError {
  const meaning = meaningOf(capability, refusal)
  const { title, titleZh, action, status, whoseFault } = families[meaning.code]
  const message = refusal.message === null ? null : mask(refusal.message).slice(0, 300)
  const isConcurrency =
    meaning.code === 'provider-rate-limited' && concurrencyWords.test(`${refusal.code ?? ''} ${message ?? ''}`)
  return new ProviderError(
    {
      provider,
      code: meaning.code,
      providerCode: refusal.code ?? `HTTP ${refusal.httpStatus}`,
      title,
      detail: meaning.en,
      action: meaning.action ?? action,
      status,
      whoseFault: meaning.whoseFault ?? whoseFault,
      retryable: meaning.retryable === true,
      parameters: {
        titleZh,
        detailZh: meaning.zh,
        httpStatus: refusal.httpStatus,
        ...(message !== null && { providerMessage: message }),
      },
    },
    { retry: isConcurrency ? concurrencyDelay(random) : undefined },
  )
}
