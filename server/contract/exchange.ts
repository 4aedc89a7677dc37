import { z } from 'zod'
import { problemSchema } from './problem.ts'
import { labelSchema } from './provider.ts'

/** Why a call was made. `recognise` is the one that may be charged. */
export const exchangePurposeSchema = z.enum(['authorise', 'token', 'upload', 'recognise', 'poll', 'probe'])
export type ExchangePurpose = z.infer<typeof exchangePurposeSchema>

/** What was in a body; `text` is null where it is no text, and shortened where `left` says how many characters are left out. */
export const exchangeBodySchema = z.object({
  contentType: z.string().nullable(),
  bytes: z.number().int(),
  text: z.string().nullable(),
  left: z.number().int().optional(),
})
export type ExchangeBody = z.infer<typeof exchangeBodySchema>

/** One step on the way to the signature, under the name that the protocol gives it. */
export const signingStepSchema = z.object({ id: z.string(), label: labelSchema, value: z.string() })
export type SigningStep = z.infer<typeof signingStepSchema>

const headersSchema = z.array(z.tuple([z.string(), z.string()]))

/**
 * One request to a cloud and its answer, for people who want to see how it is done. It holds no secret, no token, no policy and no whole
 * signature: those are masked before anything is kept. Times are ISO 8601 in UTC, durations milliseconds.
 */
export const exchangeSchema = z.object({
  purpose: exchangePurposeSchema,
  /** 1 is the first. */
  attempt: z.number().int(),
  startedAt: z.string(),
  durationMs: z.number(),
  request: z.object({
    method: z.string(),
    url: z.string(),
    headers: headersSchema,
    body: exchangeBodySchema.nullable(),
  }),
  signing: z.array(signingStepSchema),
  answer: z.object({ status: z.number().int(), headers: headersSchema, body: exchangeBodySchema }).nullable(),
  error: problemSchema.optional(),
})
export type Exchange = z.infer<typeof exchangeSchema>

export const exchangeListSchema = z.object({ items: z.array(exchangeSchema) })
