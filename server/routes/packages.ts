import { createRoute, z } from '@hono/zod-openapi'
import { demand } from '../auth/permissions.ts'
import {
  exhaustionPoliciesSchema,
  grantRequestSchema,
  orderListSchema,
  orderRequestSchema,
  orderSchema,
  packageListSchema,
  packageSchema,
} from '../contract/metering.ts'
import { ProblemError } from '../contract/problem.ts'
import { readPolicies, writePolicies } from '../metering/metering.ts'
import { createOrder, listOrders, payOrder, refundOrder } from '../metering/orders.ts'
import { grantPackage, listPackages, toPackage } from '../metering/packages.ts'
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

const orderTags = ['Orders']

const readOrders = createRoute({
  method: 'get',
  path: '/orders',
  tags: orderTags,
  summary: 'Orders of packages, the newest first',
  responses: { 200: json(orderListSchema, 'Money in fen.'), ...problems() },
})

const order = createRoute({
  method: 'post',
  path: '/orders',
  tags: orderTags,
  summary: 'Order packages (administrator)',
  request: { body: jsonBody(orderRequestSchema) },
  responses: { 201: json(orderSchema, 'It waits for payment.'), ...problems(404, 413, 422) },
})

const pay = createRoute({
  method: 'post',
  path: '/orders/{id}/pay',
  tags: orderTags,
  summary: 'Pay an order: its packages are usable from now on (administrator)',
  request: { params },
  responses: { 200: json(orderSchema, 'Paid.'), ...problems(404, 409) },
})

const refund = createRoute({
  method: 'post',
  path: '/orders/{id}/refund',
  tags: orderTags,
  summary: 'Give back an order that is unused and younger than seven days (administrator)',
  request: { params },
  responses: { 200: json(orderSchema, 'Given back.'), ...problems(404, 409) },
})

export function packageRoutes({ db, clock, providers }: AppDependencies) {
  /** Packages belong to the account that the provider is called with at present: the stand-in's or the cloud's. */
  const modeOf = (provider: string, capability?: string) => {
    const found = providers.describe().find(({ id }) => id === provider)
    if (!found) throw unknown('provider', { provider })
    if (capability !== undefined && !found.capabilities.some(({ id }) => id === capability)) {
      throw unknown('capability', { provider, capability })
    }
    return found.mode
  }
  const orderNow = async (id: string) => (await listOrders(db, clock(), id))[0]!

  return createRouter()
    .openapi(list, async (c) => {
      demand(c.get('actor'), 'see-usage')
      return c.json({ items: await listPackages(db, clock()) }, 200)
    })
    .openapi(grant, async (c) => {
      const actor = c.get('actor')
      demand(actor, 'manage-packages')
      const request = c.req.valid('json')
      const mode = modeOf(request.provider, request.capability)
      const row = await grantPackage(db, request, { mode, by: actor, now: clock() })
      return c.json(toPackage(row, true, clock()), 201)
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
    .openapi(readOrders, async (c) => {
      demand(c.get('actor'), 'see-usage')
      return c.json({ items: await listOrders(db, clock()) }, 200)
    })
    .openapi(order, async (c) => {
      const actor = c.get('actor')
      demand(actor, 'manage-packages')
      const request = c.req.valid('json')
      const { id } = await createOrder(db, request, { mode: modeOf(request.provider), by: actor, now: clock() })
      return c.json(await orderNow(id), 201)
    })
    .openapi(pay, async (c) => {
      demand(c.get('actor'), 'manage-packages')
      const { id } = await payOrder(db, c.req.valid('param').id, { now: clock() })
      return c.json(await orderNow(id), 200)
    })
    .openapi(refund, async (c) => {
      demand(c.get('actor'), 'manage-packages')
      const { id } = await refundOrder(db, c.req.valid('param').id, { now: clock() })
      return c.json(await orderNow(id), 200)
    })
}

function unknown(what: 'provider' | 'capability', parameters: Record<string, string>): ProblemError {
  return new ProblemError({
    title: what === 'provider' ? 'There is no such provider' : 'The provider has no such capability',
    status: 404,
    code: `${what}-unknown`,
    action: 'GET /api/v1/providers lists what there is.',
    parameters,
    retryable: false,
    whoseFault: 'caller',
  })
}
