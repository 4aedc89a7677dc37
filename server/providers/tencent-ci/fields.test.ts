import { describe, expect, test } from 'vitest'
import { kindByName } from '../../contract/documents/index.ts'
import { recordingContext } from '../conformance.ts'
import type { RecogniseRequest } from '../provider.ts'
import { readCallback } from './callback.ts'
import { createTencentCiProvider } from './index.ts'
import { readJobs } from './job-answer.ts'
import { fixtureText, pageOf, requestOf, settings } from './testing.ts'

const jobId = 'ac7c990a00bf211ed946af9e0691f2b7a'
/** The document's example shows a finished result inside a job that is only submitted: DEFECTS.md says how to read it. */
const example = fixtureText('examples/image-license-rec.response.xml')
const finished = example.replace('<State>Submitted</State>', '<State>Success</State>')
const submitted = example.replace(/<ImageLicenseRecResult>[\s\S]*<\/ImageLicenseRecResult>/, '')

const xml = (text: string, headers: Record<string, string> = {}) =>
  new Response(text, { headers: { 'content-type': 'application/xml', ...headers } })

/** What the provider makes of a job's last answer. */
async function answered(last: string, more: Partial<RecogniseRequest> = {}) {
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { method } = new Request(input, init)
    if (method === 'PUT' || method === 'DELETE') return new Response(null, { status: method === 'PUT' ? 200 : 204 })
    return xml(method === 'POST' ? submitted : last, { 'x-ci-request-id': 'NTk0' })
  }
  const provider = createTencentCiProvider(settings(fetch))
  return provider.recognise(requestOf({ pages: [pageOf(0, 2500, 1700)], ...more }), recordingContext().context)
}

const info = (name: string, text: string, rest = '') =>
  `<IdInfo><Name>${name}</Name><DetectedText>${text}</DetectedText>${rest}</IdInfo>`
const result = (content: string) => finished.replace(/<Status>[\s\S]*<\/IdInfo>/, content)

describe("the document's example", () => {
  test('is read whole', async () => {
    const { kind, findings, raw, requestId } = await answered(finished)
    expect(kind).toBe('id-card-front')
    expect(findings.fields.map(({ key, value, confidence }) => [key, value, confidence])).toEqual([
      ['name', 'xxx', 0.99],
      ['sex', '男', 0.98],
      ['ethnicity', 'Han', 0.98],
      ['birth_date', expect.stringMatching(/^(1974-12-01|December 1, 1974)$/), 0.99],
      ['address', 'Hu’nan Province xxxxx', 0.99],
      ['id_number', '43xxxx', 0.99],
    ])
    expect(findings.fields[1]).toMatchObject({
      native: { path: 'JobsDetail.Operation.ImageLicenseRecResult.IdInfo[1].DetectedText', value: 'Male' },
      boxSource: 'provider',
      confidenceSource: 'provider',
    })
    // Points run against the clock in the answer, and as the text reads here.
    expect(findings.fields[0]!.quads).toEqual([
      [
        [553, 439],
        [989, 439],
        [989, 576],
        [553, 576],
      ],
    ])
    expect(raw).toEqual({ contentType: 'application/xml', body: finished })
    expect(requestId).toBe('NTk0')
  })

  test('places beyond the picture that was sent are moved onto it', async () => {
    const { findings } = await answered(finished, { pages: [pageOf(0, 900, 500)] })
    expect(findings.fields[0]!.quads).toEqual([
      [
        [553, 439],
        [900, 439],
        [900, 500],
        [553, 500],
      ],
    ])
    // Wholly beside it: no place is better than a wrong one.
    expect(findings.fields[5]!.quads).toEqual([])
    expect(findings.fields[5]!.boxSource).toBeNull()
  })

  test('a result in a job that is not finished is not taken', () => {
    expect(readJobs(example).jobs[0]).toMatchObject({ jobId, state: 'Submitted' })
  })

  test('the unrepaired form, closed by a second opening tag, is a clean error', async () => {
    const broken = finished.replace('</ImageLicenseRecResult>', '<ImageLicenseRecResult>')
    expect(() => readJobs(broken)).toThrow(/XML/)
    await expect(answered(broken)).rejects.toMatchObject({ problem: { code: 'provider-answer-malformed' } })
  })
})

describe('tolerance', () => {
  test('a single field and a single point are lists', async () => {
    const one = result(
      `<Status>1</Status>${info('Name', 'xxx', '<Score>99</Score><Location><Point>1,2</Point></Location>')}`,
    )
    const { findings } = await answered(one)
    expect(findings.fields).toHaveLength(1)
    expect(findings.fields[0]).toMatchObject({ key: 'name', quads: [], boxSource: null, confidence: 0.99 })
  })

  test('scores: none is none, and nothing outside of 0 to 100 counts', async () => {
    const scores = [
      '',
      '<Score/>',
      '<Score>-1</Score>',
      '<Score>101</Score>',
      '<Score>0</Score>',
      '<Score>87.5</Score>',
    ]
    const { findings } = await answered(result(scores.map((score) => info('Name', 'x', score)).join('')))
    expect(findings.fields.map(({ confidence }) => confidence)).toEqual([null, null, null, null, 0, 0.875])
  })

  test('two opposite corners, four in any order, and what is no point', async () => {
    const location = (...points: string[]) =>
      `<Location>${points.map((point) => `<Point>${point}</Point>`).join('')}</Location>`
    const { findings } = await answered(
      result(
        [
          info('Name', 'a', location('10,10', '60,30')),
          info('Name', 'b', location(' 60 , 30', '10,10', '60,10', '10,30')),
          info('Name', 'c', location('10,10', '60,10', '60', '10,30')),
        ].join(''),
      ),
    )
    const quad = [
      [10, 10],
      [60, 10],
      [60, 30],
      [10, 30],
    ]
    expect(findings.fields.map(({ quads }) => quads)).toEqual([[quad], [quad], []])
  })

  test('JSON, with the job in a list or not', async () => {
    const job = {
      JobId: jobId,
      State: 'Success',
      Operation: {
        ImageLicenseRecResult: {
          State: 'Success',
          Status: 1,
          IdInfo: { Name: '姓名', DetectedText: '李示例', Score: 99 },
        },
      },
    }
    for (const detail of [job, [job]]) {
      const { findings } = await answered(JSON.stringify({ JobsDetail: detail }))
      expect(findings.fields).toMatchObject([{ key: 'name', value: '李示例', confidence: 0.99 }])
    }
  })

  test('an empty value is null, a name that nobody knows is kept', async () => {
    const { findings } = await answered(result(info('Address', '') + info('Blood Type', 'AB') + info('', 'x')))
    expect(findings.fields.map(({ key, value }) => [key, value])).toEqual([
      ['address', null],
      ['tencent-ci:Blood Type', 'AB'],
      ['tencent-ci:IdInfo[2]', 'x'],
    ])
  })

  test('nothing found is a success without fields', async () => {
    const { findings, kind } = await answered(result('<Status>0</Status>'))
    expect(findings.fields).toEqual([])
    expect(kind).toBe('id-card-front')
  })
})

describe('names in both languages', () => {
  test('the front', async () => {
    const names = ['姓名', '性别', '民族', '出生', '住址', '公民身份号码']
    const { findings } = await answered(result(names.map((name) => info(name, 'x')).join('')))
    expect(findings.fields.map(({ key }) => key)).toEqual([
      'name',
      'sex',
      'ethnicity',
      'birth_date',
      'address',
      'id_number',
    ])
  })

  test.each([
    ['2010.01.01-2030.01.01', '2010-01-01', '2030-01-01'],
    ['20100101-20300101', '2010-01-01', '2030-01-01'],
    ['2010-01-01 - 2030-01-01', '2010-01-01', '2030-01-01'],
    ['2010年1月1日至长期', '2010-01-01', '长期'],
    ['2010.01.01-长期', '2010-01-01', '长期'],
    ['2010.01.01-6年', '2010-01-01', '6年'],
  ])('the back, valid %s', async (period, from, to) => {
    const place = '<Location><Point>10,10</Point><Point>60,30</Point></Location>'
    const { kind, findings } = await answered(
      result(info('签发机关', '示例市公安局') + info('有效期限', period, place)),
    )
    expect(kind).toBe('id-card-back')
    expect(findings.fields.map(({ key, value }) => [key, value])).toEqual([
      ['issuing_authority', '示例市公安局'],
      ['valid_from', from],
      ['valid_to', to],
    ])
    expect(findings.fields[1]!.native).toEqual(findings.fields[2]!.native)
    expect(findings.fields[2]!.quads).toHaveLength(1)
  })

  test('a driving licence, by its parameter or by the kind that is expected', async () => {
    const front = result(info('证号', '110101199003071234') + info('Class', 'C1') + info('有效期至', '2030.01.01'))
    const licence = await answered(front, { parameters: { CardType: 'DriverLicense' } })
    expect(licence.kind).toBe('driver-licence-front')
    expect(licence.findings.fields.map(({ key }) => key)).toEqual(['licence_number', 'vehicle_class', 'valid_to'])
    const back = await answered(result(info('档案编号', '1100')), { parameters: { CardType: 'DriverLicense' } })
    expect(back.kind).toBe('driver-licence-back')
  })

  test('a sheet with both sides is the side that is asked for, and keeps the other under its own names', async () => {
    const sides = result(
      info('Name', '甲') + info('Class', 'C1') + info('Name', '乙') + info('Archive Number', '1100') + info('x', '1'),
    )
    const asked = async (kind: string) => {
      const answer = await answered(sides, { parameters: { CardType: 'DriverLicense' }, kind: kindByName(kind)! })
      return [answer.kind, answer.findings.fields.map(({ key, value }) => [key.replace(/^tencent-ci:/, '>'), value])]
    }
    const front = [
      ['name', '甲'],
      ['vehicle_class', 'C1'],
      ['>Name', '乙'],
      ['>Archive Number', '1100'],
      ['>x', '1'],
    ]
    expect(await asked('driver-licence-front')).toEqual(['driver-licence-front', front])
    const back = [
      ['>Name', '甲'],
      ['>Class', 'C1'],
      ['name', '乙'],
      ['archive_number', '1100'],
      ['>x', '1'],
    ]
    expect(await asked('driver-licence-back')).toEqual(['driver-licence-back', back])
  })
})

test('the callback of the same tree names the job', () => {
  expect(readCallback('application/xml', new TextEncoder().encode(finished))).toEqual([jobId])
})
