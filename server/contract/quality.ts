import { z } from 'zod'
import { modeSchema } from './mode.ts'

/**
 * Classes of confidence: hundredths up to 0.98, then thousandths from 0.990 to 0.999, where most values are and where thresholds are set. Class 0 is
 * "not reported", which is neither certain nor doubtful.
 */
export const confidenceClasses = 110
const hundredths = 99

/** The class of a confidence (0..1). */
export function confidenceClass(confidence: number | null): number {
  if (confidence === null) return 0
  // 0.29 * 100 is 28.999999999999996.
  const thousandths = Math.floor(confidence * 1000 + 1e-6)
  return 1 + (thousandths < 990 ? Math.floor(thousandths / 10) : Math.min(hundredths + thousandths - 990, 108))
}

/** The lowest confidence of a class other than 0. */
export function lowestOf(confidenceClass: number): number {
  const place = confidenceClass - 1
  return place < hundredths ? place / 100 : (990 + place - hundredths) / 1000
}

/** What one judged reading of an approved document adds to the sums. */
export interface Contribution {
  /** The vendor's day of the approval. */
  day: string
  provider: string
  capability: string
  mode: z.infer<typeof modeSchema>
  kind: string
  /** `confidence`: its class; `stood`: unchanged after approval; null where the machine had no value and a person found one. */
  fields: { field: string; confidence: number; stood: boolean | null }[]
  /** Hundredths of a fen. */
  cost: number
  /** Of the reading under review, where the browser counted it. */
  effort: { seconds: number; keys: number } | null
}

/** So many of so many, with the interval of Wilson at 95 %; null where there is none. */
export const shareSchema = z.object({
  count: z.number().int(),
  of: z.number().int(),
  share: z.number(),
  low: z.number(),
  high: z.number(),
})
export type Share = z.infer<typeof shareSchema>

const aboutReadings = {
  provider: z.string(),
  /** Values that a machine gave or should have given, and how many of them stood. */
  stood: shareSchema.nullable(),
  /** Values that the machine did not give and a person found. */
  missed: z.number().int(),
}

/** Readings of one recogniser of one kind, or all of a provider. Money in hundredths of a fen; effort as means of the documents of which it is known. */
export const qualityRowSchema = z.object({
  ...aboutReadings,
  /** Null in rows by provider. */
  capability: z.string().nullable(),
  kind: z.string().nullable(),
  documents: z.number().int(),
  cost: z.number().int(),
  costPerCorrectField: z.number().nullable(),
  watched: z.number().int(),
  seconds: z.number().nullable(),
  keys: z.number().nullable(),
})
export type QualityRow = z.infer<typeof qualityRowSchema>

export const fieldQualitySchema = z.object({
  ...aboutReadings,
  capability: z.string(),
  kind: z.string(),
  field: z.string(),
})
export type FieldQuality = z.infer<typeof fieldQualitySchema>

/** Values whose confidence lies from `from` up to `to`, and how many of them stood. */
export const calibrationBinSchema = z.object({
  from: z.number(),
  to: z.number(),
  meanConfidence: z.number(),
  stood: shareSchema,
})
export type CalibrationBin = z.infer<typeof calibrationBinSchema>

/** Confidence against truth. `error`: the expected calibration error, 0..1; null without a value whose confidence was reported. */
export const calibrationSchema = z.object({
  provider: z.string().nullable(),
  bins: z.array(calibrationBinSchema),
  /** Values of which no confidence was reported: neither certain nor doubtful. */
  unknown: shareSchema.nullable(),
  error: z.number().nullable(),
})
export type Calibration = z.infer<typeof calibrationSchema>

/**
 * `found`: from `threshold` on the errors' interval ends below the wanted rate; `not-enough-data`: what was seen is good enough, but too little to say so;
 * `none`: even the surest values are wrong more often.
 */
export const autoApprovalSchema = z.object({
  wanted: z.number(),
  state: z.enum(['found', 'not-enough-data', 'none']),
  threshold: z.number().nullable(),
  /** Of all values, those that would go through; and of those, the wrong ones. */
  fields: shareSchema.nullable(),
  wrongFields: shareSchema.nullable(),
  /** The same for documents on which every value would go through; wrong is one with anything to correct. */
  documents: shareSchema.nullable(),
  wrongDocuments: shareSchema.nullable(),
})
export type AutoApproval = z.infer<typeof autoApprovalSchema>

/** `from` and `to` are days of the vendor (UTC+8), both inclusive. */
export const qualitySchema = z.object({
  from: z.string(),
  to: z.string(),
  modes: z.array(modeSchema),
  providers: z.array(qualityRowSchema),
  capabilities: z.array(qualityRowSchema),
  fields: z.array(fieldQualitySchema),
  /** Of everything that was asked for, then by provider. */
  calibrations: z.array(calibrationSchema),
  autoApproval: autoApprovalSchema,
})
export type Quality = z.infer<typeof qualitySchema>
