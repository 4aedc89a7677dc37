import { describe, expect, test } from 'vitest'
import type { Field } from '../../contract/result.ts'
import { recordingContext } from '../conformance.ts'
import { createHuaweiOcrProvider } from './index.ts'
import { fixture, pageOf, requestOf, settings } from './testing.ts'

/** What the provider makes of an answer of the cloud. */
async function answered(
  capabilityId: string,
  body: unknown,
  more: Parameters<typeof requestOf>[1] = {},
  text = JSON.stringify(body),
) {
  const fetch = () => Promise.resolve(new Response(text, { headers: { 'content-type': 'application/json' } }))
  const provider = createHuaweiOcrProvider(settings(fetch))
  return provider.recognise(requestOf(capabilityId, more), recordingContext().context)
}

const byKey = (fields: readonly Field[]) => Object.fromEntries(fields.map((field) => [field.key, field]))
const values = (fields: readonly Field[]) => Object.fromEntries(fields.map(({ key, value }) => [key, value]))

describe('examples of the document', () => {
  test.each(['emirates-id-card.success-front.json', 'section-2.4.success.json'])('%s', async (name) => {
    const { kind, findings } = await answered('huawei.ocr.emirates-id-card', fixture(`examples/${name}`))
    expect(kind).toBe('emirates-id-front')
    expect(values(findings.fields)).toEqual({
      id_number: '784-XXXX-XXXXXXX-X',
      name: 'XXX',
      name_arabic: 'XXX',
      nationality: 'Egypt',
      nationality_arabic: 'مصر',
    })
    expect(byKey(findings.fields)['nationality']).toMatchObject({
      native: { path: 'result.nationality', value: 'Egypt' },
      confidence: 0.9543,
      confidenceSource: 'provider',
      quads: [],
      boxSource: null,
    })
  })

  test('the back: a key that no table lists, a value without confidence, a confidence without a value', async () => {
    const { kind, findings } = await answered(
      'huawei.ocr.emirates-id-card',
      fixture('examples/emirates-id-card.success-back.json'),
    )
    expect(kind).toBe('emirates-id-back')
    expect(values(findings.fields)).toEqual({
      card_number: 'XXXX-XXX-XX',
      'huawei-ocr:laser_number': 'XXXX-XXXXXXXX-XX',
    })
    const { card_number: card, 'huawei-ocr:laser_number': laser } = byKey(findings.fields)
    expect([card!.confidence, card!.confidenceSource]).toEqual([null, null])
    expect([laser!.confidence, laser!.confidenceSource]).toEqual([0.9994, 'provider'])
  })

  test('the bank card: an empty text is null, and its confidence of 0 is what was reported', async () => {
    const { kind, findings } = await answered('huawei.ocr.bankcard', fixture('examples/bankcard.success.json'))
    expect(kind).toBe('bank-card')
    expect(values(findings.fields)).toEqual({
      bank_name: null,
      card_number: '6225 7687 0000 8243',
      issue_date: '12/10',
      expiry_date: '12/20',
      card_type: 'Visa',
      card_holder: 'SALIM RASHID',
    })
    expect(byKey(findings.fields)['bank_name']).toMatchObject({ confidence: 0, confidenceSource: 'provider' })
    expect(byKey(findings.fields)['card_type']!.native).toEqual({ path: 'result.type', value: 'Visa' })
  })
})

describe('the passport, which has no example', () => {
  const result = {
    country_code: 'ARE',
    passport_number: 'A1234567',
    surname: 'RASHID',
    given_name: 'SALIM',
    sex: 'Male',
    date_of_birth: '1990-12-12',
    date_of_expiry: '2020-07-08',
    confidence: { passport_number: 0.9712, sex: 0.5 },
    extra_info: { name_arabic: 'سالم' },
  }

  test('every field of the table', async () => {
    const { kind, findings } = await answered('huawei.ocr.passport', { result })
    expect(kind).toBe('passport')
    expect(values(findings.fields)).toEqual({
      country_code: 'ARE',
      passport_number: 'A1234567',
      surname: 'RASHID',
      given_name: 'SALIM',
      sex: 'M',
      birth_date: '1990-12-12',
      expiry_date: '2020-07-08',
      'huawei-ocr:extra_info.name_arabic': 'سالم',
    })
    const { sex, surname } = byKey(findings.fields)
    expect(sex).toMatchObject({ confidence: 0.5, native: { path: 'result.sex', value: 'Male' } })
    expect(surname!.confidence).toBeNull()
  })

  test('the thirteen fields that the text promises, under the names of the public service', async () => {
    const more = {
      passport_type: 'P',
      nationality: 'ARE',
      date_of_issue: '2010-07-09',
      machine_code: 'P<ARERASHID<<SALIM',
    }
    const { findings } = await answered('huawei.ocr.passport', {
      result: { ...result, ...more, place_of_birth: 'DUBAI' },
    })
    expect(values(findings.fields)).toMatchObject({
      document_type: 'P',
      nationality: 'ARE',
      issue_date: '2010-07-09',
      mrz_line1: 'P<ARERASHID<<SALIM',
      'huawei-ocr:place_of_birth': 'DUBAI',
    })
  })

  test('an answer without confidences reports none', async () => {
    const { findings } = await answered('huawei.ocr.passport', { result: { surname: 'RASHID' } })
    expect(findings.fields).toHaveLength(1)
    expect(findings.fields[0]).toMatchObject({ confidence: null, confidenceSource: null })
  })
})

describe('numbers where the table says text', () => {
  test('keep their digits', async () => {
    const text = '{"result":{"card_number":6225768700008243123,"confidence":{"card_number":"0.90"}}}'
    const { findings } = await answered('huawei.ocr.bankcard', null, {}, text)
    expect(findings.fields[0]).toMatchObject({ value: '6225768700008243123', confidence: 0.9 })
  })

  test.each([1.5, -0.1, 'high', null])('a confidence of %j is none', async (confidence) => {
    const body = { result: { surname: 'RASHID', confidence: { surname: confidence } } }
    const { findings } = await answered('huawei.ocr.passport', body)
    expect(findings.fields[0]!.confidence).toBeNull()
  })
})

describe('the side of an Emirates card', () => {
  const back = {
    card_number: '1',
    machinecode1: 'IDARE',
    machinecode2: 'X',
    machinecode3: 'Y',
    date_of_birth: '12/08/1974',
  }

  test.each([
    ['what the answer says', { ...back, side: 'front' }, { side: 'back' }, 'emirates-id-front'],
    ['else what was asked for', back, { side: 'front' }, 'emirates-id-front'],
    ['else what only one side has', back, {}, 'emirates-id-back'],
    ['else what is expected', { sex: 'M' }, {}, 'emirates-id-front'],
  ] as const)('is %s', async (_, result, parameters, kind) => {
    const answer = await answered('huawei.ocr.emirates-id-card', { result }, { parameters })
    expect(answer.kind).toBe(kind)
  })

  test('the machine-readable lines have the canonical keys', async () => {
    const { findings } = await answered('huawei.ocr.emirates-id-card', { result: { ...back, side: 'back' } })
    expect(values(findings.fields)).toEqual({
      card_number: '1',
      mrz_line1: 'IDARE',
      mrz_line2: 'X',
      mrz_line3: 'Y',
      birth_date: '1974-08-12',
    })
  })
})

test('several pages: one call each, paths by answer, fields by page', async () => {
  const sent: string[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    sent.push(await new Request(input, init).text())
    return Response.json(
      { result: { surname: `PAGE ${sent.length}` } },
      { headers: { 'x-request-id': `r${sent.length}` } },
    )
  }
  const provider = createHuaweiOcrProvider(settings(fetch))
  const request = requestOf('huawei.ocr.passport', { pages: [pageOf(0), pageOf(1, 500, 300)] })
  const { context, seen } = recordingContext()
  const { findings, raw, requestId } = await provider.recognise(request, context)
  expect(findings.fields.map(({ page, native, value }) => [page, native.path, value])).toEqual([
    [0, '[0].result.surname', 'PAGE 1'],
    [1, '[1].result.surname', 'PAGE 2'],
  ])
  expect(JSON.parse(raw!.body)).toHaveLength(2)
  expect(requestId).toBe('r1')
  expect(sent).toHaveLength(2)
  expect(seen.paid).toBe(2)
})
