import type { Contribution } from '../contract/quality.ts'
import { confidenceClass } from '../contract/quality.ts'
import type { Recognition } from '../contract/result.ts'
import { itemsOf, type ReviewItem } from '../contract/review.ts'

type Judged = Contribution['fields'][number]

/** How figures name an item: its field, or for texts without a name what they are. */
function nameOf({ key, source }: Pick<ReviewItem, 'key' | 'source'>): string {
  return key ?? source
}

/** What stands on the document for good; undefined where nobody can say. */
function truthOf({ value, mark }: ReviewItem): string | null | undefined {
  if (mark === 'illegible') return undefined
  return mark === 'missing' ? null : value
}

function judge(field: string, said: string | null, confidence: number | null, truth: string | null): Judged | null {
  // Nothing was there and nothing was said: nothing is learned.
  if (said === null) return truth === null ? null : { field, confidence: 0, stood: null }
  return { field, confidence: confidenceClass(confidence), stood: said === truth }
}

/**
 * How the values of a reading stood, once a person has approved the document: unchanged, changed, or missing. A value that a person removed was wrong;
 * one that nobody could read is not counted.
 * @param approved the items as they were approved
 * @param isUnderReview false for a reading that was only compared: its fields are held against the same truth, what a person drew is not its fault
 */
export function judgeReading(reading: Recognition, approved: readonly ReviewItem[], isUnderReview: boolean): Judged[] {
  const truths = new Map(approved.map((item) => [item.id, item]))
  const found: (Judged | null)[] = []
  for (const item of itemsOf(reading)) {
    // Lines and cells are named by their place in a reading's own order: in another one the same name is another text.
    if (!isUnderReview && item.source !== 'field') continue
    const final = truths.get(item.id)
    const truth = final ? truthOf(final) : null
    if (truth === undefined) continue
    found.push(judge(nameOf(item), item.machine.value, item.confidence, truth))
  }
  const machine = new Set(itemsOf(reading).map(({ id }) => id))
  for (const item of approved) {
    const truth = truthOf(item)
    if (isUnderReview && !machine.has(item.id) && typeof truth === 'string') {
      found.push(judge(nameOf(item), null, null, truth))
    }
  }
  return found.flatMap((each) => each ?? [])
}
