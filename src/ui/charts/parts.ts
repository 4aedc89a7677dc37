import type { RankingItem } from './ranking.tsx'

export type DistributionPart = RankingItem

const mostParts = 6

/** The largest parts first; what is beyond the sixth is one part, so that a ring of thirty codes can still be read. Parts of nothing are left out. */
export function partsOf(
  parts: readonly DistributionPart[],
  others: string,
  write: (value: number) => string,
): DistributionPart[] {
  const sorted = parts.filter(({ value }) => value > 0).toSorted((one, other) => other.value - one.value)
  if (sorted.length <= mostParts + 1) return sorted
  const rest = sorted.slice(mostParts).reduce((sum, { value }) => sum + value, 0)
  return [...sorted.slice(0, mostParts), { key: '…', label: others, value: rest, text: write(rest) }]
}
