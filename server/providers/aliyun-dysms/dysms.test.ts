import { describe, expect, test, vi } from 'vitest'
import { directUploadSchema } from '../../contract/direct-upload.ts'
import type { Findings } from '../../contract/result.ts'
import { createSandbox } from '../../sandbox/index.ts'
import { signedFields } from '../../storage/post-policy.ts'
import { verifyAcs3, verifyRpc } from '../aliyun-signature/gateway/verify.ts'
import { fakeEngine, field, line, pngHead, quad } from '../aliyun-signature/gateway/testing.ts'
import {
  commonOptions,
  fakeFetch,
  reasonOf,
  requestFor,
  testKeys,
  testPage,
  testTime,
  type FakeAnswer,
  type SeenRequest,
} from '../aliyun-signature/testing.ts'
import { describeConformance, recordingContext } from '../conformance.ts'
import { credentialsIn, cutInHalf, faultyWiring, fetchFailure, type FaultyWay } from '../failure-wiring.ts'
import { ProviderError } from '../provider.ts'
import { sandboxIdentity } from '../stand-in.ts'
import example from './__fixtures__/GetSmsOcrOssInfo.json' with { type: 'json' }
import facts from './__fixtures__/capabilities.json' with { type: 'json' }
import { capability } from './catalogue.ts'
import { createAliyunDysmsProvider } from './index.ts'
import type { AliyunDysmsOptions } from './options.ts'

const store = { accessKeyId: 'STORE-KEY', accessKeySecret: 'store-secret' }
const key = '1000003580820630/0001'
const inMinutes = (minutes: number) => new Date(testTime.getTime() + minutes * 60_000)

function model({
  conditions = [['content-length-range', 0, 1_048_576_000], { bucket: 'media' }, ['eq', '$key', key]] as unknown[],
  expires = inMinutes(30),
  host = 'http://media.oss-cn-zhangjiakou.aliyuncs.com',
} = {}) {
  const text = JSON.stringify({ expiration: expires.toISOString(), conditions }).replaceAll('/', '\\/')
  const { policy, Signature } = signedFields(text, store)
  return {
    Policy: policy,
    StartPath: '1000003580820630',
    Bucket: '示例值',
    AccessKeyId: store.accessKeyId,
    Signature,
    Host: host,
    ExpireTime: String(Math.floor(expires.getTime() / 1000)),
  }
}
type Model = ReturnType<typeof model>

const granted = (given: Model) => ({
  body: JSON.stringify({
    AccessDeniedDetail: 'None',
    RequestId: 'R-1',
    Message: 'OK',
    Model: given,
    Code: 'OK',
    Success: true,
  }),
})

const isUpload = ({ url }: SeenRequest) => url.hostname !== 'dysmsapi.aliyuncs.com'

const found: Findings = {
  fields: [field('domain', 'example.cn', quad(10, 10, 100, 20)), field('icp_number', null, undefined, null)],
  lines: [{ ...line('example.cn', quad(10, 10, 100, 20)), path: 'x' }],
  tables: [],
  regions: [],
  frames: [],
}

function setUp(answer: (request: SeenRequest, place: number) => FakeAnswer, options: Partial<AliyunDysmsOptions> = {}) {
  const { fetch, seen } = fakeFetch(answer)
  const read = vi.fn<AliyunDysmsOptions['read']>(async (_kind, _pages, { onProgress }) => {
    onProgress({ stage: 'reading', share: 0.5 })
    return found
  })
  const provider = createAliyunDysmsProvider({
    ...commonOptions(fetch),
    keys: testKeys,
    endpoint: 'https://dysmsapi.aliyuncs.com',
    signature: 'acs3',
    storeHosts: ['*.*.aliyuncs.com'],
    read,
    ...options,
  })
  const recognise = (parameters: Record<string, string> = {}) => {
    const { context, seen: kept } = recordingContext()
    const request = requestFor(provider, 'GetSmsOcrOssInfo', { parameters })
    return { answer: provider.recognise(request, context), kept }
  }
  return { provider, seen, read, recognise }
}

const usual = (request: SeenRequest) => (isUpload(request) ? {} : granted(model()))
const formOf = ({ body }: SeenRequest) =>
  [
    ...body
      .toString('latin1')
      .matchAll(/name="([^"]+)"(?:; filename="[^"]*"\r\nContent-Type: [^\r]*)?\r\n\r\n([^\r]*)/g),
  ].map(([, name, value]) => [name, value])

describe('the catalogue', () => {
  test('has what the page names', () => {
    const [fact] = facts
    expect(capability.label).toEqual({ en: fact!.nameEn, zh: fact!.nameZh })
    const [taskType] = capability.parameters
    expect(taskType).toMatchObject({ name: fact!.inputs[0]!.name, required: fact!.inputs[0]!.required })
    expect(taskType!.values).toEqual(fact!.inputs[0]!.allowedValues.map(({ value }) => value))
    expect(capability.delivery).toBe('browser')
  })
})

describe('asking for a policy', () => {
  test.each(['acs3', 'hmac-sha1'] as const)('is signed with %s', async (signature) => {
    const { provider, seen } = setUp(usual, { signature })
    await provider.authoriseUpload(new AbortController().signal)
    const [{ url, body, headers, wire }] = seen as [SeenRequest]
    expect([url.searchParams.get('TaskType'), body.byteLength, headers['content-type']]).toEqual([
      'ICP_DOMAIN',
      0,
      undefined,
    ])
    const verify = signature === 'acs3' ? verifyAcs3 : verifyRpc
    expect(verify(wire, testKeys, testTime)).toBeNull()
    expect(verify(wire, { ...testKeys, accessKeySecret: 'other' }, testTime)).not.toBeNull()
  })

  test('hands the policy on untouched, in the order of the form', async () => {
    const given = model()
    const { provider } = setUp(() => granted(given))
    const upload = await provider.authoriseUpload(new AbortController().signal)
    expect(directUploadSchema.parse(upload)).toEqual({
      // The answer says http; a screenshot does not travel unprotected.
      url: 'https://media.oss-cn-zhangjiakou.aliyuncs.com/',
      fields: [
        ['key', key],
        ['OSSAccessKeyId', 'STORE-KEY'],
        ['policy', given.Policy],
        ['Signature', given.Signature],
        ['success_action_status', '200'],
      ],
      key,
      minBytes: null,
      maxBytes: 1_048_576_000,
      expiresAt: '2026-03-04T05:36:07.000Z',
    })
  })

  test('honours what the policy demands of other fields', async () => {
    const conditions = [
      ['content-length-range', 10, 2000],
      ['starts-with', '$key', 'pre/'],
      ['eq', '$success_action_status', '201'],
      ['eq', '$x-oss-forbid-overwrite', 'true'],
    ]
    const { provider } = setUp(() => granted(model({ conditions, expires: inMinutes(10) })))
    const upload = await provider.authoriseUpload(new AbortController().signal)
    expect(upload).toMatchObject({ minBytes: 10, maxBytes: 2000, expiresAt: '2026-03-04T05:16:07.000Z' })
    expect(upload.key).toMatch(/^pre\/[0-9a-f-]{36}$/)
    expect(upload.fields.slice(4)).toEqual([
      ['success_action_status', '201'],
      ['x-oss-forbid-overwrite', 'true'],
    ])
  })

  test.each([
    'http://evil.example.com',
    'http://media.oss-cn-zhangjiakou.aliyuncs.com.evil.com',
    'http://a@media.oss-cn-zhangjiakou.aliyuncs.com',
    'http://media.oss-cn-zhangjiakou.aliyuncs.com/path',
    'not a host',
  ])('refuses the store %s', async (host) => {
    const { recognise, seen } = setUp((request) => (isUpload(request) ? {} : granted(model({ host }))))
    const error = await reasonOf(recognise().answer)
    expect((error as ProviderError).problem).toMatchObject({ code: 'provider-store-refused', retryable: false })
    expect(seen.filter(isUpload)).toEqual([])
  })

  test('a code other than OK is a failure, whatever the status', async () => {
    const { provider } = setUp(() => ({
      body: JSON.stringify({ Code: 'isv.AMOUNT_NOT_ENOUGH', Message: 'no money', RequestId: 'R', Success: false }),
    }))
    const error = await reasonOf(provider.authoriseUpload(new AbortController().signal))
    expect((error as ProviderError).problem).toMatchObject({
      code: 'provider-package-exhausted',
      providerCode: 'isv.AMOUNT_NOT_ENOUGH',
      parameters: { providerMessage: 'no money' },
    })
  })

  test.each([
    ['{"Code":"OK","Success":false,"RequestId":"R","Message":"no"}', 200, 'provider-request-refused'],
    ['{"RequestId":"R"}', 200, 'provider-answer-malformed'],
    ["<html>it's a proxy</html>", 200, 'provider-answer-malformed'],
    ['<html>bad gateway</html>', 502, 'provider-unavailable'],
    [JSON.stringify(example), 200, 'provider-answer-malformed'],
    ['{"Code":"SignatureDoesNotMatch","Message":"m","RequestId":"R"}', 400, 'provider-credentials-refused'],
    ['<?xml version="1.0"?><Error><Code>InvalidTimeStamp.Expired</Code></Error>', 400, 'provider-clock-skew'],
  ])('%s with %i is %s', async (body, status, code) => {
    const { provider } = setUp(() => ({ body, status }))
    const error = await reasonOf(provider.authoriseUpload(new AbortController().signal))
    expect(error).toBeInstanceOf(ProviderError)
    expect((error as ProviderError).problem.code).toBe(code)
  })
})

describe('recognising', () => {
  test('uploads under the policy and reads with the own engine, and says so', async () => {
    const given = model()
    const { recognise, seen, read } = setUp((request) => (isUpload(request) ? { status: 200 } : granted(given)))
    const { answer, kept } = recognise()
    const { findings, raw, requestId, kind } = await answer
    expect(formOf(seen[1]!).slice(0, 5)).toEqual([
      ['key', key],
      ['OSSAccessKeyId', 'STORE-KEY'],
      ['policy', given.Policy],
      ['Signature', given.Signature],
      ['success_action_status', '200'],
    ])
    expect(seen[1]!.body.includes(Buffer.from(pngHead(800, 500)))).toBe(true)
    expect([kind, requestId, read.mock.calls.length]).toEqual(['icp-filing', 'R-1', 1])
    expect(
      findings.fields.map(({ boxSource, confidenceSource, native }) => [boxSource, confidenceSource, native.path]),
    ).toEqual([
      ['grounded', 'engine', ''],
      [null, null, ''],
    ])
    expect(JSON.parse(raw!.body)).toMatchObject({
      Code: 'OK',
      Model: { Policy: '***', Signature: '***', StartPath: '1000003580820630' },
    })
    expect(kept.exchanges.map(({ purpose }) => purpose)).toEqual(['authorise', 'upload'])
    const shown = JSON.stringify([kept.exchanges, raw])
    for (const secret of [
      given.Policy,
      given.Signature,
      encodeURIComponent(given.Signature),
      testKeys.accessKeySecret,
    ]) {
      expect(shown).not.toContain(secret)
    }
  })

  test('only reads what the browser has uploaded already', async () => {
    const { recognise, seen } = setUp(usual)
    const { answer } = recognise({ ObjectKey: key })
    expect(await answer).toMatchObject({ raw: null, requestId: null, findings: { fields: [{ key: 'domain' }, {}] } })
    expect(seen).toEqual([])
  })

  const expired = {
    status: 403,
    contentType: 'application/xml',
    body: '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Invalid according to Policy: Policy expired.</Message></Error>',
  }

  test('fetches a new policy once where the first expired meanwhile', async () => {
    let uploads = 0
    const { recognise, seen } = setUp((request) => {
      if (!isUpload(request)) return granted(model())
      uploads += 1
      return uploads === 1 ? expired : {}
    })
    await recognise().answer
    expect(seen.map(isUpload)).toEqual([false, true, false, true])
  })

  test('does not upload under a policy that is over already', async () => {
    let asked = 0
    const { recognise, seen } = setUp((request) => {
      if (isUpload(request)) return {}
      asked += 1
      return granted(model({ expires: inMinutes(asked === 1 ? 0 : 5) }))
    })
    await recognise().answer
    expect(seen.map(isUpload)).toEqual([false, false, true])
  })

  test('gives up when the second policy is refused as well, and names no policy', async () => {
    const given = model()
    const { recognise, seen } = setUp((request) => (isUpload(request) ? expired : granted(given)))
    const error = (await reasonOf(recognise().answer)) as ProviderError
    expect(error.problem).toMatchObject({ code: 'provider-permission-denied', providerCode: 'AccessDenied' })
    expect(JSON.stringify(error.problem) + error.stack).not.toContain(given.Policy)
    expect(seen).toHaveLength(4)
  })

  test('holds the file against the range that the policy signs', async () => {
    const conditions = [
      ['content-length-range', 1000, 2000],
      ['eq', '$key', key],
    ]
    const { recognise, seen } = setUp((request) => (isUpload(request) ? {} : granted(model({ conditions }))))
    const error = (await reasonOf(recognise().answer)) as ProviderError
    expect(error.problem).toMatchObject({ whoseFault: 'document', parameters: { bytes: 64, minBytes: 1000 } })
    expect(seen.filter(isUpload)).toEqual([])
  })
})

test('without a key it is not ready and names the variables', async () => {
  const { provider, recognise } = setUp(usual, { keys: null })
  expect(provider.status()).toMatchObject({ ready: false, keyEnding: null })
  expect(await provider.probe(new AbortController().signal)).toMatchObject({ ok: false, checked: 'nothing' })
  const error = (await reasonOf(recognise().answer)) as ProviderError
  expect(error.problem).toMatchObject({ code: 'provider-not-configured', whoseFault: 'configuration' })
  expect(error.problem.action).toContain('ALIBABA_CLOUD_ACCESS_KEY_ID')
})

test('a probe with refused keys says so', async () => {
  const { provider } = setUp(() => ({ status: 404, body: '{"Code":"InvalidAccessKeyId.NotFound","RequestId":"R"}' }))
  const probe = await provider.probe(new AbortController().signal)
  expect(probe).toMatchObject({ ok: false, problem: { code: 'provider-credentials-refused' } })
})

describe('on the way to the cloud', () => {
  const html = '<html><h1>nginx</h1></html>'
  const answerWith = (status: number, contentType: string, body: string) => () =>
    Promise.resolve(new Response(body, { status, headers: { 'content-type': contentType } }))

  // A policy costs nothing: what may pass is asked for again, what stays is not.
  test.each<[name: string, way: FaultyWay, code: string, most: number, skewMs?: number]>([
    ['429', answerWith(429, 'text/html', html), 'provider-rate-limited', 3],
    ['500', answerWith(500, 'application/json', '{}'), 'provider-failed', 3],
    ['502', answerWith(502, 'text/html', html), 'provider-unavailable', 3],
    ['503', answerWith(503, 'text/plain', ''), 'provider-unavailable', 3],
    ['413', answerWith(413, 'text/html', html), 'provider-picture-too-large', 1],
    ['redirect', answerWith(307, 'text/plain', ''), 'provider-redirected', 1],
    ['wrong content type', answerWith(200, 'image/png', 'PNG'), 'provider-answer-malformed', 1],
    ['HTML of a gateway', answerWith(200, 'text/html', html), 'provider-answer-malformed', 1],
    ['truncated answer', async (_request, passOn) => cutInHalf(await passOn()), 'provider-answer-truncated', 3],
    ['reset before sending', () => Promise.reject(fetchFailure('ECONNREFUSED')), 'provider-unreachable', 3],
    ['reset after sending', () => Promise.reject(fetchFailure('ECONNRESET')), 'provider-unreachable', 3],
    [
      'expired token',
      answerWith(400, 'application/json', '{"Code":"InvalidSecurityToken.Expired"}'),
      'provider-credentials-refused',
      1,
    ],
    ['clock ahead', (_request, passOn) => passOn(), 'provider-clock-skew', 1, 20 * 60_000],
    ['clock behind', (_request, passOn) => passOn(), 'provider-clock-skew', 1, -20 * 60_000],
  ])('%s', async (_name, way, code, most, skewMs = 0) => {
    const standIn = (clock: () => Date) => createSandbox({ engine: fakeEngine({}).engine, clock }).fetch
    const isCall = ({ headers }: { headers: Headers }) => headers.has('x-acs-action')
    const { wiring, concerned } = faultyWiring(standIn, isCall, way, skewMs)
    const provider = createAliyunDysmsProvider({
      ...wiring,
      mode: 'sandbox',
      keys: { accessKeyId: sandboxIdentity.accessKey, accessKeySecret: sandboxIdentity.secretKey },
      endpoint: 'http://sandbox.localhost',
      signature: 'acs3',
      storeHosts: ['sandbox.localhost'],
      read: async () => found,
    })
    const { context, seen } = recordingContext()
    const { problem } = (await reasonOf(
      provider.recognise(requestFor(provider, 'GetSmsOcrOssInfo'), context),
    )) as ProviderError
    expect(problem).toMatchObject({ provider: 'aliyun-dysms', code })
    expect(concerned.length).toBeLessThanOrEqual(most)
    expect(seen.exchanges).toHaveLength(concerned.length)
    const shown = JSON.stringify([problem, seen.exchanges, provider.status()])
    for (const secret of [sandboxIdentity.secretKey, ...credentialsIn(concerned)]) expect(shown).not.toContain(secret)
  })
})

describe.each(['acs3', 'hmac-sha1'] as const)('against the stand-in, signed with %s', (signature) => {
  const sandbox = createSandbox({ engine: fakeEngine({}).engine, clock: () => testTime, wait: async () => undefined })
  const standIn = 'http://sandbox.localhost'
  const create = () =>
    createAliyunDysmsProvider({
      ...commonOptions(sandbox.fetch),
      mode: 'sandbox',
      // Nonces must not come again within a file of tests.
      uuid: () => crypto.randomUUID(),
      keys: { accessKeyId: sandboxIdentity.accessKey, accessKeySecret: sandboxIdentity.secretKey },
      endpoint: standIn,
      signature,
      storeHosts: [new URL(standIn).host],
      read: async (_kind, [page], { signal }) => {
        await page!.image()
        signal.throwIfAborted()
        return found
      },
    })

  test('puts the screenshot into the store', async () => {
    const provider = create()
    const { context, seen } = recordingContext()
    const request = requestFor(provider, 'GetSmsOcrOssInfo')
    const { raw } = await provider.recognise(request, context)
    expect(JSON.parse(raw!.body)).toMatchObject({ Code: 'OK', Success: true })
    const objectKey = /^key: (.*)$/m.exec(seen.exchanges[1]!.request.body!.text!)![1]!
    expect(sandbox.objects.get(sandboxIdentity.ossBucket, objectKey)?.bytes).toEqual(pngHead(800, 500))
  })

  describeConformance(
    `aliyun-dysms (${signature})`,
    { create, pages: () => [testPage()], secrets: [sandboxIdentity.secretKey] },
    ['GetSmsOcrOssInfo'],
  )
})
