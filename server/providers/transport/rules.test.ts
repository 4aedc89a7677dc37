import { expect, test } from 'vitest'
import { networkFailure } from './network-failure.ts'
import { originRule } from './origin-rule.ts'
import { createRetryBudget, growingDelay, retryAfterMs } from './retry-delays.ts'
import { networkError } from './testing.ts'

test.each([
  ['https://a.test', 'https://a.test/x?y', true],
  ['https://a.test/', 'https://a.test:443/x', true],
  ['https://a.test', 'https://A.TEST/', true],
  ['http://127.0.0.1:8788', 'http://127.0.0.1:8788/x', true],
  ['http://127.0.0.1:8788', 'http://localhost:8788/x', false],
  ['http://127.0.0.1:8788', 'http://127.0.0.1:8789/', false],
  ['https://a.test', 'http://a.test/', false],
  ['https://a.test', 'https://b.a.test/', false],
  ['https://a.test', 'https://a.test.evil.test/', false],
  ['https://a.test', 'https://a.test@evil.test/', false],
  ['https://*.oss.test', 'https://bucket.oss.test/', true],
  ['https://*.oss.test', 'https://oss.test/', false],
  ['https://*.oss.test', 'https://a.b.oss.test/', false],
  ['https://*.oss.test', 'https://evil-oss.test/', false],
  ['https://*.oss.test', 'http://bucket.oss.test/', false],
])('with %s, %s may be called: %s', (origin, url, expected) => {
  expect(originRule([origin])(new URL(url))).toBe(expected)
})

test('an origin that is none is a mistake in the settings', () => {
  expect(() => originRule(['a.test'])).toThrow(TypeError)
})

test.each([
  [networkError('ENOTFOUND'), 'not-sent', 'ENOTFOUND'],
  [networkError('EAI_AGAIN'), 'not-sent', 'EAI_AGAIN'],
  [networkError('ETIMEDOUT', 'connect'), 'not-sent', 'ETIMEDOUT'],
  [networkError('ETIMEDOUT', 'read'), 'sent', 'ETIMEDOUT'],
  [networkError('UND_ERR_SOCKET'), 'sent', 'UND_ERR_SOCKET'],
  [networkError('UND_ERR_HEADERS_TIMEOUT'), 'slow', 'UND_ERR_HEADERS_TIMEOUT'],
  [networkError('CERT_HAS_EXPIRED'), 'trust', 'CERT_HAS_EXPIRED'],
  [networkError('ERR_TLS_CERT_ALTNAME_INVALID'), 'trust', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  [new TypeError('fetch failed'), 'sent', 'connection failed'],
  ['nonsense', 'sent', 'connection failed'],
  [
    new TypeError('fetch failed', {
      cause: new AggregateError([Object.assign(new Error('x'), { code: 'ECONNREFUSED' })]),
    }),
    'not-sent',
    'ECONNREFUSED',
  ],
])('%s', (error, type, reason) => {
  expect(networkFailure(error)).toEqual({ type, reason })
})

test('delays grow up to a bound, anywhere below it', () => {
  const most = [1, 2, 3, 4, 20].map((attempt) => growingDelay(attempt, () => 1))
  expect(most).toEqual([400, 800, 1600, 3200, 20_000])
  expect(growingDelay(3, () => 0)).toBe(0)
  expect(growingDelay(3, () => 0.25)).toBe(400)
})

test.each([
  [undefined, null],
  ['', null],
  ['soon', null],
  ['-5', null],
  ['1.5', null],
  ['0', 0],
  [' 3 ', 3000],
  ['Sun, 01 Mar 2026 00:01:00 GMT', 60_000],
  ['Sun, 01 Mar 2026 00:00:00 GMT', 0],
  ['Sat, 28 Feb 2026 00:00:00 GMT', 0],
])('Retry-After %s is %s ms', (header, expected) => {
  expect(retryAfterMs(header, new Date('2026-03-01T00:00:00Z'))).toBe(expected)
})

test('a budget begins with five retries, earns a fifth a call, and saves up at most ten', () => {
  const spendAll = (budget: ReturnType<typeof createRetryBudget>) => {
    let spent = 0
    while (budget.spend()) spent += 1
    return spent
  }
  const budget = createRetryBudget()
  expect(spendAll(budget)).toBe(5)
  for (let call = 0; call < 10; call += 1) budget.earn()
  expect(spendAll(budget)).toBe(2)
  for (let call = 0; call < 1000; call += 1) budget.earn()
  expect(spendAll(budget)).toBe(10)
})
