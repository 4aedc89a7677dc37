import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import { addDocument } from '../documents/testing.ts'
import { tilesKeyOf } from '../documents/tiles/page-tiles.ts'
import type { StoredObject } from '../storage/object-store.ts'
import { createTestApp, testOrigin } from './testing.ts'

let database: TestDatabase
let id: string
const stored = new Map<string, StoredObject>()
let cuts = 0

beforeAll(async () => {
  database = await openTestDatabase()
  // 800 x 500, as the page of every test document: red above, blue below.
  id = await addDocument(database.db)
  const below = {
    input: { create: { width: 800, height: 250, channels: 3, background: '#0000ff' } },
    left: 0,
    top: 250,
  } as const
  const image = await sharp({ create: { width: 800, height: 500, channels: 3, background: '#ff0000' } })
    .composite([below])
    .png()
    .toBuffer()
  stored.set(`pages/${id}/0`, { bytes: new Uint8Array(image), contentType: 'image/png', modifiedAt: new Date() })
})
afterAll(() => database.close())

function app() {
  const { request, app } = createTestApp(database.db, {
    objects: {
      read: (key: string) => Promise.resolve(stored.get(key) ?? null),
      put: (key: string, bytes: Uint8Array, contentType: string) => {
        cuts += 1
        stored.set(key, { bytes: new Uint8Array(bytes), contentType, modifiedAt: new Date() })
        return Promise.resolve()
      },
    } as never,
  })
  const tile = (path: string) => request(`/api/v1/documents/${id}/pages/0/tiles/${path}`)
  return { request, app, tile }
}

async function corner(response: Response) {
  const bytes = Buffer.from(await response.arrayBuffer())
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
  const [red, green, blue] = data
  return {
    width: info.width,
    height: info.height,
    colour: red! > 200 && green! < 60 ? 'red' : blue! > 200 ? 'blue' : '?',
  }
}

describe('the tiles of a page', () => {
  test('are cut once at every level, for whoever asks, and kept in one piece', async () => {
    const { tile } = app()
    const answers = await Promise.all(['0/0/0', '0/1/0', '1/0/0'].map(async (path) => tile(path)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(answers[0]!.headers.get('Content-Type')).toBe('image/jpeg')
    expect(answers[0]!.headers.get('Cache-Control')).toBe('private, max-age=31536000, immutable')
    expect(await Promise.all(answers.map(corner))).toEqual([
      { width: 512, height: 500, colour: 'red' },
      { width: 288, height: 500, colour: 'red' },
      { width: 400, height: 250, colour: 'red' },
    ])
    expect(cuts).toBe(1)
    // Another process finds them in the store.
    expect((await app().tile('0/0/0')).status).toBe(200)
    expect(cuts).toBe(1)
    expect(stored.has(tilesKeyOf(`pages/${id}/0`))).toBe(true)
  })

  test('stand where they belong', async () => {
    stored.delete(tilesKeyOf(`pages/${id}/0`))
    const upright = stored.get(`pages/${id}/0`)!
    const bytes = await sharp(upright.bytes)
      .extract({ left: 0, top: 0, width: 800, height: 500 })
      .flip()
      .png()
      .toBuffer()
    stored.set(`pages/${id}/0`, { ...upright, bytes: new Uint8Array(bytes) })
    expect(await corner(await app().tile('0/0/0'))).toMatchObject({ colour: 'blue' })
    stored.set(`pages/${id}/0`, upright)
  })

  test.each(['2/0/0', '0/2/0', '0/0/1', '1/1/0', '99/0/0', '0/9999/9999'])(
    '%s does not exist, and the answer says what does',
    async (path) => {
      const response = await app().tile(path)
      expect(response.status).toBe(404)
      const problem = (await response.json()) as { code: string; detail: string }
      expect(problem.code).toBe('tile-not-found')
      expect(problem.detail).toMatch(/levels 0 .* to 1|columns 0 to \d and the rows 0 to 0/)
    },
  )

  test.each(['-1/0/0', 'x/0/0', '0/1.5/0', '0/0/10000', '100/0/0', '0x1/0/0'])('%s is refused', async (path) => {
    const response = await app().tile(path)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'invalid-request' })
  })

  test('are shown to nobody who is not signed in, and belong to a page that is there', async () => {
    const { app: server, request } = app()
    expect((await server.request(`${testOrigin}/api/v1/documents/${id}/pages/0/tiles/0/0/0`)).status).toBe(401)
    expect((await request(`/api/v1/documents/${id}/pages/1/tiles/0/0/0`)).status).toBe(404)
    expect((await request('/api/v1/documents/x/pages/0/tiles/0/0/0')).status).toBe(404)
  })
})
