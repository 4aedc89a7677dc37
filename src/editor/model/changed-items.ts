import type { ReviewItem } from '#contract/review'

/** The pairs of items of which the second is not the first; null when they are not the same items in the same order. */
export function changedBetween(
  before: readonly ReviewItem[],
  after: readonly ReviewItem[],
): [ReviewItem, ReviewItem][] | null {
  if (before === after) return []
  if (before.length !== after.length) return null
  const changed: [ReviewItem, ReviewItem][] = []
  // No iterator with a pair for each: this is done at every edit, also of 20,000 items.
  for (let index = 0; index < after.length; index += 1) {
    const item = after[index]!
    const old = before[index]!
    if (item === old) continue
    if (item.id !== old.id) return null
    changed.push([old, item])
  }
  return changed
}
