import { describe, expect, it } from 'vitest'
import { angleOf, boundsOf, type Quad } from '../../../contract/geometry.ts'
import { findingsOf, type FindingsContext } from '../response.ts'
import { facts, found } from './__fixtures__/found.ts'
import { taxiKeys } from './taxi.ts'

const page = { index: 0, width: 1000, height: 800 }
const find = (action: string, data: unknown, context: Partial<FindingsContext> = {}) =>
  findingsOf(action, data, { parameters: {}, pages: [page], kind: 'none', ...context })
const valuesOf = ({ findings }: ReturnType<typeof find>) =>
  findings.fields.map(({ key, value }) => [key, value] as const)
const degrees = (quad: Quad) => Math.round((angleOf(quad) * 180) / Math.PI)

describe('sides', () => {
  const back = { BackResult: { Issue: '杭州市公安局', StartDate: '20190101', EndDate: '长期' } }

  it('decide the kind, whatever was expected', () => {
    const result = find('RecognizeIdentityCard', back, { kind: 'id-card-front' })
    expect(result.kind).toBe('id-card-back')
    expect(valuesOf(result)).toEqual([
      ['issuing_authority', '杭州市公安局'],
      ['valid_from', '2019-01-01'],
      ['valid_to', '长期'],
    ])
  })

  it('that are empty do not count', () => {
    const both = { ...back, FrontResult: { Name: '', IDNumber: '' } }
    const result = find('RecognizeIdentityCard', both, { kind: 'id-card-front' })
    expect(result.kind).toBe('id-card-back')
    expect(result.findings.fields).toHaveLength(3)
    expect(find('RecognizeIdentityCard', {}, { kind: 'id-card-back' }).kind).toBe('id-card-back')
    const empty = find('RecognizeIdentityCard', { BackResult: { Issue: '' } }, { kind: 'id-card-front' })
    expect([empty.kind, valuesOf(empty)]).toEqual(['id-card-back', [['issuing_authority', null]]])
  })

  it('of the portrait: the turned rectangle is used where there are no corners, and agrees with them', () => {
    const bare = (data: unknown) => {
      const { FrontResult } = data as { FrontResult: object }
      return { FrontResult: { ...FrontResult, FaceRectVertices: undefined } }
    }
    const [portrait, same] = [found('RecognizeIdentityCard', 'json'), found('RecognizeIdentityCard', 'json', bare)].map(
      ({ findings }) => findings.regions.find(({ kind }) => kind === 'portrait')!,
    )
    expect(same!.path).toBe('Data.FrontResult.FaceRectangle')
    for (const corner of [0, 1, 2, 3]) {
      expect(same!.quad[corner]![0]).toBeCloseTo(portrait!.quad[corner]![0], 1)
      expect(same!.quad[corner]![1]).toBeCloseTo(portrait!.quad[corner]![1], 1)
    }
  })

  it('keep a length of validity as it is printed', () => {
    expect(valuesOf(find('RecognizeDriverLicense', { FaceResult: { EndDate: '6年' } }))).toEqual([['valid_to', '6年']])
  })
})

describe('markers of failure', () => {
  const stated = facts.flatMap(({ action, failureMarkers }) =>
    failureMarkers.flatMap(({ marker, kind, appliesTo }) =>
      kind === 'string-value' || kind === 'placeholder-string'
        ? appliesTo.map((path) => ({ action, marker: String(marker), path }))
        : [],
    ),
  )

  it.each(stated.filter(({ path }) => !path.includes('[]') && !path.endsWith('InvoiceDetails')))(
    '$marker in $action $path is no value',
    ({ action, marker, path }) => {
      const names = path.split('.').slice(1)
      const data = names.reduceRight<unknown>((inner, name) => ({ [name]: inner }), marker)
      const { findings } = find(action, data)
      expect(findings.fields.map(({ value }) => value).filter((value) => value !== null)).toEqual([])
      expect(findings.regions).toEqual([])
    },
  )

  it('leave a stated box of zeros, an empty list and an empty text without value and place', () => {
    const { findings } = find('RecognizeVATInvoice', { Content: { Payee: '' }, Box: { Payees: [0, 0, 0, 0] } })
    expect(findings.fields).toMatchObject([{ key: 'payee', value: null, quads: [], boxSource: null }])
    expect(valuesOf(find('RecognizeBusinessCard', { Emails: [], Titles: '', Name: '' }))).toEqual([
      ['name', null],
      ['title', null],
      ['email', null],
    ])
    expect(valuesOf(find('RecognizeBankCard', { BankName: '', ValidDate: '' }))).toEqual([
      ['bank_name', null],
      ['expiry_date', null],
    ])
  })
})

describe('several results', () => {
  it('of a business card are many of a key', () => {
    expect(valuesOf(find('RecognizeBusinessCard', { CellPhoneNumbers: ['139', '138'] }))).toEqual([
      ['mobile_phone', '139'],
      ['mobile_phone', '138'],
    ])
  })

  it('of QR codes belong to the pages of their tasks', () => {
    const element = (...texts: string[]) => ({
      TaskId: 't',
      Results: [{ QrCodesData: texts, Label: 'qrcode', Rate: 99.5 }],
    })
    const pages = [3, 5, 9].map((index) => ({ ...page, index }))
    const empty = { Results: [{ Label: 'normal', Rate: 50 }] }
    const { findings } = find('RecognizeQrCode', { Elements: [element('a', 'b'), empty, element('c')] }, { pages })
    const contents = findings.fields.filter(({ key }) => key === 'content')
    expect(contents.map(({ value, page: at }) => [value, at])).toEqual([
      ['a', 3],
      ['b', 3],
      ['c', 9],
    ])
    const labels = findings.fields.filter(({ key }) => key === 'aliyun-viapi:Label')
    expect(labels.map(({ page: at, confidence }) => [at, confidence])).toEqual([
      [3, 0.995],
      [5, 0.5],
      [9, 0.995],
    ])
  })

  it('of plates, with the upright box where there are no corners', () => {
    const plate = (PlateNumber: string, X: number) => ({
      PlateNumber,
      Roi: { X, Y: 10, W: 50, H: 20 },
      Confidence: 0.5,
    })
    const { findings } = find('RecognizeLicensePlate', { Plates: [plate('粤BP57E7', 10), plate('粤B12345', 100)] })
    expect(findings.fields.map(({ value, quads }) => [value, boundsOf(...quads).left])).toEqual([
      ['粤BP57E7', 10],
      ['粤B12345', 100],
    ])
    expect(findings.regions.map(({ text, path }) => [text, path])).toEqual([
      ['粤BP57E7', 'Data.Plates[0].Roi'],
      ['粤B12345', 'Data.Plates[1].Roi'],
    ])
  })

  it('of card dates: the earlier is that of issue', () => {
    for (const text of ['03/17,04/05', '04/05,03/17']) {
      expect(valuesOf(find('RecognizeBankCard', { ValidDate: text }))).toEqual([
        ['issue_date', '04/05'],
        ['expiry_date', '03/17'],
      ])
    }
  })
})

describe('the direction in which things read', () => {
  const stamps = { Stamp: { Left: 100, Top: 50, Width: 80, Height: 40 } }

  it.each([
    [0, 0],
    [90, 90],
    [180, 180],
    [270, -90],
  ])('follows the stated turn of the picture: %d degrees', (Angle, expected) => {
    const { findings } = find('RecognizeBusinessLicense', { ...stamps, Angle })
    expect(Math.abs(degrees(findings.regions[0]!.quad))).toBe(Math.abs(expected))
    expect(boundsOf(findings.regions[0]!.quad)).toEqual({ left: 100, top: 50, right: 180, bottom: 90 })
  })

  it.each([
    [0, 0],
    [1, -90],
    [2, 180],
    [3, 90],
  ])('follows the quarter turns that a receipt needs: %d', (RotateType, expected) => {
    const level = RotateType % 2 === 0
    const Size = level ? { W: 200, H: 30 } : { W: 30, H: 200 }
    const item = { Text: '129.00元', ItemRoi: { Center: { X: 400, Y: 400 }, Angle: 0, Size } }
    const { findings } = find('RecognizeTaxiInvoice', { Invoices: [{ RotateType, Items: [item] }] })
    expect(Math.abs(degrees(findings.fields[0]!.quads[0]!))).toBe(Math.abs(expected))
    expect(Math.sign(degrees(findings.fields[0]!.quads[0]!))).toBe(Math.sign(expected))
  })

  it('is that of the picture that was sent, for answers about a picture that was turned and enlarged', () => {
    // A page of 400 x 300 whose top points to the right was set upright (300 x 400) and doubled.
    const data = {
      OrgWidth: 400,
      OrgHeight: 300,
      Width: 600,
      Height: 800,
      Angle: 90,
      PageIndex: 2,
      WordsInfo: [
        {
          Word: 'a',
          Positions: [
            { X: 20, Y: 40 },
            { X: 220, Y: 40 },
            { X: 220, Y: 80 },
            { X: 20, Y: 80 },
          ],
        },
      ],
    }
    const pages = [page, { index: 1, width: 800, height: 600 }]
    const [line] = find('RecognizePdf', data, { pages }).findings.lines
    expect(line!.page).toBe(1)
    expect(degrees(line!.quad)).toBe(90)
    // In the upright picture 10..110 x 20..40; in the one that was sent x = 400 - y, y = x; the page has twice its pixels.
    expect(line!.quad).toEqual([
      [760, 20],
      [760, 220],
      [720, 220],
      [720, 20],
    ])
  })
})

describe('texts', () => {
  it('without a place stay fields, and a box beyond the page is cut', () => {
    const data = {
      Results: [{ Text: 'a' }, { Text: 'b', TextRectangles: { Left: -50, Top: 10, Width: 100, Height: 20, Angle: 0 } }],
    }
    const { findings } = find('RecognizeCharacter', data)
    expect(findings.fields).toMatchObject([{ key: 'aliyun-viapi:Text', value: 'a' }])
    expect(findings.lines).toMatchObject([{ text: 'b', confidence: null, path: 'Data.Results[1].Text' }])
    expect(boundsOf(findings.lines[0]!.quad)).toEqual({ left: 0, top: 10, right: 50, bottom: 30 })
  })

  it('of a video have the time of their frame in the unit that fits its length', () => {
    const times = (...stamps: number[]) =>
      find('RecognizeVideoCharacter', {
        Frames: stamps.map((Timestamp) => ({ Timestamp, Elements: [] })),
      }).findings.frames.map(({ timeMs }) => timeMs)
    expect(times(0, 2, 59)).toEqual([0, 2000, 59_000])
    expect(times(0, 2500, 59_000)).toEqual([0, 2500, 59_000])
    expect(times(2_500_000, 59_000_000)).toEqual([2500, 59_000])
    expect(times(2_500_000_000, 59_000_000_000)).toEqual([2500, 59_000])
  })

  it('of a frame lie where the video shows them', () => {
    const { findings } = found('RecognizeVideoCharacter', 'json', undefined, {
      pages: [{ index: 0, width: 960, height: 540 }],
    })
    const [line] = findings.frames[0]!.lines
    expect(line).toMatchObject({ text: '在桃花盛开的地方', confidence: 0.99, path: 'Data.Frames[0].Elements[0].Text' })
    // 46 x 213 about (236, 204.5), turned by -90, at half the size.
    const { left, top, right, bottom } = boundsOf(line!.quad)
    expect([left, top, right, bottom].map((value) => Math.round(value * 4) / 4)).toEqual([64.75, 90.75, 171.25, 113.75])
    expect(degrees(line!.quad)).toBe(0)
  })
})

describe('names and MRZ', () => {
  const china = (data: object) => Object.fromEntries(valuesOf(find('RecognizeChinapassport', data)))

  it('are told apart by content, in either order, and one alone', () => {
    const [names, numbers] = [
      'POCHNLI<<SI<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<',
      'E203545580CHN8610304M2305019MNPELOLIOKLPA938',
    ]
    for (const data of [
      { LineOne: names, LineZero: numbers },
      { LineOne: numbers, LineZero: names },
    ]) {
      expect(china(data)).toMatchObject({ mrz_line1: names, mrz_line2: numbers })
    }
    expect(china({ LineZero: numbers })).toEqual({ mrz_line2: numbers })
    expect(china({ LineZero: names })).toEqual({ mrz_line1: names })
  })

  it('split at the sign, else as the machine-readable line does, else at the first blank', () => {
    expect(china({ Name: 'LI.SI' })).toEqual({ surname: 'LI', given_name: 'SI' })
    expect(china({ Name: 'OUYANG, NA NA' })).toEqual({ surname: 'OUYANG', given_name: 'NA NA' })
    expect(china({ Name: 'VAN DER BERG JAN', LineOne: 'POCHNVAN<DER<BERG<<JAN<<<<<<<<<<<<<<<<<<<<<<' })).toMatchObject({
      surname: 'VAN DER BERG',
      given_name: 'JAN',
    })
    expect(china({ Name: 'ZHANG SAN' })).toEqual({ surname: 'ZHANG', given_name: 'SAN' })
    expect(china({ Name: 'SUKARNO' })).toEqual({ surname: 'SUKARNO' })
  })

  it('of the zone itself have priority over the whole name', () => {
    const region = (Name: string, Content: string) => ({ Name, Content })
    const data = {
      Regions: [
        region('name', 'ZHANG SAN'),
        region('surname', 'ZHANG'),
        region('given_name', 'SAN'),
        region('new', '1'),
      ],
    }
    expect(valuesOf(find('RecognizePassportMRZ', data))).toEqual([
      ['aliyun-viapi:name', 'ZHANG SAN'],
      ['surname', 'ZHANG'],
      ['given_name', 'SAN'],
      ['aliyun-viapi:new', '1'],
    ])
  })
})

describe('unnamed texts of a receipt', () => {
  it('are named by form and order', () => {
    const texts = [
      '京A12345',
      '发票代码111002081234',
      null,
      '12345678',
      '2021-05-06',
      '09:15',
      '10:02',
      '2.30',
      '12.5km',
      '43.00',
      '43.00元',
    ]
    expect([...taxiKeys(texts)].map(([index, key]) => [key, texts[index]])).toEqual([
      ['invoice_code', '发票代码111002081234'],
      ['invoice_number', '12345678'],
      ['car_number', '京A12345'],
      ['date', '2021-05-06'],
      ['boarding_time', '09:15'],
      ['alighting_time', '10:02'],
      ['unit_price', '2.30'],
      ['mileage', '12.5km'],
      ['amount', '43.00元'],
    ])
    expect([...taxiKeys(['43.00', 'x'])]).toEqual([[0, 'amount']])
  })

  it('are named by their order where the meter prints no units', () => {
    const keysOf = (texts: readonly string[]) => [...taxiKeys(texts)].map(([index, key]) => [key, texts[index]])
    expect(keysOf(['08:43', '09:13', '2.00', '15.9', '00:03', '42.00', '1.00'])).toEqual([
      ['boarding_time', '08:43'],
      ['alighting_time', '09:13'],
      ['unit_price', '2.00'],
      ['mileage', '15.9'],
      ['amount', '42.00'],
    ])
    expect(keysOf(['2.30元', '09:13', '09:40', '2.60元', '7.5', '42.00元', '1.00元'])).toContainEqual([
      'unit_price',
      '2.60元',
    ])
    // A surcharge behind the fare is no price of a kilometre, and without times nothing says where to look.
    expect(keysOf(['09:13', '42.00元', '1.00元']).map(([key]) => key)).toEqual(['boarding_time', 'amount'])
    expect(keysOf(['2.00', '15.9', '42.00元']).map(([key]) => key)).toEqual(['amount'])
  })
})

it('keeps what no table lists, wherever it stands', () => {
  const { findings } = find('RecognizeVINCode', {
    VinCode: 'LVBB2FAF777999888',
    Extra: { Deep: [{ Note: 'n' }, { Note: 5 }] },
  })
  expect(findings.fields.slice(1).map(({ key, value, native }) => [key, value, native.path])).toEqual([
    ['aliyun-viapi:Note', 'n', 'Data.Extra.Deep[0].Note'],
    ['aliyun-viapi:Note', '5', 'Data.Extra.Deep[1].Note'],
  ])
})
