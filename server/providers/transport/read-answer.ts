import type { CloudAnswer } from '../http.ts'

/** The answer broke off or went on too long; what was received until then is kept for the record. */
export class AnswerError extends Error {
  readonly type: 'truncated' | 'too-large'
  readonly answer: CloudAnswer
  readonly expected: number | null

  constructor(type: 'truncated' | 'too-large', answer: CloudAnswer, expected: number | null, options?: ErrorOptions) {
    super(`answer ${type}`, options)
    this.name = 'AnswerError'
    this.type = type
    this.answer = answer
    this.expected = expected
  }
}

function toAnswer(response: Response, chunks: readonly Uint8Array[]): CloudAnswer {
  const body = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
  const headers = Object.fromEntries(response.headers)
  let text: string | undefined
  return {
    status: response.status,
    headers,
    contentType: headers['content-type'] ?? '',
    body,
    text: () => (text ??= new TextDecoder().decode(body)),
  }
}

/** The length that the answer announced, where it can be compared with the bytes that arrive. */
function announced(response: Response, method: string): number | null {
  const { status, headers } = response
  // A decoded body has another length than the one that was sent.
  if (method === 'HEAD' || status === 204 || status === 304 || headers.has('content-encoding')) return null
  const text = headers.get('content-length')
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null
}

/**
 * Reads a body to its end, at most `mostBytes`.
 * @throws {AnswerError} truncated or too large; the signal's reason when aborted
 */
export async function readAnswer(
  response: Response,
  { method, mostBytes, signal }: { method: string; mostBytes: number; signal: AbortSignal },
): Promise<CloudAnswer> {
  const expected = announced(response, method)
  const chunks: Uint8Array[] = []
  let received = 0
  const reader = response.body?.getReader()
  const stop = () => void reader?.cancel(signal.reason).catch(() => {})
  signal.addEventListener('abort', stop, { once: true })
  try {
    for (;;) {
      // A fetch that was put in place of Node's may not know about the signal: cancelling ends its stream, and that is no end of an answer.
      const step = await reader?.read()
      signal.throwIfAborted()
      if (step === undefined || step.done) break
      received += step.value.byteLength
      if (received > mostBytes) {
        void reader?.cancel().catch(() => {})
        throw new AnswerError('too-large', toAnswer(response, chunks), expected)
      }
      chunks.push(step.value)
    }
  } catch (cause) {
    signal.throwIfAborted()
    if (cause instanceof AnswerError) throw cause
    throw new AnswerError('truncated', toAnswer(response, chunks), expected, { cause })
  } finally {
    signal.removeEventListener('abort', stop)
  }
  if (expected !== null && received < expected) throw new AnswerError('truncated', toAnswer(response, chunks), expected)
  return toAnswer(response, chunks)
}
