import { z } from 'zod'
import { quadSchema } from './geometry.ts'
import { modeSchema } from './mode.ts'
import { problemSchema } from './problem.ts'
import { labelSchema } from './provider.ts'

/** 0..1 as the source reported it, scaled; null is "not reported" and is never shown as 0 or 1 (DESIGN.md). */
const confidenceSchema = z.number().min(0).max(1).nullable()

export { modeSchema, type Mode } from './mode.ts'

/**
 * One character on the page: its quad, its probability, and up to three other readings with theirs, best first. A grounded value's characters
 * are the provider's, at the places where our engine saw them.
 */
export const characterSchema = z.object({
  text: z.string(),
  quad: quadSchema,
  confidence: z.number().min(0).max(1),
  alternatives: z.array(z.object({ text: z.string(), confidence: z.number().min(0).max(1) })),
  /** Only where our engine's reading differs: what it read at this place. Empty: it saw nothing there; longer than one: it saw more. */
  read: z.string().optional(),
})
export type Character = z.infer<typeof characterSchema>

/** Why a place that holds print has no value. */
export const unreadSchema = z.enum(['script-not-supported'])
export type UnreadReason = z.infer<typeof unreadSchema>

/** One line of text as the engine or a provider read it. Empty `chars` means that the source gave no characters. */
export const lineSchema = z.object({
  text: z.string(),
  page: z.number().int().min(0),
  quad: quadSchema,
  confidence: confidenceSchema,
  chars: z.array(characterSchema),
  /** Where it stands in the raw answer, in the form of a field's `native.path`. */
  path: z.string().optional(),
  /**
   * `engine`: our engine read it beside the provider, which reported no lines of this page. `file`: its text is what the file itself (a PDF)
   * says stands there. Absent: the recogniser's own.
   */
  source: z.enum(['engine', 'file']).optional(),
  /** Why `text` is empty though print was seen here: it is in a script that nothing here reads. */
  unread: unreadSchema.optional(),
})
export type Line = z.infer<typeof lineSchema>

/** What stands at a name in a check's text: a value as it is, or something that has a name in every language, or several of them. */
const checkValueSchema = z.union([z.string(), labelSchema, z.array(labelSchema)])
export type CheckValue = z.infer<typeof checkValueSchema>

/** The outcome of a rule on one field; `message` is English, `checkMessage` says the same in every language. */
export const checkSchema = z.object({
  id: z.string(),
  ok: z.boolean(),
  message: z.string(),
  /** The text in the catalogues of `checks/messages` that `message` comes from, and what stands at the names in it. */
  says: z.object({ text: z.string(), values: z.record(z.string(), checkValueSchema).optional() }).optional(),
  /** Values that would satisfy the rule, best first; never applied without the operator. */
  repairs: z.array(z.string()).optional(),
})
export type Check = z.infer<typeof checkSchema>

export const boxSourceSchema = z.enum(['provider', 'grounded', 'operator']).nullable()
export type BoxSource = z.infer<typeof boxSourceSchema>

/**
 * A named value. `agreement` says how alike the value and our engine's reading of the page are, 0..1: that of the place where it stands, 0 where
 * nothing like it stands on the page, and null where nobody looked or a value of its kind is not printed. Absent = the source did not return it; value null = it returned it empty or with its failure marker. `native.path` is where
 * it stands in the raw answer: names joined with dots, places in lists from 0 in brackets (`Data.FrontResult.Name`, `returnObj[0].name`), in
 * XML without the root element.
 */
export const fieldSchema = z.object({
  key: z.string(),
  value: z.string().nullable(),
  native: z.object({ path: z.string(), value: z.unknown() }),
  page: z.number().int().min(0),
  quads: z.array(quadSchema),
  boxSource: boxSourceSchema,
  confidence: confidenceSchema,
  confidenceSource: z.enum(['provider', 'engine']).nullable(),
  agreement: confidenceSchema,
  chars: z.array(characterSchema).optional(),
  checks: z.array(checkSchema),
  /** Why `value` is null though print was seen at its place. */
  unread: unreadSchema.optional(),
})
export type Field = z.infer<typeof fieldSchema>

export const tableSchema = z.object({
  page: z.number().int().min(0),
  quad: quadSchema,
  rows: z.number().int(),
  columns: z.number().int(),
  cells: z.array(
    z.object({
      row: z.number().int(),
      column: z.number().int(),
      rowSpan: z.number().int(),
      columnSpan: z.number().int(),
      text: z.string(),
      quad: quadSchema.nullable(),
      confidence: confidenceSchema,
      path: z.string().optional(),
    }),
  ),
})

/** A place that is not a field: portrait, card, stamp, qr, plate, title, emblem, mrz ... */
export const regionSchema = z.object({
  kind: z.string(),
  page: z.number().int().min(0),
  quad: quadSchema,
  text: z.string().optional(),
  confidence: confidenceSchema,
  path: z.string().optional(),
})
export type Region = z.infer<typeof regionSchema>

export const frameSchema = z.object({ timeMs: z.number(), lines: z.array(lineSchema) })

/** What a recogniser found, before it is given an identity and stored. */
export const findingsSchema = z.object({
  fields: z.array(fieldSchema),
  lines: z.array(lineSchema),
  tables: z.array(tableSchema),
  regions: z.array(regionSchema),
  frames: z.array(frameSchema),
  html: z.string().optional(),
})
export type Findings = z.infer<typeof findingsSchema>

export const recognitionStatusSchema = z.enum(['queued', 'running', 'succeeded', 'failed'])
export type RecognitionStatus = z.infer<typeof recognitionStatusSchema>

/** How far a running recognition has come; `share` is 0..1, `position` the place in the queue while it waits. */
export const progressSchema = z.object({
  stage: z.enum(['waiting', 'preparing', 'detecting', 'reading', 'extracting', 'sending', 'polling']),
  share: z.number().min(0).max(1),
  position: z.number().int().optional(),
})
export type Progress = z.infer<typeof progressSchema>

/** One call of one capability on one document (DESIGN.md, "The canonical recognition"). Dates are ISO 8601 in UTC. */
export const recognitionSchema = findingsSchema.extend({
  id: z.string(),
  documentId: z.string(),
  provider: z.string(),
  capability: z.string(),
  kind: z.string(),
  mode: modeSchema,
  status: recognitionStatusSchema,
  /** Asked for to be held against other readings: it is under review only while no other reading succeeded. */
  comparison: z.literal(true).optional(),
  progress: progressSchema.optional(),
  requestId: z.string().nullable(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  durationMs: z.number().nullable(),
  error: problemSchema.optional(),
  /** Pixels of each upright page: every coordinate refers to them. */
  pages: z.array(z.object({ index: z.number().int(), width: z.number().int(), height: z.number().int() })),
  raw: z.object({ contentType: z.string(), body: z.string() }).nullable(),
})
export type Recognition = z.infer<typeof recognitionSchema>
