import { createRoute, z } from '@hono/zod-openapi'
import { changeApp, createApp, listApps, removeApp, rotateSecret } from '../apps/apps.ts'
import { demand } from '../auth/permissions.ts'
import { appChangeSchema, appCreatedSchema, appListSchema, appRequestSchema, appSchema } from '../contract/apps.ts'
import type { AppDependencies } from './dependencies.ts'
import { createRouter, json, jsonBody, problems } from './http.ts'

const tags = ['Apps']
const params = z.object({ id: z.string() })

const list = createRoute({
  method: 'get',
  path: '/apps',
  tags,
  summary: 'Callers with credentials of their own (administrator)',
  responses: { 200: json(appListSchema, 'The oldest first, without their secrets.'), ...problems() },
})

const create = createRoute({
  method: 'post',
  path: '/apps',
  tags,
  summary: 'Make an app (administrator)',
  description: 'It calls `POST /recognitions` with its key and secret by HTTP Basic authentication.',
  request: { body: jsonBody(appRequestSchema) },
  responses: { 201: json(appCreatedSchema, 'The secret is shown this once.'), ...problems(409, 413) },
})

const change = createRoute({
  method: 'patch',
  path: '/apps/{id}',
  tags,
  summary: 'Change an app: name, capabilities, networks, rate (administrator)',
  request: { params, body: jsonBody(appChangeSchema) },
  responses: { 200: json(appSchema, 'As it is now.'), ...problems(404, 409, 413) },
})

const rotate = createRoute({
  method: 'post',
  path: '/apps/{id}/secret',
  tags,
  summary: 'Replace the secret of an app; the old one is refused at once (administrator)',
  request: { params },
  responses: { 201: json(appCreatedSchema, 'The secret is shown this once.'), ...problems(404) },
})

const remove = createRoute({
  method: 'delete',
  path: '/apps/{id}',
  tags,
  summary: 'Take an app’s access away; its calls stay in the ledger (administrator)',
  request: { params },
  responses: { 204: { description: 'It is refused from now on.' }, ...problems(404) },
})

export function appRoutes({ db, clock }: AppDependencies) {
  return createRouter()
    .openapi(list, async (c) => {
      demand(c.get('actor'), 'manage-apps')
      return c.json({ items: await listApps(db) }, 200)
    })
    .openapi(create, async (c) => {
      const actor = c.get('actor')
      demand(actor, 'manage-apps')
      return c.json(await createApp(db, c.req.valid('json'), { by: actor, now: clock() }), 201)
    })
    .openapi(change, async (c) => {
      demand(c.get('actor'), 'manage-apps')
      return c.json(await changeApp(db, c.req.valid('param').id, c.req.valid('json')), 200)
    })
    .openapi(rotate, async (c) => {
      demand(c.get('actor'), 'manage-apps')
      return c.json(await rotateSecret(db, c.req.valid('param').id, { now: clock() }), 201)
    })
    .openapi(remove, async (c) => {
      demand(c.get('actor'), 'manage-apps')
      await removeApp(db, c.req.valid('param').id, { now: clock() })
      return c.body(null, 204)
    })
}
