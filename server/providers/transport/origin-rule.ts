interface Allowed {
  protocol: string
  port: string
  host: string
  /** Whether `host` is what follows one free label. */
  wildcard: boolean
}

function parse(origin: string): Allowed {
  const wildcard = origin.includes('://*.')
  const url = new URL(wildcard ? origin.replace('://*.', '://') : origin)
  return { protocol: url.protocol, port: url.port, host: url.hostname, wildcard }
}

/**
 * Whether a URL is of one of the origins that credentials may go to: same scheme, host and port. A leading `*.` in an origin's host stands for
 * exactly one label. A URL with credentials of its own is of none.
 * @throws {TypeError} for an origin that is no URL
 */
export function originRule(origins: readonly string[]): (url: URL) => boolean {
  const allowed = origins.map(parse)
  return (url) => {
    if (url.username !== '' || url.password !== '') return false
    return allowed.some(({ protocol, port, host, wildcard }) => {
      if (url.protocol !== protocol || url.port !== port) return false
      if (!wildcard) return url.hostname === host
      const rest = url.hostname.indexOf('.')
      return rest > 0 && url.hostname.slice(rest + 1) === host
    })
  }
}
