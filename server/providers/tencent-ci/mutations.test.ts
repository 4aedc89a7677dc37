import { createHash, createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { authorizationOf, formOf, listOf, sign } from './sign.ts'
import { verifySignature } from './stand-in/verify.ts'

const input = {
  method: 'PUT',
  path: '/目录/a b+c*.jpg',
  query: { 'max-keys': '10', Prefix: "a/b'*", empty: '' },
  headers: { host: '127.0.0.1:8788', 'content-type': 'image/jpeg', 'x-cos-meta-note': 'a b+c' },
  keyTime: '1772352000;1772352900',
  secretId: 'AK',
  secretKey: 'SK',
}
const target = `/%E7%9B%AE%E5%BD%95/a%20b%2Bc%2A.jpg?max-keys=10&Prefix=a%2Fb%27%2A&empty=`

/** The signer's steps once more, so that each can be done wrongly. */
interface Steps {
  signKey: () => string | Buffer
  method: string
  path: string
  query: () => string
  headers: () => string
  parts: (parts: string[]) => string[]
  httpEnd: string
  end: string
  keyTime: string
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha1', key).update(text)

const right: Steps = {
  signKey: () => hmac(input.secretKey, input.keyTime).digest('hex'),
  method: 'put',
  path: input.path,
  query: () => formOf(input.query),
  headers: () => formOf(input.headers),
  parts: (parts) => parts,
  httpEnd: '\n',
  end: '\n',
  keyTime: input.keyTime,
}

function authorization(steps: Steps): string {
  const parts = steps.parts([steps.method, steps.path, steps.query(), steps.headers()])
  const hash = createHash('sha1')
    .update(`${parts.join('\n')}${steps.httpEnd}`)
    .digest('hex')
  const toSign = `sha1\n${steps.keyTime}\n${hash}${steps.end}`
  const signature = hmac(steps.signKey(), toSign).digest('hex')
  const [headerList, urlParamList] = [listOf(input.headers), listOf(input.query)]
  return authorizationOf({ ...input, headerList, urlParamList, signature })
}

const accepted = (value: string) =>
  verifySignature({ method: 'PUT', target, headers: { ...input.headers, authorization: value } }, (id) =>
    id === input.secretId ? input.secretKey : undefined,
  ).ok

const without = (form: string, name: string) =>
  form
    .split('&')
    .filter((pair) => !pair.startsWith(`${name}=`))
    .join('&')

const mutations: Record<string, Partial<Steps>> = {
  'a header left out': { headers: () => without(right.headers(), 'host') },
  'a parameter left out': { query: () => without(right.query(), 'max-keys') },
  'headers in another order': { headers: () => right.headers().split('&').toReversed().join('&') },
  'parameters in another order': { query: () => right.query().split('&').toReversed().join('&') },
  'parameters and headers exchanged': { parts: ([method, path, query, headers]) => [method!, path!, headers!, query!] },
  'an escape forgotten': { query: () => right.query().replace('%2A', '*') },
  'a blank as plus': { headers: () => right.headers().replace('%20', '+') },
  'a value without escapes': { headers: () => right.headers().replace('%3A', ':') },
  'a name in its own case': { query: () => right.query().replace('prefix', 'Prefix') },
  'an empty value without its equals sign': { query: () => right.query().replace('empty=', 'empty') },
  'the path escaped': { path: encodeURI(input.path) },
  'the method in upper case': { method: 'PUT' },
  'no newline behind the headers': { httpEnd: '' },
  'no newline at the end': { end: '' },
  'the key as bytes': { signKey: () => hmac(input.secretKey, input.keyTime).digest() },
  'the secret itself as key': { signKey: () => input.secretKey },
  'another time': { keyTime: '1772352000;1772352901' },
}

describe('a signer that does one step wrongly', () => {
  test('is a copy of ours when it does none wrongly', () => {
    expect(authorization(right)).toBe(sign(input).authorization)
    expect(accepted(authorization(right))).toBe(true)
  })

  test.each(Object.entries(mutations))('%s', (_, mutation) => {
    const wrong = authorization({ ...right, ...mutation })
    expect(wrong).not.toBe(authorization(right))
    expect(accepted(wrong)).toBe(false)
  })
})

describe('lists that do not say what was signed', () => {
  const value = authorization(right)
  test.each([
    ['a name too few', value.replace('content-type;', '')],
    ['a name too many', value.replace('q-header-list=', 'q-header-list=range;')],
    ['another algorithm', value.replace('sha1', 'sha256')],
    ['another id', value.replace('q-ak=AK', 'q-ak=BK')],
    ['no window', value.replace(/q-sign-time=[^&]*/, 'q-sign-time=')],
  ])('%s', (_, changed) => expect(accepted(changed)).toBe(false))
})
