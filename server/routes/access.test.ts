import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createSignInLink } from '../auth/sign-in-links.ts'
import { createUser } from '../auth/users.ts'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import { sessions, signInLinks } from '../db/schema.ts'
import { addDocument, addRecognition, decisionChange, step } from '../documents/testing.ts'
import { createTestApp, testOrigin, testToken } from './testing.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.clear())
afterAll(() => database.close())

const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code

describe('host and origin', () => {
  const bearer = { Authorization: `Bearer ${testToken}` }

  test.each(['http://127.0.0.1:8787', 'http://localhost:8787'])('%s is answered', async (origin) => {
    const { app } = createTestApp(database.db)
    expect((await app.request(`${origin}/api/v1/session`, { headers: bearer })).status).toBe(200)
  })

  test.each([
    'http://evil.example:8787',
    'http://127.0.0.1:9999',
    'http://127.0.0.1',
    'http://127.0.0.1.evil.example:8787',
    'http://localhost.:8787',
  ])('a page that calls the console %s is refused, token or not', async (origin) => {
    const { app } = createTestApp(database.db)
    for (const path of ['/api/v1/session', '/healthz', '/sign-in?token=x']) {
      const response = await app.request(`${origin}${path}`, { headers: bearer })
      expect(response.status).toBe(403)
      expect(await codeOf(response)).toBe('host-not-allowed')
    }
  })

  test.each([
    ['a foreign Origin', { Origin: 'https://evil.example' }],
    ['another program’s page on this machine', { Origin: 'http://127.0.0.1:3000' }],
    ['an opaque Origin', { Origin: 'null' }],
    ['the other scheme', { Origin: 'https://127.0.0.1:8787' }],
    ['another of our own names', { Origin: 'http://localhost:8787' }],
    ['a cross-site fetch', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' }],
    ['a same-site fetch of another port', { 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Mode': 'cors' }],
    ['a cross-site form post', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' }],
  ])('%s may neither write nor read', async (_name, headers) => {
    const { request, signIn } = createTestApp(database.db)
    const { headers: cookie } = await signIn('administrator')
    const write = await request('/api/v1/session', { method: 'DELETE', headers: { ...cookie, ...headers } })
    expect(write.status).toBe(403)
    expect(await codeOf(write)).toBe('origin-not-allowed')
    const isNavigation = 'Sec-Fetch-Mode' in headers && headers['Sec-Fetch-Mode'] === 'navigate'
    const read = await request('/api/v1/session', { headers: { ...cookie, ...headers } })
    // Following a link is no attack: the page that sent it cannot read the answer.
    expect(read.status).toBe(isNavigation ? 200 : 403)
  })

  test('its own pages and plain programs may', async () => {
    const { request } = createTestApp(database.db)
    const own = { Origin: testOrigin, 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Mode': 'cors' }
    expect((await request('/api/v1/session', { headers: own })).status).toBe(200)
    expect((await request('/api/v1/session')).status).toBe(200)
  })
})

describe('signing in', () => {
  async function link(db = database.db) {
    const test = createTestApp(db)
    const user = await createUser(db, { name: 'Ann', role: 'reviewer', createdBy: null, now: test.clock.now })
    const { token } = await createSignInLink(db, user.id, test.clock.now)
    const follow = (headers: Record<string, string> = {}, method = 'GET') =>
      test.app.request(`${testOrigin}/sign-in?token=${token}`, { method, headers })
    return { ...test, token, follow, user }
  }

  test('the link signs in once, by a cookie that no script and no other site sees', async () => {
    const { follow, app, user } = await link()
    const response = await follow()
    expect(response.status).toBe(303)
    expect(response.headers.get('Location')).toBe('/')
    const cookie = response.headers.get('Set-Cookie')!
    expect(cookie).toMatch(/^fieldproof_session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Strict$/)
    const session = await app.request(`${testOrigin}/api/v1/session`, { headers: { Cookie: cookie.split(';')[0]! } })
    expect(await session.json()).toEqual({ user: { id: user.id, name: 'Ann', role: 'reviewer' } })
    const again = await follow()
    expect(again.status).toBe(410)
    expect(again.headers.get('Set-Cookie')).toBeNull()
    expect(await again.text()).toContain('ask an administrator')
    expect((await follow({ Cookie: cookie.split(';')[0]! })).status).toBe(303)
  })

  test('tokens are stored as hashes only', async () => {
    const { follow, token } = await link()
    const cookie = (await follow()).headers.get('Set-Cookie')!
    const stored = JSON.stringify([
      await database.db.select().from(sessions),
      await database.db.select().from(signInLinks),
    ])
    expect(stored).not.toContain(token)
    expect(stored).not.toContain(cookie.split(/[=;]/)[1])
  })

  test('a link is dead after 15 minutes, and a wrong one always', async () => {
    const { follow, clock, app } = await link()
    clock.now = new Date(clock.now.getTime() + 15 * 60_000)
    expect((await follow()).status).toBe(410)
    expect((await app.request(`${testOrigin}/sign-in?token=wrong`)).status).toBe(410)
    expect((await app.request(`${testOrigin}/sign-in`)).status).toBe(410)
  })

  test.each([
    [undefined, 'en', 'ltr', 'no longer works'],
    ['zh-TW,zh;q=0.9,en;q=0.8', 'zh-CN', 'ltr', '已失效'],
    ['fr;q=0.9,ar-EG;q=0.8', 'ar', 'rtl', 'لم يعد'],
    ['fr', 'en', 'ltr', 'no longer works'],
  ])('who asks for %s reads of a dead link in %s', async (wanted, lang, dir, words) => {
    const { app } = await link()
    const headers = new Headers(wanted === undefined ? [] : [['Accept-Language', wanted]])
    const text = await (await app.request(`${testOrigin}/sign-in?token=wrong`, { headers })).text()
    expect(text).toContain(`<html lang="${lang}" dir="${dir}">`)
    expect(text).toContain(words)
  })

  test('of two at the same moment one gets in', async () => {
    const { follow } = await link()
    const statuses = await Promise.all([follow(), follow(), follow()].map(async (response) => (await response).status))
    expect(statuses.toSorted((first, second) => first - second)).toEqual([303, 410, 410])
  })

  test('a link in a chat is opened once more from here; previews and prefetches do not use it up', async () => {
    const { follow } = await link()
    const fromChat = await follow({ 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' })
    expect(fromChat.status).toBe(200)
    expect(fromChat.headers.get('Set-Cookie')).toBeNull()
    expect(await fromChat.text()).toContain('http-equiv="refresh"')
    expect((await follow({}, 'HEAD')).status).toBe(204)
    expect((await follow({ 'Sec-Purpose': 'prefetch;prerender' })).status).toBe(204)
    expect((await follow({ 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Mode': 'navigate' })).status).toBe(303)
  })

  test('the cookie is Secure under https', async () => {
    const test = createTestApp(database.db, {
      access: { origins: () => ['https://console.example'], token: undefined },
    })
    const user = await createUser(database.db, { name: 'Ann', role: 'reviewer', createdBy: null, now: test.clock.now })
    const { token } = await createSignInLink(database.db, user.id, test.clock.now)
    const response = await test.app.request(`https://console.example/sign-in?token=${token}`)
    expect(response.headers.get('Set-Cookie')).toContain('; Secure')
  })

  test('signing out ends the session, and an expired or forged one is none', async () => {
    const { request, signIn, clock } = createTestApp(database.db)
    const { headers } = await signIn('reviewer')
    expect((await request('/api/v1/session', { headers })).status).toBe(200)
    expect(
      (await request('/api/v1/session', { headers: { ...headers, Cookie: 'fieldproof_session=forged' } })).status,
    ).toBe(401)
    expect((await request('/api/v1/session', { method: 'DELETE', headers })).status).toBe(204)
    expect((await request('/api/v1/session', { headers })).status).toBe(401)
    const other = await signIn('reviewer')
    clock.now = new Date(clock.now.getTime() + 30 * 86_400_000)
    expect((await request('/api/v1/session', { headers: other.headers })).status).toBe(401)
  })

  test('the bearer token has administrator rights; a wrong one, or none configured, has none', async () => {
    const { request } = createTestApp(database.db)
    expect(await (await request('/api/v1/session')).json()).toMatchObject({ user: { role: 'administrator' } })
    const wrong = await request('/api/v1/session', { headers: { Authorization: 'Bearer wrong' } })
    expect(wrong.status).toBe(401)
    expect(wrong.headers.get('WWW-Authenticate')).toBe('Bearer')
    const none = createTestApp(database.db, { access: { origins: () => [testOrigin], token: undefined } })
    expect((await none.request('/api/v1/session', { headers: { Authorization: 'Bearer ' } })).status).toBe(401)
    expect((await none.request('/api/v1/session', { headers: { Authorization: 'Bearer undefined' } })).status).toBe(401)
  })

  test('everything of the API but its description wants somebody signed in', async () => {
    const { app } = createTestApp(database.db)
    for (const path of [
      'documents',
      'providers',
      'users',
      'events',
      'recognitions/x',
      'documents/x/pages/0/image',
      'nowhere',
    ]) {
      const response = await app.request(`${testOrigin}/api/v1/${path}`)
      expect([path, response.status]).toEqual([path, 401])
    }
    expect((await app.request(`${testOrigin}/api/v1/openapi.json`)).status).toBe(200)
  })
})

describe('roles', () => {
  test('an administrator adds people, whose links work on this origin, and takes them away again', async () => {
    const { request, post, app } = createTestApp(database.db)
    const created = await post('/api/v1/users', { name: '  李 Li ', role: 'reviewer' })
    expect(created.status).toBe(201)
    const { user, signInLink } = (await created.json()) as {
      user: { id: string; name: string }
      signInLink: { url: string }
    }
    expect(user.name).toBe('李 Li')
    expect(signInLink.url.startsWith(`${testOrigin}/sign-in?token=`)).toBe(true)
    const cookie = (await app.request(signInLink.url)).headers.get('Set-Cookie')!.split(';')[0]!
    const headers = { Cookie: cookie, Authorization: '' }
    expect((await request('/api/v1/session', { headers })).status).toBe(200)
    expect((await request('/api/v1/users', { headers })).status).toBe(403)
    expect((await post('/api/v1/users', { name: 'x', role: 'administrator' }, headers)).status).toBe(403)
    expect((await request(`/api/v1/users/${user.id}`, { method: 'DELETE' })).status).toBe(204)
    expect((await request('/api/v1/session', { headers })).status).toBe(401)
    expect(await (await request('/api/v1/users')).json()).toEqual({ items: [] })
    expect((await request(`/api/v1/users/${user.id}`, { method: 'DELETE' })).status).toBe(404)
  })

  test('the last administrator stays', async () => {
    const { request, signIn } = createTestApp(database.db)
    const { user } = await signIn('administrator')
    const response = await request(`/api/v1/users/${user.id}`, { method: 'DELETE' })
    expect(response.status).toBe(409)
    expect(await codeOf(response)).toBe('last-administrator')
  })

  test('reviewers and demonstrators delete what they brought in, and nothing else', async () => {
    const { request, signIn } = createTestApp(database.db)
    for (const role of ['reviewer', 'demonstrator'] as const) {
      const { user, headers } = await signIn(role)
      const own = await addDocument(database.db, { createdBy: user.id })
      const other = await addDocument(database.db)
      const refused = await request(`/api/v1/documents/${other}`, { method: 'DELETE', headers })
      expect(refused.status).toBe(403)
      expect(await codeOf(refused)).toBe('not-permitted')
      expect((await request(`/api/v1/documents/${own}`, { method: 'DELETE', headers })).status).toBe(204)
      expect((await request(`/api/v1/documents/${other}`, { method: 'DELETE' })).status).toBe(204)
    }
  })

  test('a demonstrator decides nothing about the documents of others', async () => {
    const { post, signIn } = createTestApp(database.db)
    const { headers } = await signIn('demonstrator')
    const document = await addDocument(database.db)
    const reading = await addRecognition(database.db, document)
    const body = { baseSequence: 0, changeSets: [step(reading, decisionChange('approved'))] }
    expect((await post(`/api/v1/documents/${document}/changes`, body, headers)).status).toBe(403)
    expect((await post(`/api/v1/documents/${document}/claim`, {}, headers)).status).toBe(403)
    const reviewer = await signIn('reviewer')
    expect((await post(`/api/v1/documents/${document}/changes`, body, reviewer.headers)).status).toBe(200)
  })
})
