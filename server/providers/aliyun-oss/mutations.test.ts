import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { verifyHeader, verifyPresignedGet } from './verify.ts'

/** Copies of the signing steps of OSS with one step done wrong: each is refused, and differs from the golden vectors; without it they hold. */

interface Vector {
  name: string
  inputs: {
    credentials: { accessKeyId: string; accessKeySecret: string }
    bucket: string
    objectName: string
    time: string
  }
  expected: { expires: number; stringToSign: string; signature: string; url: string }
}

const file = new URL('../__fixtures__/vectors/aliyun-oss-presigned-get.json', import.meta.url)
const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: Vector[] }

const sign = (text: string, secret: string) => createHmac('sha1', secret).update(text).digest('base64')

/** The vector's link with another signature in it. */
function linkVerdict({ inputs, expected }: Vector, signature: string): string | null {
  const target = expected.url
    .replace(/^https?:\/\/[^/]+/, '')
    .replace(/([?&]Signature=)[^&]*/, (_all, name: string) => `${name}${encodeURIComponent(signature)}`)
  const place = { bucket: inputs.bucket, key: inputs.objectName }
  const request = { method: 'GET', target, headers: { host: new URL(expected.url).host } }
  return verifyPresignedGet(request, place, inputs.credentials, new Date(inputs.time))?.code ?? null
}

const linkMutations: [mutation: string, vector: string, change: (text: string) => string][] = [
  ['the bucket is left out', 'plain', (text) => text.replace('/example-media/', '/')],
  ['the path is escaped', 'unicode-and-reserved', (text) => encodeURI(text)],
  ['one empty line too few', 'plain', (text) => text.replace('\n\n', '\n')],
  ['the expiry a second off', 'plain', (text) => text.replace(/\d{10}/, (expires) => String(Number(expires) + 1))],
  ['the sub-resources are left out', 'response-overrides', (text) => text.replace(/\?.*$/s, '')],
  [
    'sub-resources in reverse',
    'response-overrides',
    (text) => text.replace(/\?(.*)$/s, (_all, query: string) => `?${query.split('&').reverse().join('&')}`),
  ],
  [
    'values of sub-resources are escaped',
    'image-process',
    (text) => text.replace(/=(.*)$/s, (_all, value: string) => `=${encodeURIComponent(value)}`),
  ],
  ['the token is not signed', 'sts-token', (text) => text.replace(/\?security-token=.*$/s, '')],
  ['another method', 'plain', (text) => text.replace('GET', 'PUT')],
]

describe('aliyun-oss-presigned-get', () => {
  test.each(vectors.map((vector) => [vector.name, vector] as const))('%s as it should be', (_name, vector) => {
    const { expected, inputs } = vector
    expect(sign(expected.stringToSign, inputs.credentials.accessKeySecret)).toBe(expected.signature)
    expect(linkVerdict(vector, expected.signature)).toBeNull()
  })

  test.each(linkMutations)('%s', (_mutation, name, change) => {
    const vector = vectors.find((candidate) => candidate.name === name)!
    const text = change(vector.expected.stringToSign)
    expect(text).not.toBe(vector.expected.stringToSign)
    const signature = sign(text, vector.inputs.credentials.accessKeySecret)
    expect(signature).not.toBe(vector.expected.signature)
    expect(linkVerdict(vector, signature)).toBe('SignatureDoesNotMatch')
  })

  test('a link is good until its second is over, and only for its object', () => {
    const { inputs, expected } = vectors[0]!
    const target = expected.url.replace(/^https?:\/\/[^/]+/, '')
    const request = { method: 'GET', target, headers: {} }
    const place = { bucket: inputs.bucket, key: inputs.objectName }
    const at = (seconds: number, where = place) =>
      verifyPresignedGet(request, where, inputs.credentials, new Date((expected.expires + seconds) * 1000))
    expect(at(0)).toBeNull()
    expect(at(1)).toMatchObject({
      status: 403,
      code: 'AccessDenied',
      message: expect.stringContaining('expired') as unknown,
    })
    expect(at(0, { ...place, key: `${place.key}x` })?.code).toBe('SignatureDoesNotMatch')
    expect(at(0, { ...place, bucket: 'another' })?.code).toBe('SignatureDoesNotMatch')
  })
})

const credentials = { accessKeyId: 'FAKE-OSSID', accessKeySecret: 'fake-oss-secret-for-tests-only' }
const date = 'Fri, 06 Mar 2026 05:06:07 GMT'
const now = new Date(date)
const headers = {
  host: 'localhost:9788',
  'content-md5': 'eB5eJF1ptWaXm4bijSPyxw==',
  'content-type': 'image/png',
  'x-oss-date': date,
  'x-oss-meta-owner': ' Zhang San ',
  'x-oss-acl': 'private',
}
const place = { bucket: 'fieldproof', key: '目录/a b+c.png' }
const target = '/%E7%9B%AE%E5%BD%95/a%20b%2Bc.png?x-oss-process=image/resize,w_10&unsigned=1'

/** As ali-oss signs it (PROTOCOLS.md section 4, "Header form"). */
const text = [
  'PUT',
  headers['content-md5'],
  headers['content-type'],
  date,
  'x-oss-acl:private',
  `x-oss-date:${date}`,
  'x-oss-meta-owner:Zhang San',
  '/fieldproof/目录/a b+c.png?x-oss-process=image/resize,w_10',
].join('\n')

const headerVerdict = (signature: string, change: Record<string, string> = {}, at = now) =>
  verifyHeader(
    { method: 'PUT', target, headers: { ...headers, authorization: `OSS FAKE-OSSID:${signature}`, ...change } },
    place,
    credentials,
    at,
  )?.code ?? null

const headerMutations: [mutation: string, change: (text: string) => string][] = [
  ['Content-MD5 is left out', (all) => all.replace(headers['content-md5'], '')],
  ['Content-Type is left out', (all) => all.replace('image/png\n', '\n')],
  ['the date is left out of the lines', (all) => all.replace(`x-oss-date:${date}\n`, '')],
  ['lines in another order', (all) => all.replace(/(x-oss-acl:.*\n)(x-oss-date:.*\n)/, '$2$1')],
  ['a value with its blanks', (all) => all.replace('Zhang San', ' Zhang San ')],
  ['the path escaped', (all) => all.replace('a b+c', 'a%20b%2Bc')],
  ['the sub-resource left out', (all) => all.replace(/\?.*/, '')],
  ['an option signed that is none', (all) => `${all}&unsigned=1`],
  ['the bucket left out', (all) => all.replace('/fieldproof/', '/')],
]

describe('the header of OSS', () => {
  test('as it should be, for 15 minutes', () => {
    const signature = sign(text, credentials.accessKeySecret)
    expect(headerVerdict(signature)).toBeNull()
    expect(headerVerdict(signature, {}, new Date(now.getTime() + 15 * 60_000))).toBeNull()
    expect(headerVerdict(signature, {}, new Date(now.getTime() + 15 * 60_000 + 1))).toBe('RequestTimeTooSkewed')
    expect(headerVerdict(signature, { 'x-oss-date': 'yesterday' })).toBe('AccessDenied')
    expect(headerVerdict(signature, { 'x-oss-acl': 'public-read' })).toBe('SignatureDoesNotMatch')
    expect(headerVerdict(signature, { 'x-oss-more': '1' })).toBe('SignatureDoesNotMatch')
    expect(headerVerdict(signature, { authorization: 'OSS nonsense' })).toBe('AccessDenied')
    expect(headerVerdict(signature, { authorization: `OSS SOMEBODY:${signature}` })).toBe('InvalidAccessKeyId')
  })

  test.each(headerMutations)('%s', (_mutation, change) => {
    const mutated = change(text)
    expect(mutated).not.toBe(text)
    expect(headerVerdict(sign(mutated, credentials.accessKeySecret))).toBe('SignatureDoesNotMatch')
  })
})
