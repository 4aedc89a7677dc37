import { expect, test } from 'vitest'
import type { Exchange } from '../contract/exchange.ts'
import { ProviderError } from './provider.ts'
import { json, networkError, problemOf, testCall, testCloud, testRequest } from './transport/testing.ts'

const refusal = (code: string, retry?: { afterMs?: number }, whoseFault: 'provider' | 'configuration' = 'provider') =>
  new ProviderError(
    { provider: 'test-cloud', code, title: code, status: 502, retryable: retry !== undefined, whoseFault },
    { retry },
  )

test('sends what was signed, follows nothing, and reads the answer', async () => {
  const { cloud, sent } = testCloud([json({ ok: 1 })])
  expect(await cloud.call(() => testRequest(), testCall())).toEqual({ ok: 1 })
  expect(sent).toHaveLength(1)
  expect(sent[0]).toMatchObject({ url: 'https://cloud.test/v1', init: { method: 'POST', redirect: 'manual' } })
  expect(sent[0]!.init.headers).toEqual({ 'accept-encoding': 'identity', 'content-type': 'application/json' })
})

test.each(['expect', 'host', 'content-length', 'transfer-encoding'])('refuses to send the header %s', async (name) => {
  const { cloud, sent } = testCloud([json({})])
  const call = cloud.call(() => testRequest({ headers: { [name]: 'x' } }), testCall())
  await expect(call).rejects.toThrow(name)
  expect(sent).toHaveLength(0)
})

test.each([
  'https://evil.test/v1',
  'http://cloud.test/v1',
  'https://cloud.test:444/v1',
  'https://cloud.test.evil.test/',
  'https://user:pass@cloud.test/v1',
])('refuses %s before anything is sent', async (url) => {
  const { cloud, sent } = testCloud([json({})])
  let paid = 0
  const call = cloud.call(() => testRequest({ url: new URL(url) }), testCall({ paid: () => (paid += 1) }))
  expect(await problemOf(call)).toMatchObject({
    code: 'provider-origin-refused',
    whoseFault: 'configuration',
    retryable: false,
  })
  expect([sent.length, paid]).toEqual([0, 0])
})

test('credentials never follow a redirect', async () => {
  const { cloud, sent } = testCloud([
    new Response(null, { status: 307, headers: { location: 'https://evil.test/steal?x=1' } }),
  ])
  expect(await problemOf(cloud.call(() => testRequest(), testCall()))).toMatchObject({
    code: 'provider-redirected',
    retryable: false,
    parameters: { httpStatus: 307, target: 'https://evil.test' },
  })
  expect(sent).toHaveLength(1)
})

test.each([
  ['ECONNREFUSED', undefined],
  ['ENOTFOUND', undefined],
  ['UND_ERR_CONNECT_TIMEOUT', undefined],
  ['ETIMEDOUT', 'connect'],
])(
  '%s comes before the request is seen: sent again even where it may be charged, signed anew',
  async (code, syscall) => {
    const { cloud, sent, waits } = testCloud([
      networkError(code, syscall),
      networkError(code, syscall),
      json({ ok: 1 }),
    ])
    const attempts: number[] = []
    let paid = 0
    const sign = (attempt: number) => {
      attempts.push(attempt)
      return testRequest()
    }
    expect(await cloud.call(sign, testCall({ paid: () => (paid += 1) }))).toEqual({ ok: 1 })
    expect(attempts).toEqual([1, 2, 3])
    expect([sent.length, paid]).toEqual([3, 3])
    expect(waits).toEqual([200, 400])
  },
)

test.each(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'ETIMEDOUT', 'UND_ERR_HEADERS_TIMEOUT'])(
  '%s may come after the request was seen: never sent again where it may be charged',
  async (code) => {
    const { cloud, sent } = testCloud([networkError(code), json({})])
    const problem = await problemOf(cloud.call(() => testRequest(), testCall({ paid: () => {} })))
    expect(problem).toMatchObject({
      code: 'provider-outcome-unknown',
      provider: 'test-cloud',
      retryable: true,
      whoseFault: 'provider',
      parameters: { mayHaveBeenCharged: true },
    })
    expect(problem.detail).toContain('may have been charged')
    expect(problem.parameters!['detailZh']).toContain('可能已经计费')
    expect(sent).toHaveLength(1)
  },
)

test('a reset of a call that costs nothing is sent again, at most three times', async () => {
  const { cloud, sent } = testCloud([
    networkError('ECONNRESET'),
    networkError('ECONNRESET'),
    networkError('ECONNRESET'),
    json({}),
  ])
  expect(await problemOf(cloud.call(() => testRequest(), testCall({ purpose: 'poll' })))).toMatchObject({
    code: 'provider-unreachable',
  })
  expect(sent).toHaveLength(3)
})

test('a refused certificate is not tried again', async () => {
  const { cloud, sent } = testCloud([networkError('DEPTH_ZERO_SELF_SIGNED_CERT'), json({})])
  expect(await problemOf(cloud.call(() => testRequest(), testCall()))).toMatchObject({
    code: 'provider-unreachable',
    retryable: false,
    whoseFault: 'configuration',
  })
  expect(sent).toHaveLength(1)
})

test('sends again only what the error allows, and after the time that it advises', async () => {
  const { cloud, sent, waits } = testCloud([json({}), json({ ok: 1 })])
  let reads = 0
  const read = () => {
    reads += 1
    if (reads === 1) throw refusal('provider-rate-limited', { afterMs: 2500 })
    return 'read'
  }
  expect(await cloud.call(() => testRequest(), testCall({ read, paid: () => {} }))).toBe('read')
  expect([sent.length, waits]).toEqual([2, [2500]])

  const stays = testCloud([json({}), json({})])
  const refused = () => {
    throw refusal('provider-credentials-refused', undefined, 'configuration')
  }
  expect(await problemOf(stays.cloud.call(() => testRequest(), testCall({ read: refused })))).toMatchObject({
    code: 'provider-credentials-refused',
  })
  expect(stays.sent).toHaveLength(1)
})

test.each([
  ['7', 7000],
  ['Sun, 01 Mar 2026 00:00:12 GMT', 12_000],
])('honours Retry-After: %s', async (header, expected) => {
  const { cloud, waits } = testCloud([json({}, 503, { 'retry-after': header }), json({ ok: 1 })])
  const read = (answer: { status: number }) => {
    if (answer.status === 503) throw refusal('provider-unavailable', {})
    return 1
  }
  expect(await cloud.call(() => testRequest(), testCall({ read }))).toBe(1)
  expect(waits).toEqual([expected])
})

test('leaves a longer Retry-After to a person', async () => {
  const { cloud, sent } = testCloud([json({}, 503, { 'retry-after': '600' }), json({})])
  const read = () => {
    throw refusal('provider-unavailable', {})
  }
  expect(await problemOf(cloud.call(() => testRequest(), testCall({ read })))).toMatchObject({
    code: 'provider-unavailable',
  })
  expect(sent).toHaveLength(1)
})

test('an outage is not amplified: over many calls at most a fifth more requests', async () => {
  const { cloud, sent, pass } = testCloud(Array.from({ length: 400 }, () => json({}, 503)))
  let limited = 0
  const read = () => {
    limited += 1
    throw refusal('provider-rate-limited', {})
  }
  for (let call = 0; call < 200; call += 1) {
    await problemOf(cloud.call(() => testRequest(), testCall({ read })))
    pass(60_000)
  }
  expect(limited).toBe(sent.length)
  expect(sent.length).toBeGreaterThan(230)
  expect(sent.length).toBeLessThanOrEqual(200 + 40 + 5)
})

test('a length that was announced and not reached is a truncated answer', async () => {
  const cut = () => new Response('{"ok":', { headers: { 'content-type': 'application/json', 'content-length': '9' } })
  const free = testCloud([cut(), json({ ok: 1 })])
  expect(await free.cloud.call(() => testRequest(), testCall())).toEqual({ ok: 1 })

  const exchanges: Exchange[] = []
  const paid = testCloud([cut(), json({ ok: 1 })])
  const problem = await problemOf(paid.cloud.call(() => testRequest(), testCall({ paid: () => {}, exchanges })))
  expect(problem).toMatchObject({
    code: 'provider-answer-truncated',
    retryable: true,
    parameters: { received: 6, expected: 9 },
  })
  expect(problem.detail).toContain('may have been charged')
  expect(paid.sent).toHaveLength(1)
  expect(exchanges[0]!.answer!.body).toMatchObject({ bytes: 6, text: '{"ok":' })
})

test('a body that breaks off is a truncated answer', async () => {
  let pulls = 0
  const body = new ReadableStream({
    pull(controller) {
      pulls += 1
      if (pulls === 1) controller.enqueue(new TextEncoder().encode('{"o'))
      else controller.error(networkError('UND_ERR_SOCKET'))
    },
  })
  const { cloud, sent } = testCloud([new Response(body), json({})])
  expect(await problemOf(cloud.call(() => testRequest(), testCall({ paid: () => {} })))).toMatchObject({
    code: 'provider-answer-truncated',
    parameters: { received: 3, expected: null },
  })
  expect(sent).toHaveLength(1)
})

test('an answer above its bound is refused while it arrives', async () => {
  let pulls = 0
  const endless = new ReadableStream({
    pull(controller) {
      pulls += 1
      controller.enqueue(new Uint8Array(1024))
    },
  })
  const { cloud } = testCloud([new Response(endless)])
  const problem = await problemOf(cloud.call(() => testRequest(), testCall({ maxAnswerBytes: 4000 })))
  expect(problem).toMatchObject({ code: 'provider-answer-too-large', retryable: false })
  expect(pulls).toBeLessThan(10)
})

test.each([
  [200, 'provider-answer-malformed', 'provider', 1],
  [413, 'provider-picture-too-large', 'document', 1],
  [429, 'provider-rate-limited', 'provider', 1],
  [502, 'provider-unavailable', 'provider', 1],
  [403, 'provider-request-refused', 'configuration', 1],
])('a page of a gateway (%i) that costs money is %s', async (status, code, whoseFault, requests) => {
  const page = new Response('<html>gateway</html>', { status, headers: { 'content-type': 'text/html' } })
  const { cloud, sent } = testCloud([page, json({})])
  const problem = await problemOf(cloud.call(() => testRequest(), testCall({ paid: () => {} })))
  expect(problem).toMatchObject({ code, whoseFault, provider: 'test-cloud', parameters: { httpStatus: status } })
  expect(problem.parameters!['titleZh']).toMatch(/\p{Script=Han}/u)
  expect(sent).toHaveLength(requests)
})

test('a paid call is written down before it is made, and not made when that fails', async () => {
  const { cloud, sent } = testCloud([json({})])
  const order: string[] = []
  const beforePaidCall = async () => void order.push(`written, ${sent.length} sent`)
  await cloud.call(() => testRequest(), testCall({ beforePaidCall }))
  expect(order).toEqual(['written, 0 sent'])

  const broken = testCloud([json({})])
  const failing = () => Promise.reject(new Error('disk full'))
  await expect(broken.cloud.call(() => testRequest(), testCall({ beforePaidCall: failing }))).rejects.toThrow(
    'disk full',
  )
  expect(broken.sent).toHaveLength(0)
})

test('five failures in a row open the circuit; after 30 s one call tries and closes it', async () => {
  const { cloud, sent, pass } = testCloud([
    ...Array.from({ length: 5 }, () => json({}, 500)),
    json({ ok: 1 }),
    json({ ok: 2 }),
  ])
  const read = (answer: { status: number; text(): string }) => {
    if (answer.status === 500) throw refusal('provider-failed')
    return answer.text()
  }
  const call = () => cloud.call(() => testRequest(), testCall({ read }))
  for (let failed = 1; failed <= 5; failed += 1) {
    expect(cloud.circuit()).toEqual({ state: 'closed', failures: failed - 1, until: null })
    expect(await problemOf(call())).toMatchObject({ code: 'provider-failed' })
  }
  const until = '2026-03-01T00:00:30.000Z'
  expect(cloud.circuit()).toEqual({ state: 'open', failures: 5, until })
  expect(await problemOf(call())).toMatchObject({
    code: 'provider-circuit-open',
    retryable: true,
    parameters: { until, failures: 5 },
  })
  expect(sent).toHaveLength(5)
  pass(30_000)
  expect(cloud.circuit()).toMatchObject({ state: 'half-open', until: null })
  const [first, second] = await Promise.allSettled([call(), call()])
  expect(first).toEqual({ status: 'fulfilled', value: '{"ok":1}' })
  expect(second).toMatchObject({
    status: 'rejected',
    reason: { problem: { code: 'provider-circuit-open', parameters: { until: null } } },
  })
  expect(cloud.circuit()).toEqual({ state: 'closed', failures: 0, until: null })
  expect(await call()).toBe('{"ok":2}')
})

test('a failed trial opens the circuit again; a test of the connection is let through', async () => {
  const { cloud, pass } = testCloud([...Array.from({ length: 6 }, () => json({}, 500)), json({ ok: 1 })])
  const read = (answer: { status: number }) => {
    if (answer.status === 500) throw refusal('provider-failed')
    return 'ok'
  }
  for (let failed = 1; failed <= 5; failed += 1) await problemOf(cloud.call(() => testRequest(), testCall({ read })))
  pass(30_000)
  expect(await problemOf(cloud.call(() => testRequest(), testCall({ read })))).toMatchObject({
    code: 'provider-failed',
  })
  expect(cloud.circuit()).toEqual({ state: 'open', failures: 6, until: '2026-03-01T00:01:00.000Z' })
  expect(await cloud.call(() => testRequest(), testCall({ read, purpose: 'probe' }))).toBe('ok')
  expect(cloud.circuit()).toEqual({ state: 'closed', failures: 0, until: null })
})

test('what is not the fault of the provider does not open the circuit', async () => {
  const { cloud, sent } = testCloud(Array.from({ length: 8 }, () => json({}, 400)))
  const read = () => {
    throw refusal('provider-credentials-refused', undefined, 'configuration')
  }
  for (let failed = 1; failed <= 8; failed += 1) await problemOf(cloud.call(() => testRequest(), testCall({ read })))
  expect(sent).toHaveLength(8)
  expect(cloud.circuit()).toEqual({ state: 'closed', failures: 0, until: null })
})

test('cancelling ends a call with the reason, in flight and in the queue', async () => {
  const abort = new AbortController()
  const why = new Error('enough')
  const { cloud, sent } = testCloud([() => new Promise<Response>(() => {})], { limiter: { concurrent: 1 } })
  const exchanges: Exchange[] = []
  const flying = cloud.call(() => testRequest(), testCall({ signal: abort.signal, exchanges }))
  const queued = cloud.call(() => testRequest(), testCall({ signal: abort.signal }))
  await expect.poll(() => sent.length).toBe(1)
  abort.abort(why)
  await expect(flying).rejects.toBe(why)
  await expect(queued).rejects.toBe(why)
  expect(sent).toHaveLength(1)
  expect(exchanges[0]!.answer).toBeNull()
  expect(cloud.lastCall()).toMatchObject({ ok: false, code: 'cancelled', status: null })
  expect(cloud.circuit().failures).toBe(0)
})

test('a cloud that never answers is a time-out, and an unknown outcome where it may be charged', async () => {
  const never = () => new Promise<Response>(() => {})
  const free = testCloud([never], { mostAttempts: 1 })
  expect(await problemOf(free.cloud.call(() => testRequest(), testCall({ timeoutMs: 5 })))).toMatchObject({
    code: 'provider-timeout',
    status: 504,
  })
  const paid = testCloud([never])
  const problem = await problemOf(paid.cloud.call(() => testRequest(), testCall({ timeoutMs: 5, paid: () => {} })))
  expect(problem).toMatchObject({ code: 'provider-outcome-unknown', status: 504 })
})

test('the last call is kept for the settings page', async () => {
  const { cloud } = testCloud([json({}), json({}, 500)])
  expect(cloud.lastCall()).toBeNull()
  await cloud.call(() => testRequest(), testCall())
  expect(cloud.lastCall()).toEqual({
    at: '2026-03-01T00:00:00.000Z',
    purpose: 'recognise',
    status: 200,
    durationMs: 0,
    ok: true,
    code: null,
  })
  const read = () => {
    throw refusal('provider-failed')
  }
  await problemOf(cloud.call(() => testRequest(), testCall({ read, purpose: 'upload' })))
  expect(cloud.lastCall()).toMatchObject({ purpose: 'upload', status: 500, ok: false, code: 'provider-failed' })
})

test('polls at growing distances until there is something', async () => {
  const { cloud, waits } = testCloud([json(null), json(null), json(null), json({ done: true })])
  const options = { ...testCall({ purpose: 'poll' }), firstDelayMs: 1000, mostDelayMs: 2000, patienceMs: 60_000 }
  expect(await cloud.poll(() => testRequest(), options)).toEqual({ done: true })
  expect(waits).toEqual([900, 1350, 1800, 1800])
})

test('a job that does not end is given up after the patience, also when the clock stands still', async () => {
  const stopped = new Date(0)
  const { cloud } = testCloud(
    Array.from({ length: 100 }, () => json(null)),
    { clock: () => stopped },
  )
  const options = { ...testCall({ purpose: 'poll' }), firstDelayMs: 1000, mostDelayMs: 2000, patienceMs: 10_000 }
  expect(await problemOf(cloud.poll(() => testRequest(), options))).toMatchObject({
    code: 'provider-job-timeout',
    retryable: true,
    parameters: { mayHaveBeenCharged: true },
  })
})

test('a paid job outlives a moment of illness, but not an outage', async () => {
  const options = { ...testCall({ purpose: 'poll' }), firstDelayMs: 1000, mostDelayMs: 2000, patienceMs: 600_000 }
  const moment = testCloud([
    networkError('ECONNRESET'),
    networkError('ECONNRESET'),
    networkError('ECONNRESET'),
    json({ done: 1 }),
  ])
  expect(await moment.cloud.poll(() => testRequest(), options)).toEqual({ done: 1 })
  const outage = testCloud(Array.from({ length: 60 }, () => networkError('ECONNRESET')))
  expect(await problemOf(outage.cloud.poll(() => testRequest(), options))).toMatchObject({
    code: 'provider-unreachable',
  })
  expect(outage.sent.length).toBeLessThan(20)
})
