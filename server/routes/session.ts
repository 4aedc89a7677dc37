import { createRoute } from '@hono/zod-openapi'
import { deleteCookie, getCookie } from 'hono/cookie'
import { sessionSchema } from '../contract/session.ts'
import { endSession, sessionCookie } from '../auth/sessions.ts'
import type { AppDependencies } from './dependencies.ts'
import { createRouter, json, notFound, problems } from './http.ts'

const tags = ['Session']

const read = createRoute({
  method: 'get',
  path: '/session',
  tags,
  summary: 'Who is signed in',
  responses: { 200: json(sessionSchema, 'The signed-in person.'), ...problems() },
})

const end = createRoute({
  method: 'delete',
  path: '/session',
  tags,
  summary: 'Sign out',
  responses: { 204: { description: 'Signed out; the cookie is gone.' }, ...problems() },
})

export function sessionRoutes({ db }: AppDependencies) {
  return createRouter()
    .openapi(read, (c) => {
      const { id, name, role } = c.get('actor')
      // Not open to apps (access.ts): a session is a person's.
      if (role === 'app') throw notFound('address')
      return c.json({ user: { id, name, role } }, 200)
    })
    .openapi(end, async (c) => {
      const token = getCookie(c, sessionCookie)
      if (token) await endSession(db, token)
      deleteCookie(c, sessionCookie, { path: '/' })
      return c.body(null, 204)
    })
}
