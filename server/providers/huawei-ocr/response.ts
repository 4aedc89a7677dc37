import type { CloudAnswer } from '../http.ts'
import { parseJson } from '../json.ts'
import { isRecord } from '../values.ts'
import { refusal } from './errors.ts'

export interface OcrAnswer {
  result: Record<string, unknown>
  requestId: string | null
  raw: { contentType: string; body: string }
}

function parsed(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return null
  }
}

/**
 * `{"result": {...}}` of a success (seed-facts, `envelope`). Statuses and content types are not trusted: a body with `error_code` is a refusal
 * whatever its status. @throws {ProviderError} for a refusal; SyntaxError or TypeError for a body that is neither
 */
export function readAnswer(answer: CloudAnswer, now: Date): OcrAnswer {
  const text = answer.text()
  const isSuccess = answer.status >= 200 && answer.status < 300
  const body = isSuccess ? parseJson(text) : parsed(text)
  const isRefusal = isRecord(body) && typeof body['error_code'] === 'string' && body['error_code'] !== ''
  if (!isSuccess || isRefusal) throw refusal(answer, isRecord(body) ? body : null, now)
  if (!isRecord(body) || !isRecord(body['result'])) throw new TypeError('the answer has no result')
  return {
    result: body['result'],
    requestId: answer.headers['x-request-id'] ?? null,
    raw: { contentType: answer.contentType, body: text },
  }
}
