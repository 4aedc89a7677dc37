import { createRoute, z } from '@hono/zod-openapi'
import { demand } from '../auth/permissions.ts'
import { priceBookEntrySchema, priceBookSchema } from '../contract/prices.ts'
import { enterPrice, listPriceBook, removePrice } from '../metering/price-book.ts'
import { accountMode } from './account-mode.ts'
import type { AppDependencies } from './dependencies.ts'
import { createRouter, json, jsonBody, problems } from './http.ts'

const tags = ['Price book']

const list = createRoute({
  method: 'get',
  path: '/price-book',
  tags,
  summary: 'Prices that were entered for capabilities of which the vendor publishes none',
  responses: { 200: json(priceBookSchema, 'Calls in hundredths of a fen, packages in fen.'), ...problems() },
})

const enter = createRoute({
  method: 'put',
  path: '/price-book',
  tags,
  summary: 'Enter what a capability costs from now on (administrator)',
  request: { body: jsonBody(priceBookEntrySchema) },
  responses: { 200: json(priceBookSchema, 'The price book as it is now.'), ...problems(404, 409, 413) },
})

const remove = createRoute({
  method: 'delete',
  path: '/price-book/{provider}/{capability}',
  tags,
  summary: 'Take an entry out (administrator)',
  request: { params: z.object({ provider: z.string(), capability: z.string() }) },
  responses: { 200: json(priceBookSchema, 'The price book as it is now.'), ...problems() },
})

export function priceBookRoutes({ db, clock, providers }: AppDependencies) {
  return createRouter()
    .openapi(list, async (c) => {
      demand(c.get('actor'), 'see-usage')
      return c.json(await listPriceBook(db), 200)
    })
    .openapi(enter, async (c) => {
      const actor = c.get('actor')
      demand(actor, 'manage-packages')
      const entry = c.req.valid('json')
      accountMode(providers, entry.provider, entry.capability)
      await enterPrice(db, entry, { by: actor, now: clock() })
      return c.json(await listPriceBook(db), 200)
    })
    .openapi(remove, async (c) => {
      demand(c.get('actor'), 'manage-packages')
      const { provider, capability } = c.req.valid('param')
      await removePrice(db, provider, capability)
      return c.json(await listPriceBook(db), 200)
    })
}
