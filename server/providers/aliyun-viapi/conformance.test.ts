import sharp from 'sharp'
import { beforeAll } from 'vitest'
import { kindByName, kinds, type FieldDefinition } from '../../contract/documents/index.ts'
import { createSandbox } from '../../sandbox/index.ts'
import { fakeEngine, field, line, quad, reading } from '../aliyun-signature/gateway/testing.ts'
import { testFile } from '../aliyun-signature/testing.ts'
import { describeFailures } from '../conformance-failures.ts'
import { describeConformance } from '../conformance.ts'
import type { CloudProviderOptions } from '../cloud-provider-options.ts'
import type { UprightPage } from '../provider.ts'
import { sandboxIdentity, type StandInReading } from '../stand-in.ts'
import { capabilities, wayOf } from './catalogue.ts'
import { createAliyunViapiProvider } from './index.ts'
import type { AliyunViapiOptions } from './options.ts'

const values: Record<FieldDefinition['type'], string> = {
  text: '样本 A1',
  date: '2020-01-02',
  month: '03/30',
  money: '12.30',
  number: '3',
  time: '12:34',
  datetime: '2020-01-02T12:34',
  enum: '',
  boolean: 'true',
}

const table: StandInReading['tables'][number] = {
  page: 0,
  quad: quad(20, 100, 400, 60),
  rows: 2,
  columns: 2,
  cells: [0, 1, 2, 3].map((place) => ({
    row: Math.floor(place / 2),
    column: place % 2,
    rowSpan: 1,
    columnSpan: 1,
    text: `cell ${place}`,
    quad: quad(20 + 200 * (place % 2), 100 + 30 * Math.floor(place / 2), 200, 30),
    confidence: 0.9,
  })),
}

/** A reading of a kind with every field, every region and two lines, 800 by 500 pixels. */
function readingOf(name: string): StandInReading {
  const { fields, regions, output } = kindByName(name)!
  return reading({
    fields: fields.map(({ key, type, values: allowed }, place) =>
      field(key, allowed?.[0] ?? values[type], quad(20, 10 + 20 * (place % 20), 200, 16)),
    ),
    lines: [line('第一行 one', quad(20, 20, 300, 24)), line('第二行 two', quad(20, 60, 300, 24))],
    ...(output.includes('tables') && { tables: [table] }),
    regions: regions.map((kind) => ({ kind, page: 0, quad: quad(400, 100, 120, 80), confidence: 0.9 })),
  })
}

const { engine } = fakeEngine(Object.fromEntries(kinds.map(({ kind }) => [kind, readingOf(kind)])))

let jpeg: Uint8Array
beforeAll(async () => {
  jpeg = await sharp({ create: { width: 800, height: 500, channels: 3, background: '#eee' } })
    .jpeg()
    .toBuffer()
})
const page = (index: number): UprightPage => ({ index, width: 800, height: 500, image: async () => jpeg })

/** An AVI header as it is in a file: RIFF, hdrl, avih with 40 ms a frame, 50 frames of 800 by 500. */
function avi(): Uint8Array {
  const head = Buffer.alloc(64)
  head.writeUInt32LE(40_000, 0)
  head.writeUInt32LE(50, 16)
  head.writeUInt32LE(800, 32)
  head.writeUInt32LE(500, 36)
  const chunk = (id: string, data: Uint8Array) => {
    const size = Buffer.alloc(4)
    size.writeUInt32LE(data.byteLength)
    return Buffer.concat([Buffer.from(id), size, data])
  }
  const list = Buffer.concat([Buffer.from('hdrl'), chunk('avih', head.subarray(0, 56))])
  return chunk('RIFF', Buffer.concat([Buffer.from('AVI '), chunk('LIST', list)]))
}

const files = { pdf: Buffer.from('%PDF-1.7\n%%EOF\n'), avi: avi() }
const fileFor = (capabilityId: string) => {
  const way = wayOf(capabilityId)!
  if (way.takes !== 'whole-file') return testFile('jpeg', jpeg)
  const format = way.file === 'VideoURL' ? 'avi' : 'pdf'
  return testFile(format, files[format])
}

const origin = 'http://sandbox.localhost'
const settings: Omit<AliyunViapiOptions, keyof CloudProviderOptions> = {
  keys: { accessKeyId: sandboxIdentity.accessKey, accessKeySecret: sandboxIdentity.secretKey },
  endpoint: origin,
  uploadAuthorityEndpoint: origin,
  signature: 'acs3',
  format: 'JSON',
  bucket: { name: sandboxIdentity.ossBucket, endpoint: origin, pathStyle: true },
  uploadHosts: ['*.sandbox.localhost', 'sandbox.localhost', 'localhost', '*.localhost'],
}

const clock = () => new Date('2026-03-04T05:06:07.000Z')
const wait = async () => undefined
const everything = capabilities.map(({ id }) => id)

const subject = (options: Partial<typeof settings>) => ({
  create: () => {
    // Ids that the stand-in invents (TaskId of a QR code) are part of its answers: they must be the same when it is asked again.
    const uuid = () => '00000000-0000-4000-8000-000000000000'
    const sandbox = createSandbox({ engine, clock, wait, uuid })
    return createAliyunViapiProvider({
      mode: 'sandbox',
      fetch: sandbox.fetch,
      clock,
      uuid: () => crypto.randomUUID(),
      random: () => 0.5,
      wait,
      ...settings,
      ...options,
    })
  },
  pages: () => [page(0), page(1)],
  file: fileFor,
  secrets: [sandboxIdentity.secretKey],
})

describeConformance('aliyun-viapi, ACS3 and JSON', subject({}), everything)
describeConformance('aliyun-viapi, HMAC-SHA1 and XML', subject({ signature: 'hmac-sha1', format: 'XML' }), [
  'RecognizeIdentityCard',
  'RecognizeQrCode',
  'RecognizeTable',
  'RecognizeVATInvoice',
])
describeConformance('aliyun-viapi, temporary uploads', subject({ bucket: null }), ['RecognizeBankCard'])

const isAction = (pattern: RegExp) => (request: { url: URL; headers: Headers }) =>
  pattern.test(request.headers.get('x-acs-action') ?? request.url.searchParams.get('Action') ?? '')

const notBilled = 'S4: failed calls are not billed, and calls that the server side failed may be sent again.'

const failures = {
  create: (wiring: Omit<CloudProviderOptions, 'mode'>) =>
    createAliyunViapiProvider({ ...wiring, mode: 'sandbox', ...settings }),
  standIn: (standInClock: () => Date) => createSandbox({ engine, clock: standInClock, wait }).fetch,
  isRecognition: isAction(/^(Recognize|Trim|Detect)/),
  pages: () => [page(0)],
  file: fileFor,
  expired: () =>
    new Response('{"RequestId":"R","HostId":"h","Code":"InvalidSecurityToken.Expired","Message":"expired"}', {
      status: 400,
      headers: { 'content-type': 'application/json' },
    }),
  mayBeSentAgain: { '429': notBilled, '503': notBilled },
}

describeFailures('aliyun-viapi', { ...failures, capabilityIds: ['RecognizeIdentityCard'] })
describeFailures('aliyun-viapi jobs', {
  ...failures,
  isPoll: isAction(/^GetAsyncJobResult$/),
  capabilityIds: ['TrimDocument'],
})
