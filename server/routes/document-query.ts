import { z } from '@hono/zod-openapi'
import {
  documentFilterSchema,
  documentSortSchema,
  documentStateSchema,
  type DocumentFilter,
} from '../contract/document.ts'

/** A name in a query that may be repeated; always a list afterwards. */
function repeated<Schema extends z.ZodType<string, string>>(schema: Schema) {
  return z
    .union([schema, z.array(schema)])
    .transform((given) => [given].flat() as z.output<Schema>[])
    .optional()
}

/** The contract's filter as it stands in a query, where everything is text. */
export const documentQuerySchema = z.object({
  state: repeated(documentStateSchema),
  kind: repeated(z.string().max(100)),
  provider: repeated(z.string().max(100)),
  search: documentFilterSchema.shape.search,
  confidenceBelow: z.string().transform(Number).pipe(z.number().min(0).max(1)).optional(),
  openChecks: z
    .enum(['true', 'false'])
    .transform((given) => given === 'true')
    .optional(),
  who: z.string().max(200).optional(),
  from: z.string().max(40).optional(),
  to: z.string().max(40).optional(),
})

export const documentListQuerySchema = documentQuerySchema.extend({
  sort: documentSortSchema.default('newest'),
  cursor: z.string().max(2000).optional(),
  limit: z.string().transform(Number).pipe(z.number().int().min(1).max(200)).optional(),
})

/** The filter alone, without sort and cursor. */
export function filterOf(query: z.output<typeof documentQuerySchema>): DocumentFilter {
  return documentFilterSchema.parse(query)
}
