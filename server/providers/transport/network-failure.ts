/** Errors that come before a byte of the request has gone out. */
const beforeSending = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NODATA',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** Time limits of undici's own, longer than ours. */
const tooSlow = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'])

/** Refusals of the server's certificate by Node (`tls`, "X509 certificate error codes") and failures of the handshake. */
const trust =
  /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO_|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|ERROR_IN_CERT)|^EPROTO$/

export interface NetworkFailure {
  /** `not-sent`: the cloud cannot have seen the request. `trust`: neither, and its certificate is refused. */
  type: 'not-sent' | 'trust' | 'sent' | 'slow'
  /** The system's name of the failure: `ECONNRESET`. */
  reason: string
}

interface Link {
  code?: unknown
  syscall?: unknown
  /** False: whoever sent it knows that nothing has gone out (node-fetch.ts). */
  sent?: unknown
}

function linksOf(error: unknown): Link[] {
  const links: Link[] = []
  let link: unknown = error
  for (let depth = 0; depth < 6 && link !== null && typeof link === 'object'; depth += 1) {
    links.push(link)
    const { cause, errors } = link as { cause?: unknown; errors?: unknown }
    link = cause ?? (Array.isArray(errors) ? errors[0] : undefined)
  }
  return links
}

/** What a rejection of fetch means for the question whether the request may have been seen. In doubt it has been. */
export function networkFailure(error: unknown): NetworkFailure {
  for (const { code, syscall, sent } of linksOf(error)) {
    if (typeof code !== 'string') continue
    if (sent === false && !trust.test(code)) return { type: 'not-sent', reason: code }
    if (beforeSending.has(code)) return { type: 'not-sent', reason: code }
    // The system's ETIMEDOUT is of the connection when its call says so, else of a packet that was never confirmed.
    if (code === 'ETIMEDOUT' && syscall === 'connect') return { type: 'not-sent', reason: code }
    if (trust.test(code)) return { type: 'trust', reason: code }
    if (tooSlow.has(code)) return { type: 'slow', reason: code }
    if (/^(E[A-Z]+|UND_ERR_[A-Z_]+|HPE_[A-Z_]+)$/.test(code)) return { type: 'sent', reason: code }
  }
  return { type: 'sent', reason: 'connection failed' }
}
