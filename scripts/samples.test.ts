import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { videoFactsOf } from '../server/documents/intake/video/frames.ts'
import { kinds } from '../server/contract/documents/index.ts'

const folder = fileURLToPath(new URL('../public/samples/', import.meta.url))
const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as {
  file: string
  preview: string
  kind: string
  label: { en: string; zh: string }
  note: { en: string; zh: string }
}[]

test('the index names every sample and nothing else, one or more of each kind', () => {
  const files = readdirSync(folder).filter((name) => /\.(jpg|tiff|pdf|avi)$/.test(name))
  expect(index.map(({ file }) => file).sort()).toEqual(files.sort())
  const known = new Set(kinds.map(({ kind }) => kind))
  const perKind = new Map<string, number>()
  for (const { kind } of index) perKind.set(kind, (perKind.get(kind) ?? 0) + 1)
  expect([...perKind.keys()].sort()).toEqual([...known].sort())
  expect(index.every(({ label, note }) => label.en && label.zh && note.en && note.zh)).toBe(true)
})

test('samples are small, and their previews smaller', async () => {
  for (const { file, preview } of index) {
    expect(statSync(join(folder, file)).size).toBeLessThanOrEqual(file.endsWith('.avi') ? 400_000 : 150_000)
    expect(statSync(join(folder, preview)).size).toBeLessThanOrEqual(20_000)
    const { width, height } = await sharp(join(folder, preview)).metadata()
    expect(Math.max(width, height)).toBe(320)
  }
})

test('one sample has two pages, one an EXIF orientation, one lies on its side', async () => {
  const pictures = index.filter(({ file }) => !/\.(pdf|avi)$/.test(file))
  const facts = await Promise.all(
    pictures.map(async ({ file }) => {
      const { pages = 1, orientation = 1 } = await sharp(join(folder, file), { pages: -1 }).metadata()
      return { pages, orientation }
    }),
  )
  expect(facts.filter(({ pages }) => pages === 2)).toHaveLength(1)
  expect(facts.filter(({ orientation }) => orientation === 6)).toHaveLength(1)
  expect(index.some(({ note }) => note.en.includes('90 degrees'))).toBe(true)
})

test('the PDF has two pages, and the video twenty frames of 640 x 360 that are pictures', async () => {
  const pdf = readFileSync(join(folder, 'pdf-1.pdf'))
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  expect((await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise).numPages).toBe(2)
  const avi = readFileSync(join(folder, 'video-text-1.avi'))
  const facts = videoFactsOf(avi)
  expect(facts).toMatchObject({ width: 640, height: 360, durationMs: 4000, framesPerSecond: 5, codec: 'MJPG' })
  const index = avi.lastIndexOf('idx1')
  const entries = avi.readUInt32LE(index + 4) / 16
  expect(entries).toBe(20)
  const movi = avi.indexOf('movi')
  const shots = new Set<string>()
  for (let entry = 0; entry < entries; entry += 1) {
    const [offset, size] = [8, 12].map((at) => avi.readUInt32LE(index + 8 + entry * 16 + at)) as [number, number]
    const frame = avi.subarray(movi + offset + 8, movi + offset + 8 + size)
    shots.add(frame.toString('base64'))
    const { width, height, format } = await sharp(frame).metadata()
    expect({ width, height, format }).toEqual({ width: 640, height: 360, format: 'jpeg' })
  }
  expect(shots.size).toBe(4)
})
