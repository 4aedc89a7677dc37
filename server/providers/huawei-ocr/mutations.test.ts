import { createHash, createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { verifySignature } from './stand-in/verify.ts'
import { canonicalHeaders, canonicalQuery, canonicalUri, percentEncode, signedHeadersOf, sign } from './sign.ts'

const input = {
  method: 'POST',
  path: '/v2/project/ocr/passport',
  query: { 'a b': '*~+/', name: ['z', 'A'], empty: '' },
  headers: {
    'content-type': 'application/json',
    host: '127.0.0.1:8788',
    'x-project-id': 'project',
    'x-sdk-date': '20260301T080000Z',
  },
  body: '{"image":"aGVsbG8="}',
}
const target = '/v2/project/ocr/passport?a%20b=*~%2B%2F&name=z&name=A&empty='
const [accessKey, secretKey] = ['AK', 'SK']

/** The signer's steps once more, so that each can be done wrongly. */
interface Steps {
  uri: (path: string) => string
  query: () => string
  headers: () => string
  names: () => string
  payload: () => string
  parts: (parts: string[]) => string[]
  algorithm: string
  key: string
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

const right: Steps = {
  uri: canonicalUri,
  query: () => canonicalQuery(input.query),
  headers: () => canonicalHeaders(input.headers),
  names: () => signedHeadersOf(input.headers),
  payload: () => sha256(input.body),
  parts: (parts) => parts,
  algorithm: 'SDK-HMAC-SHA256',
  key: secretKey,
}

function authorization(steps: Steps): string {
  const parts = [input.method, steps.uri(input.path), steps.query(), steps.headers(), steps.names(), steps.payload()]
  const toSign = [steps.algorithm, input.headers['x-sdk-date'], sha256(steps.parts(parts).join('\n'))].join('\n')
  const signature = createHmac('sha256', steps.key).update(toSign).digest('hex')
  return `SDK-HMAC-SHA256 Access=${accessKey}, SignedHeaders=${right.names()}, Signature=${signature}`
}

const accepted = (value: string) =>
  verifySignature(
    {
      method: input.method,
      target,
      headers: { ...input.headers, authorization: value },
      body: Buffer.from(input.body),
    },
    (key) => (key === accessKey ? secretKey : undefined),
  ).ok

const lines = (text: string) => text.split('\n').filter((line) => line !== '')

const mutations: Record<string, Partial<Steps>> = {
  'a header left out': {
    headers: () =>
      lines(right.headers())
        .filter((line) => !line.startsWith('host:'))
        .join('\n') + '\n',
  },
  'headers in another order': { headers: () => `${lines(right.headers()).toReversed().join('\n')}\n` },
  'names in another order': { names: () => right.names().split(';').toReversed().join(';') },
  'no newline behind the headers': { headers: () => right.headers().trimEnd() },
  'no slash at the end of the path': { uri: (path) => path },
  'an escape forgotten': { query: () => right.query().replace('%2A', '*') },
  'a blank as plus': { query: () => right.query().replaceAll('%20', '+') },
  'escapes in lower case': {
    query: () => right.query().replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()),
  },
  'parameters in the order they came': {
    query: () =>
      Object.entries(input.query)
        .flatMap(([name, value]) => [value].flat().map((each) => `${percentEncode(name)}=${percentEncode(each)}`))
        .join('&'),
  },
  'an empty value without its equals sign': { query: () => right.query().replace('empty=', 'empty') },
  'no body': { payload: () => sha256('') },
  'the hash in upper case': { payload: () => right.payload().toUpperCase() },
  'lines in another order': { parts: ([method, uri, ...rest]) => [uri!, method!, ...rest] },
  'another algorithm': { algorithm: 'HMAC-SHA256' },
  'another key': { key: 'sk' },
}

describe('a signer that does one step wrongly', () => {
  test('is a copy of ours when it does none wrongly', () => {
    const signed = sign({ ...input, payloadSha256: sha256(input.body), accessKey, secretKey })
    expect(authorization(right)).toBe(signed.authorization)
    expect(accepted(signed.authorization)).toBe(true)
  })

  test.each(Object.entries(mutations))('%s', (_, mutation) => {
    const wrong = authorization({ ...right, ...mutation })
    expect(wrong).not.toBe(authorization(right))
    expect(accepted(wrong)).toBe(false)
  })
})

describe('an Authorization header in another form', () => {
  test.each([
    ['no blank behind the comma', (value: string) => value.replaceAll(', ', ',')],
    ['Credential in place of Access', (value: string) => value.replace('Access=', 'Credential=')],
    ['the date not among the names', (value: string) => value.replace(';x-sdk-date', '')],
    ['half a signature', (value: string) => value.slice(0, -32)],
  ])('%s', (_, change) => expect(accepted(change(authorization(right)))).toBe(false))
})
