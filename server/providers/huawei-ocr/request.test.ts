import { describe, expect, test } from 'vitest'
import { recordingContext } from '../conformance.ts'
import type { RecogniseRequest } from '../provider.ts'
import { createHuaweiOcrProvider } from './index.ts'
import { picture, requestOf, settings } from './testing.ts'

/** The request that a recognition sends. */
async function sent(capabilityId: string, more: Partial<RecogniseRequest> = {}, securityToken?: string) {
  const requests: Request[] = []
  const fetch: typeof globalThis.fetch = (input, init) => {
    requests.push(new Request(input, init))
    return Promise.resolve(Response.json({ result: { surname: 'A' } }))
  }
  const credentials = { type: 'ak-sk', accessKey: 'FPSANDBOXAK', secretKey: 'FPSANDBOXSK', securityToken } as const
  const provider = createHuaweiOcrProvider(settings(fetch, { credentials }))
  const { context, seen } = recordingContext()
  await provider.recognise(requestOf(capabilityId, more), context)
  const request = requests[0]!
  return { request, body: (await request.json()) as Record<string, unknown>, exchange: seen.exchanges[0]! }
}

describe('what is sent', () => {
  test('the picture in plain Base64, to the project of the settings', async () => {
    const { request, body } = await sent('huawei.ocr.passport')
    expect(request.method).toBe('POST')
    expect(new URL(request.url).pathname).toBe('/v2/0123456789abcdef0123456789abcdef/ocr/passport')
    expect(request.headers.get('content-type')).toBe('application/json')
    expect(body).toEqual({ image: (await picture()).toString('base64') })
  })

  test('the side, where one was chosen', async () => {
    const { body } = await sent('huawei.ocr.emirates-id-card', { parameters: { side: 'back' } })
    expect(Object.keys(body)).toEqual(['image', 'side'])
    expect(body['side']).toBe('back')
    expect((await sent('huawei.ocr.emirates-id-card', { parameters: { side: '' } })).body).not.toHaveProperty('side')
  })

  test('the address in place of the picture, where that was chosen', async () => {
    const sourceUrl = 'https://pictures.example/a b/"卡".jpg?x=1&y=2'
    const { body } = await sent('huawei.ocr.bankcard', { parameters: { transport: 'url' }, sourceUrl })
    expect(body).toEqual({ url: sourceUrl })
  })

  test('a temporary key with its token, which is signed and shown to nobody', async () => {
    const { request, exchange } = await sent('huawei.ocr.passport', {}, 'temporary/token+of==sts')
    expect(request.headers.get('x-security-token')).toBe('temporary/token+of==sts')
    expect(request.headers.get('authorization')).toContain(
      'SignedHeaders=content-type;host;x-project-id;x-sdk-date;x-security-token,',
    )
    expect(JSON.stringify(exchange)).not.toContain('temporary/token+of==sts')
  })

  test('the record shows each step and a shortened picture', async () => {
    const { exchange } = await sent('huawei.ocr.passport')
    expect(exchange.signing.map(({ id }) => id)).toEqual(['canonical-request', 'string-to-sign', 'signature'])
    expect(exchange.signing[0]!.value).toContain('/v2/0123456789abcdef0123456789abcdef/ocr/passport/\n')
    expect(exchange.request.body!.text).toMatch(/^\{"image":"[\w+/]{64}\.\.\. \(\d+ bytes in Base64\)"\}$/)
  })
})

describe('what is not sent', () => {
  const refused = (capabilityId: string, more: Partial<RecogniseRequest>) =>
    createHuaweiOcrProvider(settings(() => Promise.reject(new Error('must not be called')))).recognise(
      requestOf(capabilityId, more),
      recordingContext().context,
    )

  test.each([
    ['a side that is none', 'huawei.ocr.emirates-id-card', { side: 'left' }],
    ['a way that is none', 'huawei.ocr.passport', { transport: 'carrier-pigeon' }],
    ['an address that was not given', 'huawei.ocr.passport', { transport: 'url' }],
  ])('%s', async (_, capabilityId, parameters) => {
    await expect(refused(capabilityId, { parameters })).rejects.toMatchObject({
      problem: { code: 'provider-parameter-refused', whoseFault: 'caller' },
    })
  })

  test('a picture beyond the limits', async () => {
    const pages = [{ index: 0, width: 4097, height: 20, image: () => picture(4097, 20) }]
    await expect(refused('huawei.ocr.passport', { pages })).rejects.toMatchObject({
      problem: { code: 'image-too-large', whoseFault: 'document' },
    })
  })
})

test('without a key nothing can be read, and the error names the variables', async () => {
  const provider = createHuaweiOcrProvider(settings(() => Promise.reject(new Error('unused')), { credentials: null }))
  expect(provider.status()).toMatchObject({ ready: false, keyEnding: null })
  await expect(provider.recognise(requestOf('huawei.ocr.passport'), recordingContext().context)).rejects.toMatchObject({
    problem: {
      code: 'provider-not-configured',
      whoseFault: 'configuration',
      detail: expect.stringMatching(/HUAWEICLOUD_SDK_AK.*HUAWEI_IAM_USER/) as string,
    },
  })
  expect(await provider.probe(new AbortController().signal)).toMatchObject({ ok: false })
})
