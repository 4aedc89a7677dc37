import { createRoute } from '@hono/zod-openapi'
import { demand } from '../auth/permissions.ts'
import { forecastListSchema } from '../contract/forecast.ts'
import { readForecasts } from '../metering/read-forecast.ts'
import type { AppDependencies } from './dependencies.ts'
import { createRouter, json, problems } from './http.ts'

const list = createRoute({
  method: 'get',
  path: '/packages/forecast',
  tags: ['Packages'],
  summary: 'When each pool of packages will be used up, with an interval of 80 %',
  description:
    'By the use of the last 28 whole days of the vendor, its week and its trend; what expires before it is used up is named with what will be lost. Fewer than seven days are not guessed from.',
  responses: { 200: json(forecastListSchema, 'Pools of which a package is still valid.'), ...problems() },
})

export function forecastRoutes({ db, clock }: Pick<AppDependencies, 'db' | 'clock'>) {
  return createRouter().openapi(list, async (c) => {
    demand(c.get('actor'), 'see-usage')
    return c.json({ items: await readForecasts(db, clock()) }, 200)
  })
}
