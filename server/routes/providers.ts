import { createRoute } from '@hono/zod-openapi'
import { providerListSchema } from '../contract/provider.ts'
import { demand } from '../auth/permissions.ts'
import type { AppDependencies } from './dependencies.ts'
import { createRouter, json, problems } from './http.ts'

const list = createRoute({
  method: 'get',
  path: '/providers',
  tags: ['Providers'],
  summary: 'Every recogniser with its mode, capabilities, parameters and limits',
  responses: { 200: json(providerListSchema, 'In the order in which the console offers them.'), ...problems() },
})

export function providerRoutes({ providers }: AppDependencies) {
  return createRouter().openapi(list, (c) => {
    demand(c.get('actor'), 'read')
    return c.json({ items: providers.describe() }, 200)
  })
}
