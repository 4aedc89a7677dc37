import { describe, expect, test } from 'vitest'
import { cardKindOf, findingsOf } from './fields.ts'
import type { CapabilityId } from './limits.ts'
import { periodOf } from './period.ts'
import { fixture } from './testing.ts'

type Item = Record<string, unknown>

const page = { index: 0, width: 700, height: 400 }

function itemOf(name: string): Item {
  const { returnObj } = fixture<{ returnObj: Item | Item[] }>(`examples/${name}`)
  return Array.isArray(returnObj) ? returnObj[0]! : returnObj
}

function read(capability: CapabilityId, value: Item, expected = 'general-text', path = 'returnObj[0]') {
  return findingsOf(capability, { value, path, page }, expected)
}

const valuesOf = (findings: ReturnType<typeof read>) =>
  Object.fromEntries(findings.fields.map(({ key, value }) => [key, value]))

describe('general text', () => {
  test('has lines with quads and no confidence', () => {
    const { lines, fields } = read('ctyun.ocr.general', itemOf('general-ocr.success.json'))
    expect(fields).toEqual([])
    expect(lines.map(({ text, path, confidence }) => [text, path, confidence])).toEqual([
      ['社会主义核心价值观', 'returnObj[0].detail[0].text', null],
      ['富强、民主、文明、和谐', 'returnObj[0].detail[1].text', null],
    ])
    expect(lines[0]!.quad).toEqual([
      [43.3963039677, 157.3534469991],
      [610.5843128949, 169.5419591656],
      [609.1529514034, 236.1498488994],
      [41.9649424762, 223.9613367328],
    ])
    // The box that the document broke folds over: it is drawn as it is, and the text stays.
    expect(new Set(lines[1]!.quad.flat())).toEqual(
      new Set([
        84.6885821036, 244.0079416001, 573.8530589198, 248.174096093, 100.0000000001, 299.9887625014, 84.2472828771,
        295.8226080086,
      ]),
    )
  })

  test('a page without text has nothing', () => {
    const item = itemOf('general-ocr.success-no-text.figure.json')
    expect(read('ctyun.ocr.general', item)).toMatchObject({ lines: [], fields: [], regions: [] })
  })

  test('a box beyond the page is cut, a line without one is kept as a field, unknown names too', () => {
    const detail = [
      { name: '0', text: 'a', box: [-5, -5, 900, -5, 900, 50, -5, 50] },
      { name: '1', text: 'b', box: null },
      { name: '2', text: 'c', box: [1, 2, 3], score: 0.5 },
    ]
    const { lines, fields } = read('ctyun.ocr.general', { text_line: 3, detail, angle: 90 })
    expect(lines.map(({ quad }) => quad)).toEqual([
      [
        [0, 0],
        [700, 0],
        [700, 50],
        [0, 50],
      ],
    ])
    expect(fields.map(({ key, value, native }) => [key, value, native.path])).toEqual([
      ['ctyun:angle', '90', 'returnObj[0].angle'],
      ['ctyun:text', 'b', 'returnObj[0].detail[1].text'],
      ['ctyun:text', 'c', 'returnObj[0].detail[2].text'],
      ['ctyun:score', '0.5', 'returnObj[0].detail[2].score'],
    ])
  })
})

describe('ID cards', () => {
  test('note front is the emblem side; the empty fields of the other side are absent', () => {
    const findings = read('ctyun.ocr.idcard', itemOf('idcard.success.json'), 'id-card-front')
    expect(findings.fields.map(({ key, value, native }) => [key, value, native])).toEqual([
      ['issuing_authority', '兰州市公安局城关分局', { path: 'returnObj[0].detail.org', value: '兰州市公安局城关分局' }],
      ['valid_from', '2007-07-27', { path: 'returnObj[0].detail.validperiod', value: '2007.07.27-2027.07.27' }],
      ['valid_to', '2027-07-27', { path: 'returnObj[0].detail.validperiod', value: '2007.07.27-2027.07.27' }],
    ])
  })

  const portrait = {
    name: '陈XX',
    sex: '男',
    nation: '汉',
    birthday: '19950125',
    idn: '310100199501250016',
    addr: '上海市XX区XX路1号',
    org: '',
    validperiod: '',
  }

  test('note back is the portrait side', () => {
    const item = {
      note: 'back',
      detail: { ...portrait, addr: '' },
      idcard_face: 'no face',
      demo_image: 'demo_image',
      risk: 'normal',
    }
    expect(valuesOf(read('ctyun.ocr.idcard', item, 'id-card-back'))).toEqual({
      name: '陈XX',
      sex: '男',
      ethnicity: '汉',
      birth_date: '1995-01-25',
      address: null,
      id_number: '310100199501250016',
    })
  })

  test('a masked date stays as it was printed, constants that are none are shown', () => {
    const item = { note: 'back', detail: { ...portrait, birthday: '1995XX25' }, risk: 'copy' }
    expect(valuesOf(read('ctyun.ocr.idcard', item))).toMatchObject({ birth_date: '1995XX25', 'ctyun:risk': 'copy' })
  })

  test('with both sides filled it is the side that was asked for, and the other is not lost', () => {
    const item = { note: 'back', detail: { ...portrait, org: '某公安局', validperiod: '2007.07.27-长期' } }
    const asked = (kind: string) => valuesOf(read('ctyun.ocr.idcard', item, kind))
    expect(asked('id-card-front')).toMatchObject({ 'ctyun:org': '某公安局', name: '陈XX' })
    expect(asked('id-card-back')).toMatchObject({
      issuing_authority: '某公安局',
      valid_to: '长期',
      'ctyun:name': '陈XX',
    })
  })

  test('without a note the filled fields tell the side', () => {
    expect(cardKindOf({ detail: portrait })).toBe('id-card-front')
    expect(
      cardKindOf({ detail: { ...Object.fromEntries(Object.keys(portrait).map((name) => [name, ''])), org: 'x' } }),
    ).toBe('id-card-back')
    expect(cardKindOf({ note: '', detail: {} })).toBeNull()
  })
})

describe('plates', () => {
  test('have number, type, place and confidence', () => {
    const { fields, regions } = read('ctyun.ocr.plate', itemOf('plate.success.json'))
    const quad = [
      [123, 191],
      [214, 195],
      [213, 226],
      [122, 222],
    ]
    expect(fields).toMatchObject([
      {
        key: 'plate_number',
        value: '浙C80000',
        quads: [quad],
        boxSource: 'provider',
        confidence: 0.99,
        confidenceSource: 'provider',
        native: { path: 'returnObj[0].detail[0].platelicense' },
      },
      { key: 'plate_type', value: '蓝牌', quads: [], boxSource: null, confidence: null },
    ])
    expect(regions).toMatchObject([
      { kind: 'plate', quad, text: '浙C80000', confidence: 0.99, path: 'returnObj[0].detail[0].box' },
    ])
  })

  test('several plates, none, and one without a box or a confidence', () => {
    const plate = { platelicense: '冀D137G5', plate_type: '黄牌', confidence: 1 }
    const { fields } = read('ctyun.ocr.plate', {
      'number of plate licenses': 2,
      detail: [plate, { ...plate, confidence: undefined }],
    })
    expect(fields.map(({ confidence, quads }) => [confidence, quads.length])).toEqual([
      [1, 0],
      [null, 0],
      [null, 0],
      [null, 0],
    ])
    expect(read('ctyun.ocr.plate', { 'number of plate licenses': 0, detail: [] }).fields).toEqual([])
  })
})

describe('business licences', () => {
  test('both spellings of dates, an empty code, and what the picture shows', () => {
    const item = itemOf('business-license.success.json')
    expect(valuesOf(read('ctyun.ocr.business-license', item, 'business-licence', 'returnObj'))).toEqual({
      credit_code: null,
      registration_number: '32050XXXXXX8749',
      name: '苏州市XXXX有限公司',
      company_type: '有限公司(自然人控股)',
      address: '苏州市相城区XXXXXXXXXX',
      legal_person: '潘X',
      registered_capital: '200万元人民币',
      paid_in_capital: '200万元人民币',
      established_date: '2005-06-09',
      valid_from: '2005-06-09',
      valid_to: '2015-06-08',
      'ctyun:license_type': 'Business License',
    })
  })

  test('what is no licence says so', () => {
    const item = { license_type: 'Not Business License', detail: { name: '', union_id: '' } }
    expect(valuesOf(read('ctyun.ocr.business-license', item))).toEqual({
      name: null,
      credit_code: null,
      'ctyun:license_type': 'Not Business License',
    })
  })
})

test.each([
  ['2007.07.27-2027.07.27', '2007.07.27', '2027.07.27'],
  ['2007.07.27-长期', '2007.07.27', '长期'],
  ['20070727-20270727', '20070727', '20270727'],
  ['2005年06月09日至2015年06月08日', '2005年06月09日', '2015年06月08日'],
  ['自2005年6月9日至永久', '2005年6月9日', '长期'],
  ['2005-06-09 至 无固定期限', '2005-06-09', '长期'],
  ['2005-06-09至', '2005-06-09', null],
  ['至2005-06-09', null, '2005-06-09'],
  ['长期', null, '长期'],
  ['十年', null, '十年'],
  ['', null, null],
])('period %s', (text, from, to) => {
  expect(periodOf(text)).toEqual({ from, to })
})
