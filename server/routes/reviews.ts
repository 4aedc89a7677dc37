import { createRoute, z } from '@hono/zod-openapi'
import { claimRequestSchema, lookAnswerSchema, lookRequestSchema } from '../contract/actions.ts'
import { claimSchema } from '../contract/document.ts'
import { problemSchema } from '../contract/problem.ts'
import { changeAnswerSchema, changeRequestSchema, changeSetSchema } from '../contract/review.ts'
import { demand } from '../auth/permissions.ts'
import { claimDocument, releaseDocument } from '../documents/claims.ts'
import { readOwner } from '../documents/repository.ts'
import { appendChangeSets } from '../documents/review.ts'
import type { AppDependencies } from './dependencies.ts'
import { createRouter, json, jsonBody, notFound, problems } from './http.ts'

const tags = ['Review']
const params = z.object({ id: z.string() })

const change = createRoute({
  method: 'post',
  path: '/documents/{id}/changes',
  tags,
  summary: 'Add steps to the history of a review',
  description:
    'Answered when the steps are stored for good. A step that is there already (by its id) is not stored again. 409 `review-conflict` holds what others changed in the same places.',
  request: { params, body: jsonBody(changeRequestSchema) },
  responses: {
    200: json(changeAnswerSchema, 'Stored.'),
    ...problems(404, 413, 415),
    409: {
      description: 'Somebody else changed the same value, box or mark after `baseSequence`. Nothing was stored.',
      content: {
        'application/problem+json': { schema: problemSchema.extend({ changeSets: z.array(changeSetSchema) }) },
      },
    },
  },
})

const claim = createRoute({
  method: 'post',
  path: '/documents/{id}/claim',
  tags,
  summary: 'Hold a document for two minutes; call again to go on holding it',
  request: { params, body: jsonBody(claimRequestSchema) },
  responses: { 200: json(claimSchema, 'Held.'), ...problems(404, 409, 413, 415) },
})

const release = createRoute({
  method: 'delete',
  path: '/documents/{id}/claim',
  tags,
  summary: 'Let go of a document',
  request: { params },
  responses: { 204: { description: 'Not held by you.' }, ...problems(404) },
})

const look = createRoute({
  method: 'post',
  path: '/documents/{id}/look',
  tags,
  summary: 'Read one place of a page again with the local engine',
  request: { params, body: jsonBody(lookRequestSchema) },
  responses: { 200: json(lookAnswerSchema, 'What stands there.'), ...problems(404, 413, 415, 422, 503) },
})

export function reviewRoutes({ db, clock, events, look: lookAgain }: AppDependencies) {
  const ownerOf = async (documentId: string) => {
    const owner = await readOwner(db, documentId)
    if (owner === undefined) throw notFound('document')
    return owner
  }
  return createRouter()
    .openapi(change, async (c) => {
      const { id } = c.req.valid('param')
      demand(c.get('actor'), 'review', await ownerOf(id))
      const answer = await appendChangeSets(db, {
        documentId: id,
        actor: c.get('actor'),
        now: clock(),
        ...c.req.valid('json'),
      })
      events.publish({ type: 'document', id })
      return c.json(answer, 200)
    })
    .openapi(claim, async (c) => {
      const { id } = c.req.valid('param')
      demand(c.get('actor'), 'review', await ownerOf(id))
      const { takeover = false } = c.req.valid('json')
      const { claim, changed } = await claimDocument(db, {
        documentId: id,
        actor: c.get('actor'),
        takeover,
        now: clock(),
      })
      if (changed) events.publish({ type: 'document', id })
      return c.json(claim, 200)
    })
    .openapi(release, async (c) => {
      const { id } = c.req.valid('param')
      await ownerOf(id)
      if (await releaseDocument(db, id, c.get('actor').id)) events.publish({ type: 'document', id })
      return c.body(null, 204)
    })
    .openapi(look, async (c) => {
      demand(c.get('actor'), 'recognise')
      const { id } = c.req.valid('param')
      await ownerOf(id)
      return c.json(await lookAgain(id, c.req.valid('json'), c.req.raw.signal), 200)
    })
}
