import { z } from 'zod'
import { problemSchema } from './problem.ts'
import { modeSchema, progressSchema, recognitionSchema } from './result.ts'
import { changeSetSchema } from './review.ts'

/**
 * Where a document stands: `received` (no recognition asked for), `queued`, `running`, `failed` (the last recognition failed),
 * `review` (read, waiting for a person), and the three decisions.
 */
export const documentStateSchema = z.enum([
  'received',
  'queued',
  'running',
  'failed',
  'review',
  'approved',
  'rejected',
  'escalated',
])
export type DocumentState = z.infer<typeof documentStateSchema>

/** The lease of a document: while it lasts nobody else is offered the document. */
export const claimSchema = z.object({ owner: z.string(), ownerName: z.string(), until: z.string() })
export type Claim = z.infer<typeof claimSchema>

/** A row of the queue. */
export const documentSummarySchema = z.object({
  id: z.string(),
  /** The name the file had, shown only: it never reaches the file system. */
  name: z.string(),
  state: documentStateSchema,
  kind: z.string().nullable(),
  provider: z.string().nullable(),
  capability: z.string().nullable(),
  mode: modeSchema.nullable(),
  format: z.string(),
  bytes: z.number().int(),
  pageCount: z.number().int(),
  /** The least confidence among the fields, after corrections; null when none was reported. */
  lowestConfidence: z.number().nullable(),
  /** How many checks fail at present. */
  openChecks: z.number().int(),
  /** How many values a person changed. */
  corrections: z.number().int(),
  progress: progressSchema.optional(),
  error: problemSchema.optional(),
  claim: claimSchema.nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  createdBy: z.string(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
})
export type DocumentSummary = z.infer<typeof documentSummarySchema>

/** Filters of the queue; the same object is in the URL of the page and in the query of the API. */
export const documentFilterSchema = z.object({
  state: z.array(documentStateSchema).optional(),
  kind: z.array(z.string()).optional(),
  provider: z.array(z.string()).optional(),
  /** File name or recognised text holds this. */
  search: z.string().max(200).optional(),
  /** Lowest confidence at or below this, 0..1. */
  confidenceBelow: z.number().min(0).max(1).optional(),
  openChecks: z.boolean().optional(),
  who: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
})
export type DocumentFilter = z.infer<typeof documentFilterSchema>

export const documentSortSchema = z.enum(['newest', 'oldest', 'least-confident', 'name'])

export const documentListSchema = z.object({
  items: z.array(documentSummarySchema),
  nextCursor: z.string().nullable(),
  /** How many documents fit the filter in all. */
  total: z.number().int(),
})

/** A page of a document: one upright image (EXIF and scan rotation applied once, on intake). URLs are relative to the origin. */
export const pageSchema = z.object({
  index: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  imageUrl: z.string(),
  previewUrl: z.string(),
  thumbnailUrl: z.string(),
})
export type Page = z.infer<typeof pageSchema>

export const documentDetailSchema = z.object({
  document: documentSummarySchema,
  pages: z.array(pageSchema),
  /** The reading under review (the newest succeeded one unless corrections bind the review to an older one), or the newest of all. */
  recognition: recognitionSchema.nullable(),
  /** Every recognition of the document, newest first. */
  recognitions: z.array(
    recognitionSchema.pick({
      id: true,
      provider: true,
      capability: true,
      kind: true,
      mode: true,
      status: true,
      startedAt: true,
      finishedAt: true,
      durationMs: true,
      error: true,
      comparison: true,
    }),
  ),
  /** The change-sets that apply to `recognition`, in order; `sequence` of the last one, 0 when there is none. */
  changeSets: z.array(changeSetSchema),
  sequence: z.number().int(),
})
export type DocumentDetail = z.infer<typeof documentDetailSchema>
