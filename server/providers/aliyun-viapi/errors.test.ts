import { expect, test } from 'vitest'
import facts from './__fixtures__/errors.json' with { type: 'json' }
import { documentedCodes, jobError, viapiError } from './errors.ts'

const refused = (code: string | null, status: number, message: string | null = null) =>
  viapiError({ code, message, status, requestId: 'R-1' })

/** What the facts' judgement means in the console's words. */
const faults: Record<string, string[]> = {
  'caller-input': ['caller', 'document', 'configuration', 'us'],
  credentials: ['configuration', 'us'],
  quota: ['configuration'],
  rate: ['caller'],
  service: ['provider'],
}

test.each(facts.errors)('$code is explained in both languages', ({ code, httpStatus, retryable, whoseFault }) => {
  const { problem } = refused(code, httpStatus)
  expect(problem).toMatchObject({ provider: 'aliyun-viapi', providerCode: code, retryable })
  expect(faults[whoseFault]).toContain(problem.whoseFault)
  expect(problem.code).toMatch(/^provider-[a-z-]+$/)
  for (const text of [problem.title, problem.detail, problem.action]) expect(text).toMatch(/^[\x20-\x7e’]{8,}$/)
  for (const name of ['titleZh', 'detailZh', 'actionZh']) {
    expect(String(problem.parameters?.[name])).toMatch(/\p{Script=Han}/u)
  }
  expect(problem.detail).not.toContain('not documented')
})

test('every documented code is there, and no two read alike', () => {
  const codes = [...facts.errors, ...facts.outsideTable].map(({ code }) => code)
  expect(documentedCodes.toSorted()).toEqual(codes.toSorted())
  const details = codes.map((code) => refused(code, 400).problem.detail)
  // InvalidImage.Decode and InvalidImage.UnsupportedMediaType are one fact under two names (errors.json, notesEn).
  expect(new Set(details).size).toBe(details.length - 1)
})

test.each([
  ['InvalidT imeStamp.Expire d', 'InvalidTimeStamp.Expired'],
  ['InvalidAccessKeyId.NotF ound', 'InvalidAccessKeyId.NotFound'],
  ['throttling.user', 'Throttling.User'],
  ['InvalidImage.\nUnsupportedMediaType', 'InvalidImage.UnsupportedMediaType'],
])('%j is %s', (broken, code) => {
  expect(refused(broken, 400).problem.providerCode).toBe(code)
})

test.each([
  ['InternalError', 500, true],
  ['ServiceUnavailable', 503, true],
  ['Throttling.User', 400, true],
  ['SignatureNonceUsed', 400, false],
  ['SignatureDoesNotMatch', 400, false],
  ['InvalidAccessKeyId.NotFound', 404, false],
  ['Timeout', 408, false],
  ['InvalidResult', 400, false],
])('%s is sent again by itself: %s %s', (code, status, again) => {
  expect(refused(code, status).retry !== undefined).toBe(again)
})

test.each([
  [null, 502, 'provider-unavailable', false],
  [null, 503, 'provider-unavailable', true],
  [null, 504, 'provider-timeout', false],
  [null, 500, 'provider-failed', false],
  [null, 413, 'provider-picture-too-large', false],
  [null, 429, 'provider-rate-limited', true],
  [null, 401, 'provider-credentials-refused', false],
  ['Throttling.Api', 400, 'provider-rate-limited', true],
  ['Forbidden.RAM', 403, 'provider-permission-denied', false],
  ['InvalidSecurityToken.Expired', 400, 'provider-credentials-refused', false],
  ['Unheard.Of', 400, 'provider-request-refused', false],
] as const)('%s with status %s is %s', (code, status, expected, again) => {
  const error = refused(code, status, 'said so')
  expect(error.problem.code).toBe(expected)
  expect(error.problem.providerCode).toBe(code ?? undefined)
  expect(error.retry !== undefined).toBe(again)
  expect(error.problem.parameters).toMatchObject({ providerMessage: 'said so', requestId: 'R-1' })
})

test("the provider's message holds no signature and is short", () => {
  const message = `see http://b/k?OSSAccessKeyId=LTAI1&Expires=1&Signature=ab%2Bcd ${'x'.repeat(400)}`
  const { parameters } = refused('InvalidImage.URL', 400, message).problem
  const said = String(parameters?.['providerMessage'])
  expect(said).not.toMatch(/LTAI1|ab%2Bcd/)
  expect(said).toHaveLength(300)
  const quoted = refused('SignatureDoesNotMatch', 400, 'wrong. server string to sign is:GET&%2F&AccessKeyId%3DX')
  expect(JSON.stringify(quoted.problem)).not.toContain('%3DX')
})

test.each([
  ['PROCESS_FAILED', 'InvalidImage.Content', 'provider-picture-refused', 'InvalidImage.Content'],
  ['PROCESS_FAILED', null, 'provider-failed', 'PROCESS_FAILED'],
  ['TIMEOUT_FAILED', null, 'provider-timeout', 'TIMEOUT_FAILED'],
  ['LIMIT_RETRY_FAILED', null, 'provider-failed', 'LIMIT_RETRY_FAILED'],
  ['PROCESS_FAILED', 'Codec.Strange', 'provider-failed', 'Codec.Strange'],
])('a job that ended with %s and %s', (state, code, expected, providerCode) => {
  const error = jobError({ state, code, message: null, requestId: null })
  expect(error.problem).toMatchObject({ code: expected, providerCode, parameters: { jobState: state } })
  // The job was ordered: nobody orders it again by himself.
  expect(error.retry).toBeUndefined()
})
