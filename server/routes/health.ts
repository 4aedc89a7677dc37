import { createRoute, z } from '@hono/zod-openapi'
import { sql } from 'drizzle-orm'
import { ProblemError } from '../contract/problem.ts'
import type { AppDependencies } from './dependencies.ts'
import { createRouter, json, problems } from './http.ts'

const statusSchema = z.object({ status: z.literal('ok') })

const health = createRoute({
  method: 'get',
  path: '/healthz',
  tags: ['Health'],
  summary: 'The process answers',
  responses: { 200: json(statusSchema, 'It does.'), ...problems() },
})

const readiness = createRoute({
  method: 'get',
  path: '/readyz',
  tags: ['Health'],
  summary: 'Requests will be served: the database answers and the server is not stopping',
  responses: { 200: json(statusSchema, 'They will.'), ...problems(503) },
})

export function healthRoutes({ db, stopping }: AppDependencies) {
  return createRouter()
    .openapi(health, (c) => c.json({ status: 'ok' as const }, 200))
    .openapi(readiness, async (c) => {
      const answers = await db.execute(sql`select 1`).then(
        () => true,
        () => false,
      )
      if (answers && !stopping.aborted) return c.json({ status: 'ok' as const }, 200)
      throw new ProblemError({
        title: answers ? 'The server is stopping' : 'The database does not answer',
        status: 503,
        code: 'not-ready',
        retryable: true,
        whoseFault: 'us',
      })
    })
}
