import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { sm2 } from 'sm-crypto-v2'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { privateKeyOf } from '../apps/enc-key.ts'
import type { App } from '../contract/apps.ts'
import { apps } from '../db/schema.ts'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import { openAnswer, sealBody } from '../providers/ctyun/envelope.ts'
import { readSm2PublicKey } from '../providers/ctyun/sm/der.ts'
import { fixture } from '../providers/ctyun/testing.ts'
import { createVault } from '../storage/vault.ts'
import { createTestApp } from './testing.ts'

/** Made from the rules of the document with the public test keys of GB/T 32918.5 and GB/T 32907 (its `readMe` says how). */
const vector = fixture<{
  encryption: {
    encKey: string
    sm2PrivateKeyHex: string
    sm4KeyHex: string
    hmacSm3KeyHex: string
    plainBody: string
    requestC1C3C2: Record<string, string>
    requestC1C2C3: Record<string, string>
  }
}>('facts/vectors.json').encryption

const keys = { sm4Key: Buffer.from(vector.sm4KeyHex, 'hex'), hashKey: Buffer.from(vector.hmacSm3KeyHex, 'hex') }
const envelopeType = 'application/vnd.fieldproof.envelope+json'
const recognition = { id: 'r1', status: 'succeeded', fields: [{ key: 'name', value: '韦小宝' }] }

let database: TestDatabase
let dataDir: string
beforeAll(async () => {
  database = await openTestDatabase()
  dataDir = await mkdtemp(join(tmpdir(), 'fieldproof-envelope-'))
})
beforeEach(() => database.clear())
afterAll(async () => {
  await database.close()
  await rm(dataDir, { recursive: true, force: true })
})

/** An app with its key pair, and a call of it whose body arrives at `read`. */
async function open({ withKey = true } = {}) {
  const vault = createVault(dataDir)
  const test = createTestApp(database.db, { vault, maxUploadBytes: 1000 })
  const read: string[] = []
  test.deps.recognitions.runNow = (bytes) => {
    read.push(Buffer.from(bytes).toString())
    return Promise.resolve(recognition as never)
  }
  const made = await test.post('/api/v1/apps', { name: 'App_1', enabled: ['ctyun/*'] })
  const { app, appSecret } = (await made.json()) as { app: App; appSecret: string }
  const Authorization = `Basic ${Buffer.from(`${app.appKey}:${appSecret}`).toString('base64')}`
  if (withKey) {
    const sealed = await vault.seal(vector.sm2PrivateKeyHex, app.id)
    const values = { encPublicKey: vector.encKey, encPrivateKey: sealed, encCreatedAt: new Date(0) }
    await database.db.update(apps).set(values).where(eq(apps.id, app.id))
  }
  const call = (envelope: unknown, headers: Record<string, string> = {}) =>
    test.post('/api/v1/recognitions?provider=ctyun&capability=ctyun.ocr.idcard', envelope, {
      Authorization,
      'Content-Type': envelopeType,
      ...headers,
    })
  return { ...test, app, vault, read, call }
}

describe('a body in an SM2/SM4/SM3 envelope', () => {
  test.each(['requestC1C3C2', 'requestC1C2C3'] as const)(
    '%s of the vector is read, and answered in one',
    async (request) => {
      const { call, read } = await open()
      const answer = await call(vector[request])
      expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, envelopeType])
      expect(read).toEqual([vector.plainBody])
      const sealed = (await answer.json()) as Record<string, unknown>
      expect(Object.keys(sealed)).toEqual(['encryptedResult', 'encryptedResultHash'])
      expect(JSON.parse(openAnswer(sealed, keys))).toEqual(recognition)
    },
  )

  test('what is asked for later could not be encrypted: the answer is waited for', async () => {
    const { call } = await open()
    expect((await call(vector.requestC1C2C3, { Prefer: 'respond-async' })).status).toBe(200)
  })

  const { requestC1C2C3: good } = vector
  test.each([
    ['envelope-malformed', { ...good, encryptedBody: 'no Base64!' }, 'AI_OP_40017'],
    ['envelope-malformed', [], 'AI_OP_40017'],
    ['envelope-altered', { ...good, encryptedBodyHash: good['ciphertextBlobHash'] }, 'AI_OP_40018'],
    ['envelope-key-wrong', { ...good, encryptedHashKey: good['encryptedBody'] }, 'AI_OP_40019'],
  ])('%s is refused plainly, with the document’s own code', async (code, envelope, ctyunCode) => {
    const { call, read, request, app } = await open()
    const answer = await call(envelope)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ code, parameters: { ctyunCode } })
    expect(read).toEqual([])
    const refusals = await request(`/api/v1/apps/${app.id}/refusals`)
    expect(await refusals.json()).toMatchObject({ items: [{ code, count: 1 }] })
  })

  test('the file in it may be as large as any other, and no larger', async () => {
    const { call, read } = await open()
    const sealed = (bytes: number) => sealBody(Buffer.alloc(bytes, 'x'), vector.encKey, 'C1C2C3', keys)
    expect((await call(sealed(1000))).status).toBe(200)
    expect(read).toEqual(['x'.repeat(1000)])
    expect(await (await call(sealed(1001))).json()).toMatchObject({ code: 'file-too-large' })
    expect(await (await call(sealed(0))).json()).toMatchObject({ code: 'file-empty' })
  })

  test('an app without an EncKey, and whoever is no app, are told so', async () => {
    const { call, request } = await open({ withKey: false })
    expect(await (await call(good)).json()).toMatchObject({ code: 'enc-key-missing', status: 409 })
    const byToken = await request('/api/v1/recognitions?provider=ctyun&capability=ctyun.ocr.idcard', {
      method: 'POST',
      body: JSON.stringify(good),
      headers: { 'Content-Type': envelopeType },
    })
    expect(await byToken.json()).toMatchObject({ code: 'envelope-needs-app', status: 400 })
  })
})

describe('an EncKey', () => {
  const keyOf = async (response: Response | Promise<Response>, status = 201) => {
    const answer = await response
    expect(answer.status).toBe(status)
    return ((await answer.json()) as App).encKey?.publicKey
  }

  test('is made when it is asked for; its private half leaves the server never and is sealed at rest', async () => {
    const { post, request, app, vault, call, read } = await open({ withKey: false })
    const publicKey = (await keyOf(post(`/api/v1/apps/${app.id}/enc-key`, {})))!
    expect((await call(sealBody(Buffer.from('a card'), publicKey, 'C1C3C2', keys))).status).toBe(200)
    expect(read).toEqual(['a card'])
    const [row] = await database.db.select().from(apps)
    const privateKey = await privateKeyOf(row!, vault)
    expect(sm2.getPublicKeyFromPrivateKey(privateKey)).toBe(readSm2PublicKey(publicKey).point)
    const kept = JSON.stringify(row)
    expect(kept).not.toContain(privateKey)
    expect(await (await request('/api/v1/apps')).text()).not.toContain(row!.encPrivateKey)
  })

  test('that is replaced or taken away opens nothing any more', async () => {
    const { post, request, app, call } = await open({ withKey: false })
    const first = (await keyOf(post(`/api/v1/apps/${app.id}/enc-key`, {})))!
    const second = await keyOf(post(`/api/v1/apps/${app.id}/enc-key`, {}))
    expect(second).not.toBe(first)
    const forFirst = sealBody(Buffer.from('a card'), first, 'C1C2C3', keys)
    expect(await (await call(forFirst)).json()).toMatchObject({ code: 'envelope-key-wrong' })
    expect(await keyOf(request(`/api/v1/apps/${app.id}/enc-key`, { method: 'DELETE' }), 200)).toBeUndefined()
    expect(await (await call(forFirst)).json()).toMatchObject({ code: 'enc-key-missing' })
  })

  test('that another server’s secret sealed says what to do', async () => {
    const { call, app } = await open()
    const elsewhere = await mkdtemp(join(tmpdir(), 'fieldproof-envelope-'))
    const encPrivateKey = await createVault(elsewhere).seal(vector.sm2PrivateKeyHex, app.id)
    await database.db.update(apps).set({ encPrivateKey })
    await rm(elsewhere, { recursive: true, force: true })
    expect(await (await call(vector.requestC1C2C3)).json()).toMatchObject({ code: 'enc-key-unreadable' })
  })
})
