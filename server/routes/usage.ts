import { createRoute, z } from '@hono/zod-openapi'
import { demand } from '../auth/permissions.ts'
import { ledgerListSchema, ledgerKindSchema, usageBySchema, usageSchema } from '../contract/metering.ts'
import { modeSchema } from '../contract/mode.ts'
import { readLedger } from '../metering/read-ledger.ts'
import { readUsage } from '../metering/usage.ts'
import { vendorDay } from '../metering/vendor-time.ts'
import type { AppDependencies } from './dependencies.ts'
import { createRouter, json, problems } from './http.ts'

const daySchema = z.iso.date()
const filters = {
  provider: z.string().optional(),
  capability: z.string().optional(),
  app: z.string().optional(),
}

const usage = createRoute({
  method: 'get',
  path: '/usage',
  tags: ['Usage'],
  summary: 'Calls, cost and times of a period, added up',
  description:
    'Days are the vendors’ (UTC+8), `from` and `to` inclusive; the current month when absent. Sandbox and live are never added together: `mode` says which (`live` when absent).',
  request: {
    query: z.object({
      from: daySchema.optional(),
      to: daySchema.optional(),
      by: usageBySchema.default('day'),
      mode: modeSchema.default('live'),
      ...filters,
    }),
  },
  responses: { 200: json(usageSchema, 'Money in fen, times in milliseconds.'), ...problems() },
})

const entries = createRoute({
  method: 'get',
  path: '/ledger',
  tags: ['Usage'],
  summary: 'The append-only account, the newest entry first',
  request: {
    query: z.object({
      kind: ledgerKindSchema.optional(),
      mode: modeSchema.optional(),
      from: daySchema.optional(),
      to: daySchema.optional(),
      ...filters,
      cursor: z.coerce.number().int().min(1).optional(),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
    }),
  },
  responses: {
    200: json(ledgerListSchema, 'One entry a call, a grant, a package bought or given back.'),
    ...problems(),
  },
})

export function usageRoutes({ db, clock }: AppDependencies) {
  return createRouter()
    .openapi(usage, async (c) => {
      demand(c.get('actor'), 'see-usage')
      const { from, to, mode, ...rest } = c.req.valid('query')
      const today = vendorDay(clock())
      return c.json(
        await readUsage(db, { ...rest, from: from ?? `${today.slice(0, 7)}-01`, to: to ?? today, modes: [mode] }),
        200,
      )
    })
    .openapi(entries, async (c) => {
      demand(c.get('actor'), 'see-usage')
      return c.json(await readLedger(db, c.req.valid('query')), 200)
    })
}
