import { expect, test } from 'vitest'
import { fakePage, type Printed } from './fake-reading.ts'
import { extractFindings } from './index.ts'

/** What specimens drawn by another hand than ours taught: other places, other wordings, a thumb over a label. */
async function valuesOf(kind: string, lines: readonly Printed[]): Promise<Record<string, string | null>> {
  const { fields } = await extractFindings(kind, [fakePage(lines)])
  return Object.fromEntries(fields.map(({ key, value }) => [key, value]))
}

test('a value below its label is found though the label has another language beside it', async () => {
  const values = await valuesOf('emirates-id-front', [
    { text: 'ID Number', x: 300, y: 60 },
    { text: '784-1985-1234567-3', x: 300, y: 90, height: 34 },
    { text: 'Name: Mohammed Alhassan', x: 300, y: 200, height: 28 },
    { text: 'Expiry Date / slul', x: 300, y: 400 },
    { text: '09/08/2024', x: 300, y: 430, height: 28 },
  ])
  expect(values).toMatchObject({ expiry_date: '2024-08-09' })
})

test('a driving licence has foreigners, terms whose label is hidden, and addresses with a rest of the English label', async () => {
  const values = await valuesOf('driver-licence-front', [
    { text: '姓名', x: 60, y: 180 },
    { text: 'JOHN MICHAEL SMITH', x: 160, y: 180 },
    { text: '住址', x: 60, y: 240 },
    { text: 'ess上海市长宁区', x: 160, y: 240 },
    { text: '2021-03-20至2031-03-20', x: 240, y: 520 },
  ])
  expect(values).toEqual({
    name: 'JOHN MICHAEL SMITH',
    address: '上海市长宁区',
    valid_from: '2021-03-20',
    valid_to: '2031-03-20',
  })
})

test('a business licence has labels set as wide as the longest, days in Chinese signs and foreigners', async () => {
  const values = await valuesOf('business-licence', [
    { text: '营业执照', x: 460, y: 60, height: 60 },
    { text: '名', x: 60, y: 240 },
    { text: '称', x: 208, y: 240 },
    { text: '钱塘旅游有限公司', x: 260, y: 240 },
    { text: '法定代表人姓名', x: 60, y: 300 },
    { text: 'JEAN-LUC MOREAU', x: 260, y: 300 },
    { text: '成立日期', x: 60, y: 360 },
    { text: '二〇〇九年十二月二十一日', x: 260, y: 360 },
  ])
  expect(values).toMatchObject({
    name: '钱塘旅游有限公司',
    legal_person: 'JEAN-LUC MOREAU',
    established_date: '2009-12-21',
  })
})

test('a business card has letters for labels and addresses over two lines', async () => {
  const values = await valuesOf('business-card', [
    { text: '王芳', x: 60, y: 60, height: 60 },
    { text: 'T', x: 60, y: 200 },
    { text: '0571-87654321', x: 90, y: 200 },
    { text: 'E', x: 60, y: 240 },
    { text: 'e.wang@lvye.cn', x: 90, y: 240 },
    { text: '广州市天河区珠江新城', x: 60, y: 300 },
    { text: '华夏路30号盈通大厦', x: 60, y: 330 },
  ])
  expect(values).toEqual({
    name: '王芳',
    office_phone: '0571-87654321',
    email: 'e.wang@lvye.cn',
    address: '广州市天河区珠江新城华夏路30号盈通大厦',
  })
})

test('of a zone whose first signs a thumb hides the rest is read, and nothing is said that needs them', async () => {
  const zone = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10']
  const values = await valuesOf(
    'passport-mrz',
    zone.map((text, index) => ({ text: text.slice(1), x: 84, y: 660 + 60 * index, pitch: 24 })),
  )
  expect(values).toEqual({
    country_code: 'UTO',
    surname: 'ERIKSSON',
    given_name: 'ANNA MARIA',
    nationality: 'UTO',
    birth_date: '1974-08-12',
    sex: 'F',
    expiry_date: '2012-04-15',
  })
})
