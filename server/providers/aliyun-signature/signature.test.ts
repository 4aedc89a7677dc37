import { describe, expect, test } from 'vitest'
import { acs3SignedHeaders, acs3PayloadHash } from './acs3.ts'
import { utcSeconds } from './keys.ts'
import { originAllowed } from './origins.ts'
import { bucketOrigin, objectAddress, ossHeaderStringToSign, ossResource, presign, signOssHeaders } from './oss.ts'
import { canonicalParameters, percentEncode } from './percent.ts'
import { postForm, postFormShown } from './post-form.ts'
import { rpcStringToSign } from './rpc.ts'
import { testKeys, testTime } from './testing.ts'
import { maskUploadSecrets } from './upload-secrets.ts'

describe('escapes and order', () => {
  test('leave only the unreserved signs bare', () => {
    expect(percentEncode("aZ09-_.~ +*/!'()中\ud800")).toBe('aZ09-_.~%20%2B%2A%2F%21%27%28%29%E4%B8%AD%EF%BF%BD')
  })

  test('sort by bytes, not by locale and not by UTF-16', () => {
    const names = canonicalParameters({ b: '', 'a.b': '', 'a-b': '', B: '', '\u{10000}': '', '\uffff': '' })
    expect(names).toBe('B=&a-b=&a.b=&b=&%EF%BF%BF=&%F0%90%80%80=')
  })

  test('the string to sign escapes values twice', () => {
    expect(rpcStringToSign('post', 'a=%20')).toBe('POST&%2F&a%3D%2520')
  })

  test('times have no fraction', () => {
    expect(utcSeconds(new Date('2026-03-04T05:06:07.999Z'))).toBe('2026-03-04T05:06:07Z')
  })
})

describe('ACS3', () => {
  test('signs host, content-type and every x-acs header, a repeated name once', () => {
    const headers = { Host: 'h', Accept: 'x', 'X-Acs-Date': ' d ', 'x-acs-A': '2', 'x-acs-a': '1', 'Content-Type': 't' }
    expect(acs3SignedHeaders(headers)).toEqual([
      ['content-type', 't'],
      ['host', 'h'],
      ['x-acs-a', '1,2'],
      ['x-acs-date', 'd'],
    ])
  })

  test('hashes an empty body as everybody does', () => {
    expect(acs3PayloadHash(new Uint8Array())).toMatch(/^e3b0c44298fc1c14/)
  })
})

describe('OSS', () => {
  const region = { bucket: 'media', endpoint: 'https://oss-cn-shanghai.aliyuncs.com' } as const

  test('has the bucket in the host, first in the path, or in neither', () => {
    const name = 'a b/c+d'
    const address = (addressing: 'virtual-host' | 'path-style' | 'custom-domain') =>
      objectAddress({ ...region, addressing }, name)
    expect(address('virtual-host')).toBe('https://media.oss-cn-shanghai.aliyuncs.com/a%20b/c%2Bd')
    expect(address('path-style')).toBe('https://oss-cn-shanghai.aliyuncs.com/media/a%20b/c%2Bd')
    expect(address('custom-domain')).toBe('https://oss-cn-shanghai.aliyuncs.com/a%20b/c%2Bd')
    expect(bucketOrigin({ bucket: 'b', endpoint: 'http://localhost:9000', addressing: 'virtual-host' })).toBe(
      'http://b.localhost:9000',
    )
  })

  test('signs the bucket in the resource wherever it stands in the address', () => {
    expect(ossResource('media', 'k', { b: '', a: '1 2' })).toBe('/media/k?a=1 2&b')
    const common = { ...region, keys: testKeys, objectName: 'k', now: testTime, lifetimeSeconds: 60 }
    const signatures = (['virtual-host', 'path-style', 'custom-domain'] as const).map(
      (addressing) => presign({ ...common, addressing }).signature,
    )
    expect(new Set(signatures).size).toBe(1)
  })

  test('rounds the clock of a link to the nearest second', () => {
    const at = (ms: number) =>
      presign({
        ...region,
        addressing: 'path-style',
        keys: testKeys,
        objectName: 'k',
        now: new Date(ms),
        lifetimeSeconds: 10,
      }).expires
    expect([at(1499), at(1500)]).toEqual([11, 12])
  })

  test('dates a request by x-oss-date, in its line and among the headers', () => {
    const keys = { ...testKeys, securityToken: 'token' }
    const { stringToSign, headers } = signOssHeaders(
      { method: 'PUT', headers: { 'content-type': 'image/png' }, now: testTime, resource: '/media/k' },
      keys,
    )
    const date = 'Wed, 04 Mar 2026 05:06:07 GMT'
    expect(stringToSign).toBe(`PUT\n\nimage/png\n${date}\nx-oss-date:${date}\nx-oss-security-token:token\n/media/k`)
    expect(headers.authorization).toMatch(/^OSS LTAItestKEYID0001:[A-Za-z0-9+/]{27}=$/)
    expect(ossHeaderStringToSign('GET', { date: 'D' }, '/b/k')).toBe('GET\n\n\nD\n/b/k')
  })
})

describe('origins that an answer may name', () => {
  const patterns = [
    '*.oss-cn-shanghai.aliyuncs.com',
    'https://*.*.example.com',
    'http://localhost:8788',
    '127.0.0.1:9000',
  ]
  test.each([
    ['https://a.oss-cn-shanghai.aliyuncs.com', true],
    ['http://a.oss-cn-shanghai.aliyuncs.com', true],
    ['https://a.b.oss-cn-shanghai.aliyuncs.com', false],
    ['https://oss-cn-shanghai.aliyuncs.com', false],
    ['https://evil.com/.oss-cn-shanghai.aliyuncs.com', false],
    ['https://a.oss-cn-shanghai.aliyuncs.com.evil.com', false],
    ['https://a.oss-cn-shanghai.aliyuncs.com:444', false],
    ['https://u:p@a.oss-cn-shanghai.aliyuncs.com', false],
    ['https://a.b.example.com', true],
    ['http://a.b.example.com', false],
    ['https://b.example.com', false],
    ['http://localhost:8788', true],
    ['https://localhost:8788', false],
    ['http://127.0.0.1:9000', true],
    ['http://127.0.0.1:9001', false],
  ])('%s: %s', (origin, allowed) => {
    expect(originAllowed(new URL(origin), patterns)).toBe(allowed)
  })
})

describe('an upload form', () => {
  const fields = [
    ['key', 'a/b'],
    ['policy', 'eyJ9=='],
  ] as const
  const file = { name: 'file.png', contentType: 'image/png', bytes: Buffer.from([1, 13, 10, 2]) }

  test('has the file last, and its bytes untouched', () => {
    const { contentType, body } = postForm(fields, file, 'BOUND')
    expect(contentType).toBe('multipart/form-data; boundary=BOUND')
    expect(Buffer.from(body).toString('latin1')).toBe(
      '--BOUND\r\nContent-Disposition: form-data; name="key"\r\n\r\na/b\r\n' +
        '--BOUND\r\nContent-Disposition: form-data; name="policy"\r\n\r\neyJ9==\r\n' +
        '--BOUND\r\nContent-Disposition: form-data; name="file"; filename="file.png"\r\nContent-Type: image/png\r\n\r\n' +
        '\x01\r\n\x02\r\n--BOUND--\r\n',
    )
    expect(postFormShown(fields, file)).toBe('key: a/b\npolicy: eyJ9==\nfile: (image/png, 4 bytes)')
  })
})

test('policies and signatures are taken out of answers, whole or cut off', () => {
  const whole = '{"Policy":"eyJ\\/x","Host":"h","Signature" : "s+/="}'
  expect(maskUploadSecrets(whole)).toBe('{"Policy":"***","Host":"h","Signature" : "***"}')
  expect(maskUploadSecrets('{"EncodedPolicy":"eyJhbGc')).toBe('{"EncodedPolicy":"***"')
  expect(maskUploadSecrets('<Policy>abc</Policy><Host>h</Host>')).toBe('<Policy>***</Policy><Host>h</Host>')
})
