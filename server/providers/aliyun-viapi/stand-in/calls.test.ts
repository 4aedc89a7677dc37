import { beforeEach, describe, expect, test } from 'vitest'
import type { Fault, StandInRequest } from '../../stand-in.ts'
import { limits } from '../limits.ts'
import { createBench, parse, refusalOf, type Bench } from './testing/bench.ts'

let bench: Bench
beforeEach(() => {
  bench = createBench()
})

describe('who may call', () => {
  const good = () => ({ ImageURL: bench.store('RecognizeVINCode') })

  test.each([
    ['15 minutes behind', -15 * 60, null],
    ['15 minutes ahead', 15 * 60, null],
    ['a second too old', -15 * 60 - 1, 'InvalidTimeStamp.Expired'],
    ['a second too new', 15 * 60 + 1, 'InvalidTimeStamp.Expired'],
  ])('%s', async (_name, seconds, code) => {
    const time = new Date(bench.now().getTime() + seconds * 1000)
    const answer = await bench.call('RecognizeVINCode', good(), { time })
    expect(parse(answer).Code ?? null).toBe(code)
    expect(answer.status).toBe(code ? 400 : 200)
  })

  test('a nonce is good once, and again when it is forgotten', async () => {
    const first = await bench.call('RecognizeVINCode', good(), { nonce: 'once' })
    expect(first.status).toBe(200)
    expect(await refusalOf(bench.call('RecognizeVINCode', good(), { nonce: 'once' }))).toEqual([
      400,
      'SignatureNonceUsed',
    ])
    bench.later(31 * 60_000)
    expect((await bench.call('RecognizeVINCode', good(), { nonce: 'once' })).status).toBe(200)
  })

  test('a wrong signature does not use up a nonce', async () => {
    const change = (request: StandInRequest) => ({ ...request, target: `${request.target}&RegionId=elsewhere` })
    expect(await refusalOf(bench.call('RecognizeVINCode', good(), { nonce: 'kept', change }))).toEqual([
      400,
      'SignatureDoesNotMatch',
    ])
    expect((await bench.call('RecognizeVINCode', good(), { nonce: 'kept' })).status).toBe(200)
  })

  test('nobody without a key, in the form that was asked for', async () => {
    const without = (request: StandInRequest) => ({
      ...request,
      target: request.target.replace(/AccessKeyId=[^&]*&/, ''),
    })
    expect(await refusalOf(bench.call('RecognizeVINCode', good(), { change: without }))).toEqual([
      400,
      'MissingAccessKeyId',
    ])
    const unknown = (request: StandInRequest) => ({
      ...request,
      target: request.target.replace('FPSANDBOXAK&', 'SOMEBODY&'),
    })
    const answer = await bench.call('RecognizeVINCode', good(), { change: unknown, format: 'XML' })
    expect([answer.status, answer.body]).toEqual([
      404,
      expect.stringMatching(
        /<Error><RequestId>.*<HostId>ocr\.cn-shanghai\.aliyuncs\.com<\/HostId><Code>InvalidAccessKeyId\.NotFound<\/Code>/,
      ),
    ])
    const put = (request: StandInRequest) => ({ ...request, method: 'PUT' })
    expect(await refusalOf(bench.call('RecognizeVINCode', good(), { change: put }))).toEqual([
      403,
      'UnsupportedHTTPMethod',
    ])
  })
})

describe('parameters', () => {
  test.each([
    ['RecognizeIdentityCard', { Side: '' }, 'MissingSide'],
    ['RecognizeDriverLicense', { Side: 'front' }, 'InvalidSide'],
    ['RecognizeCharacter', { MinHeight: '' }, 'MissingMinHeight'],
    ['RecognizeCharacter', { MinHeight: 'ten' }, 'InvalidParameter'],
    ['RecognizeCharacter', { OutputProbability: 'yes' }, 'InvalidParameter'],
    ['RecognizeTable', { OutputFormat: '' }, 'MissingOutputFormat'],
    ['RecognizeTable', { OutputFormat: 'csv' }, 'InvalidOutputFormat'],
    ['RecognizeTable', { UseFinanceModel: '' }, 'MissingUseFinanceModel'],
    ['RecognizeTable', { AssureDirection: '' }, 'MissingAssureDirection'],
    ['RecognizeTable', { SkipDetection: '' }, 'MissingSkipDetection'],
    ['RecognizeTable', { HasLine: '' }, 'InvalidParameter'],
    ['TrimDocument', { FileType: 'doc' }, 'InvalidParameter'],
    ['RecognizeVATInvoice', { FileType: 'png' }, 'InvalidParameter'],
  ])('%s with %o', async (action, change: Record<string, string>, code) => {
    expect(await refusalOf(bench.run(action, change))).toEqual([400, code])
  })

  test('up to ten pictures at once, also as one JSON array', async () => {
    const url = bench.store('RecognizeQrCode')
    const tasks = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_item, index) => [`Tasks.${index + 1}.ImageURL`, url]))
    const { Elements } = parse(await bench.call('RecognizeQrCode', tasks(10))).Data as { Elements: unknown[] }
    expect(Elements).toHaveLength(10)
    expect(await refusalOf(bench.call('RecognizeQrCode', tasks(11)))).toEqual([400, 'InvalidParameter.TooLarge'])
    expect((await bench.call('RecognizeQrCode', { Tasks: JSON.stringify([{ ImageURL: url }]) })).status).toBe(200)
    expect(await refusalOf(bench.call('RecognizeQrCode', { Tasks: '[' }))).toEqual([400, 'InvalidParameter'])
  })

  test('of another version or action', async () => {
    expect(await refusalOf(bench.call('RecognizeVINCode', {}, { version: '2020-01-01' }))).toEqual([
      400,
      'UnsupportedOperation',
    ])
    expect(await refusalOf(bench.call('constructor', {}))).toEqual([400, 'UnsupportedOperation'])
  })
})

describe('faults', () => {
  const request = (action: string): StandInRequest => ({
    method: 'GET',
    target: `/?Action=${action}&Format=XML&AccessKeyId=x`,
    headers: {},
    body: new Uint8Array(),
    signal: new AbortController().signal,
  })

  test.each<[Fault, [number, string] | null]>([
    ['rate-limit', [400, 'Throttling.User']],
    ['package-exhausted', [403, 'InvalidApi.NotPurchase']],
    ['clock-skew', [400, 'InvalidTimeStamp.Expired']],
    ['server-error', [500, 'InternalError']],
    ['slow', null],
    ['reset', null],
  ])('%s', (fault, expected) => {
    const answer = bench.standIn.fault(fault, request('RecognizeVINCode'))
    expect(answer && [answer.status, /<Code>(.*)<\/Code>/.exec(answer.body as string)?.[1]]).toEqual(expected)
  })

  test('concern what recognises', () => {
    expect(Object.keys(limits).filter((action) => bench.standIn.isRecognition(request(action)))).toHaveLength(26)
    expect(
      ['GetAsyncJobResult', 'AuthorizeFileUpload', ''].some((action) => bench.standIn.isRecognition(request(action))),
    ).toBe(false)
  })
})
