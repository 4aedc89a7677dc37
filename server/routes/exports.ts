import { createRoute } from '@hono/zod-openapi'
import { exportRequestSchema } from '../contract/actions.ts'
import { demand } from '../auth/permissions.ts'
import { exportDocuments } from '../documents/export.ts'
import type { AppDependencies } from './dependencies.ts'
import { createRouter, jsonBody, problems } from './http.ts'

const file = { schema: { type: 'string' as const, format: 'binary' } }

const create = createRoute({
  method: 'post',
  path: '/exports',
  tags: ['Export'],
  summary: 'Documents as one file',
  request: { body: jsonBody(exportRequestSchema) },
  responses: {
    200: {
      description:
        'JSON with corrections and history; or CSV or XLSX with a row a document and a column a field. In CSV a value that a spreadsheet would run as a formula has an apostrophe before it, and so has every value that begins with an apostrophe: take one away when reading.',
      content: {
        'text/csv': file,
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': file,
        'application/json': file,
      },
    },
    ...problems(404, 413, 415),
  },
})

export function exportRoutes({ db, clock }: AppDependencies) {
  return createRouter().openapi(create, async (c) => {
    demand(c.get('actor'), 'export')
    const { body, contentType, fileName } = await exportDocuments(db, { ...c.req.valid('json'), now: clock() })
    return new Response(body, {
      headers: { 'Content-Type': contentType, 'Content-Disposition': `attachment; filename="${fileName}"` },
    })
  })
}
