import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ProblemError, type Problem } from '../../contract/problem.ts'
import { openObjectStore, type ObjectStore } from '../../storage/index.ts'
import heic from './__fixtures__/heic.json' with { type: 'json' }
import { createIntake } from './index.ts'
import type { Intake } from './intake.ts'
import { makeBmp, makePdf, makePng, makeTiff, quarters } from './test-files.ts'

let dataDir: string
let store: ObjectStore
let intake: Intake

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'fieldproof-intake-'))
  store = await openObjectStore({ dataDir, secret: 'secret' })
  intake = createIntake({ store })
})
afterAll(async () => {
  await intake.close()
  await rm(dataDir, { recursive: true })
})

async function storedFiles(): Promise<string[]> {
  const entries = await readdir(join(dataDir, 'objects'), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}

async function problemOf(working: Promise<unknown>): Promise<Problem> {
  const error = await working.then(
    () => new Error('it was admitted'),
    (reason: unknown) => reason,
  )
  if (error instanceof ProblemError) return error.problem
  throw error
}

const text = (content: string) => Buffer.from(content)
const half = (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length / 2))
const noise = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 40 } },
  })
/** Content is the same in every page: only their number matters. */
const mark = { content: '0 0 9 9 re f' }
const encryption =
  '/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]' +
  ` /Encrypt << /Filter /Standard /V 1 /R 2 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> /P -44 >>`

type Case = [name: string, file: () => Promise<Buffer> | Buffer, code: string, parameters?: Problem['parameters']]
const cases: Case[] = [
  ['an empty file', () => Buffer.alloc(0), 'file-empty', {}],
  [
    'a truncated JPEG',
    async () => half(await noise(400, 300).jpeg().toBuffer()),
    'image-truncated',
    { format: 'JPEG' },
  ],
  [
    'a truncated progressive JPEG',
    async () => half(await noise(400, 300).jpeg({ progressive: true }).toBuffer()),
    'image-truncated',
  ],
  [
    'a JPEG without its last bytes',
    async () => (await noise(400, 300).jpeg().toBuffer()).subarray(0, -200),
    'image-truncated',
  ],
  ['a truncated PNG', async () => half(await noise(400, 300).png().toBuffer()), 'image-truncated', { format: 'PNG' }],
  [
    'a truncated WebP',
    async () => half(await noise(400, 300).webp().toBuffer()),
    'image-truncated',
    { format: 'WEBP' },
  ],
  ['a truncated GIF', async () => half(await noise(400, 300).gif().toBuffer()), 'image-truncated', { format: 'GIF' }],
  [
    'a truncated TIFF',
    async () => half(await noise(400, 300).tiff({ compression: 'none' }).toBuffer()),
    'image-truncated',
  ],
  ['a truncated BMP', () => half(makeBmp(100, 100)), 'image-truncated', { format: 'BMP' }],
  [
    'a truncated HEIC',
    () => Buffer.from(heic.plain, 'base64').subarray(0, 450),
    'image-undecodable',
    { format: 'HEIC' },
  ],
  ['a JPEG of its first bytes', () => Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'image-truncated'],
  [
    'a PNG that claims 60,000 x 60,000',
    () => makePng(60_000, 60_000, deflateSync(Buffer.alloc(1000))),
    'too-many-pixels',
    { width: 60_000, height: 60_000, maxPixels: 120_000_000 },
  ],
  ['a PNG of no width', () => makePng(0, 10, deflateSync(Buffer.alloc(10))), 'page-empty'],
  ['a PNG without data', () => makePng(10, 10, Buffer.alloc(0)), 'image-undecodable'],
  ['a PNG of junk', () => makePng(10, 10, Buffer.alloc(300, 7)), 'image-undecodable'],
  ['a TIFF that unpacks to 3.6 gigapixels', () => makeTiff([{ width: 60_000, height: 60_000 }]), 'too-many-pixels'],
  [
    'a TIFF whose second page is the bomb',
    () =>
      makeTiff([
        { width: 20, height: 20 },
        { width: 60_000, height: 60_000 },
      ]),
    'too-many-pixels',
  ],
  [
    'a TIFF with a page of no bytes',
    () => makeTiff([{ width: 20, height: 20, data: Buffer.alloc(0) }]),
    'image-undecodable',
  ],
  ['a TIFF with a page of no height', () => makeTiff([{ width: 20, height: 0 }]), 'page-empty'],
  [
    'a TIFF of 51 pages',
    () => makeTiff(Array.from({ length: 51 }, () => ({ width: 8, height: 8 }))),
    'too-many-pages',
    { pages: 51, maxPages: 50 },
  ],
  [
    'a BMP that claims too much',
    () => {
      const bmp = makeBmp(10, 10)
      bmp.writeInt32LE(50_000, 18)
      bmp.writeInt32LE(-50_000, 22)
      return bmp
    },
    'too-many-pixels',
  ],
  ['an encrypted PDF', () => makePdf([mark], encryption), 'pdf-encrypted', { format: 'PDF' }],
  [
    'a PDF of 300 pages',
    () => makePdf(Array.from({ length: 300 }, () => mark)),
    'too-many-pages',
    { pages: 300, maxPages: 50 },
  ],
  ['a PDF whose page is empty', () => makePdf([{}]), 'page-empty', { format: 'PDF' }],
  ['a PDF without pages', () => makePdf([]), 'page-empty'],
  ['a PDF that is only a header', () => text('%PDF-1.7\nnothing follows'), 'image-undecodable', { format: 'PDF' }],
  [
    'an SVG',
    () => text('<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"><rect width="9" height="9"/></svg>'),
    'format-unknown',
  ],
  ['an HTML page', () => text('<!doctype html><p>%PDF-1.7'), 'format-unknown'],
  ['a ZIP', () => text('PK\u0003\u0004 and more'), 'format-unknown'],
  [
    'random bytes',
    () => Buffer.from(Array.from({ length: 2000 }, (_, index) => (index * 7919) % 251)),
    'format-unknown',
  ],
]

describe('bad input is refused in words, with nothing left behind', () => {
  test.each(cases)('%s', async (_, make, code, parameters) => {
    const problem = await problemOf(intake.store(await make()))
    expect(problem.code).toBe(code)
    expect(problem).toMatchObject({ whoseFault: 'document', retryable: false })
    expect(problem.status).toBeGreaterThanOrEqual(413)
    expect(problem.status).toBeLessThan(500)
    for (const words of [problem.title, problem.detail, problem.action]) {
      // Words for a reviewer: no library, no code, no path.
      expect(words).toMatch(/^[A-Z].*[A-Za-z.]$/)
      expect(words).not.toMatch(/vips|libpng|stream|buffer|exception|undefined|\/|null/i)
    }
    expect(problem.parameters).toMatchObject(parameters ?? {})
    expect(await storedFiles()).toEqual([])
  })

  test('a file over the limit', async () => {
    const problem = await problemOf(intake.store(Buffer.concat([makeBmp(10, 10)], 50_000_001)))
    expect(problem).toMatchObject({ code: 'file-too-large', status: 413, whoseFault: 'document' })
    expect(problem.parameters).toEqual({ bytes: 50_000_001, maxBytes: 50_000_000 })
    expect(problem.detail).toContain('50 MB')
  })

  test('a picture broken on its third page leaves nothing of the first two', async () => {
    const good = { width: 20, height: 20 }
    const problem = await problemOf(intake.store(makeTiff([good, good, { ...good, data: Buffer.alloc(9, 255) }])))
    expect(problem.parameters).toMatchObject({ page: 3 })
    expect(await storedFiles()).toEqual([])
  })

  test('a TIFF whose strip unpacks to far more than its page is bounded by the page', async () => {
    const bomb = makeTiff([{ width: 20, height: 20, data: deflateSync(Buffer.alloc(100_000_000)) }])
    const started = process.memoryUsage().rss
    const { pages } = await intake.admit(bomb).catch(() => ({ pages: [] }))
    expect(pages.length).toBeLessThan(2)
    expect(process.memoryUsage().rss - started).toBeLessThan(80_000_000)
  })
})

describe('storing', () => {
  afterEach(() => rm(join(dataDir, 'objects', 'kept'), { recursive: true, force: true }))
  let objectKey: string
  let picture: Buffer
  beforeEach(async () => {
    objectKey = 'uploads/7/file'
    picture = await quarters(64, 32).png().toBuffer()
    await store.put(objectKey, picture, 'text/html')
  })

  test('an upload becomes a document: original and three pictures a page, by what the bytes are', async () => {
    const document = await intake.storeUpload(objectKey)
    expect(document).toMatchObject({
      format: 'png',
      bytes: picture.length,
      pages: [{ index: 0, width: 64, height: 32 }],
    })
    expect(document.sha256).toMatch(/^[0-9a-f]{64}$/)
    const [page] = document.pages
    expect((await store.read(page!.imageKey))?.contentType).toBe('image/png')
    expect((await store.read(page!.thumbnailKey))?.contentType).toBe('image/jpeg')
    expect(Buffer.from((await store.read(document.objectKey))!.bytes).equals(picture)).toBe(true)
    expect(await store.size(objectKey)).toBeNull()
    await intake.discard(document)
    expect(await storedFiles()).toEqual([])
  })

  test('an upload is used once, and only uploads are', async () => {
    const { objectKey: original } = await intake.storeUpload(objectKey)
    for (const key of [objectKey, original, 'uploads/../kept', '']) {
      expect(await problemOf(intake.storeUpload(key))).toMatchObject({
        code: 'upload-not-found',
        status: 404,
        whoseFault: 'caller',
      })
    }
  })

  test('an upload that is no document is gone', async () => {
    await store.put(objectKey, text('<svg/>'), 'image/jpeg')
    expect((await problemOf(intake.storeUpload(objectKey))).code).toBe('format-unknown')
    expect(await storedFiles()).toEqual([])
  })

  test('bad files do not stop the good ones beside them', async () => {
    const bad = await noise(400, 300).jpeg().toBuffer()
    const files = [half(bad), picture, makePdf([mark], encryption), makePdf([mark]), text('no'), makeBmp(9, 9)]
    const outcomes = await Promise.allSettled(files.map((file) => intake.store(file)))
    expect(outcomes.map(({ status }) => status)).toEqual([
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
  })
})
