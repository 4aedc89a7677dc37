import { createRoute } from '@hono/zod-openapi'
import { uploadGrantSchema, uploadRequestSchema } from '../contract/upload.ts'
import { demand } from '../auth/permissions.ts'
import { findDuplicate } from '../documents/repository.ts'
import { fileEmpty, fileTooLarge } from './body.ts'
import type { AppDependencies } from './dependencies.ts'
import { createRouter, json, jsonBody, problems } from './http.ts'

const grant = createRoute({
  method: 'post',
  path: '/uploads',
  tags: ['Intake'],
  summary: 'Ask for leave to upload one file',
  description:
    'Answers a signed post policy in the form of OSS PostObject. Post `fields` and then the file under the name `file` to `url` as multipart/form-data; then make the document with POST /api/v1/documents.',
  request: { body: jsonBody(uploadRequestSchema) },
  responses: {
    201: json(uploadGrantSchema, 'The policy, and a document that holds the same bytes already.'),
    ...problems(413, 415, 422),
  },
})

export function uploadRoutes({ db, objects, maxUploadBytes }: AppDependencies) {
  return createRouter().openapi(grant, async (c) => {
    demand(c.get('actor'), 'upload')
    const { bytes, sha256 } = c.req.valid('json')
    if (bytes === 0) throw fileEmpty()
    if (bytes > maxUploadBytes) throw fileTooLarge(bytes, maxUploadBytes)
    return c.json({ ...objects.grant({ maxBytes: bytes }), duplicateOf: await findDuplicate(db, sha256) }, 201)
  })
}
