import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import { addressOf, AddressError, checkUrl, type Lookup } from './address.ts'

/** What became of one attempt. Only 2xx is a delivery; a redirect is none, as it leads where nobody has looked. */
export interface Attempt {
  status: number | null
  /** A short code; null when it was delivered. */
  error: string | null
}

/** For everything: name, connection, answer. Milliseconds. */
const timeoutMs = 10_000

export type Send = (url: string, headers: Record<string, string>, body: string) => Promise<Attempt>

function codeOf(error: unknown): string {
  if (error instanceof AddressError) return error.code
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown }
  if (name === 'AbortError' || name === 'TimeoutError') return 'timeout'
  return typeof code === 'string' ? code : 'connection-failed'
}

function post(url: URL, address: string, headers: Record<string, string>, body: string): Promise<number> {
  const bytes = Buffer.from(body)
  return new Promise((resolve, reject) => {
    const open = url.protocol === 'https:' ? httpsRequest : httpRequest
    const family = isIP(address)
    const request = open(
      url,
      {
        method: 'POST',
        signal: AbortSignal.timeout(timeoutMs),
        // A connection of its own: one that is kept could lead to an address that was checked for another name.
        agent: false,
        headers: { ...headers, 'content-length': bytes.byteLength },
        lookup: (_hostname, options, found) => {
          if (options.all) found(null, [{ address, family }])
          else found(null, address, family)
        },
      },
      (answer) => {
        // What it says beside its status is of no interest.
        answer.destroy()
        resolve(answer.statusCode ?? 0)
      },
    )
    request.once('error', reject)
    request.end(bytes)
  })
}

/** Sends a body once. Never throws: what goes wrong is the outcome. */
export function createSend(lookup?: Lookup): Send {
  return async (text, headers, body) => {
    try {
      const url = checkUrl(text)
      const status = await post(url, await addressOf(url, lookup), headers, body)
      return { status, error: status >= 200 && status < 300 ? null : 'not-accepted' }
    } catch (error) {
      return { status: null, error: codeOf(error) }
    }
  }
}
