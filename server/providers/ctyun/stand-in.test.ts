import { createHash, createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createSandbox } from '../../sandbox/index.ts'
import { freshKeys, openAnswer, sealBody } from './envelope.ts'
import { limitsOf, pathOf, type CapabilityId } from './limits.ts'
import { sandboxSm2Key } from './sandbox-key.ts'
import { blankWidth, brokenWidth, emblemWidth, fakeEngine, fixture, picture, start } from './testing.ts'

interface Sent {
  path?: string
  method?: string
  body?: string
  headers?: Record<string, string | null>
  ak?: string
  sk?: string
  /** How the names are introduced. */
  word?: string
  names?: string[]
  date?: string
  id?: string
}

interface Answered {
  status: number
  body: Record<string, unknown>
  headers: Headers
}

const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest()

/** A stand-in with a clock of its own and a client that signs as the document says, unless a test says otherwise. */
function standIn(spacingMs = 200) {
  let now = start.getTime()
  let ids = 0
  const sandbox = createSandbox({ engine: fakeEngine(), clock: () => new Date(now) })

  async function raw(sent: Sent = {}): Promise<Response> {
    now += spacingMs
    const { path = pathOf['ctyun.ocr.general'], method = 'POST', body = '{"data":[]}', word = 'Headers' } = sent
    const date = sent.date ?? '20260301T160000Z'
    const id = sent.id ?? `id-${(ids += 1)}`
    const own: Record<string, string> = { appkey: 'FPSANDBOXAPP', 'ctyun-eop-request-id': id, 'eop-date': date }
    const names = (sent.names ?? Object.keys(own)).toSorted()
    const block = names.map((name) => `${name}:${own[name]}\n`).join('')
    const ak = sent.ak ?? 'FPSANDBOXAK'
    const key = hmac(hmac(hmac(sent.sk ?? 'FPSANDBOXSK', date), ak), date.slice(0, 8))
    const text = `${block}\n\n${createHash('sha256')
      .update(method === 'GET' ? '' : body)
      .digest('hex')}`
    const authorization = `${ak} ${word}=${names.join(';')} Signature=${hmac(key, text).toString('base64')}`
    const headers = { 'content-type': 'application/json', ...own, 'eop-authorization': authorization, ...sent.headers }
    const kept = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== null)
    return sandbox.fetch(`http://localhost${path}`, {
      method,
      headers: Object.fromEntries(kept),
      ...(method === 'GET' ? {} : { body }),
    })
  }

  async function call(sent: Sent = {}): Promise<Answered> {
    const answer = await raw(sent)
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> }
  }

  return { raw, call, sandbox, pass: (milliseconds: number) => void (now += milliseconds) }
}

const bodyOf = (capability: CapabilityId, ...pictures: unknown[]) =>
  capability === 'ctyun.ocr.business-license'
    ? JSON.stringify({ Action: 'BusinessCardOCR', ImageData: pictures[0] })
    : JSON.stringify({ data: pictures })

async function ask(capability: CapabilityId, ...pictures: unknown[]): Promise<Record<string, unknown>> {
  return (await standIn().call({ path: pathOf[capability], body: bodyOf(capability, ...pictures) })).body
}

const base64 = async (...size: Parameters<typeof picture>) => (await picture(...size)).toString('base64')

/** A picture that says it has these sides, of which only the header is read. */
function headerOf(width: number, height: number): string {
  const bytes = Buffer.alloc(64)
  bytes.write('BM', 0, 'ascii')
  bytes.writeUInt32LE(40, 14)
  bytes.writeInt32LE(width, 18)
  bytes.writeInt32LE(height, 22)
  return bytes.toString('base64')
}

describe('the gateway', () => {
  const empty = 400009

  test.each(['headers', 'Headers', 'Header'])('takes %s=', async (word) => {
    expect((await standIn().call({ word })).body['statusCode']).toBe(empty)
  })

  test('takes the two mandatory headers alone, and both readings of the date within 15 minutes', async () => {
    const names = ['ctyun-eop-request-id', 'eop-date']
    const { call } = standIn()
    for (const date of [
      '20260301T080000Z',
      '20260301T160000Z',
      '20260301T161400Z',
      '20260301T154600Z',
      '20260301T081400Z',
    ]) {
      expect([date, (await call({ names, date })).body['statusCode']]).toEqual([date, empty])
    }
    for (const date of [
      '20260301T162000Z',
      '20260301T154000Z',
      '20260301T120000Z',
      '20260301T084000Z',
      '2026-03-01',
      '20261301T160000Z',
    ]) {
      expect([date, (await call({ names, date })).body['statusCode']]).toEqual([date, 10020])
    }
  })

  const refused: [string, Sent, number, number | string][] = [
    ['an unknown access key', { ak: 'FPSANDBOXAX' }, 401, 10002],
    ['a wrong secret', { sk: 'FPSANDBOXSX' }, 401, 10020],
    ['no authorization', { headers: { 'eop-authorization': null } }, 401, 10020],
    [
      'an authorization of another form',
      { headers: { 'eop-authorization': 'FPSANDBOXAK Signature=AAAA' } },
      401,
      10020,
    ],
    ['an unsigned request id', { names: ['appkey', 'eop-date'] }, 401, 10020],
    ['an unsigned date', { names: ['ctyun-eop-request-id'] }, 401, 10020],
    ['a listed header that is not there', { names: ['ctyun-eop-request-id', 'eop-date', 'x'] }, 401, 10020],
    ['no appkey', { headers: { appkey: null } }, 400, 40002],
    ['another appkey', { names: ['ctyun-eop-request-id', 'eop-date'], headers: { appkey: 'other' } }, 401, 40006],
    ['another method', { method: 'GET' }, 405, 40008],
    ['an unknown path', { path: '/v1/aiop/api/unknown' }, 404, 50003],
    ['what is no JSON', { body: "{'data': []}" }, 400, 'CTAPI_0009'],
    ['an altered header', { headers: { 'ctyun-eop-request-id': 'altered' } }, 401, 10020],
  ]
  test.each(refused)('refuses %s', async (_, sent, status, code) => {
    const answer = await standIn().call(sent)
    expect(answer).toMatchObject({ status, body: { statusCode: code, error: String(code) } })
    const { gateway } = fixture<{ gateway: { code: string; messageOriginal: string }[] }>('facts/errors.json')
    expect(answer.body['message']).toBe(gateway.find((row) => row.code === String(code))!.messageOriginal)
  })

  test('refuses a request id that was there before, but not one that only failed', async () => {
    const { call } = standIn()
    expect((await call({ id: 'same', sk: 'wrong' })).body['statusCode']).toBe(10020)
    expect((await call({ id: 'same' })).body['statusCode']).toBe(empty)
    expect((await call({ id: 'same' })).body).toMatchObject({
      statusCode: 10020,
      details: expect.stringContaining('重复') as string,
    })
    expect((await call({ id: 'other' })).body['statusCode']).toBe(empty)
  })

  test('refuses the eleventh request of a second', async () => {
    const { call, pass } = standIn(0)
    const codes = []
    for (let at = 0; at < 12; at += 1) codes.push((await call()).body['statusCode'])
    expect(codes.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => empty))
    expect(codes.slice(10)).toEqual(['CTAPI_0429', 'CTAPI_0429'])
    pass(1000)
    expect((await call()).body['statusCode']).toBe(empty)
    const steady = standIn(100)
    for (let at = 0; at < 30; at += 1) expect((await steady.call()).status).toBe(200)
  })

  test('refuses a body that is too large with a page of HTML', async () => {
    const answer = await standIn().raw({ body: 'x'.repeat(16 * 1024 * 1024 + 1) })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([413, 'text/html'])
    expect(await answer.text()).toContain(fixture<{ bodyText: string }>('examples/gateway-413.response.json').bodyText)
  })

  test.each([
    ['rate-limit', 429, 'CTAPI_0429'],
    ['package-exhausted', 403, 51003],
    ['clock-skew', 401, 10020],
    ['server-error', 500, 50000],
  ] as const)('has the fault %s', async (fault, status, statusCode) => {
    const { call, sandbox } = standIn()
    sandbox.faults.set('ctyun', fault, 1)
    const answer = await call()
    expect(answer).toMatchObject({ status, body: { statusCode } })
    const skew = Date.parse(answer.headers.get('date')!) - start.getTime()
    expect(skew > 15 * 60_000).toBe(fault === 'clock-skew')
    expect((await call()).status).toBe(200)
  })
})

describe('what is wrong with a whole request', () => {
  const list = ['ctyun.ocr.general', 'ctyun.ocr.idcard', 'ctyun.ocr.plate'] as const
  const cases: [string, string, [number, number]][] = [
    ['is no object', '[]', [400005, 4002]],
    ['has no data', '{}', [400006, 4003]],
    ['has no list', '{"data":"QUJD"}', [400008, 4004]],
    ['has an empty list', '{"data":[]}', [400009, 4005]],
    ['has 51 pictures', JSON.stringify({ data: Array.from({ length: 51 }, () => 'QUJD') }), [400018, 4006]],
  ]
  test.each(cases)('a list that %s', async (_, body, [general, other]) => {
    for (const capability of list) {
      const answer = await standIn().call({ path: pathOf[capability], body })
      const statusCode = capability === 'ctyun.ocr.general' ? general : other
      expect(answer).toMatchObject({
        status: 200,
        body: { statusCode, message: 'error', error: `AI_OP_${statusCode}` },
      })
    }
  })

  test('the examples of the document come out as they stand there', async () => {
    const path = (capability: CapabilityId) => ({ path: pathOf[capability] })
    const { call } = standIn()
    expect((await call({ ...path('ctyun.ocr.general'), body: '' })).body).toEqual(
      fixture('examples/general-ocr.failure-request.json'),
    )
    expect((await call({ ...path('ctyun.ocr.idcard'), body: '{"data":"x"}' })).body).toEqual(
      fixture('examples/idcard.failure-request.json'),
    )
    expect((await call({ ...path('ctyun.ocr.plate'), body: '{"data":"x"}' })).body).toEqual(
      fixture('examples/plate.failure-request.json'),
    )
    const action = { ...path('ctyun.ocr.business-license'), body: '{"Action":"x","ImageData":"QUJD"}' }
    expect((await call(action)).body).toEqual(fixture('examples/business-license.failure-request.json'))
    const damaged = { body: '{"data":["!"]}' }
    expect((await call({ ...path('ctyun.ocr.idcard'), ...damaged })).body).toEqual(
      fixture('examples/idcard.failure-image.json'),
    )
    expect((await call({ ...path('ctyun.ocr.plate'), ...damaged })).body).toEqual(
      fixture('examples/plate.failure-image.json'),
    )
  })

  test('an empty body is what the API or the gateway says of it', async () => {
    const of = async (capability: CapabilityId) =>
      (await standIn().call({ path: pathOf[capability], body: '' })).body['statusCode']
    expect(await of('ctyun.ocr.business-license')).toBe(400003)
    expect(await of('ctyun.ocr.plate')).toBe('CTAPI_0009')
  })

  test.each([
    ['[]', 400005],
    ['{"Action":"BusinessCardOCR"}', 400006],
    ['{"Action":"BusinessCardOCR","ImageData":"QUJD","data":[]}', 400007],
    ['{"Action":"BusinessCardOCR","ImageData":["QUJD"]}', 400008],
    ['{"Action":"Other","ImageData":"QUJD"}', 400009],
    ['{"Action":"BusinessCardOCR","ImageData":""}', 400010],
    ['{"Action":"BusinessCardOCR","ImageData":"data:image/png;base64,QUJD"}', 400011],
    ['{"Action":"BusinessCardOCR","ImageData":"QUJD"}', 400012],
    [`{"Action":"BusinessCardOCR","ImageData":"${headerOf(31, 100)}"}`, 400015],
    [`{"Action":"BusinessCardOCR","ImageData":"${headerOf(5001, 100)}"}`, 400015],
    [`{"Action":"BusinessCardOCR","ImageData":"${headerOf(brokenWidth, 100)}"}`, 400014],
    [`{"Action":"BusinessCardOCR","ImageData":"${headerOf(32, 5000)}"}`, 0],
  ])('a licence of %s is %i', async (body, statusCode) => {
    for (const path of [pathOf['ctyun.ocr.business-license'], '/v1/aiop/api/2z0yhhrzgv0g/tts/predict']) {
      expect((await standIn().call({ path, body })).body['statusCode']).toBe(statusCode)
    }
  })
})

describe('what is wrong with one picture', () => {
  test('stands at its place, and the others are read', async () => {
    const good = await base64()
    const answer = await ask('ctyun.ocr.general', good, 'no base64!', good)
    expect(answer).toMatchObject({
      statusCode: 0,
      message: { success: 2, fail: 1 },
      returnObj: [{ text_line: 2 }, { err_code: 400011, err_msg: 'base64 数据处理异常' }, { text_line: 2 }],
    })
  })

  const codes: [string, string, [number, number]][] = [
    ['with other characters', 'data:image/png;base64,QUJD', [400011, 4008]],
    ['of both alphabets', '+-AA', [400011, 4008]],
    ['of an impossible length', 'QUJDR', [400011, 4008]],
    ['with wrong padding', 'QUJD=', [400011, 4008]],
    ['that is a text', 'QUJD', [400012, 4009]],
    ['that is a GIF', Buffer.from('GIF89a                ').toString('base64'), [400012, 4009]],
    ['32 pixels wide', headerOf(32, 100), [410002, 4011]],
    ['5000 pixels high', headerOf(100, 5000), [410002, 4011]],
    ['33 and 4999 pixels', headerOf(33, 4999), [0, 0]],
    ['that cannot be decoded', headerOf(brokenWidth, 100), [410001, 4009]],
    ['cut off after its first bytes', Buffer.from([0xff, 0xd8, 0xff, 0xe0]).toString('base64'), [410001, 4009]],
  ]
  test.each(codes)('a picture %s', async (_, text, [general, other]) => {
    for (const [capability, code] of [
      ['ctyun.ocr.general', general],
      ['ctyun.ocr.idcard', other],
      ['ctyun.ocr.plate', other],
    ] as const) {
      const { returnObj } = (await ask(capability, text)) as { returnObj: { err_code?: number }[] }
      expect([capability, returnObj[0]!.err_code ?? 0]).toEqual([capability, code])
    }
  })

  test('what is no text at all', async () => {
    expect(await ask('ctyun.ocr.plate', 5)).toMatchObject({ returnObj: [{ err_code: 4008 }] })
  })

  test.each(['ctyun.ocr.general', 'ctyun.ocr.business-license'] as const)(
    '%s: the largest picture is taken, one byte more is not',
    async (capability) => {
      const { maxBytes } = limitsOf[capability]
      const of = async (bytes: number) => {
        const padded = Buffer.alloc(bytes)
        padded.set(Buffer.from(headerOf(100, 100), 'base64'))
        const answer = await ask(capability, padded.toString('base64'))
        if (capability === 'ctyun.ocr.business-license') return answer['statusCode']
        return (answer['returnObj'] as { err_code?: number }[])[0]!.err_code ?? 0
      }
      expect([await of(maxBytes), await of(maxBytes + 1)]).toEqual([0, 400013])
    },
  )

  test('both alphabets are taken, padded or not', async () => {
    const bytes = await picture()
    const texts = [bytes.toString('base64'), bytes.toString('base64url'), bytes.toString('base64').replaceAll('=', '')]
    const { returnObj } = (await ask('ctyun.ocr.general', ...texts)) as { returnObj: unknown[] }
    expect(returnObj).toEqual([returnObj[0], returnObj[0], returnObj[0]])
    expect(returnObj[0]).toHaveProperty('text_line', 2)
  })
})

describe('answers', () => {
  test('general text: lines, numbered as text, with eight floats', async () => {
    expect(await ask('ctyun.ocr.general', await base64())).toEqual({
      statusCode: 0,
      message: { success: 1, fail: 0 },
      returnObj: [
        {
          text_line: 2,
          detail: [
            { name: '0', text: '第一行', box: [20, 20, 120, 20, 120, 40, 20, 40] },
            { name: '1', text: '宽 320', box: [20, 60, 120, 60, 120, 80, 20, 80] },
          ],
        },
      ],
    })
  })

  test('ID cards: which side it is, the reverse of everyday usage, and all eight fields', async () => {
    const { returnObj } = await ask('ctyun.ocr.idcard', await base64(), await base64(emblemWidth))
    const constants = { idcard_face: 'no face', demo_image: 'demo_image', risk: 'normal' }
    const none = { name: '', sex: '', nation: '', birthday: '', idn: '', addr: '', org: '', validperiod: '' }
    expect(returnObj).toEqual([
      {
        note: 'back',
        detail: {
          ...none,
          name: '韦小宝',
          sex: '男',
          nation: '汉',
          birthday: '19900307',
          idn: '110105199003077219',
          addr: '北京市朝阳区幸福路1号',
        },
        ...constants,
      },
      {
        note: 'front',
        detail: { ...none, org: '北京市公安局朝阳分局', validperiod: '2015.06.09-2035.06.09' },
        ...constants,
      },
    ])
  })

  test('plates: whole pixels, a confidence, and the kind by the colour', async () => {
    const { returnObj } = await ask('ctyun.ocr.plate', await base64())
    const box = [
      [30, 40],
      [130, 40],
      [130, 71],
      [30, 71],
    ]
    const plate = { box, plate_type: '蓝牌', platelicense: '粤B12345', confidence: 0.9877 }
    expect(returnObj).toEqual([{ 'number of plate licenses': 1, detail: [plate] }])
  })

  test('licences: the ten fields as the example writes them', async () => {
    expect(await ask('ctyun.ocr.business-license', await base64())).toEqual({
      statusCode: 0,
      message: 'success',
      returnObj: {
        license_type: 'Business License',
        detail: {
          union_id: '91110105MA01ABCD2E',
          regist_no: '',
          name: '北京幸福科技有限公司',
          type: '有限责任公司',
          addr: '北京市朝阳区幸福路1号',
          legal_rep: '韦小宝',
          regist_capital: '200万元人民币',
          establish_date: '2005年6月9日',
          operation_period: '2005年6月9日至长期',
        },
      },
    })
  })

  test('where nothing is found, each API has its own way to say so', async () => {
    const blank = await base64(blankWidth)
    expect(await ask('ctyun.ocr.general', blank)).toMatchObject({
      message: { success: 1, fail: 0 },
      returnObj: [{ text_line: 0, detail: [] }],
    })
    expect(await ask('ctyun.ocr.plate', blank)).toMatchObject({
      returnObj: [{ 'number of plate licenses': 0, detail: [] }],
    })
    const { returnObj } = (await ask('ctyun.ocr.idcard', blank)) as { returnObj: { detail: Record<string, string> }[] }
    expect(new Set(Object.values(returnObj[0]!.detail))).toEqual(new Set(['']))
    expect(await ask('ctyun.ocr.business-license', blank)).toMatchObject({
      returnObj: { license_type: 'Not Business License', detail: { name: '', union_id: '' } },
    })
  })
})

describe('encrypted bodies', () => {
  const path = pathOf['ctyun.ocr.general']
  const headers = { decrypted: 'true' }
  const sealed = (body: string, keys = freshKeys(), layout: 'C1C2C3' | 'C1C3C2' = 'C1C2C3') =>
    sealBody(Buffer.from(body), sandboxSm2Key.publicKey, layout, keys)

  test.each(['C1C2C3', 'C1C3C2'] as const)(
    '%s is opened, and the answer is encrypted with the same keys',
    async (layout) => {
      const keys = freshKeys()
      const body = JSON.stringify(sealed(bodyOf('ctyun.ocr.general', await base64()), keys, layout))
      const answer = await standIn().call({ path, headers, body })
      expect(Object.keys(answer.body).sort()).toEqual(['encryptedResult', 'encryptedResultHash'])
      expect(JSON.parse(openAnswer(answer.body, keys))).toMatchObject({ statusCode: 0, returnObj: [{ text_line: 2 }] })
    },
  )

  test('errors stay in the clear', async () => {
    const of = async (body: string) =>
      (await standIn().call({ path, headers, body: JSON.stringify(sealed(body)) })).body
    expect(await of('{"data":[]}')).toMatchObject({ statusCode: 400009 })
    expect(await of('no JSON')).toMatchObject({ statusCode: 400004 })
  })

  const plain = sealed('{"data":[]}')
  const { encryptedHashKey: _, ...incomplete } = plain
  const longKey = { sm4Key: Buffer.alloc(16, 3), hashKey: Buffer.alloc(16, 4) }
  test.each([
    ['a missing field', incomplete, 40017],
    ['a field that is no Base64', { ...plain, encryptedBody: 'not base64' }, 40017],
    ['a body in the clear', { data: [] }, 40017],
    ['a hash of another body', { ...plain, encryptedBodyHash: sealed('{}').encryptedBodyHash }, 40018],
    ['an altered body', { ...plain, encryptedBody: sealed('{"data":[]}', longKey).encryptedBody }, 40018],
    ['a hash key that is none', { ...plain, encryptedHashKey: Buffer.alloc(113, 4).toString('base64') }, 40019],
  ])('%s is refused', async (_, envelope, statusCode) => {
    const answer = await standIn().call({ path, headers, body: JSON.stringify(envelope) })
    expect(answer).toMatchObject({ status: 200, body: { statusCode, error: `AI_OP_${statusCode}` } })
  })

  test('without the header an envelope is an ordinary body without data', async () => {
    expect((await standIn().call({ path, body: JSON.stringify(plain) })).body['statusCode']).toBe(400006)
  })
})
