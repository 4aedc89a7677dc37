import { createRoute, z } from '@hono/zod-openapi'
import { demand } from '../auth/permissions.ts'
import { modeSchema } from '../contract/mode.ts'
import { whatIfSchema } from '../contract/what-if.ts'
import { readWhatIf } from '../metering/read-what-if.ts'
import { vendorDay } from '../metering/vendor-time.ts'
import type { AppDependencies } from './dependencies.ts'
import { createRouter, json, problems } from './http.ts'

const read = createRoute({
  method: 'get',
  path: '/usage/what-if',
  tags: ['Usage'],
  summary: 'The same calls at every other provider’s prices',
  description:
    'Each capability that was used is mapped to the one that reads the same kind of document; failures count by that provider’s own rule, tiers by calendar month, packages are bought whole. Days are the vendors’ (UTC+8), inclusive; the current month when absent.',
  request: {
    query: z.object({
      from: z.iso.date().optional(),
      to: z.iso.date().optional(),
      mode: modeSchema.default('live'),
    }),
  },
  responses: { 200: json(whatIfSchema, 'Money in fen.'), ...problems() },
})

export function whatIfRoutes({ db, clock, providers }: Pick<AppDependencies, 'db' | 'clock' | 'providers'>) {
  return createRouter().openapi(read, async (c) => {
    demand(c.get('actor'), 'see-usage')
    const { from, to, mode } = c.req.valid('query')
    const today = vendorDay(clock())
    const priced = providers.describe().map((each) => ({ ...each, isLocal: each.mode === 'local' }))
    const period = { from: from ?? `${today.slice(0, 7)}-01`, to: to ?? today, mode }
    return c.json(await readWhatIf(db, period, priced), 200)
  })
}
