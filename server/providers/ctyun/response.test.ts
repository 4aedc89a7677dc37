import { describe, expect, test } from 'vitest'
import type { CloudAnswer } from '../http.ts'
import { ProviderError } from '../provider.ts'
import { freshKeys } from './envelope.ts'
import type { CapabilityId } from './limits.ts'
import { jsonOfPython } from './python-literals.ts'
import { readAnswer, type OcrAnswer } from './response.ts'
import { sealAnswer } from './stand-in/open-envelope.ts'
import { fixture, fixtureText, start } from './testing.ts'

const context = { keys: null, now: start, mask: (text: string) => text, random: () => 0.5 }

function answerOf(body: string, status = 200, headers: Record<string, string> = {}): CloudAnswer {
  return { status, headers, contentType: 'application/json', body: Buffer.from(body), text: () => body }
}

function read(capability: CapabilityId, body: string, status = 200, more: Partial<typeof context> = {}): OcrAnswer {
  return readAnswer(answerOf(body, status), { ...context, ...more, capability })
}

function refusedBy(work: () => unknown): ProviderError {
  try {
    work()
  } catch (error) {
    if (error instanceof ProviderError) return error
    throw error
  }
  throw new Error('it was read')
}

describe('answers of the document', () => {
  const list = [
    ['ctyun.ocr.general', 'general-ocr.success.json'],
    ['ctyun.ocr.general', 'general-ocr.success-no-text.figure.json'],
    ['ctyun.ocr.idcard', 'idcard.success.json'],
    ['ctyun.ocr.plate', 'plate.success.json'],
  ] as const

  test.each(list)('%s: %s has one picture that was read', (capability, file) => {
    const text = fixtureText(`examples/${file}`)
    const { items, text: raw } = read(capability, text)
    expect(items.map(({ path, failure }) => [path, failure])).toEqual([['returnObj[0]', null]])
    expect(raw).toBe(text)
  })

  test('the licence has its one result outside of any list', () => {
    const { items } = read('ctyun.ocr.business-license', fixtureText('examples/business-license.success.json'))
    expect(items).toMatchObject([{ path: 'returnObj', value: { license_type: 'Business License' }, failure: null }])
  })

  test('code and result are read where statusCode and returnObj are missing', () => {
    const {
      statusCode: _,
      returnObj: __,
      ...rest
    } = fixture<Record<string, unknown>>('examples/general-ocr.success-no-text.figure.json')
    expect(read('ctyun.ocr.general', JSON.stringify(rest)).items).toMatchObject([{ path: 'result[0]' }])
    // The ID card's table has a string there.
    expect(read('ctyun.ocr.idcard', JSON.stringify({ ...rest, code: '0' })).items).toHaveLength(1)
    const refused = refusedBy(() => read('ctyun.ocr.idcard', '{"code":"4004","message":"error"}'))
    expect(refused.problem).toMatchObject({ providerCode: '4004', detail: 'A parameter has the wrong type.' })
  })

  test.each([
    ['ctyun.ocr.general', 'general-ocr', 'AI_OP_400003', '请求体请求数据为空，没有包含内容'],
    ['ctyun.ocr.idcard', 'idcard', 'AI_OP_4004', 'data字段图片数据不是list格式'],
    ['ctyun.ocr.plate', 'plate', 'AI_OP_4004', 'data字段图片数据不是list格式'],
    ['ctyun.ocr.business-license', 'business-license', 'AI_OP_400009', 'Action值设置错误'],
  ] as const)('%s: a whole request fails', (capability, name, providerCode, providerMessage) => {
    const { problem } = refusedBy(() => read(capability, fixtureText(`examples/${name}.failure-request.json`)))
    expect(problem).toMatchObject({ providerCode, parameters: { providerMessage } })
  })

  test('a failure without the field error is known by its number', () => {
    const { problem } = refusedBy(() =>
      read('ctyun.ocr.general', '{"statusCode":400003,"message":"error","details":"x"}'),
    )
    expect(problem).toMatchObject({ providerCode: '400003', detail: 'The body of the request is empty.' })
  })

  test.each(['idcard', 'plate'] as const)('%s: a picture fails inside a success', (name) => {
    const { items } = read(`ctyun.ocr.${name}`, fixtureText(`examples/${name}.failure-image.json`))
    expect(items[0]!.failure?.problem).toMatchObject({
      code: 'provider-picture-refused',
      providerCode: '4008',
      detail: 'The Base64 of the picture could not be decoded.',
      parameters: { providerMessage: 'base64数据处理异常' },
    })
  })

  test('the keys of the plate’s table mean the same as those of its example', () => {
    const body =
      '{"statusCode":0,"message":{"success":0,"fail":1},"returnObj":[{"errorCode":"AI_OP_4009","errorMessage":"x"}]}'
    expect(read('ctyun.ocr.plate', body).items[0]!.failure?.problem).toMatchObject({ providerCode: 'AI_OP_4009' })
    const fine = '{"statusCode":0,"message":{"success":1,"fail":0},"returnObj":[{"err_code":0,"detail":[]}]}'
    expect(read('ctyun.ocr.plate', fine).items[0]!.failure).toBeNull()
  })

  test('a single object in place of the list is a list of one', () => {
    const body = '{"statusCode":0,"returnObj":{"err_code":400011,"err_msg":"x"}}'
    expect(read('ctyun.ocr.general', body).items).toMatchObject([
      { path: 'returnObj', failure: { problem: { providerCode: '400011' } } },
    ])
  })

  test.each([
    ['ctyun.ocr.general', 'python/general-ocr.success.txt', 'examples/general-ocr.success.json'],
    ['ctyun.ocr.idcard', 'python/idcard.failure-image.txt', 'examples/idcard.failure-image.json'],
    ['ctyun.ocr.plate', 'python/plate.failure-image.txt', 'examples/plate.failure-image.json'],
  ] as const)('%s: as Python prints it', (capability, python, json) => {
    const answer = read(capability, fixtureText(python))
    expect(JSON.parse(answer.text)).toEqual(fixture(json))
    expect(answer.items.map(({ value }) => value)).toEqual(fixture<{ returnObj: unknown }>(json).returnObj)
  })

  test('digits of numbers where text is meant are kept', () => {
    const body = '{"statusCode":0,"returnObj":[{"note":"back","detail":{"idn":110105199003077219}}]}'
    expect(read('ctyun.ocr.idcard', body).items[0]!.value['detail']).toEqual({ idn: '110105199003077219' })
  })
})

describe('what stands around the services', () => {
  test('the gateway’s 413 page is a picture that is too large', () => {
    const { httpStatus, bodyText } = fixture<{ httpStatus: number; bodyText: string }>(
      'examples/gateway-413.response.json',
    )
    const { problem } = refusedBy(() => read('ctyun.ocr.general', bodyText, httpStatus))
    expect(problem).toMatchObject({
      code: 'provider-picture-too-large',
      whoseFault: 'document',
      providerCode: 'HTTP 413',
    })
  })

  test.each([
    ['{"statusCode":10020,"message":"签名错误"}', 401, '10020'],
    ['{"statusCode":"CTAPI_0009","message":"x"}', 400, 'CTAPI_0009'],
    ['{"statusCode":900,"error":"CTAPI_10002","message":"x"}', 200, 'CTAPI_10002'],
    ['{"code":51003,"message":"x"}', 403, '51003'],
    ['{"error":"40006"}', 401, '40006'],
    ['{"statusCode":0,"returnObj":[]}', 500, 'HTTP 500'],
    ['{}', 502, 'HTTP 502'],
  ])('%s with %i is %s', (body, status, providerCode) => {
    expect(refusedBy(() => read('ctyun.ocr.plate', body, status)).problem.providerCode).toBe(providerCode)
  })

  test.each([
    '',
    '<html>',
    '[]',
    '{}',
    '{"statusCode":0}',
    '{"statusCode":0,"returnObj":[]}',
    '{"statusCode":0,"retur',
    "{'a': '",
  ])('%s is no answer at all', (body) => {
    expect(() => read('ctyun.ocr.general', body)).toThrow(SyntaxError)
  })

  test('a clock that is wrong shows in the Date header', () => {
    const date = new Date(start.getTime() + 20 * 60_000).toUTCString()
    const answer = answerOf('{"statusCode":10020,"message":"签名错误"}', 401, { date })
    const { problem } = refusedBy(() => readAnswer(answer, { ...context, capability: 'ctyun.ocr.plate' }))
    expect(problem).toMatchObject({ code: 'provider-clock-skew', providerCode: '10020' })
  })
})

describe('encrypted answers', () => {
  const keys = { sm4Key: Buffer.alloc(16, 1), hashKey: Buffer.alloc(16, 2) }
  const text = fixtureText('examples/plate.success.json')
  const sealed = sealAnswer(text, keys)
  const seen = (body: unknown, more: { keys: typeof keys | null } = { keys }) =>
    readAnswer(answerOf(JSON.stringify(body)), { ...context, ...more, capability: 'ctyun.ocr.plate' })

  test('are opened with the keys of their request', () => {
    expect(seen(sealed)).toMatchObject({ text, items: [{ path: 'returnObj[0]' }] })
  })

  test('are as the facts have them', () => {
    const facts = fixture<{ encryption: Record<string, unknown> }>('facts/vectors.json').encryption
    const known = {
      sm4Key: Buffer.from(facts['sm4KeyHex'] as string, 'hex'),
      hashKey: Buffer.from(facts['hmacSm3KeyHex'] as string, 'hex'),
    }
    const body = JSON.stringify(facts['response'])
    const read = readAnswer(answerOf(body), { ...context, keys: known, capability: 'ctyun.ocr.business-license' })
    expect(read.text).toBe(facts['plainResult'])
  })

  const { encryptedResult, encryptedResultHash } = sealed
  const other = sealAnswer('{"statusCode":0,"returnObj":[{}]}', keys)
  test.each([
    ['another hash', { encryptedResult, encryptedResultHash: other.encryptedResultHash }],
    ['another result', { encryptedResult: other.encryptedResult, encryptedResultHash }],
    ['a short hash', { encryptedResult, encryptedResultHash: encryptedResultHash.slice(0, 8) }],
    ['no hash', { encryptedResult }],
    ['no result', { encryptedResult: '', encryptedResultHash }],
    ['a success in the clear', JSON.parse(text) as unknown],
    ['the keys of another request', sealAnswer(text, freshKeys())],
  ])('with %s are not used', (_, body) => {
    expect(refusedBy(() => seen(body)).problem).toMatchObject({ code: 'provider-answer-altered', retryable: false })
  })

  test('errors come in the clear all the same', () => {
    expect(refusedBy(() => seen({ statusCode: 40019, error: 'AI_OP_40019' })).problem).toMatchObject({
      code: 'provider-credentials-refused',
      providerCode: 'AI_OP_40019',
    })
  })

  test('encryption that nobody asked for is refused', () => {
    expect(refusedBy(() => seen(sealed, { keys: null })).problem.code).toBe('provider-answer-altered')
  })
})

test('Python’s literals become JSON, text inside of strings stays', () => {
  const python = String.raw`{'a': "it's \"True\"", 'b': 'say "None"', 'c': 'it\'s', 'd': [True, False, None], 'e': '\x41'}`
  expect(JSON.parse(jsonOfPython(python))).toEqual({
    a: 'it\'s "True"',
    b: 'say "None"',
    c: "it's",
    d: [true, false, null],
    e: 'A',
  })
})
