import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findingsOf } from '../response.ts'
import { actions, found } from './__fixtures__/found.ts'

type Row = [key: string, value: string | null, path: string]

/** Read against the examples and the response tables by a person, once: key, value and path of every field. */
const rows = JSON.parse(readFileSync(new URL('__fixtures__/values.json', import.meta.url), 'utf8')) as Record<
  string,
  Row[]
>

const rowsOf = ({ findings }: ReturnType<typeof found>) =>
  findings.fields.map(({ key, value, native }): Row => [key, value, native.path])

describe('values of the examples', () => {
  it('are given for every action', () => {
    expect(Object.keys(rows).filter((name) => !name.includes(' '))).toEqual(actions)
  })

  it.each(actions)('%s', (action) => {
    expect(rowsOf(found(action, 'json'))).toEqual(rows[action])
  })

  it.each([
    ['RecognizeDriverLicense', 'driver-licence-back'],
    ['RecognizeDrivingLicense', 'vehicle-licence-back'],
  ])('%s: %s', (action, kind) => {
    const own = rowsOf(found(action, 'json', undefined, { kind })).filter(([key]) => !key.includes(':'))
    expect(own).toEqual(rows[`${action} ${kind}`])
  })
})

const find = (action: string, data: unknown) =>
  findingsOf(action, data, { parameters: {}, pages: [{ index: 0, width: 900, height: 900 }], kind: 'none' }).findings

it('tells the stamps of a household register apart', () => {
  const area = [{ Left: 1, Top: 2, Width: 3, Height: 4 }]
  const { regions } = find('RecognizeAccountPage', {
    RegisterStampAreas: area,
    UndertakeStampAreas: area,
    InvalidStampAreas: area,
    OtherStampAreas: area,
  })
  expect(regions.map(({ kind, path }) => [kind, path])).toEqual([
    ['register-stamp', 'Data.RegisterStampAreas[0]'],
    ['undertaker-stamp', 'Data.UndertakeStampAreas[0]'],
    ['invalid-stamp', 'Data.InvalidStampAreas[0]'],
    ['other-stamp', 'Data.OtherStampAreas[0]'],
  ])
})

it('knows all eleven names of a delivery order, and the normalised ones of a machine-readable zone', () => {
  const orders = {
    shop_name: ['shop_name', 'S', 'S'],
    telephone_number: ['phone', '139', '139'],
    packaging_fee: ['packaging_fee', 1, '1.00'],
    delivery_fee: ['delivery_fee', '2.5', '2.50'],
    total_goods: ['goods_total', '￥30', '30.00'],
    total_other: ['other_total', 3, '3.00'],
    total_benefits: ['discount_total', '-4', '-4.00'],
    total_number: ['item_count', '5件', '5'],
    online_pay: ['paid_online', '32.50元', '32.50'],
    order_number: ['order_number', 12, '12'],
    order_time: ['order_time', '2021-05-06 12:30:11', '2021-05-06T12:30'],
  } as const
  const Elements = Object.entries(orders).map(([Name, [, Value]]) => ({ Name, Value }))
  const { fields } = find('RecognizeTakeoutOrder', { Elements })
  expect(fields.map(({ key, value }) => [key, value])).toEqual(
    Object.values(orders).map(([key, , value]) => [key, value]),
  )

  const zone = {
    birth: ['birth_date', '920112', '1992-01-12'],
    date_of_issue: ['issue_date', '20140918', '2014-09-18'],
    date_of_expiry: ['expiry_date', '240918', '2024-09-18'],
    nationality: ['nationality', 'CHN', 'CHN'],
  } as const
  const Regions = Object.entries(zone).map(([Name, [, Content]]) => ({ Name, Content }))
  expect(find('RecognizePassportMRZ', { Regions }).fields.map(({ key, value }) => [key, value])).toEqual(
    Object.values(zone).map(([key, , value]) => [key, value]),
  )
})

it('gives the texts of a sign by their role, and shows a logo', () => {
  const text = (Tag: string, Type = 'text') => ({ Tag, Type, Label: Tag, Points: [10, 10, 90, 10, 90, 30, 10, 30] })
  const Signboards = { Texts: [text('name'), text('address'), text('phone'), text('other'), text('new', 'logo')] }
  const { fields, regions } = find('RecognizePoiName', { Signboards })
  expect(fields.map(({ key }) => key)).toEqual(['sign_name', 'address', 'phone', 'other_text', 'other_text'])
  expect(regions.map(({ kind, text: label }) => [kind, label])).toEqual([['logo', 'new']])
})

it('takes an old number of a business licence for what it is', () => {
  const key = (RegisterNumber: unknown) =>
    find('RecognizeBusinessLicense', { RegisterNumber }).fields.map((field) => field.key)
  expect(key('91500108320423000X')).toEqual(['credit_code'])
  expect(key('330106000123456')).toEqual(['registration_number'])
  expect(key(330106000123456)).toEqual(['registration_number'])
  expect(key('FailInRecognition')).toEqual(['credit_code'])
})
