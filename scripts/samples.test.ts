import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { kinds } from '../server/contract/documents/index.ts'

const folder = fileURLToPath(new URL('../public/samples/', import.meta.url))
const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as {
  file: string
  preview: string
  kind: string
  label: { en: string; zh: string }
  note: { en: string; zh: string }
}[]

test('the index names every sample and nothing else, two or more of each kind', () => {
  const files = readdirSync(folder).filter((name) => /\.(jpg|tiff)$/.test(name))
  expect(index.map(({ file }) => file).sort()).toEqual(files.sort())
  const known = new Set(kinds.map(({ kind }) => kind))
  const perKind = new Map<string, number>()
  for (const { kind } of index) perKind.set(kind, (perKind.get(kind) ?? 0) + 1)
  expect([...perKind.keys()].filter((kind) => !known.has(kind))).toEqual([])
  expect([...perKind.values()].every((count) => count >= 2)).toBe(true)
  expect(index.every(({ label, note }) => label.en && label.zh && note.en && note.zh)).toBe(true)
})

test('samples are small, and their previews smaller', async () => {
  for (const { file, preview } of index) {
    expect(statSync(join(folder, file)).size).toBeLessThanOrEqual(150_000)
    expect(statSync(join(folder, preview)).size).toBeLessThanOrEqual(20_000)
    const { width, height } = await sharp(join(folder, preview)).metadata()
    expect(Math.max(width, height)).toBe(320)
  }
})

test('one sample has two pages, one an EXIF orientation, one lies on its side', async () => {
  const facts = await Promise.all(
    index.map(async ({ file }) => {
      const { pages = 1, orientation = 1 } = await sharp(join(folder, file), { pages: -1 }).metadata()
      return { pages, orientation }
    }),
  )
  expect(facts.filter(({ pages }) => pages === 2)).toHaveLength(1)
  expect(facts.filter(({ orientation }) => orientation === 6)).toHaveLength(1)
  expect(index.some(({ note }) => note.en.includes('90 degrees'))).toBe(true)
})
