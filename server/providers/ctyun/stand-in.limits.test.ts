import { describe, expect, test } from 'vitest'
import { limitsOf, pathOf, type CapabilityId } from './limits.ts'
import { ask, base64, headerOf, standIn } from './stand-in.testing.ts'
import { brokenWidth, fixture, picture } from './testing.ts'

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
