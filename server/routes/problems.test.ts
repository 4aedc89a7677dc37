import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemSchema } from '../contract/problem.ts'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import { createProviderRegistry } from '../providers/registry.ts'
import { createTestApp, testOrigin } from './testing.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

async function problemOf(response: Response) {
  expect(response.headers.get('Content-Type')).toBe('application/problem+json')
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  const problem = problemSchema.parse(await response.json())
  expect(problem.status).toBe(response.status)
  return problem
}

describe('every failure is a problem', () => {
  test('addresses that do not exist, and methods that one does not take', async () => {
    const { request } = createTestApp(database.db)
    expect(await problemOf(await request('/api/v1/nowhere'))).toMatchObject({ status: 404, code: 'address-not-found' })
    const wrong = await request('/api/v1/documents', { method: 'PUT' })
    expect(wrong.headers.get('Allow')).toBe('GET, HEAD, POST')
    expect(await problemOf(wrong)).toMatchObject({ status: 405, code: 'method-not-allowed' })
    expect(await problemOf(await request('/api/v1/documents/x', { method: 'PATCH' }))).toMatchObject({ status: 405 })
    expect(await problemOf(await request('/healthz', { method: 'POST' }))).toMatchObject({ status: 405 })
  })

  test('things that do not exist', async () => {
    const { request, post } = createTestApp(database.db)
    for (const path of [
      'documents/x',
      'documents/x/pages/0/image',
      'recognitions/x',
      'documents/%00',
      'documents/%F0%9F%98%80',
    ]) {
      expect([path, (await request(`/api/v1/${path}`)).status]).toEqual([path, 404])
    }
    const changes = {
      baseSequence: 0,
      changeSets: [
        {
          id: crypto.randomUUID(),
          recognitionId: 'r',
          label: 'l',
          changes: [{ type: 'value', item: 'i', from: null, to: 'x' }],
        },
      ],
    }
    expect(await problemOf(await post('/api/v1/documents/x/changes', changes))).toMatchObject({
      code: 'document-not-found',
    })
    expect((await post('/api/v1/documents/x/claim', {})).status).toBe(404)
    expect((await request('/api/v1/documents/x', { method: 'DELETE' })).status).toBe(404)
  })

  test.each([
    ['no JSON', '/api/v1/uploads', '{"name":', 'malformed-json'],
    ['an empty body', '/api/v1/uploads', '', 'malformed-json'],
    ['the wrong type', '/api/v1/uploads', '{"name":1,"bytes":1,"sha256":"x"}', 'invalid-request'],
    ['an array', '/api/v1/exports', '[]', 'invalid-request'],
    ['both ids and filter', '/api/v1/exports', '{"format":"csv","ids":["x"],"filter":{}}', 'invalid-request'],
    ['an unknown format', '/api/v1/exports', '{"format":"pdf","filter":{}}', 'invalid-request'],
    ['an unknown role', '/api/v1/users', '{"name":"x","role":"root"}', 'invalid-request'],
    ['a blank name', '/api/v1/users', '{"name":"  ","role":"reviewer"}', 'invalid-request'],
  ])('a body with %s', async (_name, path, body, code) => {
    const { request } = createTestApp(database.db)
    const response = await request(path, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } })
    expect(await problemOf(response)).toMatchObject({ status: 400, code, whoseFault: 'caller' })
  })

  test('a body under another content type is not taken for JSON', async () => {
    const { request } = createTestApp(database.db)
    const response = await request('/api/v1/users', {
      method: 'POST',
      body: '{"name":"x","role":"administrator"}',
      headers: { 'Content-Type': 'text/plain' },
    })
    expect(await problemOf(response)).toMatchObject({ status: 415, code: 'media-type-not-taken' })
  })

  test.each([
    'sort=best',
    'limit=0',
    'limit=x',
    'limit=1000',
    'state=lost',
    'confidenceBelow=2',
    'confidenceBelow=x',
    'openChecks=1',
    'from=yesterday',
    'to=1',
  ])('a list with %s', async (query) => {
    const { request } = createTestApp(database.db)
    expect(await problemOf(await request(`/api/v1/documents?${query}`))).toMatchObject({
      status: 400,
      code: 'invalid-request',
    })
  })

  test('refused values are not repeated: they may be personal', async () => {
    const { post } = createTestApp(database.db)
    const response = await post('/api/v1/uploads', { name: 'x', bytes: 1, sha256: '11010519491231002X' })
    expect(await response.text()).not.toContain('11010519491231002X')
  })

  test('a JSON body over the limit, announced or not', async () => {
    const { request } = createTestApp(database.db)
    const huge = `{"name":"${'x'.repeat(17 * 1024 * 1024)}"}`
    const headers = { 'Content-Type': 'application/json' }
    const announced = await request('/api/v1/uploads', {
      method: 'POST',
      body: huge,
      headers: { ...headers, 'Content-Length': String(huge.length) },
    })
    expect(await problemOf(announced)).toMatchObject({ status: 413, code: 'body-too-large' })
    const streamed = await request('/api/v1/uploads', { method: 'POST', body: huge, headers })
    expect(await problemOf(streamed)).toMatchObject({ status: 413, code: 'body-too-large' })
  })

  test('an upload over the limit or of nothing is refused before a byte is sent', async () => {
    const { post, request } = createTestApp(database.db)
    const ask = (bytes: number) => post('/api/v1/uploads', { name: 'x', bytes, sha256: '0'.repeat(64) })
    expect(await problemOf(await ask(1_000_001))).toMatchObject({ status: 413, code: 'file-too-large' })
    expect(await problemOf(await ask(0))).toMatchObject({ status: 422, code: 'file-empty', whoseFault: 'document' })
    const direct = (body: Uint8Array<ArrayBuffer>) =>
      request('/api/v1/recognitions?provider=local&capability=general-text', { method: 'POST', body })
    expect(await problemOf(await direct(new Uint8Array(1_000_001)))).toMatchObject({
      status: 413,
      code: 'file-too-large',
    })
    expect(await problemOf(await direct(new Uint8Array()))).toMatchObject({ status: 422, code: 'file-empty' })
  })

  test('what nobody meant to throw is logged under a number, and tells the caller nothing else', async () => {
    const { request, logged } = createTestApp(database.db, {
      providers: {
        ...createProviderRegistry([]),
        describe: () => {
          throw new TypeError('secret of 张伟 in /home/somebody')
        },
      },
    })
    const response = await request('/api/v1/providers')
    const problem = await problemOf(response)
    expect(problem).toMatchObject({ status: 500, code: 'internal', whoseFault: 'us' })
    expect(JSON.stringify(problem)).not.toMatch(/secret|TypeError|at /)
    expect(logged).toHaveLength(1)
    expect(logged[0]).toMatchObject({ event: 'unexpected-error', errorType: 'TypeError', route: '/api/v1/providers' })
    expect(problem.instance).toBe(`urn:uuid:${String(logged[0]?.['requestId'])}`)
    expect(response.headers.get('X-Request-Id')).toBe(logged[0]?.['requestId'])
    expect(JSON.stringify(logged)).not.toContain('张伟')
  })

  test('problems carry the security headers too', async () => {
    const { request } = createTestApp(database.db)
    for (const path of ['/api/v1/nowhere', '/api/v1/providers', '/healthz', '/readyz']) {
      const { headers } = await request(path)
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('Referrer-Policy')).toBe('no-referrer')
      expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin')
      expect(headers.get('Cache-Control')).toBe('no-store')
    }
  })
})

test('readiness ends when the server begins to stop; health does not', async () => {
  const stopping = new AbortController()
  const { request } = createTestApp(database.db, { stopping: stopping.signal })
  expect((await request('/readyz')).status).toBe(200)
  stopping.abort()
  expect(await problemOf(await request('/readyz'))).toMatchObject({ status: 503, code: 'not-ready' })
  expect((await request('/healthz')).status).toBe(200)
})

describe('the built page', () => {
  const directory = mkdtempSync(join(tmpdir(), 'fieldproof-dist-'))
  mkdirSync(join(directory, 'assets'))
  writeFileSync(
    join(directory, 'index.html'),
    '<!doctype html><meta nonce="__CSP_NONCE__"><script type="module" src="/assets/a.js"></script>',
  )
  writeFileSync(join(directory, 'assets/a.js'), 'export {}')
  writeFileSync(join(directory, 'card.png'), 'png')
  writeFileSync(join(directory, '.hidden'), 'secret')
  afterAll(() => rmSync(directory, { recursive: true }))
  const page = { Accept: 'text/html,*/*' }
  const get = (path: string, headers: Record<string, string> = page) =>
    createTestApp(database.db, { staticDirectory: directory }).app.request(`${testOrigin}${path}`, { headers })

  test('is served at every address that a person may open, with a fresh nonce and without unsafe-eval', async () => {
    const first = await get('/')
    const policy = first.headers.get('Content-Security-Policy')!
    const nonce = /nonce="([^"]+)"/.exec(await first.text())?.[1]
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`)
    expect(policy).toContain("script-src 'self';")
    expect(policy).not.toMatch(/unsafe|https?:/)
    expect(first.headers.get('Cache-Control')).toBe('no-cache')
    const second = await get('/documents/0199?state=review')
    expect(second.status).toBe(200)
    expect(await second.text()).not.toContain(nonce)
  })

  test('assets for ever, other files checked each time', async () => {
    const asset = await get('/assets/a.js')
    expect(asset.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
    expect(asset.headers.get('Content-Type')).toContain('text/javascript')
    const picture = await get('/card.png')
    expect(picture.headers.get('Content-Type')).toBe('image/png')
    expect((await get('/card.png', { 'If-None-Match': picture.headers.get('ETag')! })).status).toBe(304)
  })

  test.each([
    '/assets/gone.js',
    '/.hidden',
    '/..%2f..%2fetc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/..%5c..%5cx',
    '/%00',
    '/%E0%A4%A',
  ])('%s is not there', async (path) => {
    expect((await get(path, { Accept: '*/*' })).status).toBe(404)
  })

  test('a program that asks for anything but a page gets no page', async () => {
    expect((await get('/documents/0199', { Accept: 'application/json' })).status).toBe(404)
    expect((await get('/api/v1/nowhere')).status).toBe(401)
  })
})
