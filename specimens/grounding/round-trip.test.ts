import { isDeepStrictEqual } from 'node:util'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kinds } from '../../server/contract/documents/index.ts'
import type { Field, Findings } from '../../server/contract/result.ts'
import { noFindings } from '../../server/providers/field.ts'
import type { StandInEngine } from '../../server/providers/stand-in.ts'
import type { ProviderAnswer } from '../../server/providers/provider.ts'
import { parseXml } from '../../server/providers/xml.ts'
import { nameOf, openClouds, type Clouds, type Document, type Operation } from './clouds.ts'
import { fullFindings, fullPage } from './full-findings.ts'
import { fullValues, type FullValues } from './full-values.ts'
import { lostOnTheWay } from './round-trip.ts'
import { shapeOf } from './shapes.ts'

/** Times of the frames that the engine takes from the film. */
const times = [0, 2000]
/** ISO 14496-12: a file type box is all that tells an MP4. */
const film = Buffer.from('000000186674797069736f6d0000000069736f6d6d703431', 'hex')

let jpeg: Uint8Array
/** What the engine finds on the document that lies before it; read as another kind it shows lines alone. */
let shown: { kind: string; findings: Findings; otherSide?: Readonly<Record<string, Findings>> }
const found = (kind: string): Findings =>
  kind === shown.kind ? shown.findings : (shown.otherSide?.[kind] ?? { ...noFindings(), lines: shown.findings.lines })
const engine: StandInEngine = {
  read: async (kind) => ({ ...found(kind), ...fullPage }),
  pdfPages: async () => [{ ...fullPage, image: jpeg }],
  videoFrames: async () => times.map((timeMs) => ({ timeMs, image: jpeg })),
}
const read = async (kind: string) => found(kind)

const clouds: Partial<Record<'JSON' | 'XML', Clouds>> = {}
beforeAll(async () => {
  jpeg = await sharp({ create: { ...fullPage, channels: 3, background: '#eee' } })
    .jpeg()
    .toBuffer()
  clouds.JSON = await openClouds({ engine, read })
  clouds.XML = await openClouds({ engine, read, format: 'XML' })
})
afterAll(() => Promise.all([clouds.JSON?.close(), clouds.XML?.close()]))

/** As the local engine answers a film: the lines of each frame. */
function localFindings({ kind, findings }: typeof shown): Findings {
  if (kind !== 'video-text') return findings
  return { ...findings, lines: [], frames: times.map((timeMs) => ({ timeMs, lines: findings.lines })) }
}

function documentOf({ kind }: Operation): Document {
  const pages = [{ image: jpeg, ...fullPage }]
  if (kind === 'video-text') return { pages, file: { format: 'mp4', bytes: film } }
  if (kind === 'pdf' || kind === 'document-structure')
    return { pages, file: { format: 'pdf', bytes: Buffer.from('%PDF-1.7\n%%EOF\n') } }
  return { pages }
}

/** A document with these findings by way of an operation. */
async function answerTo(operation: Operation, findings: Findings, format: 'JSON' | 'XML'): Promise<ProviderAnswer> {
  shown = { kind: operation.kind, findings }
  return clouds[format]!.recognise(operation, documentOf(operation))
}

const asked = new Map<string, Promise<ProviderAnswer>>()
/** The answer to the document that has everything; asked once. */
function fullAnswer(operation: Operation, format: 'JSON' | 'XML'): Promise<ProviderAnswer> {
  const name = `${format} ${nameOf(operation)}`
  const answer = asked.get(name) ?? answerTo(operation, fullFindings(operation.kind), format)
  asked.set(name, answer)
  return answer
}

/** Only the one cloud answers in either. */
const operationsIn = (format: 'JSON' | 'XML') =>
  clouds[format]!.operations.filter(({ provider }) => format === 'JSON' || provider === 'aliyun-viapi')

function lostBy(operation: Operation, findings: Findings, answer: ProviderAnswer): string[] {
  return [
    ...(answer.kind === operation.kind ? [] : [`${nameOf(operation)}: answered as ${answer.kind}`]),
    ...lostOnTheWay(operation, localFindings({ kind: operation.kind, findings }), answer.findings),
  ]
}

test('the document made by hand has every field of every kind', () => {
  for (const { kind, fields } of kinds) {
    const keys = Object.keys(fullValues[kind] ?? {})
    expect([kind, keys]).toEqual([kind, fields.map(({ key }) => key)])
  }
})

test('all 35 operations of the clouds take part', () => {
  const names = clouds.JSON!.operations.map(({ provider, capability }) => `${provider} ${capability}`)
  expect(new Set(names).size).toBe(35)
})

/** Without a number there is no bank card for the cloud; a single one of two months, and of two times, cannot be told from the other. */
const needed = ['card_number', 'issue_date', 'expiry_date', 'boarding_time', 'alighting_time']

/** Documents of which one operation has to say more than of others of their kind. */
const special: readonly [what: string, kind: string, values: FullValues][] = [
  [
    'plates of every type',
    'licence-plate',
    {
      plate_number: [
        '粤BD12345',
        '粤A12345警',
        '粤Z1234港',
        '使123456',
        'WJ粤1234X',
        '粤XS123应急',
        '粤A1234挂',
        '粤B1234X',
      ],
      plate_type: ['大型新能源车', '警用汽车', '港澳入出境车', '使馆汽车', '武警车辆', '应急救援', '挂车', '外籍汽车'],
    },
  ],
  ['a receipt whose meter prints no units', 'taxi-invoice', { unit_price: '2.00', mileage: '15.9', amount: '42.00' }],
  ['a receipt whose meter prints yuan alone', 'taxi-invoice', { unit_price: '2.60元', mileage: '15.9公里' }],
]

describe('what the engine finds is what the cloud is seen to answer', () => {
  test.each(special)('%s', async (_what, kind, values) => {
    const findings = fullFindings(kind, values)
    const lost: string[] = []
    for (const operation of operationsIn('JSON').filter((candidate) => candidate.kind === kind))
      lost.push(...lostBy(operation, findings, await answerTo(operation, findings, 'JSON')))
    expect(lost).toEqual([])
  })

  test.each(['driver-licence', 'id-card'])('a sheet with both sides of a card, asked for either (%s)', async (card) => {
    const lost: string[] = []
    const sides = { [`${card}-front`]: fullFindings(`${card}-front`), [`${card}-back`]: fullFindings(`${card}-back`) }
    for (const [kind, findings] of Object.entries(sides)) {
      for (const operation of operationsIn('JSON').filter((candidate) => candidate.kind === kind)) {
        shown = { kind, findings, otherSide: sides }
        const answer = await clouds.JSON!.recognise(operation, documentOf(operation))
        lost.push(...lostBy(operation, findings, answer))
      }
    }
    expect(lost).toEqual([])
  })

  test.each(['JSON', 'XML'] as const)('with everything on the page, in %s', async (format) => {
    const lost: string[] = []
    for (const operation of operationsIn(format)) {
      lost.push(...lostBy(operation, fullFindings(operation.kind), await fullAnswer(operation, format)))
    }
    expect(lost).toEqual([])
  })

  test.each([0, 1])('with every second field missing (%i): nothing is made up', async (half) => {
    const partly = (kind: string): Findings => {
      const { fields, lines, ...rest } = fullFindings(kind)
      const keys = Object.keys(fullValues[kind] ?? {})
      const isLeft = (key: string) => keys.length < 5 || needed.includes(key) || keys.indexOf(key) % 2 === half
      const gone = new Set(fields.flatMap(({ key, value }) => (isLeft(key) ? [] : [value])))
      // Some are absent, of others the label stands there without a value.
      const left = fields.flatMap((field, index): Field[] => {
        if (isLeft(field.key)) return [field]
        return index % 3 === 0 ? [{ ...field, value: null, quads: [], boxSource: null }] : []
      })
      return { ...rest, fields: left, lines: lines.filter(({ text }) => !gone.has(text)) }
    }
    const lost: string[] = []
    for (const operation of operationsIn('JSON')) {
      const findings = partly(operation.kind)
      lost.push(...lostBy(operation, findings, await answerTo(operation, findings, 'JSON')))
    }
    expect(lost).toEqual([])
  })
})

/** What stands at a path in an answer as it came (contract/result.ts); undefined where nothing does. */
function at({ contentType, body }: NonNullable<ProviderAnswer['raw']>, path: string): unknown {
  const root: unknown = contentType.includes('json') ? JSON.parse(body) : parseXml(body).value
  return path.split(/[.[\]]+/).reduce<unknown>((found, name) => {
    if (name === '') return found
    // XML cannot tell a list of one.
    if (/^\d+$/.test(name) && !Array.isArray(found)) return name === '0' ? found : undefined
    // A result that is a text of JSON goes on inside the text.
    const value: unknown = typeof found === 'string' ? JSON.parse(found) : found
    return (value as Record<string, unknown> | undefined)?.[name]
  }, root)
}

test.each(['JSON', 'XML'] as const)('every value says where it stands in the answer (%s)', async (format) => {
  const astray: string[] = []
  for (const operation of operationsIn(format)) {
    // The answer of this one holds no reading.
    if (operation.provider === 'aliyun-dysms') continue
    const { findings, raw } = await fullAnswer(operation, format)
    const places = [
      ...findings.fields.map(({ native }) => native),
      ...[...findings.lines, ...findings.frames.flatMap(({ lines }) => lines)].map(({ path, text }) => ({
        path,
        value: text,
      })),
      ...findings.tables.flatMap(({ cells }) => cells.map(({ path }) => ({ path, value: undefined }))),
      ...findings.regions.map(({ path }) => ({ path, value: undefined })),
    ]
    for (const { path = '', value } of places) {
      const found = at(raw!, path)
      const isThere =
        found !== undefined && (value === undefined || format === 'XML' || isDeepStrictEqual(found, value))
      if (!isThere) astray.push(`${nameOf(operation)}: ${path} is ${JSON.stringify(found)}`)
    }
  }
  expect(astray).toEqual([])
})

test('what is said to be lost or written otherwise is: the list holds no excuse too many', async () => {
  const excuses: string[] = []
  for (const operation of clouds.JSON!.operations) {
    const { fields } = (await fullAnswer(operation, 'JSON')).findings
    const { lost, rewritten } = shapeOf(operation)
    for (const key of Object.keys(lost))
      if (fields.some((field) => field.key === key)) excuses.push(`${nameOf(operation)}: ${key}`)
    for (const [key, { as }] of Object.entries(rewritten)) {
      const values = [fullValues[operation.kind]![key]!].flat()
      if (values.every((value) => as(value) === value)) excuses.push(`${nameOf(operation)}: ${key}`)
    }
  }
  expect(excuses).toEqual([])
})
