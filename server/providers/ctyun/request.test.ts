import { describe, expect, test } from 'vitest'
import { envelopeLength, freshKeys, sealBody } from './envelope.ts'
import { hasRoom, largestPicture, requestLength, signCall, type SentPage } from './request.ts'
import { sandboxSm2Key } from './sandbox-key.ts'
import { openEnvelope } from './stand-in/open-envelope.ts'
import { pageOf, settings } from './testing.ts'

const unused = () => Promise.reject(new Error('unused'))
const options = settings(unused)
const keys = options.keys!
const envelope = { publicKey: sandboxSm2Key.publicKey, layout: 'C1C2C3' } as const

const sentOf = (...bytes: Uint8Array[]): SentPage[] =>
  bytes.map((each, index) => ({
    page: pageOf(index),
    picture: { bytes: each, format: 'jpeg', width: 320, height: 200 },
  }))

/** Bytes that need every sign of Base64. */
const odd = Buffer.from([0xfb, 0xff, 0xbf, 0xfe])
const textOf = (body: Uint8Array | undefined) => Buffer.from(body!).toString()

describe('bodies', () => {
  test('list APIs take a list, in the order of the pages', () => {
    const { request } = signCall('ctyun.ocr.idcard', sentOf(odd, Buffer.from('b'), Buffer.from('c')), options, keys)
    expect(textOf(request.body)).toBe('{"data":["+/+//g==","Yg==","Yw=="]}')
  })

  test('the licence takes one picture and nothing else', () => {
    const { request } = signCall('ctyun.ocr.business-license', sentOf(odd), options, keys)
    expect(textOf(request.body)).toBe('{"Action":"BusinessCardOCR","ImageData":"+/+//g=="}')
  })

  test('the other alphabet is a setting', () => {
    const { request } = signCall('ctyun.ocr.plate', sentOf(odd), { ...options, base64: 'url-safe' }, keys)
    expect(textOf(request.body)).toBe('{"data":["-_-__g=="]}')
  })

  test.each(['ctyun.ocr.general', 'ctyun.ocr.business-license'] as const)('lengths of %s are planned exactly', (id) => {
    const pictures = (id === 'ctyun.ocr.general' ? [0, 1, 2, 3, 100] : [101]).map((bytes) => Buffer.alloc(bytes, 7))
    const sizes = pictures.map(({ byteLength }) => byteLength)
    for (const [isSealed, settings] of [
      [false, options],
      [true, { ...options, envelope }],
    ] as const) {
      const { request } = signCall(id, sentOf(...pictures), settings, keys)
      expect(requestLength(id, sizes, isSealed)).toBe(request.body!.byteLength)
    }
  })

  test.each([0, 1, 15, 16, 17, 47, 48, 1000])('an envelope around %i bytes has the planned length', (bytes) => {
    const sealed = sealBody(Buffer.alloc(bytes), envelope.publicKey, envelope.layout, freshKeys())
    expect(envelopeLength(bytes)).toBe(JSON.stringify(sealed).length)
  })

  test('the largest picture just fits', () => {
    for (const isSealed of [false, true]) {
      const most = largestPicture('ctyun.ocr.general', 10_000, isSealed)
      expect(requestLength('ctyun.ocr.general', [most], isSealed)).toBeLessThanOrEqual(10_000)
      expect(requestLength('ctyun.ocr.general', [most + 1], isSealed)).toBeGreaterThan(10_000)
    }
  })

  test('a batch ends at 50 pictures, at the size of a request, and for the licence at one', () => {
    const limits = { maxRequestBytes: 1000, envelope: null }
    const [next] = sentOf(Buffer.alloc(3))
    const many = (count: number, bytes = 3) => sentOf(...Array.from({ length: count }, () => Buffer.alloc(bytes)))
    expect(hasRoom('ctyun.ocr.general', many(49), next!.picture, limits)).toBe(true)
    expect(hasRoom('ctyun.ocr.general', many(50), next!.picture, limits)).toBe(false)
    // {"data":["…","…"]} with 732 and 4 signs of Base64 in it.
    const exact = requestLength('ctyun.ocr.general', [549, 3], false)
    expect(hasRoom('ctyun.ocr.general', many(1, 549), next!.picture, { maxRequestBytes: exact, envelope: null })).toBe(
      true,
    )
    expect(
      hasRoom('ctyun.ocr.general', many(1, 549), next!.picture, { maxRequestBytes: exact - 1, envelope: null }),
    ).toBe(false)
    expect(hasRoom('ctyun.ocr.business-license', [], next!.picture, limits)).toBe(true)
    expect(hasRoom('ctyun.ocr.business-license', many(1), next!.picture, limits)).toBe(false)
  })
})

describe('requests', () => {
  test('carry the headers of the document and show how they were signed, without any key', () => {
    const { request } = signCall('ctyun.ocr.general', sentOf(odd), options, keys)
    expect(request.url.href).toBe('http://127.0.0.1/v1/aiop/api/2f3p1pnxpqm8/ocrdetect/ocr/v1/image.json')
    expect(request.headers).toMatchObject({
      'content-type': 'application/json',
      'ctyun-eop-request-id': expect.stringMatching(/^00000000-0000-4000-8000-\d{12}$/) as string,
      'eop-date': '20260301T160000Z',
      appkey: 'FPSANDBOXAPP',
    })
    expect(request.headers['eop-authorization']).toMatch(
      /^FPSANDBOXAK Headers=appkey;ctyun-eop-request-id;eop-date Signature=[A-Za-z0-9+/]{43}=$/,
    )
    expect(request.headers).not.toHaveProperty('decrypted')
    expect(request.signing.map(({ id }) => id)).toEqual([
      'header-block',
      'query',
      'body-digest',
      'string-to-sign',
      'key-derivation',
      'authorization',
    ])
    expect(JSON.stringify(request.signing)).not.toContain('FPSANDBOXSK')
    expect(request.sensitive).toHaveLength(1)
    expect(request.headers['eop-authorization']).toContain(request.sensitive[0])
    expect(request.bodyShown).toBe('{"data":["<standard Base64 of 4 bytes, jpeg>"]}')
  })

  test('offset, path and origin are settings', () => {
    const paths = { 'ctyun.ocr.business-license': '/v1/aiop/api/2z0yhhrzgv0g/tts/predict' }
    const more = { ...options, dateOffsetMinutes: 0, paths, endpoint: 'https://ai-global.ctapi.ctyun.cn' }
    const { request } = signCall('ctyun.ocr.business-license', sentOf(odd), more, keys)
    expect(request.headers['eop-date']).toBe('20260301T080000Z')
    expect(request.url.href).toBe('https://ai-global.ctapi.ctyun.cn/v1/aiop/api/2z0yhhrzgv0g/tts/predict')
  })

  test('an encrypted one holds nothing of its picture in the clear, and has fresh keys every time', () => {
    const make = () => signCall('ctyun.ocr.plate', sentOf(odd), { ...options, envelope }, keys)
    const [first, second] = [make(), make()]
    expect(first.request.headers['decrypted']).toBe('true')
    const sealed = JSON.parse(textOf(first.request.body)) as Record<string, string>
    expect(Object.keys(sealed)).toEqual([
      'ciphertextBlob',
      'encryptedBody',
      'encryptedHashKey',
      'ciphertextBlobHash',
      'encryptedBodyHash',
    ])
    const opened = openEnvelope(sealed, sandboxSm2Key.privateKey)
    expect(opened.body.toString()).toBe('{"data":["+/+//g=="]}')
    expect(opened.sm4Key).toEqual(first.keys!.sm4Key)
    expect(first.keys!.sm4Key).not.toEqual(second.keys!.sm4Key)
    expect(first.keys!.hashKey).not.toEqual(second.keys!.hashKey)
    expect(first.keys!.hashKey).not.toEqual(first.keys!.sm4Key)
    expect(first.request.bodyShown).toContain('SM4 of 21 bytes')
  })
})
