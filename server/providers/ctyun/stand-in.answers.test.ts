import { describe, expect, test } from 'vitest'
import { freshKeys, openAnswer, sealBody } from './envelope.ts'
import { pathOf } from './limits.ts'
import { sandboxSm2Key } from './sandbox-key.ts'
import { ask, base64, bodyOf, standIn } from './stand-in.testing.ts'
import { blankWidth, emblemWidth } from './testing.ts'

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
  const lastBit = (base64: string) =>
    base64.replace(/(.)=$/, (_, sign: string) => `${String.fromCharCode(sign.charCodeAt(0) + 1)}=`)
  const longKey = { sm4Key: Buffer.alloc(16, 3), hashKey: Buffer.alloc(16, 4) }
  test.each([
    ['a missing field', incomplete, 40017],
    ['a field that is no Base64', { ...plain, encryptedBody: 'not base64' }, 40017],
    ['a body in the clear', { data: [] }, 40017],
    ['a hash of another body', { ...plain, encryptedBodyHash: sealed('{}').encryptedBodyHash }, 40018],
    ['an altered body', { ...plain, encryptedBody: sealed('{"data":[]}', longKey).encryptedBody }, 40018],
    // Two of the last character's bits belong to no byte: the text is another one, what it decodes to is not.
    ['a hash altered in its last character', { ...plain, encryptedBodyHash: lastBit(plain.encryptedBodyHash) }, 40018],
    ['a hash without its padding', { ...plain, encryptedBodyHash: plain.encryptedBodyHash.slice(0, -1) }, 40017],
    ['a hash key that is none', { ...plain, encryptedHashKey: Buffer.alloc(113, 4).toString('base64') }, 40019],
  ])('%s is refused', async (_, envelope, statusCode) => {
    const answer = await standIn().call({ path, headers, body: JSON.stringify(envelope) })
    expect(answer).toMatchObject({ status: 200, body: { statusCode, error: `AI_OP_${statusCode}` } })
  })

  test('without the header an envelope is an ordinary body without data', async () => {
    expect((await standIn().call({ path, body: JSON.stringify(plain) })).body['statusCode']).toBe(400006)
  })
})
