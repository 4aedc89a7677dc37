import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documents } from '../db/schema.ts'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import type { ObjectStore } from '../storage/object-store.ts'
import { framePicture } from './frame-picture.ts'
import { makeAvi } from './intake/video/test-videos.ts'
import { addDocument } from './testing.ts'

let database: TestDatabase
let id: string
const stored = new Map<string, Uint8Array>()
const objects = {
  read: (key: string) => {
    const bytes = stored.get(key)
    return Promise.resolve(bytes ? { bytes, contentType: 'image/png' } : null)
  },
} as unknown as ObjectStore

/** A frame of one colour. */
const frame = (background: string) =>
  sharp({ create: { width: 320, height: 180, channels: 3, background } })
    .jpeg()
    .toBuffer()

async function colourAt(timeMs: number, size: 'image' | 'thumbnail' = 'image') {
  const picture = await framePicture({ db: database.db, objects }, id, timeMs, size)
  const { data, info } = await sharp(picture!.bytes).raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, colour: data[0]! > 128 ? 'red' : data[2]! > 128 ? 'blue' : 'grey' }
}

beforeAll(async () => {
  database = await openTestDatabase()
  id = await addDocument(database.db, { name: 'clip.avi' })
  await database.db.update(documents).set({ format: 'avi' }).where(eq(documents.id, id))
  const frames = [await frame('#ff0000'), await frame('#0000ff')]
  stored.set(`originals/${id}`, makeAvi({ frames, width: 320, height: 180, framesPerSecond: 1 }))
})
afterAll(() => database.close())

test('is the frame that begins at the moment, or last before it', async () => {
  expect(await colourAt(0)).toEqual({ width: 320, colour: 'red' })
  expect(await colourAt(999)).toEqual({ width: 320, colour: 'red' })
  expect(await colourAt(1000)).toEqual({ width: 320, colour: 'blue' })
  expect(await colourAt(60_000, 'thumbnail')).toEqual({ width: 160, colour: 'blue' })
})

test('of a codec that is not decoded here it is the page of the document; of what is no video there is none', async () => {
  const grey = await sharp({ create: { width: 320, height: 180, channels: 3, background: '#404040' } })
    .png()
    .toBuffer()
  stored.set(`pages/${id}/0`, grey)
  const coded = makeAvi({
    frames: [Buffer.from('no jpeg')],
    width: 320,
    height: 180,
    framesPerSecond: 1,
    codec: 'H264',
  })
  stored.set(`originals/${id}`, coded)
  expect(await colourAt(0)).toEqual({ width: 320, colour: 'grey' })
  const picture = await addDocument(database.db)
  expect(await framePicture({ db: database.db, objects }, picture, 0, 'image')).toBeNull()
})
