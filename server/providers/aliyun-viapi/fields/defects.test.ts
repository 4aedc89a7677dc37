import { describe, expect, it } from 'vitest'
import { angleOf, boundsOf, intersectionOverUnion, type Quad } from '../../../contract/geometry.ts'
import { parseEscapedJson } from '../../json.ts'
import { readAnswer } from '../response.ts'
import { fixture, found } from './__fixtures__/found.ts'

type Format = 'json' | 'xml'

interface Defect {
  action: string
  formats: Format[]
  path: string
  kind: string
  values?: unknown[]
  value?: unknown
  intactValue?: string
  intactIn?: string
}

const defects = JSON.parse(fixture('examples/defects.json')) as Defect[]

const fieldsOf = (action: string, format: Format) => found(action, format).findings.fields
const valueOf = (action: string, format: Format, key: string) =>
  fieldsOf(action, format).find((field) => field.key === key)?.value
const loose = (path: string) => path.replaceAll('[0]', '')
const valueAt = (action: string, format: Format, path: string) =>
  fieldsOf(action, format).find(({ native }) => loose(native.path) === loose(path))?.value
const regionOf = (action: string, format: Format, kind: string) =>
  found(action, format).findings.regions.find((region) => region.kind === kind)!.quad
const isClockwiseFromTopLeft = ([topLeft, topRight, bottomRight, bottomLeft]: Quad) =>
  topLeft[0] < topRight[0] &&
  bottomLeft[0] < bottomRight[0] &&
  topLeft[1] < bottomLeft[1] &&
  topRight[1] < bottomRight[1]

/** What each sort of defect must not do to the outcome. */
const sorts: Record<string, (defect: Defect, format: Format) => void> = {
  /** The number comes out as its digits, in the form of its type (other tests name the forms). */
  'number-for-string': ({ action, path, values }, format) => {
    const found = fieldsOf(action, format).filter(
      ({ native }) => native.path.replaceAll(/\[\d+\]/g, '') === path.replaceAll('[]', ''),
    )
    const covered = path.includes('.Content.') && found.length === 0
    // A pair of KeyValueInfos says the same as this member of Content, and stands for it.
    const shown = covered ? fieldsOf(action, format) : found
    for (const value of values!) {
      const matching = shown.find(({ native }) => native.value === value)
      expect(matching?.value?.replaceAll(/\D/g, '') ?? 'nothing').toMatch(
        value === 29991231 ? /^$/ : new RegExp(`^0?${String(value).replaceAll(/\D/g, '')}(?:00)?$`),
      )
    }
  },
  'precision-loss': ({ action, path, value, intactValue, intactIn }, format) => {
    expect(valueAt(action, format, wayTo(action, path))).toBe(String(value))
    if (intactIn === 'xml') expect(valueAt(action, 'xml', path)).toBe(intactValue)
    // Where the raw text has all the digits, none is lost.
    expect((readAnswer(action, '', `{"Data":{"A":${intactValue}}}`).data as { A: unknown }).A).toBe(intactValue)
  },
  'leading-zero-loss': ({ action, path, value, intactValue, intactIn }, format) => {
    const text = valueAt(action, format, wayTo(action, path))
    expect(text).toBe(format === 'json' ? intactValue : String(value))
    if (intactIn === 'xml') expect(valueAt(action, 'xml', path)).toBe(intactValue)
  },
  'decimals-lost': ({ action, path, intactValue }, format) => {
    expect(valueAt(action, format, path)).toBe(intactValue)
    expect(valueAt(action, 'xml', path)).toBe(intactValue)
  },
  'xml-without-root': ({ action }) => {
    const answer = fixture(`examples/${action}.xml`)
    const bare = answer.replaceAll(new RegExp(`</?${action}Response>`, 'g'), '')
    expect(bare).not.toContain(`${action}Response`)
    expect(readAnswer(action, 'application/xml', bare)).toEqual(readAnswer(action, 'application/xml', answer))
    expect(readAnswer(action, 'application/xml', bare).requestId).toMatch(/^[\dA-F-]{36}$/)
  },
  'final-result-shown': ({ action }, format) => {
    const { findings } = found(action, format)
    expect(findings.frames.length + (findings.html?.length ?? 0)).toBeGreaterThan(0)
    expect(found(action, format, () => null).findings).toEqual({
      fields: [],
      lines: [],
      tables: [],
      regions: [],
      frames: [],
    })
  },
  'both-sides-returned': ({ action }, format) => {
    const kinds = ['front', 'back'].map((side) =>
      action === 'RecognizeDriverLicense' ? `driver-licence-${side}` : `vehicle-licence-${side}`,
    )
    for (const [index, kind] of kinds.entries()) {
      const { kind: came, findings } = found(action, format, undefined, { kind })
      const paths = findings.fields.map(({ native }) => native.path)
      expect(came).toBe(kind)
      const [own, other] = index === 0 ? ['FaceResult', 'BackResult'] : ['BackResult', 'FaceResult']
      expect(
        findings.fields
          .filter(({ native }) => native.path.startsWith(`Data.${own}.`))
          .every(({ key }) => !key.includes(':')),
      ).toBe(true)
      expect(paths.some((path) => path.startsWith(`Data.${other}.`))).toBe(true)
    }
  },
  'object-for-array': ({ action, path }, format) => {
    const listed = (data: unknown) => {
      const [, name] = path.split('.') as [string, string]
      const object = data as Record<string, unknown>
      return { ...object, [name]: [object[name]] }
    }
    expect(found(action, format, listed)).toEqual(found(action, format))
  },
  'scalar-for-array': ({ action, path, values }, format) => {
    const texts = found(action, format).findings.tables[0]!.cells.map(({ text }) => text)
    if (path.endsWith('Head')) expect(valueAt(action, format, 'Data.Tables.Head')).toBe(values![0])
    else expect(texts).toEqual(expect.arrayContaining(values!.map(String)))
  },
  'corner-order-varies': ({ action, path }, format) => {
    const { fields } = found(action, format).findings
    const quads =
      action === 'RecognizeIdentityCard'
        ? [regionOf(action, format, path.endsWith('CardAreas') ? 'card' : 'portrait')]
        : fields.flatMap((field) => field.quads)
    expect(quads.length).toBe(action === 'RecognizeIdentityCard' ? 1 : 4)
    expect(quads.every(isClockwiseFromTopLeft)).toBe(true)
  },
  'key-missing': ({ action, path }, format) => {
    const { fields, tables } = found(action, format).findings
    if (path.endsWith('Texts')) {
      expect(tables[0]!.cells.filter(({ text }) => text === '')).toHaveLength(56 - 29)
    } else if (action === 'RecognizePassportMRZ') {
      expect(
        fields.filter(({ quads, confidence }) => quads.length > 0 && confidence !== null).map(({ key }) => key),
      ).toEqual(['mrz_line2', 'mrz_line1'])
      expect(fields.filter(({ quads, confidence }) => quads.length === 0 && confidence === null)).toHaveLength(6)
    } else if (action === 'RecognizeQuotaInvoice') {
      expect(fields.find(({ key }) => key === 'amount')).toMatchObject({
        value: null,
        quads: [],
        boxSource: null,
        confidence: null,
      })
    } else {
      expect(fields.filter(({ quads }) => quads.length > 0)).toEqual([])
    }
  },
  'all-zero': ({ action }, format) => {
    expect(
      found(action, format).findings.tables[0]!.cells.every(
        ({ quad, rowSpan, columnSpan }) => quad === null && rowSpan === 1 && columnSpan === 1,
      ),
    ).toBe(true)
  },
  'fields-disagree': ({ action }, format) => {
    expect(valueOf(action, format, 'mrz_line1')).toMatch(/^POCHNLI<<SI</)
    expect(valueOf(action, format, 'mrz_line2')).toMatch(/^E203545580CHN8610304M/)
    // Each is shown as it came; the console's own rules find that they disagree.
    expect([
      valueOf(action, format, 'sex'),
      valueOf(action, format, 'birth_date'),
      valueOf(action, format, 'expiry_date'),
    ]).toEqual(['F', '1988-08-20', '2023-10-18'])
  },
  'score-disagrees': ({ action }, format) => {
    expect(valueOf(action, format, 'is_recaptured')).toBe('false')
    expect(valueOf(action, format, 'recapture_score')).toBe('99.99965944391533')
    expect(fieldsOf(action, format).every(({ confidence }) => confidence === null)).toBe(true)
  },
  'negative-coordinate': ({ action }, format) => {
    const withoutCorners = (data: unknown) => ({
      ...(data as object),
      WordsInfo: (data as { WordsInfo: object[] }).WordsInfo.map((word) => ({ ...word, Positions: [] })),
    })
    const corners = found(action, format).findings.lines[0]!.quad
    const box = found(action, format, withoutCorners).findings.lines[0]!.quad
    expect(boundsOf(box).top).toBeGreaterThan(0)
    expect(intersectionOverUnion(box, corners)).toBeGreaterThan(0.85)
    expect(angleOf(box)).toBeCloseTo((2 * Math.PI) / 180, 2)
  },
  'impossible-value': ({ action }, format) => {
    // No unit above the nanosecond puts it within a minute.
    expect(found(action, format).findings.frames.map(({ timeMs }) => timeMs)).toEqual([6125])
  },
  'boxes-disagree': ({ action }, format) => {
    const field = fieldsOf(action, format).find(({ key }) => key === 'plate_number')!
    expect(boundsOf(field.quads[0]!)).toEqual({ left: 466, top: 283, right: 669, bottom: 341 })
    expect(boundsOf(regionOf(action, format, 'plate'))).toEqual({ left: 294, top: 256, right: 435, bottom: 309 })
  },
  'unreadable-placeholder': ({ action }, format) => {
    const last = fieldsOf(action, format).filter(({ native }) => native.value === '**')
    expect(last.map(({ value }) => value)).toEqual([null, null, null])
    expect(last.every(({ quads }) => quads.length === 1)).toBe(true)
  },
  'duplicate-box': ({ action }, format) => {
    const quads = ['total_amount', 'total_amount_words'].map(
      (key) => fieldsOf(action, format).find((field) => field.key === key)!.quads,
    )
    expect(quads[0]).toHaveLength(1)
    expect(quads[1]).toEqual(quads[0])
  },
  'wrong-content': ({ action }, format) => {
    // Shown as it came; the rule amount-words-agree finds it.
    expect(valueOf(action, format, 'total_amount_words')).toBe('87')
    expect(valueOf(action, format, 'total_amount')).toBe('87.00')
  },
  'date-form-varies': ({ action }, format) => {
    const other = (data: unknown) => {
      const { Content, ...rest } = data as { Content: object }
      return { ...rest, Content: { ...Content, InvoiceDate: '20190415' } }
    }
    expect(valueOf(action, format, 'invoice_date')).toBe('2020-12-15')
    expect(found(action, format, other).findings.fields.find(({ key }) => key === 'invoice_date')?.value).toBe(
      '2019-04-15',
    )
  },
  'full-width-punctuation': ({ action }, format) => {
    if (action === 'RecognizeTrainTicket') expect(valueOf(action, format, 'departure_time')).toBe('2017-08-05T22:09')
    else expect(valueOf(action, format, 'total_amount')).toBe('220.00')
    // What the source said is kept as it said it.
    expect(fieldsOf(action, format).some(({ native }) => /[：￥]/.test(String(native.value)))).toBe(true)
  },
  'mixed-brackets': ({ action }, format) => {
    expect(valueOf(action, format, 'shop_name')).toBe('样例便利店(示范路店)')
    expect(fieldsOf(action, format).some(({ native }) => native.value === '样例便利店(示范路店）')).toBe(true)
  },
  'json-in-string': ({ action }, format) => {
    const parts = ['税务局代码:国税', '行政区划代码:深圳市', '年份:2018', '金额版:万元版', '批次号:03']
    expect(valueOf(action, format, 'code_details')).toBe(parts.join(','))
    const alone = found(action, format, (data) => ({ Content: (data as { Content: unknown }).Content }))
    const details = alone.findings.fields.find(({ key }) => key === 'code_details')?.value
    expect(details?.split(',').sort()).toEqual(parts.toSorted())
  },
  'double-escaped': ({ action }, format) => {
    const { data } = readAnswer(action, '', fixture(`examples/${action}.${format}`))
    const result = parseEscapedJson((data as { Result: string }).Result)
    expect(result).toEqual(JSON.parse(fixture('examples/extra/GetAsyncJobResult.Result.json')))
    const { findings } = found('TrimDocument', 'json', () => result)
    expect(findings.html).toContain('40 多家陶企')
    expect(findings.tables.map(({ rows, columns, cells }) => [rows, columns, cells.length])).toEqual([[8, 3, 24]])
    expect(findings.tables[0]!.cells.slice(3, 6).map(({ text }) => text)).toEqual([
      '潮州市澳士通陶瓷实业有限公司',
      '3 月 15 日',
      '1 次',
    ])
  },
  'error-beside-success': ({ action }, format) => {
    const answer = readAnswer(action, '', fixture(`examples/${action}.${format}`))
    expect(answer.error).toBeNull()
    expect(answer.data).toMatchObject({ Status: 'PROCESS_SUCCESS', ErrorCode: 'InvalidParameter' })
  },
}

/** Members of Content for which the pair of KeyValueInfos stands. */
const labels: Record<string, string> = {
  InvoiceCode: '发票代码',
  InvoiceNumber: '发票号码',
  AntiFakeCode: '校验码',
  PayeeRegisterNo: '销售方税号',
}

function wayTo(action: string, path: string): string {
  if (action !== 'RecognizeTicketInvoice') return path
  const label = labels[path.slice(path.lastIndexOf('.') + 1)]
  const pairs = (
    JSON.parse(fixture(`examples/${action}.json`)) as { Data: { Results: { KeyValueInfos: { Key: string }[] } } }
  ).Data.Results.KeyValueInfos
  return `Data.Results.KeyValueInfos[${pairs.findIndex(({ Key }) => Key === label)}].Value`
}

describe('defects of the examples', () => {
  const cases = defects.flatMap((defect) => defect.formats.map((format) => ({ ...defect, format })))

  it('are the 70 of the list', () => {
    expect(defects).toHaveLength(70)
  })

  it.each(cases)('$action $path ($format): $kind', ({ format, ...defect }) => {
    const check = sorts[defect.kind]
    expect(check).toBeDefined()
    expect.hasAssertions()
    check!(defect, format)
  })
})
