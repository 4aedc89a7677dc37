import { lookup as systemLookup } from 'node:dns/promises'
import { ProblemError } from '../contract/problem.ts'
import { createPinnedRequest, type PinnedAnswer, type PinnedRequest } from './pinned-request.ts'
import { isPublicAddress } from './public-address.ts'
import { urlProblem } from './url-guard-problems.ts'

const mostLength = 4096
const mostRedirects = 3

export interface GuardOptions {
  /** Bytes of the picture; more are not read. */
  maxBytes: number
  /** For everything together: names, redirects, the last byte. */
  timeoutMs: number
  signal: AbortSignal
  /** All addresses of a name; rejects with a code as dns.lookup does. Tests put their own in place. */
  lookup?: (hostname: string) => Promise<readonly string[]>
  request?: PinnedRequest
}

export interface Fetched {
  bytes: Uint8Array
  contentType: string | null
}

const allAddresses = async (hostname: string) =>
  (await systemLookup(hostname, { all: true, verbatim: true })).map(({ address }) => address)

/** @throws {ProblemError} for an address that is not fetched, whoever it leads to */
function checkForm(text: string, base?: URL): URL {
  if (text.length > mostLength || !URL.canParse(text, base)) throw urlProblem('image-url-invalid', { mostLength })
  const url = new URL(text, base)
  const host = url.hostname
  if (url.protocol !== 'https:') throw urlProblem('image-url-not-https', { host })
  if (url.username !== '' || url.password !== '') throw urlProblem('image-url-credentials', { host })
  if (url.port !== '') throw urlProblem('image-url-port', { host })
  return url
}

/** Waits no longer than the signal allows for something that does not know it. */
function orAborted<Value>(working: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason as Error)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    working.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown }
  return typeof code === 'string' ? code : 'connection failed'
}

/**
 * The address to connect to. All of a name's must be public: one that mixes them is made to slip through.
 * @throws {ProblemError} image-url-not-found, image-url-not-public
 */
async function checkedAddress(url: URL, { lookup = allAddresses }: GuardOptions, signal: AbortSignal): Promise<string> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isAddress = /^[\d.]+$/.test(host) || host.includes(':')
  const addresses = isAddress
    ? [host]
    : await orAborted(lookup(host), signal).catch((error: unknown) => {
        signal.throwIfAborted()
        throw urlProblem('image-url-not-found', { host: url.hostname }, error)
      })
  const [first] = addresses
  if (first === undefined) throw urlProblem('image-url-not-found', { host: url.hostname })
  // Which address it was stays with us: else the answer would tell what is in this network.
  if (!addresses.every(isPublicAddress)) throw urlProblem('image-url-not-public', { host: url.hostname })
  return first
}

function headerOf({ headers }: PinnedAnswer, name: string): string | undefined {
  const value = headers[name]
  return Array.isArray(value) ? value[0] : value
}

async function readBody(url: URL, answer: PinnedAnswer, maxBytes: number, signal: AbortSignal): Promise<Uint8Array> {
  const host = url.hostname
  const tooLarge = () => urlProblem('image-url-too-large', { host, maxBytes })
  const announced = Number(headerOf(answer, 'content-length') ?? 0)
  if (announced > maxBytes) throw tooLarge()
  const chunks: Uint8Array[] = []
  let received = 0
  try {
    for await (const chunk of answer.body) {
      received += chunk.byteLength
      if (received > maxBytes) throw tooLarge()
      chunks.push(chunk)
    }
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof ProblemError) throw error
    throw urlProblem('image-url-truncated', { host, received }, error)
  }
  signal.throwIfAborted()
  if (received < announced) throw urlProblem('image-url-truncated', { host, received })
  return Buffer.concat(chunks)
}

async function follow(text: string, options: GuardOptions, signal: AbortSignal): Promise<Fetched> {
  const { maxBytes, request = createPinnedRequest() } = options
  let url = checkForm(text)
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const host = url.hostname
    const address = await checkedAddress(url, options, signal)
    signal.throwIfAborted()
    const answer = await orAborted(request(url, address, signal), signal).catch((error: unknown) => {
      signal.throwIfAborted()
      throw urlProblem('image-url-unreachable', { host, reason: codeOf(error) }, error)
    })
    try {
      const location = headerOf(answer, 'location')
      if ([301, 302, 303, 307, 308].includes(answer.status) && location !== undefined) {
        url = checkForm(location, url)
        continue
      }
      if (answer.status !== 200) throw urlProblem('image-url-refused', { host, httpStatus: answer.status })
      const encoding = headerOf(answer, 'content-encoding')?.trim().toLowerCase() ?? 'identity'
      if (encoding !== 'identity' && encoding !== '')
        throw urlProblem('image-url-compressed', { host, encoding: encoding.slice(0, 40) })
      const bytes = await readBody(url, answer, maxBytes, signal)
      return { bytes, contentType: headerOf(answer, 'content-type') ?? null }
    } finally {
      answer.close()
    }
  }
  throw urlProblem('image-url-redirects', { mostRedirects })
}

/**
 * Fetches a picture from an address that a caller gave, without letting the address reach what only this machine can reach: https on its usual
 * port, no credentials, every address of the name public, the connection pinned to the one that was checked, each of at most three redirects
 * checked anew, nothing unpacked, and bounds on bytes and time.
 * @throws {ProblemError} `image-url-*`; the signal's reason when aborted
 */
export async function fetchGuarded(text: string, options: GuardOptions): Promise<Fetched> {
  const { signal, timeoutMs } = options
  signal.throwIfAborted()
  const slow = new AbortController()
  const timer = setTimeout(() => slow.abort(new Error('time limit')), timeoutMs)
  try {
    return await follow(text, options, AbortSignal.any([signal, slow.signal]))
  } catch (error) {
    if (signal.aborted) throw signal.reason
    if (!slow.signal.aborted || error instanceof ProblemError) throw error
    const host = URL.canParse(text) ? new URL(text).hostname : ''
    throw urlProblem('image-url-timeout', { host, timeoutMs }, error)
  } finally {
    clearTimeout(timer)
  }
}
