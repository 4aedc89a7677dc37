import { createRoute, z } from '@hono/zod-openapi'
import { documentActionAnswerSchema, documentActionSchema, documentRequestSchema } from '../contract/actions.ts'
import { documentDetailSchema, documentListSchema, documentSummarySchema } from '../contract/document.ts'
import { demand } from '../auth/permissions.ts'
import { deleteDocument } from '../documents/delete.ts'
import { listDocuments, nextDocuments } from '../documents/list.ts'
import { createProgressBoard } from '../documents/progress-board.ts'
import { insertDocument, readDetail } from '../documents/repository.ts'
import { runAction } from './document-actions.ts'
import { documentListQuerySchema, documentQuerySchema, filterOf } from './document-query.ts'
import type { AppDependencies } from './dependencies.ts'
import { createRouter, json, jsonBody, notFound, problems } from './http.ts'

const tags = ['Documents']
const params = z.object({ id: z.string() })

const list = createRoute({
  method: 'get',
  path: '/documents',
  tags,
  summary: 'The queue, a stretch at a time',
  request: { query: documentListQuerySchema },
  responses: { 200: json(documentListSchema, 'Pass `nextCursor` as `cursor` for what follows.'), ...problems() },
})

const create = createRoute({
  method: 'post',
  path: '/documents',
  tags: ['Intake'],
  summary: 'Make a document of an uploaded file: upright pages and previews',
  request: { body: jsonBody(documentRequestSchema) },
  responses: { 201: json(documentSummarySchema, 'The document, not yet read.'), ...problems(404, 409, 413, 415, 422) },
})

const next = createRoute({
  method: 'get',
  path: '/documents/next',
  tags: ['Review'],
  summary: 'The next documents to review, oldest first, without those that others hold',
  request: { query: documentQuerySchema.extend({ after: z.string().optional() }) },
  responses: { 200: json(z.object({ items: z.array(documentSummarySchema) }), 'Three at most.'), ...problems() },
})

const action = createRoute({
  method: 'post',
  path: '/documents/actions',
  tags,
  summary: 'Delete or recognise many documents at once',
  request: { body: jsonBody(documentActionSchema) },
  responses: {
    200: json(documentActionAnswerSchema, 'How many were affected, and which were not and why.'),
    ...problems(413, 415),
  },
})

const detail = createRoute({
  method: 'get',
  path: '/documents/{id}',
  tags,
  summary: 'A document with its pages, its reading under review and the history of the review',
  request: { params },
  responses: { 200: json(documentDetailSchema, 'The document.'), ...problems(404) },
})

const remove = createRoute({
  method: 'delete',
  path: '/documents/{id}',
  tags,
  summary: 'Delete a document with its pictures, readings and history',
  request: { params },
  responses: { 204: { description: 'Gone.' }, ...problems(404) },
})

export function documentRoutes(deps: AppDependencies) {
  const { db, clock, events, intake } = deps
  const { withProgress } = createProgressBoard(events)
  return createRouter()
    .openapi(list, async (c) => {
      demand(c.get('actor'), 'read')
      const query = c.req.valid('query')
      const { sort, cursor, limit } = query
      const { items, nextCursor, total } = await listDocuments(db, {
        filter: filterOf(query),
        sort,
        cursor,
        limit,
        now: clock(),
      })
      return c.json({ items: items.map(withProgress), nextCursor, total }, 200)
    })
    .openapi(create, async (c) => {
      demand(c.get('actor'), 'upload')
      const { objectKey, name } = c.req.valid('json')
      const { id: createdBy, name: createdByName } = c.get('actor')
      const stored = await intake.storeUpload(objectKey, { signal: c.req.raw.signal })
      const summary = await insertDocument(db, { stored, name, createdBy, createdByName, now: clock() })
      events.publish({ type: 'document', id: stored.id })
      return c.json(summary, 201)
    })
    .openapi(next, async (c) => {
      demand(c.get('actor'), 'review')
      const { after, ...query } = c.req.valid('query')
      const items = await nextDocuments(db, {
        filter: filterOf(query),
        after,
        actorId: c.get('actor').id,
        now: clock(),
      })
      return c.json({ items }, 200)
    })
    .openapi(action, async (c) => {
      const answer = await runAction(deps, c.get('actor'), c.req.valid('json'))
      return c.json(answer, 200)
    })
    .openapi(detail, async (c) => {
      demand(c.get('actor'), 'read')
      const found = await readDetail(db, c.req.valid('param').id, clock())
      if (!found) throw notFound('document')
      return c.json({ ...found, document: withProgress(found.document) }, 200)
    })
    .openapi(remove, async (c) => {
      await deleteDocument(deps, c.get('actor'), c.req.valid('param').id)
      return c.body(null, 204)
    })
}
