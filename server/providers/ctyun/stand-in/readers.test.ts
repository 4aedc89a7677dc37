import { describe, expect, test } from 'vitest'
import { quadOfBounds, type Quad } from '../../../contract/geometry.ts'
import { field, line, reading } from '../../aliyun-signature/gateway/testing.ts'
import type { StandInEngine, StandInReading } from '../../stand-in.ts'
import { cardOf } from './read-card.ts'
import { licenceOf } from './read-licence.ts'
import { platesOf } from './read-plates.ts'

const place = (left: number, top: number, width = 140): Quad =>
  quadOfBounds({ left, top, right: left + width, bottom: top + 20 })

/** An engine that finds these things when it reads a picture as these kinds. */
function engineOf(readings: Readonly<Record<string, Partial<StandInReading>>>): StandInEngine {
  const unused = () => Promise.reject(new Error('not used here'))
  return { read: async (kind) => reading(readings[kind]), pdfPages: unused, videoFrames: unused }
}

const { signal } = new AbortController()
const image = Buffer.from('BM')

describe('a licence', () => {
  const licence = (parts: Partial<StandInReading>) => licenceOf(engineOf({ 'business-licence': parts }), image, signal)

  test('has what was found of it, and nothing for the rest', async () => {
    const fields = [
      field('credit_code', '91110105MA01ABCD2E'),
      field('name', '北京幸福科技有限公司'),
      field('established_date', '2005-06-09'),
      field('valid_from', '2005-06-09'),
      field('valid_to', '长期'),
    ]
    expect(await licence({ fields })).toEqual({
      license_type: 'Business License',
      detail: {
        union_id: '91110105MA01ABCD2E',
        regist_no: '',
        name: '北京幸福科技有限公司',
        type: '',
        addr: '',
        legal_rep: '',
        regist_capital: '',
        establish_date: '2005年6月9日',
        operation_period: '2005年6月9日至长期',
      },
    })
  })

  test('has its paid-in capital only where it is printed; other paper is none', async () => {
    const title = line('营业执照', place(0, 0))
    const printed = await licence({ lines: [title], fields: [field('paid_in_capital', '50万元')] })
    expect(printed.detail['real_capital']).toBe('50万元')
    const letter = await licence({ lines: [line('你好', place(0, 0))], fields: [field('name', '某信')] })
    expect(letter).toMatchObject({ license_type: 'Not Business License', detail: { name: '' } })
  })
})

describe('a card', () => {
  test('is of the side of which more was found', async () => {
    const emblem = { fields: [field('issuing_authority', '某市公安局'), field('valid_to', '2026-01-11')] }
    const misread = { fields: [field('name', '某市')] }
    const card = await cardOf(engineOf({ 'id-card-back': emblem, 'id-card-front': misread }), image, signal)
    expect(card).toMatchObject({ note: 'front', detail: { name: '', org: '某市公安局', validperiod: '-2026.01.11' } })
    const portrait = { fields: [field('id_number', '11010519491231002X'), field('sex', '女')] }
    expect(await cardOf(engineOf({ 'id-card-front': portrait }), image, signal)).toMatchObject({
      note: 'back',
      detail: { idn: '11010519491231002X', sex: '女', org: '' },
    })
  })
})

test('plates are numbers without dots and blanks, those of two rows in one place', async () => {
  const fields = [
    field('plate_number', '粤B·12345', place(10, 10)),
    { ...field('plate_number', '京 AD 12345'), quads: [place(10, 90, 40), place(0, 120, 100)] },
    field('plate_number', '粤B54321'),
  ]
  const plates = await platesOf(engineOf({ 'licence-plate': { fields } }), image, signal)
  expect(plates).toMatchObject({
    'number of plate licenses': 2,
    detail: [
      { platelicense: '粤B12345', plate_type: '蓝牌', confidence: 0.9877, box: place(10, 10) },
      {
        platelicense: '京AD12345',
        plate_type: '新能源绿牌',
        box: quadOfBounds({ left: 0, top: 90, right: 100, bottom: 140 }),
      },
    ],
  })
})
