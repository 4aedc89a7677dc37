import { createRoute, z } from '@hono/zod-openapi'
import { userCreatedSchema, userListSchema, userRequestSchema } from '../contract/session.ts'
import { demand } from '../auth/permissions.ts'
import { createSignInLink } from '../auth/sign-in-links.ts'
import { createUser, listUsers, removeUser } from '../auth/users.ts'
import type { AppDependencies } from './dependencies.ts'
import { createRouter, json, jsonBody, notFound, problems } from './http.ts'

const tags = ['Users']
const params = z.object({ id: z.string() })

const list = createRoute({
  method: 'get',
  path: '/users',
  tags,
  summary: 'Everybody who may sign in (administrator)',
  responses: { 200: json(userListSchema, 'By name.'), ...problems() },
})

const create = createRoute({
  method: 'post',
  path: '/users',
  tags,
  summary: 'Add somebody and make a one-time sign-in link for them (administrator)',
  request: { body: jsonBody(userRequestSchema) },
  responses: { 201: json(userCreatedSchema, 'The link is shown this once.'), ...problems(413, 415) },
})

const link = createRoute({
  method: 'post',
  path: '/users/{id}/sign-in-link',
  tags,
  summary: 'Make another one-time sign-in link for somebody (administrator)',
  request: { params },
  responses: { 201: json(userCreatedSchema, 'The link is shown this once.'), ...problems(404) },
})

const remove = createRoute({
  method: 'delete',
  path: '/users/{id}',
  tags,
  summary: 'Take somebody’s access away; what they did stays under their name (administrator)',
  request: { params },
  responses: { 204: { description: 'Signed out everywhere.' }, ...problems(404, 409) },
})

export function userRoutes({ db, clock, access }: AppDependencies) {
  const newLink = async (userId: string) => {
    const { token, expiresAt } = await createSignInLink(db, userId, clock())
    return { url: `${access.origins()[0]}/sign-in?token=${token}`, expiresAt: expiresAt.toISOString() }
  }
  return createRouter()
    .openapi(list, async (c) => {
      demand(c.get('actor'), 'manage-users')
      return c.json({ items: await listUsers(db) }, 200)
    })
    .openapi(create, async (c) => {
      demand(c.get('actor'), 'manage-users')
      const user = await createUser(db, { ...c.req.valid('json'), createdBy: c.get('actor').id, now: clock() })
      return c.json({ user, signInLink: await newLink(user.id) }, 201)
    })
    .openapi(link, async (c) => {
      demand(c.get('actor'), 'manage-users')
      const user = (await listUsers(db)).find(({ id }) => id === c.req.valid('param').id)
      if (!user) throw notFound('user')
      return c.json({ user, signInLink: await newLink(user.id) }, 201)
    })
    .openapi(remove, async (c) => {
      demand(c.get('actor'), 'manage-users')
      await removeUser(db, c.req.valid('param').id, clock())
      return c.body(null, 204)
    })
}
