import { createRoute, z } from '@hono/zod-openapi'
import { demand } from '../auth/permissions.ts'
import { ledgerKindSchema, outcomeSchema, usageBySchema, usageSchema } from '../contract/metering.ts'
import { modeSchema } from '../contract/mode.ts'
import { ProblemError } from '../contract/problem.ts'
import { capabilityUsageListSchema, ledgerPageSchema, usageOverviewSchema } from '../contract/usage.ts'
import { ledgerFileRows } from '../contract/usage-keys.ts'
import { readCapabilityUsage } from '../metering/capability-usage.ts'
import { ledgerFile } from '../metering/ledger-file.ts'
import { readOverview } from '../metering/overview.ts'
import { readLedgerPage } from '../metering/read-ledger.ts'
import { readUsage } from '../metering/usage.ts'
import { vendorDay } from '../metering/vendor-time.ts'
import type { AppDependencies } from './dependencies.ts'
import { createRouter, json, problems } from './http.ts'

const daySchema = z.iso.date()
const modesSchema = z.union([modeSchema, z.array(modeSchema)]).transform((given) => [...new Set([given].flat())])
const yes = z.enum(['true', 'false']).transform((given) => given === 'true')

const callFilter = {
  provider: z.string().max(100).optional(),
  capability: z.string().max(200).optional(),
  app: z.string().max(100).optional(),
  region: z.string().max(100).optional(),
  outcome: outcomeSchema.optional(),
  failed: yes.optional(),
  code: z.string().max(200).optional(),
}
const period = { from: daySchema.optional(), to: daySchema.optional() }
const periodText =
  'Days are the vendors’ (UTC+8), `from` and `to` inclusive; the current month when absent. Sandbox, live and local are added together only where `mode` is named several times (`live` when absent).'

const usage = createRoute({
  method: 'get',
  path: '/usage',
  tags: ['Usage'],
  summary: 'Calls, cost and times of a period, added up',
  description: `${periodText} By hour (\`yyyy-mm-ddThh\`) for at most three days.`,
  request: {
    query: z.object({
      ...period,
      by: usageBySchema.default('day'),
      mode: modesSchema.default(['live']),
      ...callFilter,
    }),
  },
  responses: { 200: json(usageSchema, 'Money in fen, times in milliseconds.'), ...problems() },
})

const overview = createRoute({
  method: 'get',
  path: '/usage/overview',
  tags: ['Usage'],
  summary: 'Every figure of the overview, added up from the same calls',
  description: periodText,
  request: { query: z.object({ ...period, mode: modesSchema.default(['live']), ...callFilter }) },
  responses: { 200: json(usageOverviewSchema, 'Money in fen, times in milliseconds.'), ...problems() },
})

const capabilities = createRoute({
  method: 'get',
  path: '/usage/capabilities',
  tags: ['Usage'],
  summary: 'How every capability stands: what pays for it, what is left, how often it was called',
  request: { query: z.object(period) },
  responses: {
    200: json(capabilityUsageListSchema, 'Each in its provider’s present mode; calls of the period.'),
    ...problems(),
  },
})

const ledgerFilter = {
  kind: ledgerKindSchema.optional(),
  mode: modesSchema.optional(),
  ...period,
  hour: z.coerce.number().int().min(0).max(23).optional(),
  package: z.string().max(100).optional(),
  ...callFilter,
}
const csv = { 'text/csv': { schema: { type: 'string' as const, format: 'binary' } } }
const csvText = `CSV holds all that fits, up to ${ledgerFileRows.toLocaleString('en')} entries, the newest first, and no page of it. A text that a spreadsheet would run as a formula has an apostrophe before it.`

const entries = createRoute({
  method: 'get',
  path: '/ledger',
  tags: ['Usage'],
  summary: 'The append-only account, the newest entry first',
  description: `As JSON in pages; with \`Accept: text/csv\` as CSV. ${csvText}`,
  request: {
    query: z.object({
      ...ledgerFilter,
      cursor: z.coerce.number().int().min(1).optional(),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
    }),
  },
  responses: {
    200: {
      description: 'One entry a call, a grant, a package bought or given back.',
      content: { 'application/json': { schema: ledgerPageSchema }, ...csv },
    },
    ...problems(),
  },
})

const file = createRoute({
  method: 'get',
  path: '/ledger.csv',
  tags: ['Usage'],
  summary: 'The append-only account as a file',
  description: csvText,
  request: { query: z.object(ledgerFilter) },
  responses: { 200: { description: 'One line an entry, under a head.', content: csv }, ...problems() },
})

const mostDaysByHour = 3

function refuseLongHours(from: string, to: string): void {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1
  if (days <= mostDaysByHour) return
  throw new ProblemError({
    title: 'The period is too long for hours',
    status: 400,
    code: 'usage-period-too-long',
    detail: `Hours are added up for at most ${mostDaysByHour} days at a time.`,
    action: 'Ask for a shorter period, or by day.',
    parameters: { days: mostDaysByHour },
    retryable: false,
    whoseFault: 'caller',
  })
}

export function usageRoutes({ db, clock, providers }: AppDependencies) {
  const periodOf = ({ from, to }: { from?: string | undefined; to?: string | undefined }) => {
    const today = vendorDay(clock())
    return { from: from ?? `${today.slice(0, 7)}-01`, to: to ?? today }
  }
  const sendFile = ({ mode, ...filter }: z.output<typeof file.request.query>) =>
    new Response(ledgerFile(db, { ...filter, modes: mode }), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="ledger-${vendorDay(clock())}.csv"`,
      },
    })

  return createRouter()
    .openapi(usage, async (c) => {
      demand(c.get('actor'), 'see-usage')
      const { mode: modes, ...filter } = c.req.valid('query')
      const { from, to } = periodOf(filter)
      if (filter.by === 'hour') refuseLongHours(from, to)
      return c.json(await readUsage(db, { ...filter, from, to, modes }), 200)
    })
    .openapi(overview, async (c) => {
      demand(c.get('actor'), 'see-usage')
      const { mode: modes, ...filter } = c.req.valid('query')
      return c.json(await readOverview(db, { ...filter, ...periodOf(filter), modes }), 200)
    })
    .openapi(capabilities, async (c) => {
      demand(c.get('actor'), 'see-usage')
      const items = await readCapabilityUsage(db, {
        ...periodOf(c.req.valid('query')),
        providers: providers.describe(),
        now: clock(),
      })
      return c.json({ items }, 200)
    })
    .openapi(entries, async (c) => {
      demand(c.get('actor'), 'see-usage')
      const { cursor, limit, ...filter } = c.req.valid('query')
      if (c.req.header('accept')?.includes('text/csv')) return sendFile(filter)
      const { mode: modes, ...rest } = filter
      return c.json(await readLedgerPage(db, { ...rest, modes, cursor, limit }), 200)
    })
    .openapi(file, (c) => {
      demand(c.get('actor'), 'see-usage')
      return sendFile(c.req.valid('query'))
    })
}
