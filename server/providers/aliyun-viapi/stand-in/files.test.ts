import { beforeEach, describe, expect, test } from 'vitest'
import { ProblemError } from '../../../contract/problem.ts'
import { fakeEngine, pngHead } from '../../aliyun-signature/gateway/testing.ts'
import { sandboxIdentity } from '../../stand-in.ts'
import { createBench, origin, parse, refusalOf, type Bench } from './testing/bench.ts'
import { fileParameter, requiredParameters } from './testing/parameters.ts'
import { fullReadings } from './testing/readings.ts'

let bench: Bench
beforeEach(() => {
  bench = createBench()
})

describe('files', () => {
  const urlCode = async (url: string) => refusalOf(bench.call('RecognizeVINCode', { ImageURL: url }))

  test('are read by presigned links to this port or to OSS in Shanghai', async () => {
    const url = bench.store('RecognizeVINCode')
    const path = new URL(url)
    for (const host of ['localhost:9788', 'fieldproof.localhost:9788', 'fieldproof.oss-cn-shanghai.aliyuncs.com']) {
      expect(
        (await bench.call('RecognizeVINCode', { ImageURL: `http://${host}${path.pathname}${path.search}` })).status,
      ).toBe(200)
    }
    const bucketFirst = `${origin}/fieldproof${path.pathname}${path.search}`
    expect((await bench.call('RecognizeVINCode', { ImageURL: bucketFirst })).status).toBe(200)
  })

  test('are refused for what is wrong with their address', async () => {
    bench.store('RecognizeVINCode')
    expect(await urlCode('')).toEqual([400, 'MissingImageURL'])
    expect(await urlCode('not a url')).toEqual([400, 'IllegalUrlParameter'])
    expect(await urlCode('http://localhost:9788/图片.jpg')).toEqual([400, 'IllegalUrlParameter'])
    expect(await urlCode('ftp://localhost:9788/a.jpg')).toEqual([400, 'InvalidImage.URL'])
    expect(await urlCode('http://169.254.169.254/latest/meta-data')).toEqual([400, 'InvalidImage.URL'])
    expect(await urlCode('https://example.com/a.jpg')).toEqual([400, 'InvalidImage.URL'])
    expect(await urlCode('http://fieldproof.oss-cn-hangzhou.aliyuncs.com/a.jpg')).toEqual([400, 'InvalidImage.Region'])
    expect(await urlCode('http://localhost:9789/files/RecognizeVINCode')).toEqual([400, 'InvalidImage.URL'])
  })

  test('cannot be downloaded without a signature, with a forged or an old one, or when they are not there', async () => {
    bench.store('RecognizeVINCode')
    expect(await urlCode(`${origin}/files/RecognizeVINCode`)).toEqual([400, 'InvalidImage.Download'])
    expect(await urlCode(bench.link('files/RecognizeVINCode', 60, 'not-the-secret'))).toEqual([
      400,
      'InvalidImage.Download',
    ])
    expect(await urlCode(bench.link('files/RecognizeVINCode', -1))).toEqual([400, 'InvalidImage.Download'])
    expect(await urlCode(bench.link('files/nothing'))).toEqual([400, 'InvalidImage.Download'])
  })

  test('that came by AuthorizeFileUpload are read without a signature for an hour', async () => {
    const given = parse(await bench.call('AuthorizeFileUpload', { Product: 'ocr' }, { version: '2019-12-19' }))
    expect(given).toMatchObject({
      Bucket: 'fieldproof',
      Endpoint: 'localhost:9788',
      AccessKeyId: expect.not.stringContaining(sandboxIdentity.accessKey) as unknown,
    })
    const key = given.ObjectKey as string
    bench.objects.put('fieldproof', key, { bytes: pngHead(800, 500), contentType: 'image/png' })
    const url = `http://fieldproof.localhost:9788/${key}`
    expect((await bench.call('RecognizeVINCode', { ImageURL: url })).status).toBe(200)
    bench.later(60 * 60_000 + 1000)
    bench.objects.put('fieldproof', key, { bytes: pngHead(800, 500), contentType: 'image/png' })
    expect(await urlCode(url)).toEqual([400, 'InvalidImage.Download'])
  })

  test.each([
    ['no picture', 'RecognizeVINCode', Buffer.from('hello, this is text'), 'InvalidImage.Content'],
    ['an empty file', 'RecognizeVINCode', new Uint8Array(), 'InvalidImage.Content'],
    ['a format that is not listed', 'RecognizeVATInvoice', pngHead(800, 500), 'InvalidImageType'],
    ['a byte too many', 'RecognizeVINCode', pngHead(800, 500, 3 * 1_048_576 + 1), 'InvalidParameter.TooLarge'],
    ['the last byte that is allowed', 'RecognizeVINCode', pngHead(800, 500, 3 * 1_048_576), undefined],
    ['4096 pixels', 'RecognizeCharacter', pngHead(4096, 500), 'InvalidParameter.TooLarge'],
    ['15 pixels', 'RecognizeCharacter', pngHead(800, 15), 'InvalidParameter'],
    ['16 and 4095 pixels', 'RecognizeCharacter', pngHead(4095, 16), undefined],
  ])('%s', async (_name, action, bytes, code) => {
    const parameters = { [fileParameter(action)]: bench.store(action, bytes), ...requiredParameters(action) }
    const answer = parse(await bench.call(action, parameters))
    expect(answer.Code).toBe(code)
  })

  test('that the engine cannot decode', async () => {
    const undecodable = new ProblemError({
      title: 'no',
      status: 422,
      code: 'x',
      retryable: false,
      whoseFault: 'document',
    })
    bench = createBench({ ...fakeEngine({}).engine, read: () => Promise.reject(undecodable) })
    expect(await refusalOf(bench.call('RecognizeVINCode', { ImageURL: bench.store('RecognizeVINCode') }))).toEqual([
      415,
      'InvalidImage.UnsupportedMediaType',
    ])
    const gif = Buffer.from('GIF89a\u0010\u0000\u0010\u0000', 'latin1')
    expect(await refusalOf(bench.call('RecognizeVINCode', { ImageURL: bench.store('RecognizeVINCode', gif) }))).toEqual(
      [400, 'InvalidImage.Gif'],
    )
  })

  test('a PDF with too many pages', async () => {
    const { engine } = fakeEngine(fullReadings)
    const [page] = await engine.pdfPages(new Uint8Array(), new AbortController().signal)
    bench = createBench({ ...engine, pdfPages: async () => Array.from({ length: 6 }, () => page!) })
    expect(await refusalOf(bench.call('RecognizePdf', { FileURL: bench.store('RecognizePdf') }))).toEqual([
      400,
      'InvalidParameter.TooLarge',
    ])
  })
})
