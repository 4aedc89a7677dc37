import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { kindByName } from '../../../contract/documents/index.ts'
import type { Capability } from '../../../contract/provider.ts'
import { createSandbox } from '../../../sandbox/index.ts'
import { fakeEngine } from '../../aliyun-signature/gateway/testing.ts'
import { recordingContext } from '../../conformance.ts'
import type { ProviderAnswer } from '../../provider.ts'
import { sandboxIdentity } from '../../stand-in.ts'
import { capabilities } from '../catalogue.ts'
import { createAliyunViapiProvider } from '../index.ts'
import { requiredParameters } from './testing/parameters.ts'
import { fullReadings } from './testing/readings.ts'

/** What the engine reads goes into the document's shape and comes back out of it: nothing is lost on the way, in JSON or in XML. */

const origin = 'http://sandbox.localhost'
const width = 800
const height = 500
let jpeg: Uint8Array
beforeAll(async () => {
  jpeg = await sharp({ create: { width, height, channels: 3, background: '#eee' } })
    .jpeg()
    .toBuffer()
})

function recognise(
  capability: Capability,
  kind: string,
  side: string,
  format: 'JSON' | 'XML',
): Promise<ProviderAnswer> {
  const wait = async () => undefined
  const { fetch } = createSandbox({ engine: fakeEngine(fullReadings).engine, wait })
  const provider = createAliyunViapiProvider({
    mode: 'sandbox',
    fetch,
    wait,
    clock: () => new Date(),
    uuid: () => crypto.randomUUID(),
    keys: { accessKeyId: sandboxIdentity.accessKey, accessKeySecret: sandboxIdentity.secretKey },
    endpoint: origin,
    uploadAuthorityEndpoint: origin,
    signature: format === 'JSON' ? 'acs3' : 'hmac-sha1',
    format,
    // Both ways to the store: the own bucket, and the vendor's form.
    bucket: format === 'JSON' ? { name: sandboxIdentity.ossBucket, endpoint: origin, pathStyle: true } : null,
    uploadHosts: ['*.sandbox.localhost'],
  })
  const isPdf = capability.limits.formats.includes('pdf')
  const bytes = isPdf ? Buffer.from('%PDF-1.7\n%%EOF\n') : jpeg
  const request = {
    id: crypto.randomUUID(),
    capability,
    kind: kindByName(kind)!,
    parameters: requiredParameters(capability.id, side),
    pages: [{ index: 0, width, height, image: async () => jpeg }],
    file: { format: isPdf ? ('pdf' as const) : ('jpeg' as const), bytes: bytes.byteLength, read: async () => bytes },
    job: null,
  }
  return provider.recognise(request, recordingContext().context)
}

/** What the document has no place for, or another form. */
const changed: Readonly<Record<string, string>> = {
  '6212 2623 1500 7683 105': '6212262315007683105',
  '上海/SHANGHAI': '上海',
  '5人': '5',
  '2205kg': '2205',
}

const cases = capabilities
  .filter(({ id }) => id !== 'RecognizeVideoCharacter')
  .flatMap((capability) => {
    const sides = capability.kindsByParameter?.filter(({ name }) => name === 'Side') ?? []
    if (sides.length === 0) return [[capability.id, capability.kinds[0]!, 'face', capability] as const]
    return sides.map(({ value, kind }) => [capability.id, kind, value, capability] as const)
  })

/** Without what the stand-in invents anew for each call. */
const comparable = ({ fields, lines, tables, regions, html }: ProviderAnswer['findings']) => ({
  fields: fields
    .filter(({ key }) => !key.endsWith(':TaskId'))
    .map(({ key, value, quads, confidence }) => ({ key, value, quads, confidence })),
  lines,
  tables,
  regions,
  html,
})

describe('by way of the stand-in and back', () => {
  test.each(cases)('%s: %s', async (_id, kind, side, capability) => {
    const json = await recognise(capability, kind, side, 'JSON')
    const pairs = json.findings.fields.map(({ key, value }) => `${key}: ${value}`)
    const wanted = fullReadings[kind]!.fields.map(({ key, value }) => `${key}: ${changed[value!] ?? value}`)
    expect(pairs).toEqual(expect.arrayContaining(wanted))
    expect(json.kind).toBe(kind)
    const xml = await recognise(capability, kind, side, 'XML')
    expect(comparable(xml.findings)).toEqual(comparable(json.findings))
  })
})
