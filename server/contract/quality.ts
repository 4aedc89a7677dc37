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
