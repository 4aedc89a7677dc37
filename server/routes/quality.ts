import { createRoute, z } from '@hono/zod-openapi'
import { demand } from '../auth/permissions.ts'
import { modeSchema } from '../contract/mode.ts'
import { qualitySchema } from '../contract/quality.ts'
import { vendorDay } from '../metering/vendor-time.ts'
import { readQuality } from '../quality/read-quality.ts'
import type { AppDependencies } from './dependencies.ts'
import { createRouter, json, problems } from './http.ts'

const quality = createRoute({
  method: 'get',
  path: '/quality',
  tags: ['Quality'],
  summary: 'How well recognisers read, as the approvals of a period say',
  description:
    'Accuracy by provider, capability and field, cost per correct field, confidence against truth, a threshold for approving without a person, and what reviewers spend. Days are the vendors’ (UTC+8), `from` and `to` inclusive; the current month when absent. Modes are never added together unless several are named (`live` when absent).',
  request: {
    query: z.object({
      from: z.iso.date().optional(),
      to: z.iso.date().optional(),
      mode: z
        .union([modeSchema, z.array(modeSchema)])
        .transform((given) => [given].flat())
        .default(['live']),
      provider: z.string().optional(),
      capability: z.string().optional(),
      kind: z.string().optional(),
      errorRate: z.coerce.number().min(0.0001).max(0.5).default(0.01),
    }),
  },
  responses: {
    200: json(qualitySchema, 'Shares with their 95 % intervals; money in hundredths of a fen.'),
    ...problems(),
  },
})

export function qualityRoutes({ db, clock }: AppDependencies) {
  return createRouter().openapi(quality, async (c) => {
    demand(c.get('actor'), 'see-usage')
    const { from, to, mode, ...rest } = c.req.valid('query')
    const today = vendorDay(clock())
    return c.json(
      await readQuality(db, { ...rest, from: from ?? `${today.slice(0, 7)}-01`, to: to ?? today, modes: mode }),
      200,
    )
  })
}
