import type { CloudProviderOptions } from './cloud-provider-options.ts'

/** A request as a test sees it on its way. */
export interface SentRequest {
  method: string
  url: URL
  headers: Headers
  body: Uint8Array
}

/** What a fault does with a recognising request: answers it, breaks it, or lets the stand-in answer and damages that. */
export type FaultyWay = (
  request: SentRequest,
  passOn: () => Promise<Response>,
  signal: AbortSignal,
) => Promise<Response>

/** A network between a provider and its stand-in, with one fault in it and one clock that only waiting moves. */
export function faultyWiring(
  standIn: (clock: () => Date) => typeof globalThis.fetch,
  concerns: (request: SentRequest) => boolean,
  fault: FaultyWay,
  skewMs = 0,
) {
  let now = Date.parse('2026-03-01T08:00:00Z')
  let uuids = 0
  const sent: SentRequest[] = []
  const concerned: SentRequest[] = []
  const answerOf = standIn(() => new Date(now))

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const whole = new Request(input, init)
    const { method, headers } = whole
    const body = new Uint8Array(await whole.clone().arrayBuffer())
    const request = { method, url: new URL(whole.url), headers, body }
    sent.push(request)
    const passOn = () => answerOf(input, init)
    if (!concerns(request)) return passOn()
    concerned.push(request)
    return fault(request, passOn, whole.signal)
  }

  const wiring: Required<Omit<CloudProviderOptions, 'mode'>> = {
    fetch,
    clock: () => new Date(now + skewMs),
    random: () => 0.5,
    uuid: () => {
      uuids += 1
      return `00000000-0000-4000-8000-${String(uuids).padStart(12, '0')}`
    },
    wait: async (milliseconds, signal) => {
      // A turn of the loop, so that a provider that asks for ever can be cancelled.
      await new Promise(setImmediate)
      signal.throwIfAborted()
      now += milliseconds
    },
  }
  return { wiring, sent, concerned }
}

/** Headers and query names whose values let others act in our name. */
const credentialNames =
  /^(authorization|x-auth-token|eop-authorization|x-security-token|x-acs-security-token|x-cos-security-token|signature|q-signature|securitytoken|security-token|policy)$/i

/** Every signature and token that went over the wire: none of them may turn up in a record. Short values are found anywhere. */
export function credentialsIn(requests: readonly SentRequest[]): string[] {
  const values = requests.flatMap(({ url, headers }) =>
    [...url.searchParams, ...headers].flatMap(([name, value]) => (credentialNames.test(name) ? [value] : [])),
  )
  const signatures = values.flatMap((value) => /signature=([^,&\s]+)/i.exec(value)?.[1] ?? [])
  return [...values, ...signatures].filter((value) => value.length >= 12)
}

/** What Node's fetch rejects with when the system reports `code`. */
export function fetchFailure(code: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
}

/** Never answers; rejects when it is aborted. */
export function neverAnswers(signal: AbortSignal): Promise<Response> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
}

/** The stand-in's answer with its announced length and half of its bytes. */
export async function cutInHalf(answer: Response): Promise<Response> {
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const headers = new Headers(answer.headers)
  headers.set('content-length', String(bytes.byteLength))
  return new Response(bytes.subarray(0, Math.floor(bytes.byteLength / 2)), { status: answer.status, headers })
}
