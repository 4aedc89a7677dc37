import { z } from 'zod'
import { documentFilterSchema } from './document.ts'
import { quadSchema } from './geometry.ts'
import { problemSchema } from './problem.ts'
import { characterSchema, recognitionSchema } from './result.ts'

/** Which documents: named ones, or all that a filter of the queue finds. Exactly one of the two. */
const selection = {
  ids: z.array(z.string()).min(1).max(10_000).optional(),
  filter: documentFilterSchema.optional(),
}
const oneSelection = ({ ids, filter }: { ids?: unknown; filter?: unknown }) =>
  (ids === undefined) !== (filter === undefined)
const oneSelectionMessage = 'Give either ids or filter.'

export const documentRequestSchema = z.object({ objectKey: z.string().min(1).max(1024), name: z.string().max(1024) })

/** Parameters are strings as in a query: the capability's parameter list says what they mean. */
export const recognitionRequestSchema = z.object({
  provider: z.string(),
  capability: z.string(),
  kind: z.string().optional(),
  parameters: z.record(z.string(), z.string()).optional(),
})
export type RecognitionRequest = z.infer<typeof recognitionRequestSchema>

/** The most recognisers that are asked at once: as many as can be taken with a digit, and a few more. */
export const mostCompared = 12

/** Several recognisers that read a document side by side. */
export const comparisonRequestSchema = z.object({
  recognisers: z.array(recognitionRequestSchema).min(1).max(mostCompared),
})

/** What was queued, and which orders were refused and why, by their place in the request. */
export const comparisonAnswerSchema = z.object({
  items: z.array(recognitionSchema),
  problems: z.array(z.object({ index: z.number().int(), problem: problemSchema })),
})
export type ComparisonAnswer = z.infer<typeof comparisonAnswerSchema>

/** Every reading of a document with what it found, newest first; the raw answers are asked for one by one. */
export const recognitionListSchema = z.object({ items: z.array(recognitionSchema.omit({ raw: true })) })
export type ReadingFound = z.infer<typeof recognitionListSchema>['items'][number]

export const documentActionSchema = z
  .object({
    action: z.enum(['delete', 'recognise']),
    ...selection,
    /** For `recognise`; without them each document is read again as it was last, or as general text by the local engine. */
    provider: z.string().optional(),
    capability: z.string().optional(),
    kind: z.string().optional(),
    parameters: z.record(z.string(), z.string()).optional(),
  })
  .refine(oneSelection, oneSelectionMessage)

export const documentActionAnswerSchema = z.object({
  affected: z.number().int(),
  problems: z.array(z.object({ id: z.string(), problem: problemSchema })),
})

export const exportFormatSchema = z.enum(['json', 'csv', 'xlsx'])
export type ExportFormat = z.infer<typeof exportFormatSchema>

export const exportRequestSchema = z
  .object({ format: exportFormatSchema, ...selection })
  .refine(oneSelection, oneSelectionMessage)

export const claimRequestSchema = z.object({ takeover: z.boolean().optional() })

/** One place of a page to be read again; `alphabet` restricts the characters that may be read. */
export const lookRequestSchema = z.object({
  page: z.number().int().min(0),
  quad: quadSchema,
  /** Of a video: the moment of the frame that is looked at; `page` is then of no account. */
  timeMs: z.number().min(0).optional(),
  alphabet: z.string().min(1).max(500).optional(),
})
export type LookRequest = z.infer<typeof lookRequestSchema>

export const lookAnswerSchema = z.object({
  text: z.string(),
  confidence: z.number().min(0).max(1),
  chars: z.array(characterSchema),
})
export type LookAnswer = z.infer<typeof lookAnswerSchema>
