import { createApp, type AppDependencies } from '../app.ts'
import { createUser } from '../auth/users.ts'
import { sessionCookie, startSession } from '../auth/sessions.ts'
import type { Role } from '../contract/session.ts'
import type { Database } from '../db/open.ts'
import { createCallbacks } from '../documents/callbacks.ts'
import { createEventBus } from '../documents/events.ts'
import { createProviderRegistry } from '../providers/registry.ts'
import { testMoment } from '../documents/testing.ts'

export const testOrigin = 'http://127.0.0.1:8787'
export const testToken = 'a-token-for-tests-only'

function unexpected(name: string) {
  return () => {
    throw new Error(`${name} is not part of this test`)
  }
}

/** The application on a test's database; what is not given throws when it is called. */
export function createTestApp(db: Database, given: Partial<AppDependencies> = {}) {
  const clock = { now: testMoment }
  const logged: Record<string, unknown>[] = []
  const deps: AppDependencies = {
    db,
    objects: {
      bucket: 'fieldproof',
      grant: unexpected('grant'),
      acceptPost: unexpected('acceptPost'),
      put: unexpected('put'),
      read: unexpected('read'),
      size: unexpected('size'),
      move: unexpected('move'),
      delete: unexpected('delete'),
      sweep: unexpected('sweep'),
    },
    vault: { seal: unexpected('seal'), open: unexpected('open') },
    intake: {
      admit: unexpected('admit'),
      store: unexpected('store'),
      storeUpload: unexpected('storeUpload'),
      textLayers: unexpected('textLayers'),
      discard: () => Promise.resolve(),
      close: unexpected('close'),
    },
    recognitions: {
      request: unexpected('request'),
      submit: unexpected('submit'),
      runNow: unexpected('runNow'),
      get: () => Promise.resolve(null),
      exchanges: () => Promise.resolve(null),
      cancel: () => Promise.resolve(null),
      resume: unexpected('resume'),
      stop: unexpected('stop'),
    },
    look: unexpected('look'),
    providers: createProviderRegistry([]),
    sandbox: null,
    callbacks: createCallbacks(),
    fetchPicture: unexpected('fetchPicture'),
    connectSources: [],
    events: createEventBus(),
    quotaWatch: { poke: () => {}, check: () => Promise.resolve() },
    outTray: { send: () => Promise.resolve() },
    access: { origins: () => [testOrigin, 'http://localhost:8787'], token: testToken },
    clock: () => clock.now,
    log: (entry) => void logged.push(entry),
    staticDirectory: undefined,
    maxUploadBytes: 1_000_000,
    stopping: new AbortController().signal,
    ...given,
  }
  const app = createApp(deps)

  /** A request as a program sends it, with the token unless other headers are given. */
  const request = (path: string, init: RequestInit = {}) =>
    app.request(`${testOrigin}${path}`, {
      ...init,
      headers: { Authorization: `Bearer ${testToken}`, ...(init.headers as object) },
    })

  /** The same with a JSON body, by POST. */
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    request(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json', ...headers },
    })

  /** Makes somebody and returns the headers that their browser would send. */
  const signIn = async (role: Role, name: string = role) => {
    const user = await createUser(db, { name, role, createdBy: null, now: clock.now })
    const token = await startSession(db, user.id, clock.now)
    return { user, headers: { Cookie: `${sessionCookie}=${token}`, Authorization: '' } }
  }
  return { app, deps, clock, logged, request, post, signIn }
}
