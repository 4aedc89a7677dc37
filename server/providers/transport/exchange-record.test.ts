import { expect, test } from 'vitest'
import { exchangeSchema, type Exchange } from '../../contract/exchange.ts'
import { ProviderError } from '../provider.ts'
import { json, networkError, problemOf, testCall, testCloud, testRequest } from './testing.ts'

const secrets = ['very-secret-key']
const identifiers = ['AKIDEXAMPLE1234']
const sensitive = ['c2lnbmF0dXJlLW9mLXRoaXM=']

async function exchangesOf(replies: Parameters<typeof testCloud>[0], request = testRequest(), read?: () => unknown) {
  const { cloud } = testCloud(replies, { secrets, identifiers })
  const exchanges: Exchange[] = []
  await cloud.call(() => request, testCall({ exchanges, ...(read && { read }) })).catch(() => undefined)
  for (const exchange of exchanges) expect(exchangeSchema.safeParse(exchange).error).toBeUndefined()
  return exchanges
}

test('every attempt is recorded, with its problem', async () => {
  const exchanges = await exchangesOf([networkError('ECONNREFUSED'), json({ ok: 1 })])
  expect(exchanges).toEqual([
    expect.objectContaining({
      attempt: 1,
      purpose: 'recognise',
      answer: null,
      error: expect.objectContaining({ code: 'provider-unreachable' }),
    }),
    expect.objectContaining({ attempt: 2, answer: expect.objectContaining({ status: 200 }) }),
  ])
  expect(exchanges[1]).not.toHaveProperty('error')
})

test('nothing of a request or an answer shows what it must not', async () => {
  const everything = `${secrets[0]} ${identifiers[0]} ${sensitive[0]}`
  const [exchange] = await exchangesOf(
    [json({ echo: everything }, 200, { 'x-echo': everything, 'x-subject-token': 'MIIFtokenofanswer' })],
    testRequest({
      url: new URL(`https://cloud.test/v1?key=${identifiers[0]}&Signature=${encodeURIComponent(sensitive[0]!)}`),
      headers: { 'content-type': 'application/json', authorization: `X ${everything}` },
      body: new TextEncoder().encode(JSON.stringify({ everything })),
      signing: [{ id: 'string', label: { en: 'String', zh: '串' }, value: `POST\n${everything}` }],
      sensitive,
    }),
  )
  const shown = JSON.stringify(exchange)
  for (const text of [secrets[0]!, identifiers[0]!, sensitive[0]!, encodeURIComponent(sensitive[0]!), 'MIIFtoken'])
    expect(shown).not.toContain(text)
  expect(exchange!.request.url).toBe('https://cloud.test/v1?key=••••1234&Signature=c2ln…')
  expect(exchange!.request.headers).toContainEqual(['authorization', 'X ••• ••••1234 c2ln…'])
  expect(exchange!.request.body!.text).toBe('{"everything":"••• ••••1234 c2ln…"}')
  expect(exchange!.signing[0]!.value).toBe('POST\n••• ••••1234 c2ln…')
  expect(exchange!.answer!.body.text).toBe('{"echo":"••• ••••1234 c2ln…"}')
})

test('what a cloud quotes in its message is masked in the problem too', async () => {
  const { cloud } = testCloud([json({}, 403)], { secrets, identifiers })
  const message = `The string to sign was ${identifiers[0]} ${secrets[0]} ${sensitive[0]}`
  const read = () => {
    throw new ProviderError({
      provider: 'test-cloud',
      code: 'provider-credentials-refused',
      title: 'Refused',
      detail: message,
      status: 500,
      retryable: false,
      whoseFault: 'configuration',
      parameters: { providerMessage: message, count: 1 },
    })
  }
  const call = cloud.call(() => testRequest({ sensitive }), testCall({ read }))
  const error: unknown = await call.catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(ProviderError)
  const { problem, stack, message: text } = error as ProviderError
  expect(problem.detail).toBe('The string to sign was ••••1234 ••• c2ln…')
  expect(problem.parameters).toEqual({ providerMessage: problem.detail, count: 1 })
  expect(`${JSON.stringify(problem)} ${stack} ${text}`).not.toContain(secrets[0]!)
})

test('a long body is shortened after it was masked', async () => {
  const long = `${'x'.repeat(65_530)}${secrets[0]}${'y'.repeat(100_000)}`
  const [exchange] = await exchangesOf(
    [new Response(long, { headers: { 'content-type': 'text/plain' } })],
    testRequest(),
    () => 1,
  )
  const { bytes, text, left } = exchange!.answer!.body
  expect(bytes).toBe(long.length)
  expect(text).toHaveLength(65_536)
  expect(text!.endsWith('•••yyy')).toBe(true)
  expect(left).toBe(long.length - 65_536)
})

test('what stands for a body is shown in its place; bytes are not shown as text', async () => {
  const body = new Uint8Array(300_000)
  const [shown] = await exchangesOf(
    [json({})],
    testRequest({ body, bodyShown: `{"image":"AAAA...","k":"${secrets[0]}"}` }),
  )
  expect(shown!.request.body).toEqual({
    contentType: 'application/json',
    bytes: 300_000,
    text: '{"image":"AAAA...","k":"•••"}',
  })
  const headers = { 'content-type': 'image/jpeg' }
  const [binary] = await exchangesOf(
    [new Response(new Uint8Array([255, 216]), { headers })],
    testRequest({ headers, body }),
    () => 1,
  )
  expect(binary!.request.body).toEqual({ contentType: 'image/jpeg', bytes: 300_000, text: null })
  expect(binary!.answer!.body).toEqual({ contentType: 'image/jpeg', bytes: 2, text: null })
})

test.each([
  ['application/xml', '<a/>', '<a/>'],
  ['application/vnd.api+json; charset=utf-8', '{}', '{}'],
  ['application/x-www-form-urlencoded', 'a=b', 'a=b'],
  ['application/octet-stream', ' {"a":1}', ' {"a":1}'],
  ['application/octet-stream', 'JFIF', null],
  ['multipart/form-data; boundary=x', '--x', null],
])('a body of %s: %s', async (contentType, body, text) => {
  const [exchange] = await exchangesOf(
    [new Response(body, { headers: { 'content-type': contentType } })],
    testRequest(),
    () => 1,
  )
  expect(exchange!.answer!.body.text).toBe(text)
})

test('a problem is shown as it is recorded', async () => {
  const { cloud } = testCloud([json({}, 502)])
  const exchanges: Exchange[] = []
  const read = () => {
    throw new Error('no JSON')
  }
  const problem = await problemOf(cloud.call(() => testRequest(), testCall({ read, exchanges, paid: () => {} })))
  expect(exchanges[0]!.error).toEqual(problem)
})
