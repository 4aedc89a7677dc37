import { createRoute, z } from '@hono/zod-openapi'
import { demand } from '../auth/permissions.ts'
import { orderListSchema, orderPaymentSchema, orderRequestSchema, orderSchema } from '../contract/metering.ts'
import { payOrder } from '../metering/order-payment.ts'
import { cancelOrder, createOrder, listOrders } from '../metering/orders.ts'
import { refundOrder } from '../metering/refunds.ts'
import { deliverToStandIns } from '../metering/stand-in-purchases.ts'
import { accountMode } from './account-mode.ts'
import type { AppDependencies } from './dependencies.ts'
import { createRouter, json, jsonBody, problems } from './http.ts'

const tags = ['Orders']
const params = z.object({ id: z.string() })

/** Empty where there is nothing to say of a payment elsewhere. */
const payBodySchema = z.union([orderPaymentSchema, z.strictObject({})])

const list = createRoute({
  method: 'get',
  path: '/orders',
  tags,
  summary: 'Orders of packages, the newest first',
  responses: { 200: json(orderListSchema, 'Money in fen.'), ...problems() },
})

const order = createRoute({
  method: 'post',
  path: '/orders',
  tags,
  summary: 'Order packages (administrator)',
  request: { body: jsonBody(orderRequestSchema) },
  responses: { 201: json(orderSchema, 'It waits for payment.'), ...problems(404, 413, 422) },
})

const pay = createRoute({
  method: 'post',
  path: '/orders/{id}/pay',
  tags,
  summary: 'Pay an order: its packages are usable from now on (administrator)',
  description:
    'At a sandbox the stand-in serves so many more calls from now on. Of a live provider the body says what was paid at the vendor; nothing is paid here.',
  request: { params, body: { required: false, content: { 'application/json': { schema: payBodySchema } } } },
  responses: { 200: json(orderSchema, 'Paid.'), ...problems(404, 409, 413, 422) },
})

const cancel = createRoute({
  method: 'post',
  path: '/orders/{id}/cancel',
  tags,
  summary: 'Give up an order that was not paid (administrator)',
  request: { params },
  responses: { 200: json(orderSchema, 'Cancelled.'), ...problems(404, 409) },
})

const refund = createRoute({
  method: 'post',
  path: '/orders/{id}/refund',
  tags,
  summary: 'Give back an order that is unused and younger than seven days (administrator)',
  request: { params },
  responses: { 200: json(orderSchema, 'Given back.'), ...problems(404, 409) },
})

export function orderRoutes({ db, clock, providers, sandbox }: AppDependencies) {
  const orderNow = async (id: string) => (await listOrders(db, clock(), id))[0]!
  /** The account at the stand-in follows at once. */
  const deliver = async () => {
    if (sandbox) await deliverToStandIns(db, sandbox.accounts)
  }

  return createRouter()
    .openapi(list, async (c) => {
      demand(c.get('actor'), 'see-usage')
      return c.json({ items: await listOrders(db, clock()) }, 200)
    })
    .openapi(order, async (c) => {
      const actor = c.get('actor')
      demand(actor, 'manage-packages')
      const request = c.req.valid('json')
      const mode = accountMode(providers, request.provider)
      const { id } = await createOrder(db, request, { mode, by: actor, now: clock() })
      return c.json(await orderNow(id), 201)
    })
    .openapi(pay, async (c) => {
      demand(c.get('actor'), 'manage-packages')
      const { id } = c.req.valid('param')
      const payment = orderPaymentSchema.safeParse(c.req.valid('json')).data
      await payOrder(db, id, { now: clock(), payment })
      await deliver()
      return c.json(await orderNow(id), 200)
    })
    .openapi(cancel, async (c) => {
      demand(c.get('actor'), 'manage-packages')
      const { id } = c.req.valid('param')
      await cancelOrder(db, id, { now: clock() })
      return c.json(await orderNow(id), 200)
    })
    .openapi(refund, async (c) => {
      demand(c.get('actor'), 'manage-packages')
      const { id } = c.req.valid('param')
      await refundOrder(db, id, { now: clock() })
      await deliver()
      return c.json(await orderNow(id), 200)
    })
}
