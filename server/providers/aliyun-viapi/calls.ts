import type { Exchange } from '../../contract/exchange.ts'
import { rpcRequest } from '../aliyun-signature/rpc-request.ts'
import { createCloud, type CallOptions, type Cloud, type CloudAnswer, type CloudRequest } from '../http.ts'
import { ProviderError } from '../provider.ts'
import { providerId, viapiError } from './errors.ts'
import type { AliyunKeys, AliyunViapiOptions } from './options.ts'
import { apiVersion } from './request.ts'
import { readAnswer } from './response.ts'

/** An answer that the service did not refuse, and its body as it came. */
export interface ViapiAnswer {
  requestId: string | null
  /** Null where there was only a RequestId, as for jobs that were just ordered. */
  data: unknown
  contentType: string
  body: string
}

/** Most recognisers give up after 5 to 6 seconds; the rest is the way there, its download of the file, and PDFs, for which no time is stated. */
const callTimeoutMs = 60_000

/** The options of a Cloud that all of this account's services share. */
export function cloudFor(options: AliyunViapiOptions, keys: AliyunKeys, origins: readonly string[]): Cloud {
  const { fetch, clock, random, wait } = options
  return createCloud({
    provider: providerId,
    fetch,
    clock,
    ...(random && { random }),
    ...(wait && { wait }),
    origins,
    secrets: [keys.accessKeySecret, ...(keys.securityToken === undefined ? [] : [keys.securityToken])],
    identifiers: [keys.accessKeyId],
    // S4 names no number for its limit per user; ten a second is what a new account is given for one action.
    limiter: { requestsPerSecond: 10, concurrent: 8 },
  })
}

const isSuccess = ({ status }: CloudAnswer) => status >= 200 && status <= 299

/**
 * Reads an answer of the service, JSON or XML. @throws {ProviderError} for what it refuses; a gateway's page counts as a refusal by its
 * status; anything else throws for an answer that says "success" and cannot be read
 */
export function readViapi(action: string, answer: CloudAnswer): ViapiAnswer {
  let parsed: ReturnType<typeof readAnswer> | null = null
  try {
    parsed = readAnswer(action, answer.contentType, answer.body)
  } catch (error) {
    if (isSuccess(answer)) throw error
  }
  if (parsed?.error || !isSuccess(answer)) {
    throw viapiError({
      code: parsed?.error?.code || null,
      message: parsed?.error?.message ?? null,
      status: answer.status,
      requestId: parsed?.requestId ?? null,
    })
  }
  if (!parsed || (parsed.requestId === null && !parsed.data)) throw new Error('neither RequestId nor Data')
  return { requestId: parsed.requestId, data: parsed.data, contentType: answer.contentType, body: answer.text() }
}

export interface ViapiCallContext {
  signal: AbortSignal
  onExchange?: ((exchange: Exchange) => void) | undefined
}

/** The calls of the recogniser's own endpoint. */
export interface ViapiCalls {
  cloud: Cloud
  sign: (action: string, form: Readonly<Record<string, string>>, sensitive?: readonly string[]) => CloudRequest
  /** A call that may be charged. */
  recognise: <Value>(
    action: string,
    form: Readonly<Record<string, string>>,
    options: ViapiCallContext & {
      beforePaidCall: () => Promise<void>
      sensitive: readonly string[]
      /** Sees every answer, refused ones too. */
      onAnswer?: (answer: CloudAnswer) => void
      /** What an answer means that was not refused; what it throws is an answer that cannot be read. */
      read: (answer: ViapiAnswer) => Value
    },
  ) => Promise<Value>
}

/** S4: a download can fail for a moment, and a failed call is not charged. Once more is enough; then somebody must look at the bucket. */
function withDownloadRetry(error: unknown, attempt: number): unknown {
  if (!(error instanceof ProviderError) || error.problem.providerCode !== 'InvalidImage.Download' || attempt > 1) {
    return error
  }
  return new ProviderError({ ...error.problem, provider: providerId }, { cause: error, retry: {} })
}

export function createViapiCalls(options: AliyunViapiOptions, keys: AliyunKeys): ViapiCalls {
  const cloud = cloudFor(options, keys, [new URL(options.endpoint).origin])

  const sign: ViapiCalls['sign'] = (action, form, sensitive = []) =>
    rpcRequest({
      method: 'POST',
      endpoint: options.endpoint,
      signature: options.signature,
      format: options.format,
      action,
      version: apiVersion,
      nonce: options.uuid(),
      time: options.clock(),
      keys,
      form,
      sensitive,
    })

  return {
    cloud,
    sign,
    recognise(action, form, { sensitive, onAnswer, read, ...context }) {
      let attempt = 1
      const call: CallOptions<ReturnType<typeof read>> = {
        ...context,
        purpose: 'recognise',
        timeoutMs: callTimeoutMs,
        read: (answer) => {
          onAnswer?.(answer)
          try {
            return read(readViapi(action, answer))
          } catch (error) {
            throw withDownloadRetry(error, attempt)
          }
        },
      }
      return cloud.call((now) => {
        attempt = now
        return sign(action, form, sensitive)
      }, call)
    },
  }
}
