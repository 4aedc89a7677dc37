import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { verifyAcs3, verifyRpc } from '../aliyun-signature/gateway/verify.ts'
import { pngHead } from '../aliyun-signature/gateway/testing.ts'
import {
  commonOptions,
  fakeFetch,
  reasonOf,
  requestFor,
  testFile,
  testKeys,
  testPage,
  testTime,
  type FakeAnswer,
  type SeenRequest,
} from '../aliyun-signature/testing.ts'
import { verifyHeader, verifyPresignedGet } from '../aliyun-oss/verify.ts'
import { recordingContext } from '../conformance.ts'
import type { ProviderError, RecogniseRequest } from '../provider.ts'
import { createAliyunViapiProvider } from './index.ts'
import { rawOfSeveral } from './merge.ts'
import type { AliyunViapiOptions } from './options.ts'
import { safePlace } from './upload.ts'

const bucket = { name: 'files', endpoint: 'https://oss-cn-shanghai.aliyuncs.com', pathStyle: false }
const isStore = ({ url }: SeenRequest) => url.hostname.endsWith('.oss-cn-shanghai.aliyuncs.com')

const bankCard = (number: string) => ({
  body: `{"RequestId":"R-${number}","Data":{"BankName":"样本银行","CardNumber":"${number}","ValidDate":"07/29"}}`,
})

function setUp(answer: (request: SeenRequest, place: number) => FakeAnswer, options: Partial<AliyunViapiOptions> = {}) {
  let place = -1
  const { fetch, seen } = fakeFetch((request) => {
    if (isStore(request)) return request.method === 'DELETE' ? { status: 204 } : {}
    place += 1
    return answer(request, place)
  })
  const provider = createAliyunViapiProvider({
    ...commonOptions(fetch),
    keys: testKeys,
    endpoint: 'https://ocr.cn-shanghai.aliyuncs.com',
    uploadAuthorityEndpoint: 'https://openplatform.aliyuncs.com',
    signature: 'hmac-sha1',
    format: 'JSON',
    bucket,
    uploadHosts: ['*.oss-cn-shanghai.aliyuncs.com'],
    ...options,
  })
  function recognise(
    capability: string,
    rest: Partial<Omit<RecogniseRequest, 'kind'>> & { kind?: string } = {},
    signal?: AbortSignal,
  ) {
    const { context, seen: kept } = recordingContext(signal)
    return { done: provider.recognise(requestFor(provider, capability, rest), context), kept }
  }
  return { provider, seen, recognise, calls: () => seen.filter((request) => !isStore(request)) }
}

describe('a call as it is sent', () => {
  test.each([
    ['hmac-sha1', 'JSON'],
    ['hmac-sha1', 'XML'],
    ['acs3', 'JSON'],
    ['acs3', 'XML'],
  ] as const)('%s, %s', async (signature, format) => {
    const xml =
      '<RecognizeBankCardResponse><RequestId>R</RequestId><Data><CardNumber>6222</CardNumber></Data></RecognizeBankCardResponse>'
    const { recognise, calls } = setUp(
      () => (format === 'XML' ? { body: xml, contentType: 'text/xml' } : bankCard('6222')),
      {
        signature,
        format,
      },
    )
    const { findings, raw } = await recognise('RecognizeBankCard').done
    const [{ method, url, headers, body, wire }] = calls() as [SeenRequest]
    expect([method, url.origin, url.pathname]).toEqual(['POST', 'https://ocr.cn-shanghai.aliyuncs.com', '/'])
    expect(url.searchParams.get('Format')).toBe(format)
    // The action's own parameters travel in the form, and nowhere else.
    expect([...new URLSearchParams(body.toString()).keys()]).toEqual(['ImageURL'])
    expect(url.searchParams.has('ImageURL')).toBe(false)
    const said = signature === 'acs3' ? headers : Object.fromEntries(url.searchParams)
    expect([said['x-acs-action'] ?? said['Action'], said['x-acs-version'] ?? said['Version']]).toEqual([
      'RecognizeBankCard',
      '2019-12-30',
    ])
    const verify = signature === 'acs3' ? verifyAcs3 : verifyRpc
    expect(verify(wire, testKeys, testTime)).toBeNull()
    expect(verify(wire, { ...testKeys, accessKeySecret: 'x' }, testTime)).not.toBeNull()
    expect(findings.fields.find(({ key }) => key === 'card_number')).toMatchObject({
      value: '6222',
      native: { path: 'Data.CardNumber' },
    })
    expect(raw).toEqual({
      contentType: format === 'XML' ? 'text/xml' : 'application/json',
      body: format === 'XML' ? xml : bankCard('6222').body,
    })
  })

  test('temporary keys travel and are signed, and are shown nowhere', async () => {
    const securityToken = 'TOKEN/with+signs=='
    const { recognise, seen, calls } = setUp(() => bankCard('1'), { keys: { ...testKeys, securityToken } })
    const { done, kept } = recognise('RecognizeBankCard')
    await done
    expect(calls()[0]!.url.searchParams.get('SecurityToken')).toBe(securityToken)
    expect(verifyRpc(calls()[0]!.wire, testKeys, testTime)).toBeNull()
    expect(seen[0]!.headers['x-oss-security-token']).toBe(securityToken)
    expect(new URL(calls()[0]!.parameters.get('ImageURL')!).searchParams.get('security-token')).toBe(securityToken)
    expect(decodeURIComponent(decodeURIComponent(JSON.stringify(kept.exchanges).replaceAll('%25', '%')))).not.toContain(
      securityToken,
    )
  })

  test.each([
    ['id-card-front', {}, 'face'],
    ['id-card-back', {}, 'back'],
    ['id-card-front', { Side: 'back' }, 'back'],
  ])('the side of %s with %j is %s', async (kind, parameters, side) => {
    const { recognise, calls } = setUp(() => ({ body: '{"RequestId":"R","Data":{}}' }))
    await recognise('RecognizeIdentityCard', { kind, parameters }).done
    expect(calls()[0]!.parameters.get('Side')).toBe(side)
  })

  test('defaults are sent where the document demands a value', async () => {
    const { recognise, calls } = setUp(() => ({ body: '{"RequestId":"R","Data":{"Tables":[]}}' }))
    await recognise('RecognizeTable', { parameters: { OutputFormat: 'html', HasLine: 'true' } }).done
    const { parameters } = calls()[0]!
    const names = ['OutputFormat', 'UseFinanceModel', 'AssureDirection', 'HasLine', 'SkipDetection']
    expect(names.map((name) => parameters.get(name))).toEqual(['html', 'false', 'false', 'true', 'false'])
  })

  test.each([
    ['RecognizeTable', { OutputFormat: 'pdf' }, 'OutputFormat'],
    ['RecognizeTable', { HasLine: 'yes' }, 'HasLine'],
    ['RecognizeCharacter', { MinHeight: '0' }, 'MinHeight'],
    ['RecognizeCharacter', { MinHeight: '1.5' }, 'MinHeight'],
  ])('%s refuses %j before anything is sent', async (capability, parameters, name) => {
    const { recognise, seen } = setUp(() => bankCard('1'))
    const error = (await reasonOf(recognise(capability, { parameters }).done)) as ProviderError
    expect(error.problem).toMatchObject({
      code: 'provider-parameter-refused',
      whoseFault: 'caller',
      parameters: { name },
    })
    expect(seen).toEqual([])
  })

  test('a picture that the recogniser cannot take is never sent', async () => {
    const { recognise, seen } = setUp(() => bankCard('1'))
    const pages = [testPage(0), testPage(1, 5000, 400)]
    const error = (await reasonOf(recognise('RecognizeIdentityCard', { pages }).done)) as ProviderError
    expect(error.problem).toMatchObject({ code: 'image-too-large', whoseFault: 'document' })
    expect(seen).toEqual([])
  })

  test('a VAT invoice goes as a JPEG under FileURL', async () => {
    const png = await sharp({ create: { width: 800, height: 500, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
    const { recognise, seen, calls } = setUp(() => ({ body: '{"RequestId":"R","Data":{}}' }))
    await recognise('RecognizeVATInvoice', { pages: [{ ...testPage(), image: async () => png }] }).done
    expect(seen[0]!.headers['content-type']).toBe('image/jpeg')
    expect([...seen[0]!.body.subarray(0, 2)]).toEqual([0xff, 0xd8])
    const { parameters } = calls()[0]!
    expect([parameters.get('FileType'), parameters.get('ImageURL')]).toEqual(['jpg', null])
    expect(new URL(parameters.get('FileURL')!).pathname).toMatch(/\.jpg$/)
  })
})

describe('the own bucket', () => {
  test('gets the file by a signed PUT, hands out a link, and is emptied again', async () => {
    const { recognise, seen, calls } = setUp(() => bankCard('1'))
    const { done, kept } = recognise('RecognizeBankCard')
    await done
    const [put, , remove] = seen as [SeenRequest, SeenRequest, SeenRequest]
    const objectName = 'fieldproof/01900000-0000-7000-8000-000000000001/0.png'
    const place = { bucket: 'files', key: objectName }
    expect([put.method, put.url.href]).toEqual(['PUT', `https://files.oss-cn-shanghai.aliyuncs.com/${objectName}`])
    expect(put.body).toEqual(Buffer.from(pngHead(800, 500)))
    expect(put.headers['content-type']).toBe('image/png')
    expect([put, remove].map(({ wire }) => verifyHeader(wire, place, testKeys, testTime))).toEqual([null, null])
    expect([remove.method, remove.url.href]).toEqual(['DELETE', put.url.href])
    const link = new URL(calls()[0]!.parameters.get('ImageURL')!)
    const wire = { method: 'GET', target: `${link.pathname}${link.search}`, headers: { host: link.host } }
    expect([link.origin + link.pathname, verifyPresignedGet(wire, place, testKeys, testTime)]).toEqual([
      put.url.href,
      null,
    ])
    expect(link.searchParams.get('Expires')).toBe(String(testTime.getTime() / 1000 + 1800))

    const shown = JSON.stringify(kept.exchanges)
    const signature = link.searchParams.get('Signature')!
    let form = signature
    for (let round = 0; round < 4; round += 1, form = encodeURIComponent(form)) expect(shown).not.toContain(form)
    expect(kept.exchanges.map(({ purpose }) => purpose)).toEqual(['upload', 'recognise', 'upload'])
    expect(kept.exchanges[1]!.signing.map(({ id }) => id)).toEqual([
      'canonical-parameters',
      'string-to-sign',
      'key',
      'signature',
    ])
    expect(shown).not.toContain(testKeys.accessKeyId)
  })

  test('stands first in the path where the endpoint wants it so', async () => {
    const pathStyle = { ...bucket, endpoint: 'https://x.oss-cn-shanghai.aliyuncs.com', pathStyle: true }
    const { recognise, seen } = setUp(() => bankCard('1'), { bucket: pathStyle })
    await recognise('RecognizeBankCard').done
    expect(seen[0]!.url.href).toMatch(/^https:\/\/x\.oss-cn-shanghai\.aliyuncs\.com\/files\/fieldproof\//)
  })

  test('is emptied after a refusal too, and a refused deletion spoils nothing', async () => {
    const { fetch, seen } = fakeFetch((request) => {
      if (request.method === 'DELETE') return { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' }
      return isStore(request) ? {} : { status: 400, body: '{"Code":"InvalidImage.Content","RequestId":"R"}' }
    })
    const { recognise } = setUp(() => bankCard('1'), { fetch })
    const error = (await reasonOf(recognise('RecognizeBankCard').done)) as ProviderError
    expect(error.problem.providerCode).toBe('InvalidImage.Content')
    expect(seen.map(({ method }) => method)).toEqual(['PUT', 'POST', 'DELETE'])
  })

  test.each([
    ['<Error><Code>NoSuchBucket</Code><Message>m</Message></Error>', 404, 'provider-request-refused', 'configuration'],
    ['<Error><Code>SignatureDoesNotMatch</Code></Error>', 403, 'provider-credentials-refused', 'configuration'],
    ['<Error><Code>RequestTimeTooSkewed</Code></Error>', 403, 'provider-clock-skew', 'configuration'],
    ['<html>', 502, 'provider-unavailable', 'provider'],
  ])('%s ends it before anything is paid', async (body, status, code, whoseFault) => {
    const { fetch } = fakeFetch(() => ({ body, status, contentType: 'application/xml' }))
    const { recognise } = setUp(() => bankCard('1'), { fetch })
    const { done, kept } = recognise('RecognizeBankCard')
    const error = (await reasonOf(done)) as ProviderError
    expect([error.problem.code, error.problem.whoseFault, kept.paid]).toEqual([code, whoseFault, 0])
  })

  test('names hold no Chinese characters', () => {
    expect(safePlace('批次 1/ä_-')).toBe('.6279.6b21.201/.e4_-')
  })
})

describe('the temporary store', () => {
  const authorisation = {
    RequestId: 'A',
    AccessKeyId: 'STORE',
    Bucket: 'viapi-customer-temp',
    EncodedPolicy: 'eyJwb2xpY3kiOnRydWV9',
    Endpoint: 'oss-cn-shanghai.aliyuncs.com',
    ObjectKey: '1000/abc.jpg',
    Signature: 'c2lnbmF0dXJlLW9mLXN0b3Jl',
    UseAccelerate: false,
  }
  const answers = (given: unknown) => (request: SeenRequest) =>
    request.url.hostname === 'openplatform.aliyuncs.com' ? { body: JSON.stringify(given) } : bankCard('1')

  test('is asked for, gets the form with the file last, and is named by its address', async () => {
    const { recognise, seen, calls } = setUp(answers(authorisation), { bucket: null })
    const { done, kept } = recognise('RecognizeBankCard')
    await done
    const [ask, post] = seen as [SeenRequest, SeenRequest]
    const parameters = ['Action', 'Version', 'Product', 'RegionId'].map((name) => ask.parameters.get(name))
    expect(parameters).toEqual(['AuthorizeFileUpload', '2019-12-19', 'ocr', 'cn-shanghai'])
    expect(post.url.href).toBe('https://viapi-customer-temp.oss-cn-shanghai.aliyuncs.com/')
    const names = [...post.body.toString('latin1').matchAll(/name="(\w+)"/g)].map(([, name]) => name)
    expect(names).toEqual(['key', 'OSSAccessKeyId', 'policy', 'Signature', 'success_action_status', 'file'])
    expect(calls().at(-1)!.parameters.get('ImageURL')).toBe(`${post.url.href}1000/abc.jpg`)
    const shown = JSON.stringify(kept.exchanges)
    expect(shown).not.toContain(authorisation.EncodedPolicy)
    expect(shown).not.toContain(authorisation.Signature)
  })

  test.each([
    [{ ...authorisation, Endpoint: 'evil.example.com' }, 'provider-store-refused'],
    [{ ...authorisation, Endpoint: 'oss-cn-shanghai.aliyuncs.com@evil.com' }, 'provider-answer-malformed'],
    [{ ...authorisation, Bucket: 'a.b' }, 'provider-answer-malformed'],
    [{ RequestId: 'A' }, 'provider-answer-malformed'],
  ])('is refused as %j', async (given, code) => {
    const { recognise, seen } = setUp(answers(given), { bucket: null })
    const error = (await reasonOf(recognise('RecognizeBankCard').done)) as ProviderError
    expect([error.problem.code, seen.length]).toEqual([code, 1])
  })
})

describe('several pages', () => {
  test('are one call each, merged by page', async () => {
    const { recognise, calls } = setUp((_request, place) => bankCard(String(place)))
    const { done, kept } = recognise('RecognizeBankCard', { pages: [testPage(0), testPage(1)] })
    const { findings, raw, requestId } = await done
    expect(calls()).toHaveLength(2)
    expect(kept.paid).toBe(2)
    const numbers = findings.fields.filter(({ key }) => key === 'card_number')
    expect(numbers.map(({ page, value, native }) => [page, value, native.path])).toEqual([
      [0, '0', '[0].Data.CardNumber'],
      [1, '1', '[1].Data.CardNumber'],
    ])
    expect(JSON.parse(raw!.body)).toMatchObject([{ RequestId: 'R-0' }, { RequestId: 'R-1' }])
    expect(requestId).toBe('R-0')
    const shares = kept.progress.map(({ share }) => share)
    expect(shares).toEqual(shares.toSorted((one, other) => one - other))
  })

  const category = { status: 400, body: '{"Code":"InvalidImage.Category","Message":"m","RequestId":"R"}' }

  test('are not spoiled by one that is of another kind: its refusal stands at its place', async () => {
    const { recognise } = setUp((_request, place) => (place === 0 ? category : bankCard('7')))
    const { findings, raw } = await recognise('RecognizeBankCard', { pages: [testPage(0), testPage(1)] }).done
    expect(findings.fields.map(({ page, native }) => [page, native.path.slice(0, 3)])).toContainEqual([1, '[1]'])
    expect(findings.fields.some(({ page }) => page === 0)).toBe(false)
    expect(JSON.parse(raw!.body)).toMatchObject([{ Code: 'InvalidImage.Category' }, { RequestId: 'R-7' }])
  })

  test('fail when none could be read', async () => {
    const { recognise } = setUp(() => category)
    const error = (await reasonOf(
      recognise('RecognizeBankCard', { pages: [testPage(0), testPage(1)] }).done,
    )) as ProviderError
    expect(error.problem.providerCode).toBe('InvalidImage.Category')
  })

  test('end at once for what would meet every page', async () => {
    const refused = { status: 404, body: '{"Code":"InvalidAccessKeyId.NotFound","RequestId":"R"}' }
    const { recognise, calls } = setUp((_request, place) => (place === 0 ? bankCard('1') : refused))
    const pages = [testPage(0), testPage(1), testPage(2)]
    const error = (await reasonOf(recognise('RecognizeBankCard', { pages }).done)) as ProviderError
    expect([error.problem.code, calls().length]).toEqual(['provider-credentials-refused', 2])
  })

  test('of QR codes go ten to a call', async () => {
    const { recognise, calls, seen } = setUp((request) => {
      const tasks = [...request.parameters.keys()].filter((name) => /^Tasks\.\d+\.ImageURL$/.test(name))
      const elements = tasks.map((_task, place) => ({
        TaskId: `t${place}`,
        Results: [{ Label: 'qrCode', Rate: 99, QrCodesData: [`code ${place}`] }],
      }))
      return { body: JSON.stringify({ RequestId: 'R', Data: { Elements: elements } }) }
    })
    const pages = Array.from({ length: 12 }, (_, index) => testPage(index))
    const { findings } = await recognise('RecognizeQrCode', { pages }).done
    const names = calls().map(
      ({ parameters }) => [...parameters.keys()].filter((name) => name.startsWith('Tasks')).length,
    )
    expect(names).toEqual([10, 2])
    expect(seen.filter(({ method }) => method === 'DELETE')).toHaveLength(12)
    const codes = findings.fields.filter(({ value }) => value?.startsWith('code'))
    expect(codes.map(({ page }) => page)).toEqual(pages.map(({ index }) => index))
    expect(codes.at(-1)!.native.path).toMatch(/^\[1\]\.Data\.Elements\[1\]/)
  })

  test('what is no JSON stands in the array as text', () => {
    expect(rawOfSeveral(['{"a":12345678901234567890}\n', '<b/>']).body).toBe('[{"a":12345678901234567890},"<b/>"]')
  })
})

describe('retries', () => {
  test.each([
    ['InternalError', 500, 3],
    ['ServiceUnavailable', 503, 3],
    ['Throttling.User', 400, 3],
    ['InvalidImage.Download', 400, 2],
    ['SignatureNonceUsed', 400, 1],
    ['SignatureDoesNotMatch', 400, 1],
    ['InvalidResult', 400, 1],
  ])('%s is tried %i times at most', async (code, status, times) => {
    const { recognise, calls } = setUp(() => ({ status, body: JSON.stringify({ Code: code, RequestId: 'R' }) }))
    const { done, kept } = recognise('RecognizeBankCard')
    await reasonOf(done)
    const sent = calls()
    expect([sent.length, kept.paid]).toEqual([times, times])
    expect(new Set(sent.map(({ parameters }) => parameters.get('SignatureNonce'))).size).toBe(times)
  })
})

describe('a PDF', () => {
  const pdf = testFile('pdf', Buffer.from('%PDF-1.7\n'))

  test('is sent as it is', async () => {
    const words =
      '{"RequestId":"R","Data":{"Height":500,"Width":800,"OrgHeight":500,"OrgWidth":800,"PageIndex":1,"Angle":0,"WordsInfo":[{"Angle":0,"Word":"text","Height":20,"Width":100,"X":10,"Y":10}]}}'
    const { recognise, seen, calls } = setUp(() => ({ body: words }))
    const { findings } = await recognise('RecognizePdf', { file: pdf }).done
    expect([seen[0]!.headers['content-type'], seen[0]!.body.toString()]).toEqual(['application/pdf', '%PDF-1.7\n'])
    expect(new URL(calls()[0]!.parameters.get('FileURL')!).pathname).toMatch(/\/file\.pdf$/)
    expect(findings.lines.map(({ text }) => text)).toEqual(['text'])
  })

  test.each([
    [{ file: testFile('png', pngHead(10, 10)) }, 'format-not-accepted'],
    [{ file: { ...pdf, bytes: 10_485_761 } }, 'file-too-large'],
    [{ file: pdf, pages: Array.from({ length: 6 }, (_, index) => testPage(index)) }, 'too-many-pages'],
    // What intake said is not what the bytes are.
    [{ file: { ...testFile('png', pngHead(10, 10)), format: 'pdf' as const } }, 'format-not-accepted'],
  ])('is held against the limits: %#', async (rest, code) => {
    const { recognise, seen } = setUp(() => bankCard('1'))
    const error = (await reasonOf(recognise('RecognizePdf', rest).done)) as ProviderError
    expect([error.problem.code, seen.length]).toEqual([code, 0])
  })
})

describe('the connection', () => {
  const probed = async (answer: FakeAnswer, options: Partial<AliyunViapiOptions> = {}) => {
    const { provider, seen } = setUp(() => answer, options)
    return { probe: await provider.probe(new AbortController().signal), seen, provider }
  }

  test('is good when a job that does not exist is refused', async () => {
    const { probe, seen, provider } = await probed({ status: 400, body: '{"Code":"InvalidParameter","RequestId":"R"}' })
    expect(probe).toMatchObject({ ok: true, checked: 'credentials' })
    expect(seen.map(({ parameters }) => parameters.get('Action'))).toEqual(['GetAsyncJobResult'])
    expect(provider.status()).toMatchObject({
      ready: true,
      keyEnding: '0001',
      endpoints: ['https://ocr.cn-shanghai.aliyuncs.com', 'https://oss-cn-shanghai.aliyuncs.com'],
      lastCall: { purpose: 'probe', ok: true },
    })
  })

  test.each([
    [{ status: 404, body: '{"Code":"InvalidAccessKeyId.NotFound"}' }, 'provider-credentials-refused'],
    [{ status: 400, body: '{"Code":"InvalidTimeStamp.Expired"}' }, 'provider-clock-skew'],
    [{ status: 403, body: '{"Code":"InvalidApi.NotPurchase"}' }, 'provider-not-enabled'],
    [{ status: 502, body: '<html>' }, 'provider-unavailable'],
    [{ status: 403, body: '<html>' }, 'provider-permission-denied'],
    [{ status: 200, body: 'hello' }, 'provider-answer-malformed'],
  ])('is bad for %j', async (answer, code) => {
    const { probe } = await probed(answer)
    expect(probe).toMatchObject({ ok: false, problem: { code } })
  })

  test('needs a key', async () => {
    const { probe, provider, seen } = await probed({}, { keys: null })
    expect([probe.ok, probe.checked, probe.problem?.code, seen.length]).toEqual([
      false,
      'nothing',
      'provider-not-configured',
      0,
    ])
    expect(provider.status()).toMatchObject({ ready: false, keyEnding: null, circuit: null })
    const { recognise } = setUp(() => ({}), { keys: null })
    const error = (await reasonOf(recognise('RecognizeBankCard').done)) as ProviderError
    expect(error.problem).toMatchObject({ code: 'provider-not-configured', whoseFault: 'configuration' })
  })
})
