import { describe, expect, test } from 'vitest'
import { recordingContext } from '../conformance.ts'
import { ProviderError } from '../provider.ts'
import { meanings } from './error-codes.ts'
import { createHuaweiOcrProvider } from './index.ts'
import { fixture, requestOf, settings, start } from './testing.ts'

interface Fact {
  code: string
  messageOriginal: string
  retryable: boolean
  whoseFault: 'caller-input' | 'credentials' | 'quota' | 'rate' | 'service'
}

const facts = fixture<{ ocr: Fact[]; platform: Fact[]; gateway: Fact[] }>('errors.json')
const all = [...facts.ocr, ...facts.platform, ...facts.gateway]

/** The error of a recognition whose call is answered like this, and how often it was made. */
async function failed(status: number, body: unknown, headers: Record<string, string> = {}) {
  let calls = 0
  const waits: number[] = []
  const fetch = () => {
    calls += 1
    return Promise.resolve(Response.json(body, { status, headers }))
  }
  const wait = (milliseconds: number) => Promise.resolve(void waits.push(milliseconds))
  const provider = createHuaweiOcrProvider(settings(fetch, { wait }))
  const error: unknown = await provider
    .recognise(requestOf('huawei.ocr.passport'), recordingContext().context)
    .catch((reason: unknown) => reason)
  if (!(error instanceof ProviderError)) throw new Error('it did not fail as it should', { cause: error })
  return { problem: error.problem, calls, waits }
}

describe('codes of the document', () => {
  test('all of them have a meaning', () => {
    expect(Object.keys(meanings).toSorted()).toEqual(all.map(({ code }) => code).toSorted())
  })

  const faults = {
    'caller-input': ['caller', 'document', 'configuration'],
    credentials: ['configuration'],
    quota: ['configuration'],
    rate: ['provider'],
    service: ['provider'],
  }

  test.each(all)('$code', async ({ code, messageOriginal, whoseFault, retryable }) => {
    const { problem, calls } = await failed(400, { error_code: code, error_msg: messageOriginal })
    expect(problem).toMatchObject({ provider: 'huawei-ocr', providerCode: code })
    expect(faults[whoseFault]).toContain(problem.whoseFault)
    // A token that ran out is renewed by itself, so that what is left for a person does not pass by waiting.
    expect(problem.retryable).toBe(retryable)
    expect(problem.detail).not.toBe('')
    expect(problem.parameters).toMatchObject({ providerMessage: messageOriginal })
    expect(problem.parameters!['detailZh']).toMatch(/\p{Script=Han}/u)
    // A refused credential, and what the caller did wrong, is never sent again.
    const mayGoAgain = whoseFault === 'service' || whoseFault === 'rate'
    expect(calls).toBeLessThanOrEqual(mayGoAgain ? 3 : 1)
  })
})

describe('examples of failures', () => {
  test.each([
    ['emirates-id-card.failure.json', 'AIS.0103', 'provider-picture-refused'],
    ['bankcard.failure.json', 'AIS.0103', 'provider-picture-refused'],
    ['section-2.4.failure.json', 'AIS.0103', 'provider-picture-refused'],
    ['section-4.2.failure.json', 'AIS.0101', 'provider-parameter-refused'],
  ])('%s', async (name, providerCode, code) => {
    const { problem } = await failed(400, fixture(`examples/${name}`))
    expect(problem).toMatchObject({ providerCode, code, status: 422, retryable: false })
  })
})

test('codes that no table lists keep code and message, and the status decides', async () => {
  const { problem } = await failed(403, { error_code: 'APIGW.9999', error_msg: 'x'.repeat(400) })
  expect(problem).toMatchObject({ code: 'provider-permission-denied', providerCode: 'APIGW.9999' })
  expect(problem.parameters!['providerMessage']).toHaveLength(300)
})

test('a refusal with a status of success is a refusal', async () => {
  const { problem } = await failed(200, { error_code: 'AIS.0104', error_msg: 'poor' })
  expect(problem.code).toBe('provider-picture-refused')
})

describe('advice of 4.1', () => {
  test('429 waits as long as Retry-After says', async () => {
    const { problem, calls, waits } = await failed(
      429,
      { error_code: 'APIG.0308', error_msg: '' },
      { 'retry-after': '7' },
    )
    expect(problem).toMatchObject({ code: 'provider-rate-limited', status: 429, retryable: true })
    expect(calls).toBe(3)
    expect(waits).toEqual([7000, 7000])
  })

  test('413 is sent again only with Retry-After', async () => {
    expect((await failed(413, {})).calls).toBe(1)
    expect((await failed(413, {}, { 'retry-after': '2' })).calls).toBe(3)
  })

  test('408 may be sent again as it is', async () => {
    expect((await failed(408, {})).calls).toBe(3)
  })

  test.each([400, 403, 404, 503, 500, 504])('%i is not sent again', async (status) => {
    expect((await failed(status, {})).calls).toBe(1)
  })
})

test('a refused signature is a wrong clock when the clocks are far apart', async () => {
  const body = {
    error_code: 'APIG.0301',
    error_msg: 'Incorrect IAM authentication information: verify aksk signature fail',
  }
  const date = (minutes: number) => ({ date: new Date(start.getTime() + minutes * 60_000).toUTCString() })
  expect((await failed(401, body, date(20))).problem).toMatchObject({ code: 'provider-clock-skew' })
  expect((await failed(401, body, date(10))).problem).toMatchObject({ code: 'provider-credentials-refused' })
})

test('the key does not turn up in what the cloud says of it', async () => {
  const { problem } = await failed(401, { error_code: 'APIG.0301', error_msg: 'no such key FPSANDBOXAK' })
  expect(JSON.stringify(problem)).not.toContain('FPSANDBOXAK')
})
