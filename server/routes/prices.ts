import { createRoute, z } from '@hono/zod-openapi'
import { demand } from '../auth/permissions.ts'
import { priceQueryShape, priceQuoteSchema } from '../contract/price-quote.ts'
import { ProblemError } from '../contract/problem.ts'
import { chargedSeconds, videoClass } from '../metering/money.ts'
import { quote } from '../metering/quote.ts'
import { readQuoteSnapshot } from '../metering/read-quote.ts'
import { unseenEnd } from '../metering/warnings-seen.ts'
import type { AppDependencies } from './dependencies.ts'
import { createRouter, json, problems } from './http.ts'

const ask = createRoute({
  method: 'get',
  path: '/prices',
  tags: ['Packages'],
  summary: 'What so many calls of a capability would cost now',
  description:
    'By the packages that are left, the month’s tiers and the capability’s policy, as if every call succeeded. In the sandbox nothing of it is charged by a cloud.',
  request: { query: z.object(priceQueryShape) },
  responses: { 200: json(priceQuoteSchema, 'Money in fen.'), ...problems(404) },
})

/** Prices are for everybody who may have a document read: they stand on the button. */
export function priceRoutes({ db, clock, providers }: Pick<AppDependencies, 'db' | 'clock' | 'providers'>) {
  return createRouter().openapi(ask, async (c) => {
    demand(c.get('actor'), 'recognise')
    const { provider, capability, calls, seconds, width, height } = c.req.valid('query')
    const described = providers.describe().find(({ id }) => id === provider)
    if (!described?.capabilities.some(({ id }) => id === capability)) throw unknown({ provider, capability })
    const { mode } = described
    const snapshot = await readQuoteSnapshot(db, { provider, capability, mode }, clock())
    const video =
      seconds === undefined
        ? undefined
        : { seconds: chargedSeconds(seconds * 1000), class: videoClass(width ?? 0, height ?? 0) }
    const parts = quote(snapshot, { calls, video })
    // What goes on beyond packages that were there: somebody at the screen must have seen it first.
    const goesOn = parts.paid + parts.unpriced > 0 && parts.lack !== null && parts.lack !== 'not-bought'
    const unseenWarning = goesOn
      ? await unseenEnd(db, { provider, mode, pool: snapshot.pool.id }, c.get('actor').id, clock())
      : null
    return c.json({ provider, capability, mode, calls, ...parts, unseenWarning }, 200)
  })
}

function unknown(parameters: { provider: string; capability: string }): ProblemError {
  return new ProblemError({
    title: 'The provider has no such capability',
    status: 404,
    code: 'capability-unknown',
    action: 'GET /api/v1/providers lists what there is.',
    parameters,
    retryable: false,
    whoseFault: 'caller',
  })
}
