import { createRoute, z } from '@hono/zod-openapi'
import { changeApp, createApp, listApps, removeApp, rotateSecret } from '../apps/apps.ts'
import { removeEncKey, replaceEncKey } from '../apps/enc-key.ts'
import { readRefusals } from '../apps/refusals.ts'
import { demand } from '../auth/permissions.ts'
import {
  appChangeSchema,
  appCreatedSchema,
  appListSchema,
  appRefusalsSchema,
  appRequestSchema,
  appSchema,
} from '../contract/apps.ts'
import { vendorDay } from '../metering/vendor-time.ts'
import { callerAddress } from './caller-address.ts'
import type { AppDependencies } from './dependencies.ts'
import { createRouter, json, jsonBody, problems } from './http.ts'

const tags = ['Apps']
const params = z.object({ id: z.string() })

const list = createRoute({
  method: 'get',
  path: '/apps',
  tags,
  summary: 'The console itself and the callers with credentials of their own (administrator)',
  request: { query: z.object({ removed: z.enum(['true', 'false']).optional() }) },
  responses: {
    200: json(
      appListSchema,
      'The console first, then the oldest, without their secrets; with `removed=true` those too that were deleted.',
    ),
    ...problems(),
  },
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

const encKey = createRoute({
  method: 'post',
  path: '/apps/{id}/enc-key',
  tags,
  summary: 'Give an app an EncKey, or another one; the old one is refused at once (administrator)',
  description:
    'An SM2 public key. With it `POST /recognitions` takes its body as an SM2/SM4/SM3 envelope (application/vnd.fieldproof.envelope+json) and answers in one.',
  request: { params },
  responses: { 201: json(appSchema, 'With the public key.'), ...problems(404) },
})

const encKeyRemoval = createRoute({
  method: 'delete',
  path: '/apps/{id}/enc-key',
  tags,
  summary: 'Take an app’s EncKey away; encrypted bodies are refused (administrator)',
  request: { params },
  responses: { 200: json(appSchema, 'Without the key.'), ...problems(404) },
})

const refusals = createRoute({
  method: 'get',
  path: '/apps/{id}/refusals',
  tags,
  summary: 'Calls of an app that were turned away before anything was sent: no matter of the ledger (administrator)',
  description: 'Days are the vendors’ (UTC+8), `from` and `to` inclusive; the current month when absent.',
  request: { params, query: z.object({ from: z.iso.date().optional(), to: z.iso.date().optional() }) },
  responses: { 200: json(appRefusalsSchema, 'By day and by the code of the problem.'), ...problems() },
})

export function appRoutes({ db, clock, vault }: AppDependencies) {
  return createRouter()
    .openapi(list, async (c) => {
      demand(c.get('actor'), 'manage-apps')
      const removed = c.req.valid('query').removed === 'true'
      return c.json({ items: await listApps(db, { removed }), callerAddress: callerAddress(c) ?? null }, 200)
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
    .openapi(encKey, async (c) => {
      demand(c.get('actor'), 'manage-apps')
      return c.json(await replaceEncKey(db, c.req.valid('param').id, { vault, now: clock() }), 201)
    })
    .openapi(encKeyRemoval, async (c) => {
      demand(c.get('actor'), 'manage-apps')
      return c.json(await removeEncKey(db, c.req.valid('param').id), 200)
    })
    .openapi(refusals, async (c) => {
      demand(c.get('actor'), 'manage-apps')
      const today = vendorDay(clock())
      const { from = `${today.slice(0, 7)}-01`, to = today } = c.req.valid('query')
      return c.json(await readRefusals(db, c.req.valid('param').id, { from, to }), 200)
    })
}
