import { createHash, createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { sandboxIdentity, type StandInRequest } from '../stand-in.ts'
import { pathOf } from './limits.ts'
import { verifyEop } from './stand-in/verify-eop.ts'

/** The signing steps again, each of which a mutation replaces. */
const steps = {
  order: (names: string[]) => names.sort(),
  line: (name: string, value: string) => `${name}:${value}\n`,
  listed: (names: string[]) => names,
  separator: '\n',
  query: (raw: string) => raw.split('&').sort().join('&'),
  digest: (body: string) => createHash('sha256').update(body).digest('hex'),
  dateOfKey: (date: string) => date,
  key: (bytes: Buffer): Buffer | string => bytes,
  dayOf: (date: string) => date.slice(0, 8),
  firstKeys: ['eop-date', 'access key'],
  signature: (bytes: Buffer) => bytes.toString('base64'),
}

const now = new Date('2024-05-06T20:30:00Z')
const { accessKey, secretKey } = sandboxIdentity
const hmac = (key: Buffer | string, data: string) => createHmac('sha256', key).update(data).digest()

function request(changes: Partial<typeof steps> = {}): StandInRequest {
  const way = { ...steps, ...changes }
  const body = '{"data":["QUJD"],"note":"身份证"}'
  const query = 'a=1&a-b=2&k=%E4%B8%AD'
  // Beijing's clock: the day is another than that of UTC.
  const date = '20240507T043000Z'
  const headers: Record<string, string> = {
    appkey: sandboxIdentity.ctyunAppKey,
    'ctyun-eop-request-id': 'id-1',
    'eop-date': date,
    host: 'ai-global.ctapi.ctyun.cn',
  }
  const names = way.order(Object.keys(headers))
  const block = names.map((name) => way.line(name, headers[name]!)).join('')
  const text = `${block}${way.separator}${way.query(query)}${way.separator}${way.digest(body)}`
  const parts: Record<string, string> = { 'eop-date': way.dateOfKey(date), 'access key': accessKey }
  const chain = way.firstKeys.reduce<Buffer | string>((key, part) => way.key(hmac(key, parts[part]!)), secretKey)
  const signature = way.signature(hmac(way.key(hmac(chain, way.dayOf(date))), text))
  return {
    method: 'POST',
    target: `${pathOf['ctyun.ocr.general']}?${query}`,
    headers: {
      ...headers,
      'eop-authorization': `${accessKey} Headers=${way.listed(names).join(';')} Signature=${signature}`,
    },
    body: Buffer.from(body),
    signal: new AbortController().signal,
  }
}

const verdict = (changes?: Partial<typeof steps>) =>
  verifyEop(request(changes), { accessKey, securityKey: secretKey }, now)

describe('mutations of the EOP signer', () => {
  test('without a change it is accepted', () => {
    expect(verdict()).toBeNull()
  })

  const mutations: Record<string, Partial<typeof steps>> = {
    'headers in another order': { order: (names) => names.sort().reverse() },
    'a header left out of the block': {
      order: (names) => names.sort().slice(1),
      listed: () => Object.keys(request().headers).filter((name) => name !== 'eop-authorization'),
    },
    'a blank after the colon': { line: (name, value) => `${name}: ${value}\n` },
    'no line feed after the last header': { separator: '' },
    'the query unsorted': { query: (raw) => raw },
    'the query sorted by names': { query: () => 'a=1&a-b=2&k=%E4%B8%AD' },
    'the query decoded': { query: (raw) => decodeURIComponent(raw.split('&').sort().join('&')) },
    'the query left out': { query: () => '' },
    'the digest in upper case': { digest: (body) => steps.digest(body).toUpperCase() },
    'the body hashed with escapes': { digest: () => steps.digest('{"data":["QUJD"],"note":"\\u8eab\\u4efd\\u8bc1"}') },
    'the body left out of the hash': { digest: () => steps.digest('') },
    'keys in Base64': { key: (bytes) => bytes.toString('base64') },
    'keys in hex': { key: (bytes) => bytes.toString('hex') },
    'the day of UTC': { dayOf: () => '20240506' },
    'the whole date for the day': { dayOf: (date) => date },
    'the access key before the date': { firstKeys: ['access key', 'eop-date'] },
    'the access key left out': { firstKeys: ['eop-date'] },
    'the signature in hex': { signature: (bytes) => bytes.toString('hex') },
    'the signature URL-safe': { signature: (bytes) => bytes.toString('base64url') },
    'a header listed that is not there': { listed: (names) => [...names, 'x-missing'] },
    'the request id not signed': { order: (names) => names.filter((name) => name !== 'ctyun-eop-request-id').sort() },
    'the date not signed': { order: (names) => names.filter((name) => name !== 'eop-date').sort() },
  }

  test.each(Object.entries(mutations))('%s is refused', (_, changes) => {
    expect(verdict(changes)).toMatchObject({ code: 'badSignature' })
  })
})
