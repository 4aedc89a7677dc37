import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kinds } from '../../server/contract/documents/index.ts'
import type { Field, Findings } from '../../server/contract/result.ts'
import { noFindings } from '../../server/providers/field.ts'
import type { StandInEngine } from '../../server/providers/stand-in.ts'
import { nameOf, openClouds, type Clouds, type Document, type Operation } from './clouds.ts'
import { fullFindings, fullPage } from './full-findings.ts'
import { fullValues } from './full-values.ts'
import { lostOnTheWay } from './round-trip.ts'
import { shapeOf } from './shapes.ts'

/** Times of the frames that the engine takes from the film. */
const times = [0, 2000]
/** ISO 14496-12: a file type box is all that tells an MP4. */
const film = Buffer.from('000000186674797069736f6d0000000069736f6d6d703431', 'hex')

let jpeg: Uint8Array
/** What the engine finds on the document that lies before it; read as another kind it shows lines alone. */
let shown: { kind: string; findings: Findings }
const found = (kind: string): Findings =>
  kind === shown.kind ? shown.findings : { ...noFindings(), lines: shown.findings.lines }
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

/** What is lost of a document's findings on the way through an operation and back. */
async function lostBy(operation: Operation, findings: Findings, format: 'JSON' | 'XML' = 'JSON'): Promise<string[]> {
  shown = { kind: operation.kind, findings }
  const answer = await clouds[format]!.recognise(operation, documentOf(operation))
  return [
    ...(answer.kind === operation.kind ? [] : [`${nameOf(operation)}: answered as ${answer.kind}`]),
    ...lostOnTheWay(operation, localFindings(shown), answer.findings),
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

/** What is lost by all operations together. */
async function lostByAll(of: (operation: Operation) => Findings, format: 'JSON' | 'XML' = 'JSON'): Promise<string[]> {
  const { operations } = clouds[format]!
  const own = format === 'JSON' ? operations : operations.filter(({ provider }) => provider === 'aliyun-viapi')
  const lost: string[] = []
  for (const operation of own) lost.push(...(await lostBy(operation, of(operation), format)))
  return lost
}

describe('what the engine finds is what the cloud is seen to answer', () => {
  test('with everything on the page', async () => {
    expect(await lostByAll(({ kind }) => fullFindings(kind))).toEqual([])
  })

  test('with everything on the page, from a cloud that answers in XML', async () => {
    expect(await lostByAll(({ kind }) => fullFindings(kind), 'XML')).toEqual([])
  })

  test.each([0, 1])('with every second field missing (%i): nothing is made up', async (half) => {
    const partly = ({ kind }: Operation): Findings => {
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
    expect(await lostByAll(partly)).toEqual([])
  })
})

test('what is said to be lost or written otherwise is: the list holds no excuse too many', async () => {
  const excuses: string[] = []
  for (const operation of clouds.JSON!.operations) {
    shown = { kind: operation.kind, findings: fullFindings(operation.kind) }
    const { fields } = (await clouds.JSON!.recognise(operation, documentOf(operation))).findings
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
