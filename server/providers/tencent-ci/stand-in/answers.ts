import type { StandInAnswer } from '../../stand-in.ts'

export interface AnswerContext {
  clock: () => Date
  uuid: () => string
}

/** Which of the two hosts answers: it names the header of the request id. */
export type Host = 'cos' | 'ci'

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** Content of an element: a text, or elements. Several of one name are a list; undefined is left out. */
export type Xml = string | undefined | readonly Xml[] | { readonly [name: string]: Xml }

function elementsOf(name: string, content: Xml): string {
  if (content === undefined) return ''
  if (Array.isArray(content)) return (content as readonly Xml[]).map((each) => elementsOf(name, each)).join('')
  if (content === '') return `<${name}/>`
  return `<${name}>${xmlOf(content)}</${name}>`
}

function xmlOf(content: Xml): string {
  if (typeof content === 'string') {
    return content
      .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
      .replace(/[&<>"']/g, (sign) => entities[sign]!)
  }
  return Object.entries(content ?? {})
    .map(([name, inner]) => elementsOf(name, inner))
    .join('')
}

export function document(root: string, content: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elementsOf(root, content)}`
}

/** A request id as they look: Base64 of the parts of an id. */
export function requestIdOf({ uuid }: AnswerContext): string {
  return Buffer.from(uuid().replaceAll('-', '_').slice(0, 26)).toString('base64').replace(/=+$/, '')
}

function headersFor(host: Host, requestId: string, { clock }: AnswerContext): Record<string, string> {
  return {
    date: clock().toUTCString(),
    server: host === 'ci' ? 'tencent-ci' : 'tencent-cos',
    [`x-${host}-request-id`]: requestId,
  }
}

export function answer(
  status: number,
  host: Host,
  context: AnswerContext,
  body: { contentType: string; content: string | Uint8Array } | null,
  headers: Record<string, string> = {},
): StandInAnswer {
  return {
    status,
    headers: {
      ...headersFor(host, requestIdOf(context), context),
      ...(body && { 'content-type': body.contentType }),
      ...headers,
    },
    body: body?.content ?? '',
  }
}

const known = {
  AccessDenied: [403, 'Access Denied.'],
  RequestExpired: [403, 'Request has expired'],
  InvalidAccessKeyId: [403, 'The Access Key Id you provided does not exist in our records'],
  SignatureDoesNotMatch: [403, 'The Signature you specified is invalid.'],
  RequestTimeTooSkewed: [403, 'The difference between the request time and the current time is too large.'],
  InvalidArgument: [400, 'Invalid Argument.'],
  InvalidDigest: [400, 'The Content-MD5 you specified is not valid.'],
  MalformedXML: [400, 'The XML you provided was not well-formed or did not validate against our published schema'],
  NoSuchBucket: [404, 'The specified bucket does not exist.'],
  NoSuchKey: [404, 'The specified key does not exist.'],
  MethodNotAllowed: [405, 'The specified method is not allowed against this resource.'],
  AccountArrears: [403, 'Your account is in arrears or its resource package is used up.'],
  InternalError: [500, 'We encountered an internal error. Please try again.'],
  SlowDown: [503, 'Please reduce your request rate.'],
} as const

export type ErrorCode = keyof typeof known

/**
 * `<Error>` with Code, Message, Resource, RequestId and TraceId (PROTOCOLS.md, 7, tag P). An expired window is an AccessDenied with words of its own,
 * by which the SDK knows it.
 */
export function errorAnswer(
  code: ErrorCode,
  host: Host,
  resource: string,
  context: AnswerContext,
  extra: { message?: string; elements?: Record<string, string> } = {},
): StandInAnswer {
  const [status, message] = known[code]
  const requestId = requestIdOf(context)
  const error = {
    Code: code === 'RequestExpired' ? 'AccessDenied' : code,
    Message: extra.message ?? message,
    ...extra.elements,
    Resource: resource,
    RequestId: requestId,
    TraceId: Buffer.from(`${context.uuid()}${context.uuid()}`).toString('base64').replace(/=+$/, ''),
  }
  return {
    status,
    headers: { ...headersFor(host, requestId, context), 'content-type': 'application/xml' },
    body: document('Error', error),
  }
}
