import type { ReviewItem } from '#contract/review'

/** How many values were reported with how much confidence. */
export interface Distribution {
  /** Counts of equal steps from 0 to 1; the last one includes 1. */
  bins: number[]
  /** Values whose confidence was not reported: they belong into no bin. */
  unknown: number
  /** Values below the threshold. */
  below: number
  total: number
}

export function distributionOf(items: readonly ReviewItem[], threshold: number, steps = 20): Distribution {
  const distribution: Distribution = { bins: Array.from({ length: steps }, () => 0), unknown: 0, below: 0, total: 0 }
  for (const { confidence, value } of items) {
    if (value === null) continue
    distribution.total += 1
    if (confidence === null) {
      distribution.unknown += 1
      continue
    }
    distribution.bins[Math.min(steps - 1, Math.floor(confidence * steps))]! += 1
    if (confidence < threshold) distribution.below += 1
  }
  return distribution
}

/** A confidence as one of five steps, for shape and colour; null stays unknown. */
export type ConfidenceLevel = 'unknown' | 'low' | 'medium' | 'high'

export function confidenceLevel(confidence: number | null, threshold: number): ConfidenceLevel {
  if (confidence === null) return 'unknown'
  if (confidence < threshold) return 'low'
  // Between the threshold and certainty the upper half counts as high.
  return confidence < threshold + (1 - threshold) / 2 ? 'medium' : 'high'
}
