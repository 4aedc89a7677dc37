import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { kindByName } from '../../contract/documents/index.ts'
import { factsOf } from '../../contract/file-facts.ts'
import type { Field } from '../../contract/result.ts'
import { createSandbox } from '../../sandbox/index.ts'
import { fieldOf } from '../field.ts'
import type { RecogniseRequest, UprightPage } from '../provider.ts'
import { sandboxIdentity, type StandInEngine } from '../stand-in.ts'
import { createHuaweiOcrProvider } from './index.ts'
import type { HuaweiOcrOptions } from './options.ts'

/** What the tests' engine reads on every picture, by kind. The people are invented. */
export const readings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  passport: {
    country_code: 'UTO',
    passport_number: 'L898902C3',
    surname: 'ERIKSSON',
    given_name: 'ANNA MARIA',
    sex: 'F',
    birth_date: '1974-08-12',
    expiry_date: '2032-04-15',
    nationality: 'UTO',
  },
  'emirates-id-front': {
    id_number: '784-1974-1234567-8',
    name: 'Salim Rashid',
    name_arabic: 'سالم راشد',
    nationality: 'Egypt',
    nationality_arabic: 'مصر',
  },
  'emirates-id-back': { card_number: '123456789', mrz_line1: 'IDARE1234567897784197412345678', sex: 'M' },
  'bank-card': {
    card_number: '4000 0012 3456 7899',
    expiry_date: '12/30',
    card_type: 'Visa',
    card_holder: 'SALIM RASHID',
  },
}

/** An engine that reads the same on every picture; `only` limits it to some kinds. */
export function fakeEngine(only?: readonly string[], confidence: number | null = 0.98765): StandInEngine {
  const unused = () => Promise.reject(new Error('not used here'))
  return {
    async read(kind, image) {
      const values = only && !only.includes(kind) ? {} : (readings[kind] ?? {})
      const { width, height } = factsOf(image, image.byteLength)
      const fields: Field[] = Object.entries(values).map(([key, value]) =>
        fieldOf({ provider: 'local', kind, key, nativeName: key, path: key, value, confidence }),
      )
      return { fields, lines: [], tables: [], regions: [], frames: [], width: width ?? 0, height: height ?? 0 }
    },
    pdfPages: unused,
    videoFrames: unused,
  }
}

export function picture(width = 320, height = 200, format: 'jpeg' | 'png' | 'webp' | 'tiff' = 'jpeg'): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#f5f5f0' } })
    .toFormat(format)
    .toBuffer()
}

export function pageOf(index = 0, width = 320, height = 200): UprightPage {
  return { index, width, height, image: () => picture(width, height) }
}

export function requestOf(capabilityId: string, more: Partial<RecogniseRequest> = {}): RecogniseRequest {
  const provider = createHuaweiOcrProvider({ ...settings(() => Promise.reject(new Error('unused'))) })
  const capability = provider.capabilities.find(({ id }) => id === capabilityId)!
  return {
    id: '00000000-0000-7000-8000-000000000001',
    capability,
    kind: kindByName(capability.kinds[0]!)!,
    parameters: {},
    pages: [pageOf()],
    file: { format: 'jpeg', bytes: 1, read: () => picture() },
    job: null,
    ...more,
  }
}

export const start = new Date('2026-03-01T08:00:00Z')

/** Settings with the sandbox's key, a clock that stands still, and no waiting. */
export function settings(fetch: typeof globalThis.fetch, more: Partial<HuaweiOcrOptions> = {}): HuaweiOcrOptions {
  let uuids = 0
  return {
    mode: 'sandbox',
    fetch,
    clock: () => start,
    uuid: () => `00000000-0000-4000-8000-${String((uuids += 1)).padStart(12, '0')}`,
    random: () => 0.5,
    wait: () => Promise.resolve(),
    credentials: { type: 'ak-sk', accessKey: sandboxIdentity.accessKey, secretKey: sandboxIdentity.secretKey },
    projectId: sandboxIdentity.huaweiProject,
    endpoint: 'http://127.0.0.1',
    ...more,
  }
}

export const iamCredentials = {
  type: 'iam',
  endpoint: 'http://localhost',
  domain: 'fieldproof',
  user: 'fieldproof',
  password: sandboxIdentity.secretKey,
  projectName: 'ae-ad-1',
} as const

export function sandboxFetch(clock: () => Date = () => start, engine = fakeEngine()): typeof globalThis.fetch {
  return createSandbox({ engine, clock }).fetch
}

/** A file of this folder's fixtures, which are copies of the seed facts. */
export function fixture<Value>(name: string): Value {
  return JSON.parse(readFileSync(new URL(`__fixtures__/${name}`, import.meta.url), 'utf8')) as Value
}
