import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import type { Provider } from '../providers/provider.ts'
import { createProviderRegistry } from '../providers/registry.ts'
import { createTestApp } from './testing.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.clear())
afterAll(() => database.close())

const provider = (id: string, mode: string, capability: string) =>
  ({
    id,
    label: { en: id, zh: id },
    mode,
    capabilities: [{ id: capability }],
    status: () => ({ ready: true }),
  }) as unknown as Provider
const start = () =>
  createTestApp(database.db, {
    providers: createProviderRegistry([
      provider('local', 'local', 'id-card-front'),
      provider('ctyun', 'sandbox', 'ctyun.ocr.idcard'),
      provider('aliyun-viapi', 'live', 'RecognizeVideoCharacter'),
    ]),
  })
const idCard = '/api/v1/prices?provider=ctyun&capability=ctyun.ocr.idcard'

test('the price follows what is left, for whoever may have a document read', async () => {
  const { request, post, signIn } = start()
  const { headers } = await signIn('reviewer')
  const ask = async (path: string) => {
    const answer = await request(path, { headers })
    expect(answer.status).toBe(200)
    return answer.json()
  }
  expect(await ask(idCard)).toMatchObject({ mode: 'sandbox', calls: 1, unpriced: 1, lack: 'not-bought' })
  await post('/api/v1/packages', { provider: 'ctyun', capability: 'ctyun.ocr.idcard', calls: 3, validDays: 1 })
  expect(await ask(`${idCard}&calls=5`)).toMatchObject({ calls: 5, prepaid: 3, blocked: 2, lack: 'used-up' })
  expect(await ask('/api/v1/prices?provider=local&capability=id-card-front')).toMatchObject({ free: 1 })
  const video = '/api/v1/prices?provider=aliyun-viapi&capability=RecognizeVideoCharacter&width=1280&height=720'
  // A second that has begun counts whole: 10.2 s are 11; 30 of them are 330 s, of which 300 are free.
  expect(await ask(`${video}&seconds=10.2&calls=30`)).toMatchObject({ paid: 30, fen: 45 })
})

test('what is not offered has no price', async () => {
  const { request } = start()
  expect((await request(`${idCard}x`)).status).toBe(404)
  expect((await request(`${idCard}&calls=0`)).status).toBe(400)
})
