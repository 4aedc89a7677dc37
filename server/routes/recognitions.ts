import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { createAppAdmission, demandAddress } from '../apps/admission.ts'
import { envelopeType, isEnvelope, sealedAnswer, type AnswerKeys } from '../apps/envelope.ts'
import { countRefusal } from '../apps/refusals.ts'
import {
  comparisonAnswerSchema,
  comparisonRequestSchema,
  recognitionListSchema,
  recognitionRequestSchema,
  type ComparisonAnswer,
} from '../contract/actions.ts'
import { exchangeListSchema } from '../contract/exchange.ts'
import { ProblemError } from '../contract/problem.ts'
import { recognitionSchema } from '../contract/result.ts'
import { demand } from '../auth/permissions.ts'
import { readCharge } from '../metering/read-charge.ts'
import { readApp, readReadings } from '../documents/readings.ts'
import { readOwner } from '../documents/repository.ts'
import { readBytes } from './body.ts'
import { callerAddress } from './caller-address.ts'
import type { AppDependencies } from './dependencies.ts'
import { envelopeSchema, openEnvelopeBody, sealedAnswerSchema } from './enveloped-body.ts'
import { createRouter, json, jsonBody, notFound, problems, type AppEnv } from './http.ts'

const tags = ['Recognitions']
/** What paid for the call, for programs: no warning on a screen tells them that packages have ended. */
const chargeHeader = 'Fieldproof-Charge'
const charged = z.object({
  [chargeHeader]: z.string().optional().openapi({
    description: 'What paid: package, pay-as-you-go, free, unpriced or nothing, with calls, units or fen.',
    example: 'pay-as-you-go;calls=1;fen=8',
  }),
})
const params = z.object({ id: z.string() })
const fileBody = { schema: { type: 'string' as const, format: 'binary' } }

const order = createRoute({
  method: 'post',
  path: '/documents/{id}/recognitions',
  tags,
  summary: 'Have a document read',
  request: { params, body: jsonBody(recognitionRequestSchema) },
  responses: { 202: json(recognitionSchema, 'Queued.'), ...problems(404, 409, 413, 415, 422, 429, 503) },
})

const list = createRoute({
  method: 'get',
  path: '/documents/{id}/recognitions',
  tags,
  summary: 'Every reading of a document with what it found, newest first',
  description: 'Without the raw answers, which /recognitions/{id} has, and without those that a person stopped.',
  request: { params },
  responses: { 200: json(recognitionListSchema, 'The readings.'), ...problems(404) },
})

const compare = createRoute({
  method: 'post',
  path: '/documents/{id}/comparisons',
  tags,
  summary: 'Have a document read by several recognisers, to be held against each other',
  description:
    'Their readings do not displace the one under review, nor any correction. What one recogniser refuses does not stop the others.',
  request: { params, body: jsonBody(comparisonRequestSchema) },
  responses: { 202: json(comparisonAnswerSchema, 'Queued, each on its own.'), ...problems(404, 413, 415) },
})

const run = createRoute({
  method: 'post',
  path: '/recognitions',
  tags,
  summary: 'Have one file read; the body is its bytes',
  description:
    'Further names in the query are parameters of the capability. The file becomes a document of the queue. With `Prefer: respond-async` the answer is 202 with `Location` at once. An app that has an EncKey may send the file in an SM2/SM4/SM3 envelope (docs/guides/apps.md): then the answer is one too, and always waited for, since nothing else could be encrypted with its keys.',
  request: {
    query: z
      .object({
        provider: z.string(),
        capability: z.string(),
        kind: z.string().optional(),
        /** Shown in the queue. */
        name: z.string().max(1024).optional(),
        /** In place of a body: where the picture is to be fetched from, https and public. */
        sourceUrl: z.string().max(4096).optional(),
      })
      .catchall(z.string().max(10_000)),
    body: {
      required: false,
      content: {
        'application/octet-stream': fileBody,
        'image/*': fileBody,
        'application/pdf': fileBody,
        [envelopeType]: { schema: envelopeSchema },
      },
    },
  },
  responses: {
    200: {
      description: 'Read.',
      headers: charged,
      content: { 'application/json': { schema: recognitionSchema }, [envelopeType]: { schema: sealedAnswerSchema } },
    },
    202: {
      ...json(recognitionSchema, 'Queued.'),
      headers: z.object({ Location: z.string(), 'Preference-Applied': z.string() }),
    },
    ...problems(402, 404, 413, 415, 422, 429, 499, 502, 503, 504),
  },
})

const read = createRoute({
  method: 'get',
  path: '/recognitions/{id}',
  tags,
  summary: 'A recognition, finished or not',
  request: { params },
  responses: { 200: { ...json(recognitionSchema, 'The recognition.'), headers: charged }, ...problems(404) },
})

const readExchanges = createRoute({
  method: 'get',
  path: '/recognitions/{id}/exchanges',
  tags,
  summary: 'The calls that were made for a recognition, as they were sent, with every secret masked',
  request: { params },
  responses: { 200: json(exchangeListSchema, 'In the order in which they were made.'), ...problems(404) },
})

const cancel = createRoute({
  method: 'delete',
  path: '/recognitions/{id}',
  tags,
  summary: 'Stop a recognition that is not finished',
  request: { params },
  responses: { 204: { description: 'It will not go on. A finished one stays as it is.' }, ...problems(404) },
})

export function recognitionRoutes({ db, recognitions, maxUploadBytes, fetchPicture, clock, vault }: AppDependencies) {
  const admission = createAppAdmission()
  /** To an app, what others had read does not exist; and its networks hold for what it asks afterwards too. */
  const demandOwn = async (c: Context<AppEnv>, id: string) => {
    const app = c.get('app')
    if (!app) return
    try {
      demandAddress(app, callerAddress(c))
    } catch (error) {
      if (error instanceof ProblemError) await countRefusal(db, app.id, { code: error.problem.code, now: clock() })
      throw error
    }
    if ((await readApp(db, id)) !== app.id) throw notFound('recognition')
  }
  const sayCharge = async (c: Context<AppEnv>, id: string) => {
    const charge = await readCharge(db, id)
    if (charge !== null) c.header(chargeHeader, charge)
  }
  return createRouter()
    .openapi(list, async (c) => {
      demand(c.get('actor'), 'read')
      const { id } = c.req.valid('param')
      if ((await readOwner(db, id)) === undefined) throw notFound('document')
      const items = await Promise.all(
        (await readReadings(db, id)).map(async (reading) => {
          // Only who runs it knows how far it is.
          const { progress } = reading.status === 'running' ? ((await recognitions.get(reading.id)) ?? {}) : {}
          return { ...reading, ...(progress && { progress }) }
        }),
      )
      return c.json({ items }, 200)
    })
    .openapi(compare, async (c) => {
      const actor = c.get('actor')
      demand(actor, 'recognise')
      const { id } = c.req.valid('param')
      if ((await readOwner(db, id)) === undefined) throw notFound('document')
      const answer: ComparisonAnswer = { items: [], problems: [] }
      for (const [index, order] of c.req.valid('json').recognisers.entries()) {
        try {
          const options = { comparison: true }
          answer.items.push(await recognitions.request(id, { ...order, requestedBy: actor.id }, options))
        } catch (error) {
          if (!(error instanceof ProblemError)) throw error
          answer.problems.push({ index, problem: error.problem })
        }
      }
      return c.json(answer, 202)
    })
    .openapi(order, async (c) => {
      demand(c.get('actor'), 'recognise')
      const { id } = c.req.valid('param')
      const queued = await recognitions.request(id, { ...c.req.valid('json'), requestedBy: c.get('actor').id })
      return c.json(queued, 202)
    })
    .openapi(run, async (c) => {
      const actor = c.get('actor')
      demand(actor, 'upload')
      demand(actor, 'recognise')
      const { provider, capability, kind, name = 'document', sourceUrl, ...parameters } = c.req.valid('query')
      const { signal } = c.req.raw
      const app = c.get('app')
      const takeIn = async (): Promise<{ body: Uint8Array; keys?: AnswerKeys }> => {
        if (app) admission.admit(app, { provider, capability, address: callerAddress(c), now: clock() })
        if (isEnvelope(c.req.header('Content-Type'))) {
          const { body, ...keys } = await openEnvelopeBody(c.req.raw, { app, vault, maxFileBytes: maxUploadBytes })
          return { body, keys }
        }
        return {
          body: await (sourceUrl === undefined
            ? readBytes(c.req.raw, maxUploadBytes)
            : fetchPicture(sourceUrl, signal)),
        }
      }
      const person = { requestedBy: actor.id, requestedByName: actor.name }
      const recognitionOrder = { provider, capability, kind, parameters, name, sourceUrl, appId: app?.id, ...person }
      const isAsync = /(?:^|[,;\s])respond-async(?:$|[,;\s])/i.test(c.req.header('Prefer') ?? '')
      let isInLedger = false
      try {
        const { body, keys } = await takeIn()
        // What is asked for later could not be encrypted with these keys: the preference is not followed (RFC 7240, 2).
        if (isAsync && !keys) {
          const queued = await recognitions.submit(body, recognitionOrder, signal)
          const headers = { Location: `/api/v1/recognitions/${queued.id}`, 'Preference-Applied': 'respond-async' }
          return c.json(queued, 202, headers)
        }
        const finished = await recognitions.runNow(body, recognitionOrder, signal)
        if (finished.error) {
          isInLedger = !finished.error.code.startsWith('package-')
          throw new ProblemError(finished.error)
        }
        await sayCharge(c, finished.id)
        if (keys) return c.json(sealedAnswer(finished, keys), 200, { 'Content-Type': envelopeType })
        return c.json(finished, 200)
      } catch (error) {
        // Whoever looks after the app sees why its calls come to nothing.
        if (app && !isInLedger && error instanceof ProblemError) {
          await countRefusal(db, app.id, { code: error.problem.code, now: clock() })
        }
        throw error
      }
    })
    .openapi(read, async (c) => {
      demand(c.get('actor'), 'read')
      await demandOwn(c, c.req.valid('param').id)
      const recognition = await recognitions.get(c.req.valid('param').id)
      if (!recognition) throw notFound('recognition')
      await sayCharge(c, recognition.id)
      return c.json(recognition, 200)
    })
    .openapi(readExchanges, async (c) => {
      demand(c.get('actor'), 'read')
      const items = await recognitions.exchanges(c.req.valid('param').id)
      if (!items) throw notFound('recognition')
      return c.json({ items }, 200)
    })
    .openapi(cancel, async (c) => {
      demand(c.get('actor'), 'recognise')
      await demandOwn(c, c.req.valid('param').id)
      if (!(await recognitions.cancel(c.req.valid('param').id))) throw notFound('recognition')
      return c.body(null, 204)
    })
}
