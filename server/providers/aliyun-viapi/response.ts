import { looksLikeJson, parseJson } from '../json.ts'
import { isRecord, textOf } from '../values.ts'
import { parseXml, XmlError } from '../xml.ts'

export { findingsOf, type FindingsContext } from './fields/index.ts'

/** What the service refuses with (common.json, errorEnvelope). */
export interface AnswerError {
  code: string
  message: string
  hostId?: string
}

export interface Answer {
  /** Returned for every call, successful or not. */
  requestId: string | null
  /** What stands under `Data`; null where the answer has none, as for jobs that were just ordered. */
  data: unknown
  error: AnswerError | null
}

/** An answer in no form of the service: a gateway's page, something cut off, nothing at all. Holds none of its content. */
export class UnreadableAnswerError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'UnreadableAnswerError'
  }
}

/** Seven examples have these side by side instead of inside `<ActionResponse>` (DEFECTS.md, xml-without-root). */
const members = new Set(['RequestId', 'Data', 'HostId', 'Code', 'Message', 'code', 'message', 'requestId', 'Recommend'])

/** The envelope's member under its own or under its lower-case name (PROTOCOLS.md section 1, Answers). */
function member(envelope: Record<string, unknown>, name: string): unknown {
  return envelope[name] ?? envelope[name.charAt(0).toLowerCase() + name.slice(1)]
}

function read(contentType: string, text: string): { value: unknown; root: string | null } {
  // The content decides: a wrong content type is no reason to lose an answer that was paid for.
  if (looksLikeJson(text)) return { value: parseJson(text), root: null }
  if (/^\s*</.test(text.replace(/^\uFEFF/, ''))) {
    if (/html/i.test(contentType) || /^\s*<(?:!doctype\s+html|html)\b/i.test(text)) {
      throw new UnreadableAnswerError('The answer is a web page.')
    }
    return parseXml(text, { members })
  }
  throw new UnreadableAnswerError(text.trim() === '' ? 'The answer is empty.' : 'The answer is neither JSON nor XML.')
}

/**
 * Reads an answer of viapi: JSON or XML, told by its content; XML with a root (`<ActionResponse>`, `<Error>`) and without; errors with `Code` and
 * `Message` or in lower case (common.json, successEnvelope and errorEnvelope; PROTOCOLS.md section 1 and 1.4).
 * @throws {UnreadableAnswerError} for what is neither
 */
export function readAnswer(capabilityId: string, contentType: string, body: string | Uint8Array): Answer {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body)
  let value: unknown
  let root: string | null
  try {
    ;({ value, root } = read(contentType, text))
  } catch (error) {
    if (error instanceof XmlError || error instanceof SyntaxError) {
      throw new UnreadableAnswerError(`The answer to ${capabilityId} cannot be read.`, { cause: error })
    }
    throw error
  }
  if (!isRecord(value)) throw new UnreadableAnswerError(`The answer to ${capabilityId} is no object.`)
  const requestId = textOf(member(value, 'RequestId'))
  const code = textOf(member(value, 'Code'))
  const hostId = textOf(member(value, 'HostId'))
  const data = member(value, 'Data') ?? null
  if (root === 'Error' || (code !== null && !isRecord(data))) {
    return {
      requestId,
      data: null,
      error: { code: code ?? '', message: textOf(member(value, 'Message')) ?? '', ...(hostId !== null && { hostId }) },
    }
  }
  if (requestId === null && data === null) {
    throw new UnreadableAnswerError(`The answer to ${capabilityId} has neither RequestId nor Data.`)
  }
  return { requestId, data: data === '' ? null : data, error: null }
}
