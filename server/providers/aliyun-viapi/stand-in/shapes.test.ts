import { beforeEach, describe, expect, test } from 'vitest'
import { fakeEngine, field, reading } from '../../aliyun-signature/gateway/testing.ts'
import facts from '../__fixtures__/capabilities.json' with { type: 'json' }
import { limits } from '../limits.ts'
import { createBench, parse, refusalOf, settle, type Bench } from './testing/bench.ts'
import { requiredParameters } from './testing/parameters.ts'
import { fullReadings } from './testing/readings.ts'

let bench: Bench
beforeEach(() => {
  bench = createBench()
})

const recognisers = Object.keys(limits)
const isJob = (action: string) => action === 'TrimDocument' || action === 'RecognizeVideoCharacter'

/** `Data` of a recogniser; of a job, what its Result holds. */
async function dataOf(action: string, side?: string): Promise<unknown> {
  const answer = parse(await bench.run(action, requiredParameters(action, side)))
  if (!isJob(action)) return answer.Data
  bench.waits.shift()!()
  await settle()
  const { Data } = parse(await bench.call('GetAsyncJobResult', { JobId: answer.RequestId as string }))
  const { Status, Result } = Data as Record<string, string>
  expect(Status).toBe('PROCESS_SUCCESS')
  return JSON.parse(Result!) as unknown
}

const typeOf = (value: unknown) =>
  Array.isArray(value)
    ? 'Array'
    : typeof value === 'object'
      ? 'Object'
      : typeof value === 'string'
        ? 'String'
        : typeof value === 'boolean'
          ? 'Boolean'
          : Number.isInteger(value)
            ? 'Integer'
            : 'Float'

/** Every value with the document's name for its path and its type: `Data.Plates[].Roi.X`. */
function* rowsOf(path: string, value: unknown): Generator<[path: string, type: string, value: unknown]> {
  yield [path, typeOf(value), value]
  if (Array.isArray(value)) {
    for (const item of value)
      if (typeof item === 'object') for (const row of rowsOf(`${path}[]`, item)) if (row[0] !== `${path}[]`) yield row
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) yield* rowsOf(`${path}.${name}`, item)
  }
}

/** The document's types, and what JSON may hold for them. */
const allowed = (type: string) =>
  type.startsWith('Array')
    ? ['Array']
    : type === 'Float'
      ? ['Float', 'Integer']
      : type === 'Long'
        ? ['Integer']
        : [type]

describe('answers have the names, the nesting and the types of the response tables', () => {
  test.each(recognisers)('%s', async (action) => {
    const { response } = facts.find((fact) => fact.action === action)!
    const documented = new Map(response.map(({ path, type }) => [path, type]))
    const found = new Set<string>()
    for (const side of requiredParameters(action).Side ? ['face', 'back'] : [undefined]) {
      for (const [path, type, value] of rowsOf('Data', await dataOf(action, side))) {
        found.add(path)
        if (value === 'FailInDetection') continue
        expect([path, allowed(documented.get(path) ?? 'not documented')]).toEqual([
          path,
          expect.arrayContaining([type]),
        ])
      }
    }
    // Rows that no full answer has: the other output formats of the table, and what the engine was not given.
    const left = [...documented.keys()].filter((path) => path.startsWith('Data') && !found.has(path))
    expect(left.filter((path) => !/FileContent|QRCode\b/.test(path))).toEqual([])
  })

  test('the same as XML, lists as repeated elements, under the root of the action', async () => {
    const parameters = { ImageURL: bench.store('RecognizeBusinessCard') }
    const { body, headers, status } = await bench.call('RecognizeBusinessCard', parameters, { format: 'xml' })
    expect([status, headers['content-type']]).toEqual([200, 'application/xml;charset=utf-8'])
    expect(body).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?><RecognizeBusinessCardResponse><RequestId>[0-9A-F-]{36}<\/RequestId><Data>/,
    )
    expect(body).toContain(
      '<CellPhoneNumbers>13900001234</CellPhoneNumbers><CellPhoneNumbers>13900001235</CellPhoneNumbers>',
    )
  })

  test('workbooks and HTML of a table', async () => {
    const parameters = { ImageURL: bench.store('RecognizeTable'), ...requiredParameters('RecognizeTable') }
    const html = parse(await bench.call('RecognizeTable', { ...parameters, OutputFormat: 'html' })).Data as {
      FileContent: string
    }
    expect(html.FileContent).toBe(
      '<table border=1><tr><td colspan="2">名称<br>&lt;数量&gt;</td></tr><tr><td>发电机</td><td></td></tr></table>',
    )
    const xlsx = parse(await bench.call('RecognizeTable', { ...parameters, OutputFormat: 'xlsx' })).Data as {
      FileContent: string
    }
    // A ZIP's local file header.
    expect(Buffer.from(xlsx.FileContent, 'base64').subarray(0, 4).toString('hex')).toBe('504b0304')
  })
})

describe('values as the document writes them', () => {
  test('dates, markers, empty boxes, leading zeros', async () => {
    expect(await dataOf('RecognizeBusinessLicense')).toMatchObject({
      EstablishDate: '20150504',
      ValidPeriod: '29991231',
      QRCode: 'FailInDetection',
      Title: { Left: 300, Top: 20, Width: 90, Height: 60 },
    })
    expect(await dataOf('RecognizeAccountPage')).toMatchObject({
      BirthDate: '2002年2月7日',
      NativePlace: 'FailInRecognition',
    })
    expect(await dataOf('RecognizeVATInvoice')).toMatchObject({
      Content: { InvoiceNo: '03753869', InvoiceDate: '2020年12月15日', Payee: '' },
      Box: { InvoiceNoes: [20, 50, 320, 74], Payees: [0, 0, 0, 0] },
    })
    expect(await dataOf('RecognizeTrainTicket')).toMatchObject({ Price: 104.5, Date: '2017年08月05日22：09开' })
    expect(await dataOf('RecognizeQuotaInvoice')).toMatchObject({
      KeyValueInfos: expect.arrayContaining([{ Key: '小写金额', Value: '', ValueScore: 100 }]) as unknown,
    })
    expect(await dataOf('RecognizeTicketInvoice')).toMatchObject({
      Results: [
        {
          Content: { SumAmount: '￥220.00' },
          KeyValueInfos: expect.arrayContaining([
            expect.objectContaining({ Value: '044031860107', ValueScore: 98.77 }),
          ]) as unknown,
        },
      ],
    })
  })

  test('figures of a licence without their units', async () => {
    const back = (values: Record<string, string>) => {
      const fields = Object.entries(values).map(([key, value]) => field(key, value))
      return fakeEngine({ 'vehicle-licence-back': reading({ fields }) }).engine
    }
    const printed = {
      overall_dimension: '4945×1845×1480mm',
      unladen_mass: '2000kg',
      approved_passengers: '2+3人',
      gross_mass: '--',
    }
    bench = createBench(back(printed))
    expect(await dataOf('RecognizeDrivingLicense', 'back')).toMatchObject({
      BackResult: {
        OverallDimension: '4945x1845x1480',
        UnladenMass: '2000',
        ApprovedPassengerCapacity: '2+3人',
        GrossMass: '--',
        EnergyType: '-',
      },
    })
  })

  test.each([
    ['粤BD12345', '小型新能源车', '新能源车'],
    ['WJ粤12345', '武警车辆', '军车'],
    ['粤B1234挂', '挂车', '挂车'],
    ['粤B1234学', '教练汽车', '教练车'],
    ['粤Z1234港', '港澳入出境车', '港澳车'],
    ['粤B1234挂', null, undefined],
    ['粤BP57E7', null, undefined],
    ['粤XS1234应急', '应急救援', undefined],
  ])('the sort of the plate %s (%s) is one of the table', async (number, type, sort) => {
    const fields = [
      field('plate_number', number),
      ...(type === null ? [] : [field('plate_type', type, undefined, null)]),
    ]
    bench = createBench(fakeEngine({ 'licence-plate': reading({ fields }) }).engine)
    const { Plates } = (await dataOf('RecognizeLicensePlate')) as { Plates: { PlateType?: string }[] }
    expect(Plates.map(({ PlateType }) => PlateType)).toEqual([sort])
  })

  test('a text that falls to the right is an upright box turned by almost -90', async () => {
    const { Results } = (await dataOf('RecognizeCharacter')) as {
      Results: { TextRectangles: Record<string, number> }[]
    }
    const boxes = Results.map(({ TextRectangles }) => TextRectangles)
    expect(boxes[0]).toEqual({ Left: 20, Top: 20, Angle: 0, Height: 24, Width: 300 })
    expect(boxes[1]).toEqual({ Left: 158, Top: -75, Angle: -89, Height: 300, Width: 24 })
  })

  test('small texts are left out, probabilities only on request', async () => {
    const parameters = { ImageURL: bench.store('RecognizeCharacter'), MinHeight: '25', OutputProbability: 'false' }
    expect(parse(await bench.call('RecognizeCharacter', parameters)).Data).toEqual({ Results: [] })
    const { Results } = parse(await bench.call('RecognizeCharacter', { ...parameters, MinHeight: '24' })).Data as {
      Results: object[]
    }
    expect(Results.map((result) => Object.keys(result))).toEqual([
      ['TextRectangles', 'Text'],
      ['TextRectangles', 'Text'],
    ])
  })

  test('nothing of the document, or nothing at all, is no success', async () => {
    bench = createBench(fakeEngine({ 'bank-card': reading({ lines: fullReadings['bank-card']!.lines }) }).engine)
    expect(await refusalOf(bench.call('RecognizeBankCard', { ImageURL: bench.store('RecognizeBankCard') }))).toEqual([
      400,
      'InvalidImage.Category',
    ])
    expect(await refusalOf(bench.call('RecognizeVINCode', { ImageURL: bench.store('RecognizeVINCode') }))).toEqual([
      400,
      'InvalidResult',
    ])
    expect(
      parse(await bench.call('RecognizeChinapassport', { ImageURL: bench.store('RecognizeChinapassport') })).Data,
    ).toMatchObject({ Success: false })
  })
})
