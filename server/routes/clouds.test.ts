import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Probe, ProviderStatus } from '../contract/provider.ts'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import { createCallbacks } from '../documents/callbacks.ts'
import type { Provider } from '../providers/provider.ts'
import { createProviderRegistry } from '../providers/registry.ts'
import { createAccounts } from '../sandbox/accounts.ts'
import { createFaults } from '../sandbox/faults.ts'
import { createTestApp } from './testing.ts'

const label = { en: 'Cloud', zh: '云' }
const status: ProviderStatus = {
  id: 'cloud',
  label,
  mode: 'sandbox',
  ready: true,
  endpoints: ['http://127.0.0.1:8788'],
  keyEnding: 'OXAK',
  circuit: { state: 'closed', failures: 0, until: null },
  lastCall: null,
  settings: [],
}
const probe: Probe = { ok: false, checked: 'credentials', durationMs: 3 }
const upload = {
  url: 'https://store.example',
  fields: [],
  key: 'k',
  minBytes: 0,
  maxBytes: 9,
  expiresAt: '2026-01-01T00:00:00.000Z',
}
const capability = {
  id: 'card',
  label,
  kinds: ['icp-filing'],
  parameters: [],
  limits: { formats: ['png' as const] },
  asynchronous: false,
}
const provider: Provider = {
  id: 'cloud',
  label,
  mode: 'sandbox',
  capabilities: [capability, { ...capability, id: 'direct', delivery: 'browser' }],
  recognise: () => Promise.reject(new Error('not part of this test')),
  status: () => status,
  probe: async () => probe,
  authoriseUpload: async () => upload,
}

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const appWith = (given: Parameters<typeof createTestApp>[1] = {}) =>
  createTestApp(database.db, { providers: createProviderRegistry([provider]), ...given })

describe('providers', () => {
  test('say whether they are ready, how they stand, and what a probe found', async () => {
    const { request, post } = appWith()
    const { items } = (await (await request('/api/v1/providers')).json()) as { items: unknown[] }
    expect(items).toEqual([expect.objectContaining({ id: 'cloud', mode: 'sandbox', ready: true })])
    expect(await (await request('/api/v1/providers/status')).json()).toEqual({ items: [status] })
    expect(await (await post('/api/v1/providers/cloud/probe', {})).json()).toEqual(probe)
    expect((await post('/api/v1/providers/nobody/probe', {})).status).toBe(404)
  })

  test('keep how they stand from reviewers', async () => {
    const { request, signIn } = appWith()
    const reviewer = await signIn('reviewer')
    expect((await request('/api/v1/providers/status', reviewer)).status).toBe(403)
    expect((await request('/api/v1/providers', reviewer)).status).toBe(200)
    expect((await request('/api/v1/providers/status', await signIn('demonstrator'))).status).toBe(200)
  })

  test('hand out a policy only for a capability that takes files from the browser', async () => {
    const { post } = appWith()
    const granted = await post('/api/v1/direct-uploads', { provider: 'cloud', capability: 'direct' })
    expect([granted.status, await granted.json()]).toEqual([201, upload])
    const refused = await post('/api/v1/direct-uploads', { provider: 'cloud', capability: 'card' })
    expect([refused.status, await refused.json()]).toEqual([
      422,
      expect.objectContaining({ code: 'upload-not-direct' }),
    ])
  })
})

describe('the sandbox', () => {
  const put = (body: unknown) => ({
    method: 'PUT',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
  })

  test('switches faults on and off, for administrators', async () => {
    const accounts = createAccounts({ clock: () => new Date() })
    const sandbox = { origin: 'http://127.0.0.1:8788', faults: createFaults(), accounts }
    const { request, signIn } = appWith({ sandbox })
    const on = await request('/api/v1/sandbox/faults', put({ provider: 'ctyun', fault: 'rate-limit', times: 2 }))
    const faults = { ctyun: { fault: 'rate-limit', remaining: 2 } }
    expect(await on.json()).toEqual({ origin: sandbox.origin, faults, left: {} })
    expect([sandbox.faults.take('ctyun'), sandbox.faults.take('huawei-ocr')]).toEqual(['rate-limit', null])
    expect(await (await request('/api/v1/sandbox')).json()).toMatchObject({ faults: { ctyun: { remaining: 1 } } })
    expect([sandbox.faults.take('ctyun'), sandbox.faults.take('ctyun')]).toEqual(['rate-limit', null])
    await request('/api/v1/sandbox/faults', put({ provider: 'ctyun', fault: 'slow' }))
    await request('/api/v1/sandbox/faults', put({ provider: 'ctyun', fault: null }))
    expect(sandbox.faults.list()).toEqual({})
    const { headers } = await signIn('demonstrator')
    const init = put({ provider: 'ctyun', fault: 'slow' })
    expect(
      (await request('/api/v1/sandbox/faults', { ...init, headers: { ...init.headers, ...headers } })).status,
    ).toBe(403)
  })

  test('says so when there is none', async () => {
    const { request } = appWith()
    expect(await (await request('/api/v1/sandbox')).json()).toEqual({ origin: null, faults: {}, left: {} })
    expect((await request('/api/v1/sandbox/faults', put({ provider: 'ctyun', fault: 'slow' }))).status).toBe(409)
  })
})

describe('callbacks', () => {
  const token = 'a'.repeat(32)
  const body = '{"EventName":"TaskFinish","JobsDetail":[{"JobId":"j1","State":"Success"}]}'
  const send = (app: ReturnType<typeof appWith>, query: string, content = body) =>
    app.request(`/callbacks/tencent-ci${query}`, { method: 'POST', body: content, headers: { Authorization: '' } })

  test('wake the one who waits, once, however often they come', async () => {
    const callbacks = createCallbacks()
    const app = appWith({ callbacks })
    let woken = 0
    const waiting = callbacks.waitFor(token, new AbortController().signal).then(() => (woken += 1))
    expect((await send(app, `?token=${token}`)).status).toBe(200)
    await waiting
    expect((await send(app, `?token=${token}`)).status).toBe(200)
    expect(woken).toBe(1)
    // Whoever begins to wait only now has nothing to wait for.
    await callbacks.waitFor(token, new AbortController().signal)
  })

  test('are refused without a known token or a job', async () => {
    const callbacks = createCallbacks()
    const app = appWith({ callbacks })
    const stop = new AbortController()
    const waiting = callbacks.waitFor(token, stop.signal)
    expect((await send(app, '')).status).toBe(404)
    expect((await send(app, `?token=${'b'.repeat(32)}`)).status).toBe(404)
    expect((await send(app, `?token=${token}`, '<html></html>')).status).toBe(400)
    stop.abort()
    await waiting
    expect((await send(app, `?token=${token}`)).status).toBe(404)
  })
})

describe('a picture by its address', () => {
  test('is fetched through the guard, in place of a body', async () => {
    const asked: string[] = []
    const { request } = appWith({
      fetchPicture: async (url) => {
        asked.push(url)
        return new Uint8Array([1])
      },
      recognitions: {
        ...createTestApp(database.db).deps.recognitions,
        runNow: async (bytes, { sourceUrl, parameters }) => {
          expect([[...bytes], sourceUrl, parameters]).toEqual([[1], 'https://example.com/a.png', { Side: 'face' }])
          throw new Error('seen')
        },
      },
    })
    const query = 'provider=cloud&capability=card&Side=face&sourceUrl=https%3A%2F%2Fexample.com%2Fa.png'
    expect((await request(`/api/v1/recognitions?${query}`, { method: 'POST' })).status).toBe(500)
    expect(asked).toEqual(['https://example.com/a.png'])
  })
})

test('the page may send to the stores that take files from the browser, and nowhere else', async () => {
  const { request } = appWith({ connectSources: ['http://127.0.0.1:8788'] })
  const policy = (await request('/healthz')).headers.get('Content-Security-Policy')
  expect(policy).toContain("connect-src 'self' http://127.0.0.1:8788;")
})
