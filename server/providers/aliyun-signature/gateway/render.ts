import type { StandInAnswer } from '../../stand-in.ts'
import type { Refusal } from './verify.ts'

export type AnswerFormat = 'JSON' | 'XML'

const escapeXml = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    // XML 1.0, 2.2: no form for control characters.
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')

/** A list is its element repeated, an empty one leaves nothing; nothing tells numbers from texts (seed-facts, DEFECTS.md section 5). */
function element(name: string, value: unknown): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.map((item) => element(name, item)).join('')
  if (typeof value !== 'object') {
    return `<${name}>${escapeXml(typeof value === 'string' ? value : JSON.stringify(value))}</${name}>`
  }
  const inner = Object.entries(value)
    .map(([child, item]) => element(child, item))
    .join('')
  return `<${name}>${inner}</${name}>`
}

/** S4, 9.3: `<ActionResponse>` around the answer, or one object; without line breaks, as real answers are. */
export function renderAnswer(
  format: AnswerFormat,
  root: string,
  value: Record<string, unknown>,
  status = 200,
): StandInAnswer {
  if (format === 'JSON') {
    return {
      status,
      headers: { 'content-type': 'application/json;charset=utf-8' },
      body: JSON.stringify(value),
    }
  }
  return {
    status,
    headers: { 'content-type': 'application/xml;charset=utf-8' },
    body: `<?xml version="1.0" encoding="UTF-8"?>${element(root, value)}`,
  }
}

/** S4, 9.3: RequestId, HostId, Code and Message, as XML under `Error`. */
export function renderError(
  format: AnswerFormat,
  { status, code, message }: Refusal,
  { requestId, hostId }: { requestId: string; hostId: string },
): StandInAnswer {
  return renderAnswer(format, 'Error', { RequestId: requestId, HostId: hostId, Code: code, Message: message }, status)
}
