import OpenApiClient, { Config, OpenApiRequest, Params } from '@alicloud/openapi-client'
import RPCClient from '@alicloud/pop-core'
import OSS from 'ali-oss'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSandbox } from '../../sandbox/index.ts'
import { fakeEngine, field, line, pngHead, quad, reading } from '../aliyun-signature/gateway/testing.ts'
import { sandboxIdentity } from '../stand-in.ts'

const { engine } = fakeEngine({
  'id-card-front': reading({
    fields: [field('name', '张三'), field('id_number', '310228199601115411'), field('birth_date', '1996-01-11')],
  }),
  'qr-code': reading({ fields: [field('content', 'https://example.com/?a=1&b=2')] }),
  'document-structure': reading({ lines: [line('标题 <1>', quad(10, 10, 200, 20))] }),
})

let port: number
let imageUrl: string
let pdfUrl: string
let close: () => Promise<void>
beforeAll(async () => {
  const sandbox = createSandbox({ engine, wait: async () => undefined })
  const opened = await sandbox.listen(0)
  port = opened.port
  close = () => opened.close()
  const oss = new OSS({
    endpoint: `http://localhost:${port}`,
    cname: true,
    bucket: sandboxIdentity.ossBucket,
    accessKeyId: sandboxIdentity.accessKey,
    accessKeySecret: sandboxIdentity.secretKey,
  })
  await oss.put('cards/one (1)+2.png', Buffer.from(pngHead(800, 500)))
  await oss.put('files/two.pdf', Buffer.from('%PDF-1.7\n'))
  imageUrl = oss.signatureUrl('cards/one (1)+2.png')
  pdfUrl = oss.signatureUrl('files/two.pdf')
})
afterAll(() => close())

interface Identity {
  key?: string
  secret?: string
}

type Call = (
  action: string,
  parameters: Record<string, unknown>,
  identity?: Identity,
) => Promise<Record<string, unknown>>

/** The older core: everything in the query, or everything in a form. */
const popCore =
  (method: 'GET' | 'POST'): Call =>
  (action, parameters, { key = sandboxIdentity.accessKey, secret = sandboxIdentity.secretKey } = {}) =>
    new RPCClient({
      accessKeyId: key,
      accessKeySecret: secret,
      endpoint: `http://127.0.0.1:${port}`,
      apiVersion: '2019-12-30',
    }).request(action, parameters, { method })

/** A product's SDK flattens a query before the core sees it; a form is flattened by the core. */
function flatten(parameters: Record<string, unknown>): Record<string, unknown> {
  const items = Object.entries(parameters).flatMap(([name, value]): [string, unknown][] =>
    Array.isArray(value)
      ? value.flatMap((item: object, index) =>
          Object.entries(item).map(([key, inner]): [string, unknown] => [`${name}.${index + 1}.${key}`, inner]),
        )
      : [[name, value]],
  )
  return Object.fromEntries(items)
}

/** The newer core: ACS3 unless told otherwise, with parameters in the query or in a form; its bodies are chunked. */
const openApi =
  (signatureAlgorithm: 'v2' | undefined, place: 'query' | 'body'): Call =>
  async (action, parameters, { key = sandboxIdentity.accessKey, secret = sandboxIdentity.secretKey } = {}) => {
    const client = new OpenApiClient(
      new Config({
        accessKeyId: key,
        accessKeySecret: secret,
        endpoint: `127.0.0.1:${port}`,
        protocol: 'HTTP',
        signatureAlgorithm,
      }),
    )
    const params = new Params({
      action,
      version: '2019-12-30',
      protocol: 'HTTP',
      method: 'POST',
      authType: 'AK',
      style: 'RPC',
      pathname: '/',
      reqBodyType: 'formData',
      bodyType: 'json',
    })
    const request = new OpenApiRequest({ [place]: place === 'query' ? flatten(parameters) : parameters })
    // No field of the options is needed, and their class is not part of the core.
    const answer = await client.callApi(params, request, {} as Parameters<typeof client.callApi>[2])
    return answer.body as Record<string, unknown>
  }

const cores: [name: string, call: Call][] = [
  ['pop-core, GET', popCore('GET')],
  ['pop-core, POST', popCore('POST')],
  ['openapi-client with ACS3, query', openApi(undefined, 'query')],
  ['openapi-client with ACS3, form', openApi(undefined, 'body')],
  ['openapi-client with HMAC-SHA1, query', openApi('v2', 'query')],
  ['openapi-client with HMAC-SHA1, split', openApi('v2', 'body')],
]

describe.each(cores)('%s', (_name, call) => {
  test('is answered from the engine, in the shape of the document', async () => {
    const answer = await call('RecognizeIdentityCard', { ImageURL: imageUrl, Side: 'face' })
    expect(answer).toMatchObject({
      RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/) as unknown,
      Data: { FrontResult: { Name: '张三', IDNumber: '310228199601115411', BirthDate: '19960111' } },
    })
  })

  test('sends lists flattened', async () => {
    const answer = await call('RecognizeQrCode', { Tasks: [{ ImageURL: imageUrl }, { ImageURL: imageUrl }] })
    const { Elements } = answer.Data as { Elements: { ImageURL: string; Results: unknown[] }[] }
    expect(Elements.map(({ ImageURL }) => ImageURL)).toEqual([imageUrl, imageUrl])
    expect(Elements[0]!.Results).toMatchObject([{ Label: 'qrcode', QrCodesData: ['https://example.com/?a=1&b=2'] }])
  })

  test('runs a job', async () => {
    const { RequestId } = await call('TrimDocument', { FileURL: pdfUrl, FileType: 'pdf', OutputType: 'html' })
    const states: unknown[] = []
    for (;;) {
      const { Data } = await call('GetAsyncJobResult', { JobId: RequestId })
      const { Status, Result, JobId } = Data as Record<string, string>
      if (Status === 'QUEUING' || Status === 'PROCESSING') {
        states.push(Status)
        continue
      }
      expect([Status, JobId]).toEqual(['PROCESS_SUCCESS', RequestId])
      expect(JSON.parse(Result!)).toEqual({ Content: expect.stringContaining('标题 &lt;1&gt;') as unknown })
      return
    }
  })

  test('is refused with another secret, without a word of the right one', async () => {
    const reason: unknown = await call(
      'RecognizeIdentityCard',
      { ImageURL: imageUrl, Side: 'face' },
      { secret: 'not-the-secret' },
    ).catch((error: unknown) => error)
    expect(reason).toMatchObject({ code: 'SignatureDoesNotMatch' })
    expect((reason as Error).message).not.toContain(sandboxIdentity.secretKey)
  })

  test('is refused with an unknown key, an unknown action and a parameter that is missing', async () => {
    const good = { ImageURL: imageUrl, Side: 'face' }
    await expect(call('RecognizeIdentityCard', good, { key: 'SOMEBODYELSE' })).rejects.toMatchObject({
      code: 'InvalidAccessKeyId.NotFound',
    })
    await expect(call('RecognizeUnicorn', good)).rejects.toMatchObject({ code: 'UnsupportedOperation' })
    await expect(call('RecognizeIdentityCard', { Side: 'face' })).rejects.toMatchObject({ code: 'MissingImageURL' })
    await expect(call('RecognizeIdentityCard', { ImageURL: imageUrl })).rejects.toMatchObject({ code: 'MissingSide' })
    await expect(call('RecognizeIdentityCard', { ...good, Side: 'front' })).rejects.toMatchObject({
      code: 'InvalidSide',
    })
  })
})
