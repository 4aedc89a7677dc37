import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Problem } from '../contract/problem.ts'
import { requestFor, recordingContext, type ConformanceSubject } from './conformance.ts'
import type { CloudProviderOptions } from './cloud-provider-options.ts'
import {
  credentialsIn,
  cutInHalf,
  faultyWiring,
  fetchFailure,
  neverAnswers,
  type FaultyWay,
  type SentRequest,
} from './failure-wiring.ts'
import { ProviderError, type Provider } from './provider.ts'

export type FailureCase =
  | '429'
  | '500'
  | '502'
  | '503'
  | 'timeout'
  | 'reset before sending'
  | 'reset after sending'
  | 'truncated answer'
  | 'malformed answer'
  | 'wrong content type'
  | 'HTML of a gateway'
  | '413'
  | 'expired credential'
  | 'clock ahead'
  | 'clock behind'
  | 'redirect'

/**
 * What every cloud's provider runs beside `describeConformance`, in its own conformance.test.ts:
 *
 *     describeFailures('huawei-ocr', {
 *       create: (wiring) => createHuaweiOcrProvider({ ...wiring, mode: 'sandbox', ...sandboxSettings }),
 *       standIn: (clock) => createSandbox({ engine: fakeEngine, clock }).fetch,
 *       isRecognition: ({ url }) => url.pathname.includes('/ocr/'),
 *       pages: onePage,
 *       capabilityIds: ['huawei.ocr.passport'],
 *       expired: () => new Response('{"error_code":"APIG.0301", ...}', { status: 401, headers: { 'content-type': 'application/json' } }),
 *     })
 */
export interface FailureSubject extends Pick<
  ConformanceSubject,
  'pages' | 'file' | 'pagesFor' | 'parameters' | 'secrets'
> {
  /** A fresh provider with the sandbox identity, which reaches its cloud through this wiring alone. */
  create: (wiring: Omit<CloudProviderOptions, 'mode'>) => Provider | Promise<Provider>
  /** The cloud's other side as it usually answers, under a clock that the suite moves: `createSandbox({ engine, clock }).fetch`. */
  standIn: (clock: () => Date) => typeof globalThis.fetch
  /** Whether a request is one that the cloud charges for: no upload, no token, no question after a job. */
  isRecognition: (request: SentRequest) => boolean
  /** Whether a request asks after a job; absent where there are no jobs. */
  isPoll?: (request: SentRequest) => boolean
  /** A few capabilities, one of each way to the cloud. */
  capabilityIds: readonly string[]
  /** What the cloud answers to a recognising request whose credential or token has expired. */
  expired: () => Response
  /** Cases in which a recognising request may be sent again, each with the vendor's word for it that a failed one is not charged. */
  mayBeSentAgain?: Partial<Record<FailureCase, string>>
  /** Where the protocol answers a case in another way than is usual here: members of the problem that differ, each for a reason. */
  expected?: Partial<Record<FailureCase, Partial<Problem>>>
}

interface Case {
  way: FaultyWay
  /** Codes, one of which the problem has. */
  codes: readonly string[]
  problem: Partial<Problem>
  /** The cloud cannot have seen it, so sending again costs nothing. */
  unseen?: boolean
  skewMs?: number
}

const html = '<html><head><title>Bad Gateway</title></head><body><center><h1>nginx</h1></center></body></html>'
const answer = (status: number, contentType: string, body: string, headers: Record<string, string> = {}) =>
  Promise.resolve(new Response(body, { status, headers: { 'content-type': contentType, ...headers } }))

const providers = { whoseFault: 'provider', retryable: true } as const
const settings = { whoseFault: 'configuration', retryable: false } as const
const otherOrigin = 'https://elsewhere.test'
const twentyMinutes = 20 * 60_000

function casesOf(subject: FailureSubject): Record<FailureCase, Case> {
  const unavailable = ['provider-unavailable', 'provider-failed']
  const malformed = ['provider-answer-malformed']
  return {
    '429': {
      way: () => answer(429, 'text/html', html),
      codes: ['provider-rate-limited'],
      problem: { retryable: true, status: 429 },
    },
    '500': { way: () => answer(500, 'application/json', '{}'), codes: unavailable, problem: providers },
    '502': { way: () => answer(502, 'text/html', html), codes: unavailable, problem: providers },
    '503': { way: () => answer(503, 'text/plain', ''), codes: unavailable, problem: providers },
    timeout: {
      way: (_request, _passOn, signal) => hang(signal),
      codes: ['provider-outcome-unknown'],
      problem: { ...providers, status: 504 },
    },
    'reset before sending': {
      way: () => Promise.reject(fetchFailure('ECONNREFUSED')),
      codes: ['provider-unreachable'],
      problem: providers,
      unseen: true,
    },
    'reset after sending': {
      way: async (_request, passOn) => {
        await passOn()
        throw fetchFailure('ECONNRESET')
      },
      codes: ['provider-outcome-unknown'],
      problem: providers,
    },
    'truncated answer': {
      way: async (_request, passOn) => cutInHalf(await passOn()),
      codes: ['provider-answer-truncated'],
      problem: providers,
    },
    'malformed answer': {
      way: async (_request, passOn) => {
        const { status, headers } = await passOn()
        const contentType = headers.get('content-type') ?? 'application/json'
        return answer(status, contentType, contentType.includes('xml') ? '<Response><Data>' : '{"Data":{"a":')
      },
      codes: malformed,
      problem: providers,
    },
    'wrong content type': {
      way: () => answer(200, 'image/png', '\u0089PNG\r\n\u001A\n\u0000'),
      codes: malformed,
      problem: providers,
    },
    'HTML of a gateway': { way: () => answer(200, 'text/html', html), codes: malformed, problem: providers },
    '413': {
      way: () => answer(413, 'text/html', html),
      codes: ['provider-picture-too-large'],
      problem: { whoseFault: 'document', retryable: false },
    },
    'expired credential': {
      way: () => Promise.resolve(subject.expired()),
      codes: ['provider-credentials-refused'],
      problem: settings,
    },
    'clock ahead': {
      way: (_request, passOn) => passOn(),
      codes: ['provider-clock-skew'],
      problem: settings,
      skewMs: twentyMinutes,
    },
    'clock behind': {
      way: (_request, passOn) => passOn(),
      codes: ['provider-clock-skew'],
      problem: settings,
      skewMs: -twentyMinutes,
    },
    redirect: {
      way: () => answer(307, 'text/plain', '', { location: `${otherOrigin}/elsewhere` }),
      codes: ['provider-redirected'],
      problem: settings,
    },
  }
}

/** Lets the time limit of a call pass at once. */
function hang(signal: AbortSignal): Promise<Response> {
  const answered = neverAnswers(signal)
  queueMicrotask(() => void vi.advanceTimersByTimeAsync(10 * 60_000))
  return answered
}

async function errorOf(working: Promise<unknown>): Promise<unknown> {
  return working.then(
    () => new Error('it succeeded'),
    (reason: unknown) => reason,
  )
}

/** How a provider takes what may go wrong at its cloud and on the way: says whose fault it is, shows no secret, and pays nothing twice. */
export function describeFailures(name: string, subject: FailureSubject): void {
  const cases = casesOf(subject)
  const secrets = ['FPSANDBOXSK', ...(subject.secrets ?? [])]

  async function begin(way: FaultyWay, concerns = subject.isRecognition, skewMs = 0) {
    const network = faultyWiring(subject.standIn, concerns, way, skewMs)
    const provider = await subject.create(network.wiring)
    const recognise = (capabilityId: string, signal?: AbortSignal) => {
      const request = requestFor(provider, capabilityId, subject)
      const { context, seen } = recordingContext(signal)
      return { seen, done: provider.recognise({ ...request, pages: request.pages.slice(0, 1) }, context) }
    }
    return { ...network, provider, recognise }
  }

  describe.each([...subject.capabilityIds])(`${name} fails well: %s`, (capabilityId) => {
    afterEach(() => void vi.useRealTimers())

    test.each(Object.keys(cases) as FailureCase[])('%s', async (caseName) => {
      const { way, codes, problem: usual, unseen, skewMs } = cases[caseName]
      // Time runs on as it does; only the fault `timeout` jumps.
      if (caseName === 'timeout') vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true })
      const { provider, recognise, sent, concerned } = await begin(way, subject.isRecognition, skewMs)
      const { done, seen } = recognise(capabilityId)
      const error = await errorOf(done)

      if (!(error instanceof ProviderError)) throw error
      const { problem } = error
      const { code, ...others } = { ...usual, ...subject.expected?.[caseName] }
      expect(code === undefined ? codes : [code]).toContain(problem.code)
      expect(problem).toMatchObject({ ...others, provider: provider.id })
      for (const text of [problem.detail, problem.action]) expect(text ?? '').not.toBe('')
      for (const text of ['titleZh', 'detailZh']) expect(problem.parameters?.[text]).toMatch(/\p{Script=Han}/u)

      // A fault of the recognising request was met, unless the clock was refused on the way to it.
      expect(concerned.length).toBeGreaterThanOrEqual(skewMs === undefined ? 1 : 0)
      const isFree = unseen === true || subject.mayBeSentAgain?.[caseName] !== undefined
      expect(concerned.length).toBeLessThanOrEqual(isFree ? 3 : 1)
      expect(seen.paid).toBeGreaterThanOrEqual(concerned.length)
      expect(seen.exchanges.filter(({ purpose }) => purpose === 'recognise')).toHaveLength(concerned.length)
      expect(sent.filter(({ url }) => url.origin === otherOrigin)).toEqual([])

      const shown = JSON.stringify([problem, error.message, seen.exchanges, provider.status()])
      for (const secret of [...secrets, ...credentialsIn(sent)]) {
        for (const form of [secret, encodeURIComponent(secret)]) expect(shown).not.toContain(form)
      }
    })

    test('goes on once the connection can be made again', async () => {
      let refused = 0
      const { recognise, concerned } = await begin((_request, passOn) => {
        refused += 1
        return refused === 1 ? Promise.reject(fetchFailure('ECONNREFUSED')) : passOn()
      })
      const { done, seen } = recognise(capabilityId)
      const { findings } = await done
      expect(
        findings.fields.length + findings.lines.length + findings.tables.length + findings.regions.length,
      ).toBeGreaterThan(0)
      const orders = seen.exchanges.filter(({ purpose }) => purpose === 'recognise')
      expect(orders[0]).toMatchObject({ attempt: 1, answer: null, error: { code: 'provider-unreachable' } })
      expect(orders[1]).toMatchObject({ attempt: 2, answer: { status: 200 } })
      expect(concerned.length).toBe(orders.length)
    })

    test('ends when it is cancelled while it waits for the cloud', async () => {
      const abort = new AbortController()
      const why = new Error('cancelled')
      const { recognise, concerned } = await begin((_request, _passOn, signal) => {
        queueMicrotask(() => abort.abort(why))
        return neverAnswers(signal)
      })
      expect(await errorOf(recognise(capabilityId, abort.signal).done)).toBe(why)
      expect(concerned).toHaveLength(1)
    })

    const { isPoll } = subject
    if (!isPoll) return
    test('a question after a job that is lost is asked again, and the job is not ordered again', async () => {
      let asked = 0
      const { recognise, sent } = await begin((_request, passOn) => {
        asked += 1
        return asked === 1 ? Promise.reject(fetchFailure('ECONNRESET')) : passOn()
      }, isPoll)
      await recognise(capabilityId).done
      expect(asked).toBeGreaterThan(1)
      expect(sent.filter(subject.isRecognition)).toHaveLength(1)
    })
  })
}
