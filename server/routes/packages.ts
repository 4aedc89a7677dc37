import { createRoute, z } from '@hono/zod-openapi'
import { demand } from '../auth/permissions.ts'
import {
  adjustRequestSchema,
  exhaustionPoliciesSchema,
  grantRequestSchema,
  packageListSchema,
  packageSchema,
} from '../contract/metering.ts'
import { offerListSchema } from '../contract/prices.ts'
import { adjustPackage } from '../metering/adjust.ts'
import { readPolicies, writePolicies } from '../metering/metering.ts'
import { offersOf } from '../metering/offers.ts'
import { grantPackage, listPackages } from '../metering/packages.ts'
import { readPrices } from '../metering/price-book.ts'
import { deliverToStandIns } from '../metering/stand-in-purchases.ts'
import { accountMode } from './account-mode.ts'
import type { AppDependencies } from './dependencies.ts'
import { createRouter, json, jsonBody, problems } from './http.ts'

const tags = ['Packages']
const params = z.object({ id: z.string() })

const list = createRoute({
  method: 'get',
  path: '/packages',
  tags,
  summary: 'Every package of prepaid calls, in the order in which they are used',
  responses: { 200: json(packageListSchema, 'Units are calls, or hundredths of a point.'), ...problems() },
})

const grant = createRoute({
  method: 'post',
  path: '/packages',
  tags,
  summary: 'Grant a package of any size, for tests and internal quotas (administrator)',
  request: { body: jsonBody(grantRequestSchema) },
  responses: { 201: json(packageSchema, 'Usable from now on.'), ...problems(404, 413) },
})

const adjust = createRoute({
  method: 'post',
  path: '/packages/{id}/adjust',
  tags,
  summary: 'Bring a package into line with what its vendor says is left (administrator)',
  request: { params, body: jsonBody(adjustRequestSchema) },
  responses: {
    200: json(packageSchema, 'With an entry of the ledger that says why.'),
    ...problems(404, 409, 413, 422),
  },
})

const offers = createRoute({
  method: 'get',
  path: '/packages/offers',
  tags,
  summary: 'What every capability costs and what can be bought for it',
  responses: {
    200: json(offerListSchema, 'Capabilities that draw on the same packages stand together.'),
    ...problems(),
  },
})

const policies = createRoute({
  method: 'get',
  path: '/packages/policies',
  tags,
  summary: 'What each capability does when its packages end, where that was decided',
  responses: { 200: json(exhaustionPoliciesSchema, 'By `provider/capability`.'), ...problems() },
})

const decide = createRoute({
  method: 'put',
  path: '/packages/policies',
  tags,
  summary: 'Decide what capabilities do when their packages end (administrator)',
  request: { body: jsonBody(exhaustionPoliciesSchema) },
  responses: { 200: json(exhaustionPoliciesSchema, 'As it holds from now on.'), ...problems(413) },
})

export function packageRoutes({ db, clock, providers, sandbox }: AppDependencies) {
  const packageNow = async (id: string) => (await listPackages(db, clock())).find((each) => each.id === id)!

  return createRouter()
    .openapi(list, async (c) => {
      demand(c.get('actor'), 'see-usage')
      return c.json({ items: await listPackages(db, clock()) }, 200)
    })
    .openapi(grant, async (c) => {
      const actor = c.get('actor')
      demand(actor, 'manage-packages')
      const request = c.req.valid('json')
      const mode = accountMode(providers, request.provider, request.capability)
      const { id } = await grantPackage(db, request, { mode, by: actor, now: clock() })
      if (sandbox) await deliverToStandIns(db, sandbox.accounts)
      return c.json(await packageNow(id), 201)
    })
    .openapi(adjust, async (c) => {
      const actor = c.get('actor')
      demand(actor, 'manage-packages')
      const { id } = c.req.valid('param')
      await adjustPackage(db, id, c.req.valid('json'), { by: actor, now: clock() })
      return c.json(await packageNow(id), 200)
    })
    .openapi(offers, async (c) => {
      demand(c.get('actor'), 'see-usage')
      const [prices, decided] = await Promise.all([readPrices(db), readPolicies(db)])
      return c.json({ items: offersOf(providers.describe(), prices, decided) }, 200)
    })
    .openapi(policies, async (c) => {
      demand(c.get('actor'), 'see-usage')
      return c.json(await readPolicies(db), 200)
    })
    .openapi(decide, async (c) => {
      demand(c.get('actor'), 'manage-packages')
      await writePolicies(db, c.req.valid('json'))
      return c.json(await readPolicies(db), 200)
    })
}
