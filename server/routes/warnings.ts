import { createRoute, z } from '@hono/zod-openapi'
import { demand, may } from '../auth/permissions.ts'
import { ProblemError } from '../contract/problem.ts'
import { quotaWarningListSchema } from '../contract/warnings.ts'
import { listWarnings } from '../metering/warnings.ts'
import { noteSeen } from '../metering/warnings-seen.ts'
import type { AppDependencies } from './dependencies.ts'
import { createRouter, json, problems } from './http.ts'

const tags = ['Warnings']

const list = createRoute({
  method: 'get',
  path: '/warnings',
  tags,
  summary: 'Packages that come to their end: 80, 95 and 100 %',
  description:
    'Of each pool the highest level since it was last filled. Whoever sees no usage is told only where nothing is left: their calls are refused, or paid.',
  responses: { 200: json(quotaWarningListSchema, 'The most pressing first.'), ...problems() },
})

const see = createRoute({
  method: 'post',
  path: '/warnings/{id}/seen',
  tags,
  summary: 'Put a warning away for oneself; it comes back at the next level',
  description: 'Having seen that packages are used up is what lets one go on at a price on the screen.',
  request: { params: z.object({ id: z.string().max(100) }) },
  responses: { 204: { description: 'Noted.' }, ...problems(404) },
})

export function warningRoutes({ db, clock, providers }: Pick<AppDependencies, 'db' | 'clock' | 'providers'>) {
  return createRouter()
    .openapi(list, async (c) => {
      const actor = c.get('actor')
      demand(actor, 'read')
      const modes = new Map(providers.describe().map(({ id, mode }) => [id, mode]))
      const items = (await listWarnings(db, actor.id, clock())).filter(
        // What was used up in the sandbox is nobody's concern once the provider is live.
        ({ provider, mode, level }) => modes.get(provider) === mode && (level === 100 || may(actor, 'see-usage')),
      )
      return c.json({ items }, 200)
    })
    .openapi(see, async (c) => {
      const actor = c.get('actor')
      demand(actor, 'read')
      if (!(await noteSeen(db, c.req.valid('param').id, actor.id, clock()))) {
        throw new ProblemError({
          title: 'There is no such warning',
          status: 404,
          code: 'warning-not-found',
          action: 'Reload the page.',
          retryable: false,
          whoseFault: 'caller',
        })
      }
      return c.body(null, 204)
    })
}
