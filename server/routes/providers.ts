import { createRoute, z } from '@hono/zod-openapi'
import { demand } from '../auth/permissions.ts'
import { directUploadRequestSchema, directUploadSchema } from '../contract/direct-upload.ts'
import { probeSchema, providerListSchema, providerStatusSchema } from '../contract/provider.ts'
import type { AppDependencies } from './dependencies.ts'
import { createRouter, json, jsonBody, problems } from './http.ts'

const tags = ['Providers']

const list = createRoute({
  method: 'get',
  path: '/providers',
  tags,
  summary: 'Every recogniser with its mode, capabilities, parameters and limits',
  responses: { 200: json(providerListSchema, 'In the order in which the console offers them.'), ...problems() },
})

const status = createRoute({
  method: 'get',
  path: '/providers/status',
  tags,
  summary: 'How every recogniser stands: mode, endpoint, end of its key, last call, circuit',
  responses: {
    200: json(z.object({ items: z.array(providerStatusSchema) }), 'No secret is among it.'),
    ...problems(),
  },
})

const probe = createRoute({
  method: 'post',
  path: '/providers/{id}/probe',
  tags,
  summary: 'Test the connection to a recogniser, at no cost',
  request: { params: z.object({ id: z.string() }) },
  responses: { 200: json(probeSchema, 'The outcome, good or bad.'), ...problems(404) },
})

const directUpload = createRoute({
  method: 'post',
  path: '/direct-uploads',
  tags,
  summary: "A policy with which the browser puts a file straight into a provider's store",
  request: { body: jsonBody(directUploadRequestSchema) },
  responses: { 201: json(directUploadSchema, 'To be posted as it is.'), ...problems(404, 422, 502, 503, 504) },
})

export function providerRoutes({ providers }: AppDependencies) {
  return createRouter()
    .openapi(list, (c) => {
      demand(c.get('actor'), 'read')
      return c.json({ items: providers.describe() }, 200)
    })
    .openapi(status, (c) => {
      demand(c.get('actor'), 'see-providers')
      return c.json({ items: providers.status() }, 200)
    })
    .openapi(probe, async (c) => {
      demand(c.get('actor'), 'see-providers')
      return c.json(await providers.probe(c.req.valid('param').id, c.req.raw.signal), 200)
    })
    .openapi(directUpload, async (c) => {
      demand(c.get('actor'), 'upload')
      demand(c.get('actor'), 'recognise')
      const { provider, capability } = c.req.valid('json')
      return c.json(await providers.authoriseUpload(provider, capability, c.req.raw.signal), 201)
    })
}
