import type { Exchange, ExchangeBody } from '../../contract/exchange.ts'
import type { Problem } from '../../contract/problem.ts'
import type { CloudAnswer, CloudRequest } from '../http.ts'
import { maskHeader, type Mask } from './mask.ts'

const mostCharacters = 64 * 1024
// Escaped twice, a token of a few thousand characters may begin before the cut and end behind it.
const overlapBytes = 32 * 1024

/** Whether people can read a body, by its content type and, where that is missing, by how it begins. */
function isText(contentType: string, body: Uint8Array): boolean {
  const type = contentType.split(';', 1)[0]!.trim().toLowerCase()
  if (type.startsWith('text/') || /[/+](json|xml)$/.test(type) || type === 'application/x-www-form-urlencoded')
    return true
  if (type !== '' && type !== 'application/octet-stream') return false
  const start = Buffer.from(body.subarray(0, 64)).toString('latin1').trimStart()
  return /^[[{<]/.test(start)
}

function shortened(text: string, wholeLength: number): Pick<ExchangeBody, 'text' | 'left'> {
  if (wholeLength <= mostCharacters && text.length <= mostCharacters) return { text }
  const shown = text.slice(0, mostCharacters)
  return { text: shown, left: Math.max(1, wholeLength - shown.length) }
}

function recordBody(mask: Mask, contentType: string | undefined, body: Uint8Array, shown?: string): ExchangeBody {
  const described = { contentType: contentType ?? null, bytes: body.byteLength }
  if (shown !== undefined) {
    const masked = mask(shown)
    return { ...described, ...shortened(masked, masked.length) }
  }
  if (!isText(contentType ?? '', body)) return { ...described, text: null }
  const buffer = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const whole = body.byteLength <= mostCharacters + overlapBytes
  // Masked before it is cut: the beginning of a secret at the cut would not be recognised.
  const masked = mask(buffer.subarray(0, mostCharacters + overlapBytes).toString('utf8'))
  return { ...described, ...shortened(masked, whole ? masked.length : buffer.toString('utf8').length) }
}

export interface ExchangeFacts {
  purpose: Exchange['purpose']
  attempt: number
  startedAt: Date
  durationMs: number
  request: CloudRequest
  answer: CloudAnswer | null
  error: Problem | undefined
}

/** What people may see of one attempt: everything but what would let them repeat it. */
export function recordExchange(mask: Mask, facts: ExchangeFacts): Exchange {
  const { purpose, attempt, startedAt, durationMs, request, answer, error } = facts
  const headers = (from: Readonly<Record<string, string>>): [string, string][] =>
    Object.entries(from).map(([name, value]) => [name, maskHeader(mask, name, value)])
  return {
    purpose,
    attempt,
    startedAt: startedAt.toISOString(),
    durationMs,
    request: {
      method: request.method,
      url: mask(request.url.href),
      headers: headers(request.headers),
      body: request.body ? recordBody(mask, request.headers['content-type'], request.body, request.bodyShown) : null,
    },
    signing: request.signing.map(({ id, label, value }) => ({ id, label, value: mask(value) })),
    answer: answer && {
      status: answer.status,
      headers: headers(answer.headers),
      body: recordBody(mask, answer.contentType === '' ? undefined : answer.contentType, answer.body),
    },
    ...(error && { error }),
  }
}
