import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { kindByName } from '../../contract/documents/index.ts'
import { factsOf } from '../../contract/file-facts.ts'
import { quadOfBounds } from '../../contract/geometry.ts'
import { ProblemError } from '../../contract/problem.ts'
import { createSandbox } from '../../sandbox/index.ts'
import { fieldOf } from '../field.ts'
import type { RecogniseRequest, UprightPage } from '../provider.ts'
import { sandboxIdentity, type StandInEngine } from '../stand-in.ts'
import { capabilities } from './catalogue.ts'
import type { TencentCiOptions } from './options.ts'

/** What the tests' engine reads on every picture, by kind. The people are invented. */
export const readings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'id-card-front': {
    name: '李示例',
    sex: '女',
    ethnicity: '汉',
    birth_date: '1990-03-07',
    address: '示例省示例市<样例>路 1 号',
    id_number: '110101199003071234',
  },
  'id-card-back': { issuing_authority: '示例市公安局', valid_from: '2010-01-01', valid_to: '2030-01-01' },
  'driver-licence-front': { licence_number: '110101199003071234', name: '李示例', vehicle_class: 'C1' },
  'driver-licence-back': { archive_number: '110001234567' },
}

function noPicture(): ProblemError {
  const code = 'image-unreadable'
  return new ProblemError({ title: 'No picture', status: 422, code, retryable: false, whoseFault: 'document' })
}

const fronts = ['id-card-front', 'driver-licence-front']

/** An engine that reads the same on every picture: the kinds of `only`, which are the sides that the picture shows. */
export function fakeEngine(only: readonly string[] = fronts, confidence: number | null = 0.987): StandInEngine {
  const unused = () => Promise.reject(new Error('not used here'))
  return {
    async read(kind, image) {
      const values = only.includes(kind) ? (readings[kind] ?? {}) : {}
      const { width, height } = factsOf(image, image.byteLength)
      if (width === null || height === null) throw noPicture()
      const fields = Object.entries(values).map(([key, value], at) => {
        const top = 10 + 20 * at
        const quads = [quadOfBounds({ left: 20, top, right: 120, bottom: top + 15 })]
        return fieldOf({ provider: 'local', kind, key, nativeName: key, path: key, value, quads, confidence })
      })
      return { fields, lines: [], tables: [], regions: [], frames: [], width, height }
    },
    pdfPages: unused,
    videoFrames: unused,
  }
}

export function picture(width = 320, height = 200): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#f5f5f0' } })
    .jpeg()
    .toBuffer()
}

export function pageOf(index = 0, width = 320, height = 200): UprightPage {
  return { index, width, height, image: () => picture(width, height) }
}

export function requestOf(more: Partial<RecogniseRequest> = {}): RecogniseRequest {
  return {
    id: '00000000-0000-7000-8000-000000000001',
    capability: capabilities[0]!,
    kind: kindByName('id-card-front')!,
    parameters: {},
    pages: [pageOf()],
    file: { format: 'jpeg', bytes: 1, read: () => picture() },
    job: null,
    ...more,
  }
}

export const start = new Date('2026-03-01T08:00:00Z')

/** Settings with the sandbox's key and a clock that stands still; waiting takes a turn of the loop. */
export function settings(fetch: typeof globalThis.fetch, more: Partial<TencentCiOptions> = {}): TencentCiOptions {
  return {
    mode: 'sandbox',
    fetch,
    clock: () => start,
    uuid: () => crypto.randomUUID(),
    random: () => 0.5,
    wait: turn,
    keys: { secretId: sandboxIdentity.accessKey, secretKey: sandboxIdentity.secretKey },
    bucket: sandboxIdentity.tencentBucket,
    region: sandboxIdentity.tencentRegion,
    cosEndpoint: 'http://127.0.0.1',
    ciEndpoint: 'http://127.0.0.1',
    callbackUrl: null,
    ...more,
  }
}

/** Waits without time. */
export async function turn(_milliseconds: number, signal: AbortSignal): Promise<void> {
  await new Promise(setImmediate)
  signal.throwIfAborted()
}

export function sandboxWith(engine = fakeEngine(), clock: () => Date = () => start) {
  return createSandbox({ engine, clock, wait: turn })
}

/** A file of this folder's fixtures, which are copies of the seed facts. */
export function fixtureText(name: string): string {
  return readFileSync(new URL(`__fixtures__/${name}`, import.meta.url), 'utf8')
}
