import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { kindByName } from '../../contract/documents/index.ts'
import { factsOf } from '../../contract/file-facts.ts'
import { quadOfBounds } from '../../contract/geometry.ts'
import { ProblemError } from '../../contract/problem.ts'
import type { Field, Line } from '../../contract/result.ts'
import { createSandbox } from '../../sandbox/index.ts'
import { fieldOf } from '../field.ts'
import type { RecogniseRequest, UprightPage } from '../provider.ts'
import { sandboxIdentity, type StandInEngine } from '../stand-in.ts'
import { capabilities } from './catalogue.ts'
import type { CapabilityId } from './limits.ts'
import type { CtyunOptions } from './options.ts'

/** Cards of this width show the emblem side, so that a test can have both. */
export const emblemWidth = 400
/** Pictures of this width show nothing. */
export const blankWidth = 555
/** The engine cannot decode pictures of this width. */
export const brokenWidth = 666

/** What the tests' engine reads on every picture, by kind. The people and companies are invented. */
const readings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'id-card-front': {
    name: '韦小宝',
    sex: '男',
    ethnicity: '汉',
    birth_date: '1990-03-07',
    address: '北京市朝阳区幸福路1号',
    id_number: '110105199003077219',
  },
  'id-card-back': { issuing_authority: '北京市公安局朝阳分局', valid_from: '2015-06-09', valid_to: '2035-06-09' },
  'licence-plate': { plate_number: '粤B12345' },
  'business-licence': {
    credit_code: '91110105MA01ABCD2E',
    name: '北京幸福科技有限公司',
    company_type: '有限责任公司',
    address: '北京市朝阳区幸福路1号',
    legal_person: '韦小宝',
    registered_capital: '200万元人民币',
    established_date: '2005-06-09',
    valid_from: '2005-06-09',
    valid_to: '长期',
  },
}

const line = (text: string, top: number, confidence: number | null): Line => ({
  text,
  page: 0,
  quad: quadOfBounds({ left: 20, top, right: 120, bottom: top + 20 }),
  confidence,
  chars: [],
})

function linesOf(kind: string, width: number): Line[] {
  if (kind.startsWith('id-card'))
    return width === emblemWidth ? [line('中华人民共和国', 20, 0.9), line('签发机关', 50, 0.9)] : []
  if (kind === 'business-licence') return [line('营业执照', 20, 0.9)]
  return kind === 'general-text' ? [line('第一行', 20, 0.9), line(`宽 ${width}`, 60, 0.8)] : []
}

function fieldsOf(kind: string, width: number): Field[] {
  if (kind === (width === emblemWidth ? 'id-card-front' : 'id-card-back')) return []
  const quads = kind === 'licence-plate' ? [quadOfBounds({ left: 30.4, top: 40, right: 130, bottom: 70.6 })] : []
  return Object.entries(readings[kind] ?? {}).map(([key, value]) =>
    fieldOf({ provider: 'local', kind, key, nativeName: key, path: key, value, quads, confidence: 0.98765 }),
  )
}

/** An engine that reads the same on every picture but those of the widths above. */
export function fakeEngine(): StandInEngine {
  const unused = () => Promise.reject(new Error('not used here'))
  return {
    async read(kind, image) {
      const { width, height } = factsOf(image, image.byteLength)
      if (width === brokenWidth) {
        throw new ProblemError({
          code: 'image-damaged',
          title: 'Damaged',
          status: 422,
          retryable: false,
          whoseFault: 'document',
        })
      }
      const isBlank = width === blankWidth
      const fields = isBlank ? [] : fieldsOf(kind, width ?? 0)
      const lines = isBlank ? [] : linesOf(kind, width ?? 0)
      return { fields, lines, tables: [], regions: [], frames: [], width: width ?? 0, height: height ?? 0 }
    },
    pdfPages: unused,
    videoFrames: unused,
  }
}

const pictures = new Map<string, Promise<Buffer>>()

/** A picture of one colour; made once for each size and format. */
export function picture(width = 320, height = 200, format: 'jpeg' | 'png' | 'webp' = 'jpeg'): Promise<Buffer> {
  const key = `${width} ${height} ${format}`
  const made =
    pictures.get(key) ??
    sharp({ create: { width, height, channels: 3, background: '#2040d0' } })
      .toFormat(format)
      .toBuffer()
  pictures.set(key, made)
  return made
}

export function pageOf(index = 0, width = 320, height = 200): UprightPage {
  return { index, width, height, image: () => picture(width, height) }
}

export function requestOf(
  id: CapabilityId,
  pages: readonly UprightPage[] = [pageOf()],
  kind?: string,
): RecogniseRequest {
  const capability = capabilities.find((candidate) => candidate.id === id)!
  return {
    id: '00000000-0000-7000-8000-000000000001',
    capability,
    kind: kindByName(kind ?? capability.kinds[0]!)!,
    parameters: {},
    pages,
    file: { format: 'jpeg', bytes: 1, read: () => picture() },
    job: null,
  }
}

export const start = new Date('2026-03-01T08:00:00Z')

/** A clock on which every look takes 200 ms: nobody is ever too fast for ten requests per second. */
export function tickingClock(): () => Date {
  let time = start.getTime()
  return () => new Date((time += 200))
}

/** Settings with the sandbox's keys and no waiting. */
export function settings(fetch: typeof globalThis.fetch, more: Partial<CtyunOptions> = {}): CtyunOptions {
  let uuids = 0
  return {
    mode: 'sandbox',
    fetch,
    clock: () => start,
    uuid: () => `00000000-0000-4000-8000-${String((uuids += 1)).padStart(12, '0')}`,
    random: () => 0.5,
    wait: () => Promise.resolve(),
    keys: {
      accessKey: sandboxIdentity.accessKey,
      securityKey: sandboxIdentity.secretKey,
      appKey: sandboxIdentity.ctyunAppKey,
    },
    endpoint: 'http://127.0.0.1',
    dateOffsetMinutes: 480,
    base64: 'standard',
    paths: {},
    envelope: null,
    maxRequestBytes: 15 * 1024 * 1024,
    requestsPerSecond: 10,
    ...more,
  }
}

export function sandboxFetch(clock: () => Date = tickingClock(), engine = fakeEngine()): typeof globalThis.fetch {
  return createSandbox({ engine, clock }).fetch
}

/** Text of a file of this folder's fixtures: copies of the seed facts, and the samples as Python prints them. */
export function fixtureText(name: string): string {
  return readFileSync(new URL(`__fixtures__/${name}`, import.meta.url), 'utf8')
}

export function fixture<Value>(name: string): Value {
  return JSON.parse(fixtureText(name)) as Value
}
