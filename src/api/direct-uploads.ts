import type { DirectUpload } from '#contract/direct-upload'
import { ProblemError, pageProblem } from './problem-error.ts'
import type { Recogniser } from './documents.ts'
import { requestJson } from './client.ts'
import { postForm } from './uploads.ts'

export interface DirectUploadDependencies {
  requestPolicy: (recogniser: Pick<Recogniser, 'provider' | 'capability'>, signal: AbortSignal) => Promise<DirectUpload>
  post: typeof postForm
  now: () => number
}

/** The store's refusal: XML with a code, as OSS answers it. */
function storeRefusal(status: number, text: string): ProblemError {
  const part = (name: string) => new RegExp(`<${name}>([^<]{1,300})</${name}>`, 'u').exec(text)?.[1]
  const [code, message] = [part('Code'), part('Message')]
  return new ProblemError({
    type: 'about:blank',
    title: 'The provider’s store refused the file',
    ...(message && { detail: message }),
    status,
    code: 'store-refused-upload',
    ...(code && { providerCode: code }),
    retryable: status >= 500 || status === 403,
    whoseFault: 'provider',
    parameters: { status, reason: message ?? code ?? String(status) },
  })
}

const isExpiry = ({ problem }: ProblemError) => problem.status === 403 && /expired/iu.test(problem.detail ?? '')

/**
 * Puts a file straight from the browser into a provider's store and answers the object's key. Where the policy has expired, before or while it
 * is used, another one is fetched, once.
 * @param onProgress called with 0..1
 * @throws {ProblemError} `store-size-refused`, `store-refused-upload`, and what the server says when it is asked for a policy
 */
export function createDirectUpload({ requestPolicy, post, now }: DirectUploadDependencies) {
  return async function uploadDirectly(
    recogniser: Pick<Recogniser, 'provider' | 'capability'>,
    file: Blob,
    signal: AbortSignal,
    onProgress: (share: number) => void,
  ): Promise<string> {
    let policy = await requestPolicy(recogniser, signal)
    const isOver = () => Date.parse(policy.expiresAt) <= now()
    let renewed = isOver()
    if (renewed) policy = await requestPolicy(recogniser, signal)
    for (;;) {
      const { url, fields, key, minBytes, maxBytes } = policy
      if (file.size < (minBytes ?? 0) || file.size > (maxBytes ?? Infinity)) {
        throw sizeRefused({ bytes: file.size, minBytes, maxBytes })
      }
      try {
        await post({ url, fields, failure: storeRefusal }, file, signal, onProgress)
        return key
      } catch (error) {
        const expired = error instanceof ProblemError && (isExpiry(error) || (error.problem.status === 403 && isOver()))
        if (renewed || !expired) throw error
        renewed = true
        onProgress(0)
        policy = await requestPolicy(recogniser, signal)
      }
    }
  }
}

function sizeRefused(parameters: Record<'bytes' | 'minBytes' | 'maxBytes', number | null>): ProblemError {
  const { problem } = pageProblem('store-size-refused', 'The provider’s store does not take a file of this size')
  return new ProblemError({ ...problem, retryable: false, parameters })
}

export const uploadDirectly = createDirectUpload({
  requestPolicy: ({ provider, capability }, signal) =>
    requestJson<DirectUpload>('/api/v1/direct-uploads', { method: 'POST', body: { provider, capability }, signal }),
  post: postForm,
  now: () => Date.now(),
})
