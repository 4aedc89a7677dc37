import { Agent, request as httpsRequest, type RequestOptions } from 'node:https'
import { isIP } from 'node:net'
import type { ClientRequest, IncomingMessage } from 'node:http'

export interface PinnedAnswer {
  status: number
  headers: Readonly<Record<string, string | string[] | undefined>>
  /** Ends with an error when the connection breaks off before the announced end. */
  body: AsyncIterable<Uint8Array>
  /** Lets the connection go, read to the end or not. */
  close(): void
}

/** Asks for a URL at an address that was checked before, whatever its name may mean by now. */
export type PinnedRequest = (url: URL, address: string, signal: AbortSignal) => Promise<PinnedAnswer>

type Open = (url: URL, options: RequestOptions, answered: (message: IncomingMessage) => void) => ClientRequest

/**
 * The name stays in the Host header, in SNI and in the certificate's check; only the question where it leads is already answered.
 * @param open https.request; tests put http.request in place, as a loopback server has no certificate
 */
export function createPinnedRequest(open: Open = httpsRequest): PinnedRequest {
  return (url, address, signal) =>
    new Promise((resolve, reject) => {
      const family = isIP(address)
      const request = open(
        url,
        {
          method: 'GET',
          signal,
          // A connection of its own: one that is kept could lead to an address that was checked for somebody else.
          ...(open === httpsRequest && { agent: new Agent({ keepAlive: false }) }),
          headers: {
            accept: 'image/*, application/pdf;q=0.9, */*;q=0.1',
            'accept-encoding': 'identity',
            'user-agent': 'fieldproof',
          },
          lookup: (_hostname, options, found) => {
            if (options.all) found(null, [{ address, family }])
            else found(null, address, family)
          },
        },
        (message) =>
          resolve({
            status: message.statusCode ?? 0,
            headers: message.headers,
            body: message,
            close: () => void message.destroy(),
          }),
      )
      request.once('error', reject)
      request.end()
    })
}
