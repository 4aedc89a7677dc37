import { createRoute, z } from '@hono/zod-openapi'
import { demand } from '../auth/permissions.ts'
import {
  webhookCreatedSchema,
  webhookDeliverySchema,
  webhookListSchema,
  webhookRequestSchema,
} from '../contract/warnings.ts'
import { addTest, addWebhook, listWebhooks, readDelivery, removeWebhook } from '../webhooks/webhooks.ts'
import type { AppDependencies } from './dependencies.ts'
import { createRouter, json, jsonBody, problems } from './http.ts'

const tags = ['Webhooks']
const params = z.object({ id: z.string() })

const list = createRoute({
  method: 'get',
  path: '/webhooks',
  tags,
  summary: 'Addresses that are told of warnings, each with its newest deliveries (administrator)',
  responses: { 200: json(webhookListSchema, 'Without their secrets.'), ...problems() },
})

const add = createRoute({
  method: 'post',
  path: '/webhooks',
  tags,
  summary: 'Add an address (administrator)',
  description:
    'http or https. Private networks and this machine are allowed, link-local addresses and those at which clouds hand out credentials are not. Deliveries are signed with HMAC-SHA256: docs/guides/warnings.md.',
  request: { body: jsonBody(webhookRequestSchema) },
  responses: {
    201: json(webhookCreatedSchema, 'The secret is in this answer and in none after it.'),
    ...problems(409, 413, 422),
  },
})

const remove = createRoute({
  method: 'delete',
  path: '/webhooks/{id}',
  tags,
  summary: 'Remove an address; what was not delivered to it yet never is (administrator)',
  request: { params },
  responses: { 204: { description: 'Removed.' }, ...problems(404) },
})

const test = createRoute({
  method: 'post',
  path: '/webhooks/{id}/test',
  tags,
  summary: 'Send a test to an address now (administrator)',
  request: { params },
  responses: { 200: json(webhookDeliverySchema, 'After the first attempt, good or bad.'), ...problems(404) },
})

export function webhookRoutes({ db, clock, outTray }: Pick<AppDependencies, 'db' | 'clock' | 'outTray'>) {
  return createRouter()
    .openapi(list, async (c) => {
      demand(c.get('actor'), 'manage-packages')
      return c.json({ items: await listWebhooks(db) }, 200)
    })
    .openapi(add, async (c) => {
      const actor = c.get('actor')
      demand(actor, 'manage-packages')
      return c.json(await addWebhook(db, c.req.valid('json').url, { by: actor, now: clock() }), 201)
    })
    .openapi(remove, async (c) => {
      demand(c.get('actor'), 'manage-packages')
      await removeWebhook(db, c.req.valid('param').id, clock())
      return c.body(null, 204)
    })
    .openapi(test, async (c) => {
      demand(c.get('actor'), 'manage-packages')
      const id = await addTest(db, c.req.valid('param').id, clock())
      await outTray.send()
      return c.json(await readDelivery(db, id), 200)
    })
}
