import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createAppAdmission } from '../apps/admission.ts'
import type { App } from '../contract/apps.ts'
import { ProblemError } from '../contract/problem.ts'
import { apps } from '../db/schema.ts'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import { addDocument, addRecognition } from '../documents/testing.ts'
import { reserve, settle } from '../metering/ledger.ts'
import { vendorDay } from '../metering/vendor-time.ts'
import { createTestApp } from './testing.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.clear())
afterAll(() => database.close())

interface Created {
  app: App
  appSecret: string
}
const read = async <Body>(response: Response | Promise<Response>, status = 200): Promise<Body> => {
  const answer = await response
  expect(answer.status).toBe(status)
  return (await answer.json()) as Body
}
const basic = ({ app, appSecret }: Created) => ({
  Authorization: `Basic ${Buffer.from(`${app.appKey}:${appSecret}`).toString('base64')}`,
})

describe('apps', () => {
  test('the secret is shown once and stored as its hash', async () => {
    const { request, post } = createTestApp(database.db)
    const created = await read<Created>(post('/api/v1/apps', { name: '测试测试2', enabled: ['ctyun/*'] }), 201)
    expect(created.appSecret.length).toBeGreaterThanOrEqual(32)
    const listed = await (await request('/api/v1/apps')).text()
    expect(listed).toContain(created.app.appKey)
    expect(listed).not.toContain(created.appSecret)
    expect(JSON.stringify(await database.db.select().from(apps))).not.toContain(created.appSecret)
  })

  test.each(['abc', '1abc', '_abc', 'a b c d', '超过十五个字符的应用名称一定不行', 'ab-cd'])(
    'the name %s is against the documented rule',
    async (name) => {
      const { post } = createTestApp(database.db)
      await read(post('/api/v1/apps', { name }), 400)
    },
  )

  test('a name belongs to one app; what is changed is said back; who is removed is gone', async () => {
    const { request, post } = createTestApp(database.db)
    const { app } = await read<Created>(post('/api/v1/apps', { name: 'App_1' }), 201)
    expect(await read(post('/api/v1/apps', { name: 'App_1' }), 409)).toMatchObject({ code: 'app-name-taken' })
    const patch = (body: object) =>
      request(`/api/v1/apps/${app.id}`, {
        method: 'PATCH',
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json' },
      })
    expect(await read(patch({ callsPerMinute: 30 }))).toMatchObject({ name: 'App_1', callsPerMinute: 30 })
    await read(patch({ allowedNetworks: ['nonsense'] }), 400)
    expect((await request(`/api/v1/apps/${app.id}`, { method: 'DELETE' })).status).toBe(204)
    expect((await request(`/api/v1/apps/${app.id}`, { method: 'DELETE' })).status).toBe(404)
    // Its name is free again.
    await read(post('/api/v1/apps', { name: 'App_1' }), 201)
  })

  test('the console itself is among them, the first, and neither changed nor deleted', async () => {
    const { request, post, signIn } = createTestApp(database.db)
    await signIn('administrator')
    await read(post('/api/v1/apps', { name: 'App_1' }), 201)
    const { items } = await read<{ items: App[] }>(request('/api/v1/apps'))
    expect(items.map(({ id, isDefault, name }) => [isDefault ? id : name, isDefault])).toEqual([
      ['console', true],
      ['App_1', false],
    ])
    const change = { method: 'PATCH', body: '{"region":"CN-BJ"}', headers: { 'Content-Type': 'application/json' } }
    for (const [path, init] of [
      ['', { method: 'DELETE' }],
      ['', change],
      ['/secret', { method: 'POST' }],
    ] as const) {
      expect(await read(request(`/api/v1/apps/console${path}`, init), 409)).toMatchObject({ code: 'app-default' })
    }
  })

  test('what was deleted can still be asked for by its name', async () => {
    const { request, post } = createTestApp(database.db)
    const { app } = await read<Created>(post('/api/v1/apps', { name: 'App_1' }), 201)
    await request(`/api/v1/apps/${app.id}`, { method: 'DELETE' })
    const names = async (query: string) =>
      (await read<{ items: App[] }>(request(`/api/v1/apps${query}`))).items.map(({ name }) => name)
    expect(await names('')).toEqual(['console'])
    expect(await names('?removed=true')).toEqual(['console', 'App_1'])
  })

  test('only an administrator sees or makes them', async () => {
    const { request, post, signIn } = createTestApp(database.db)
    const { headers } = await signIn('demonstrator')
    await read(request('/api/v1/apps', { headers }), 403)
    await read(post('/api/v1/apps', { name: 'App_1' }, headers), 403)
  })
})

describe('with the credentials of an app', () => {
  const create = async (given: object = {}) => {
    const test = createTestApp(database.db)
    const body = { name: 'App_1', enabled: ['local/*'], ...given }
    return { ...test, created: await read<Created>(test.post('/api/v1/apps', body), 201) }
  }

  test('only files are read, by capabilities that it has enabled', async () => {
    const { request, created } = await create()
    const headers = basic(created)
    expect(await read(request('/api/v1/documents', { headers }), 403)).toMatchObject({ code: 'app-not-permitted' })
    expect(await read(request('/api/v1/apps', { headers }), 403)).toMatchObject({ code: 'app-not-permitted' })
    const path = '/api/v1/recognitions?provider=ctyun&capability=ctyun.ocr.idcard'
    const refused = request(path, { method: 'POST', body: 'x', headers })
    expect(await read(refused, 403)).toMatchObject({ code: 'app-capability-not-enabled' })
  })

  test('what was turned away is counted for whoever looks for the reason; what is in the ledger is not', async () => {
    const { request, created, deps } = await create({ enabled: ['local/*', 'ctyun/ctyun.ocr.idcard'] })
    const ended = (code: string) => ({ error: { code, title: code, status: 402, retryable: false, whoseFault: 'us' } })
    deps.recognitions.runNow = (_, { provider }) =>
      Promise.resolve(ended(provider === 'ctyun' ? 'package-used-up' : 'provider-timeout') as never)
    const run = (what: string) =>
      request(`/api/v1/recognitions?${what}`, { method: 'POST', body: 'x', headers: basic(created) })
    await run('provider=huawei-ocr&capability=huawei.ocr.passport')
    await run('provider=ctyun&capability=ctyun.ocr.plate')
    await run('provider=ctyun&capability=ctyun.ocr.idcard')
    await run('provider=local&capability=id-card-front')
    const path = `/api/v1/apps/${created.app.id}/refusals`
    const day = vendorDay(deps.clock())
    expect(await read(request(path))).toEqual({
      items: [
        { day, code: 'app-capability-not-enabled', count: 2 },
        { day, code: 'package-used-up', count: 1 },
      ],
    })
    expect(await read(request(`${path}?from=2020-01-01&to=2020-01-31`))).toEqual({ items: [] })
  })

  test('it sees its own recognitions and nobody else’s, with what paid for them', async () => {
    const { db } = database
    const { request, created, deps } = await create()
    const document = await addDocument(db)
    const own = await addRecognition(db, document, { appId: created.app.id })
    const now = deps.clock()
    const call = {
      provider: 'aliyun-viapi',
      capability: 'RecognizeVINCode',
      mode: 'live',
      appId: created.app.id,
    } as const
    await reserve(db, { ...call, callId: own, bytes: 1 }, { now })
    await settle(db, own, { outcome: 'succeeded', durationMs: 5, code: null }, now)
    const others = await addRecognition(db, document)
    deps.recognitions.get = (id) => Promise.resolve({ id } as never)
    const headers = basic(created)
    const answer = await request(`/api/v1/recognitions/${own}`, { headers })
    expect([answer.status, answer.headers.get('Fieldproof-Charge')]).toEqual([200, 'pay-as-you-go;calls=1;fen=5'])
    expect((await request(`/api/v1/recognitions/${others}`, { headers })).status).toBe(404)
  })

  test('from a network that is not its own it does not even see what it had read, and that is counted', async () => {
    const { request, created, deps } = await create({ allowedNetworks: ['192.0.2.0/24'] })
    const own = await addRecognition(database.db, await addDocument(database.db), { appId: created.app.id })
    deps.recognitions.get = (id) => Promise.resolve({ id } as never)
    const headers = basic(created)
    const path = `/api/v1/recognitions/${own}`
    expect(await read(request(path, { headers }), 403)).toMatchObject({ code: 'app-address-refused' })
    await read(request(path, { method: 'DELETE', headers }), 403)
    const day = vendorDay(deps.clock())
    expect(await read(request(`/api/v1/apps/${created.app.id}/refusals`))).toEqual({
      items: [{ day, code: 'app-address-refused', count: 2 }],
    })
  })

  test('a wrong secret, an old one and a removed app are refused alike', async () => {
    const { request, post, created } = await create()
    const path = '/api/v1/recognitions/none'
    const wrong = basic({ ...created, appSecret: `${created.appSecret}x` })
    await read(request(path, { headers: wrong }), 401)
    await read(request(path, { headers: basic(created) }), 404)
    const rotated = await read<Created>(post(`/api/v1/apps/${created.app.id}/secret`, {}), 201)
    await read(request(path, { headers: basic(created) }), 401)
    await read(request(path, { headers: basic(rotated) }), 404)
    await request(`/api/v1/apps/${created.app.id}`, { method: 'DELETE' })
    await read(request(path, { headers: basic(rotated) }), 401)
  })
})

describe('admission', () => {
  const app = { id: 'app', enabled: ['ctyun/ctyun.ocr.idcard'], allowedNetworks: [], callsPerMinute: null }
  const call = { provider: 'ctyun', capability: 'ctyun.ocr.idcard', address: '192.0.2.7', now: new Date(0) }
  const codeOf = (rules: object, given: object) => {
    try {
      createAppAdmission().admit({ ...app, ...rules }, { ...call, ...given })
      return null
    } catch (error) {
      return error instanceof ProblemError ? error.problem.code : error
    }
  }

  test.each([
    [[], '192.0.2.7', null],
    [['192.0.2.0/24'], '192.0.2.7', null],
    [['192.0.2.7'], '::ffff:192.0.2.7', null],
    [['198.51.100.0/24'], '192.0.2.7', 'app-address-refused'],
    [['2001:db8::/32'], '192.0.2.7', 'app-address-refused'],
    [['2001:db8::/32'], '2001:db8::1', null],
    [['192.0.2.0/24'], undefined, 'app-address-refused'],
  ])('networks %j and a call from %s: %s', (allowedNetworks, address, code) => {
    expect(codeOf({ allowedNetworks }, { address })).toBe(code)
  })

  test('a capability that is not on its list is refused', () => {
    expect(codeOf({}, { capability: 'ctyun.ocr.plate' })).toBe('app-capability-not-enabled')
    expect(codeOf({ enabled: ['ctyun/*'] }, { capability: 'ctyun.ocr.plate' })).toBeNull()
  })

  test('so many calls a minute, and again when a minute has passed', () => {
    const admission = createAppAdmission()
    const limited = { ...app, callsPerMinute: 2 }
    const at = (seconds: number) => () => admission.admit(limited, { ...call, now: new Date(seconds * 1000) })
    expect(at(0)).not.toThrow()
    expect(at(30)).not.toThrow()
    expect(at(59)).toThrow('The app has made its calls of this minute')
    expect(at(61)).not.toThrow()
    expect(at(62)).toThrow('The app has made its calls of this minute')
  })
})
