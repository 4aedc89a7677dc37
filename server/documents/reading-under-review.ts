import type { Recognition, RecognitionStatus } from '../contract/result.ts'
import { hasPlacedItems, itemsOf, type Change, type ChangeSet } from '../contract/review.ts'

export interface ReadingFacts {
  id: string
  kind: string
  status: RecognitionStatus
  /** Asked for to be held against other readings. */
  comparison: boolean
}

/**
 * The reading that speaks for a document before a person has worked on it: the newest one that nobody asked for only to compare. Where there are
 * no others, the first of those made for a comparison: a later one must not displace it.
 * @param readings newest first
 */
function leading<Reading extends ReadingFacts>(readings: readonly Reading[]): Reading | undefined {
  return readings.find(({ comparison }) => !comparison) ?? readings.at(-1)
}

/** The reading whose fate is the document's: queued, running, failed. `readingId` is the one under review. */
export function decisiveReading<Reading extends ReadingFacts>(
  readings: readonly Reading[],
  readingId: string | null,
): Reading | undefined {
  return readings.find(({ comparison }) => !comparison) ?? readings.find(({ id }) => id === readingId)
}

/** Steps that say something of what stands on the page, as against a decision on the whole. */
function concernsItems({ changes }: Pick<ChangeSet, 'changes'>): boolean {
  return changes.some(({ type }) => type !== 'decision')
}

/** The decision in force after these steps. */
function isDecided(changeSets: readonly Pick<ChangeSet, 'changes'>[]): boolean {
  const last = changeSets.flatMap(({ changes }) => changes).findLast(({ type }) => type === 'decision')
  return last?.type === 'decision' && last.to.state !== 'open'
}

/**
 * Which reading a review is about, and which steps of the document's history belong to it, so that a new machine reading never overwrites a
 * person's work (INTERACTION.md):
 * - Without work on a reading of its kind, the newest reading that succeeded is under review; one that was made for a comparison only while
 *   no other succeeded.
 * - A decision holds for the reading on which it was made.
 * - Corrected fields go over to a newer reading of the same kind; items of fields have the same ids in both.
 * - Corrected lines, cells and frames do not: their ids are places in the reading's own order. The review stays with that reading.
 * @param readings newest first
 * @param changeSets the document's whole history, oldest first
 */
export function chooseReading<Steps extends Pick<ChangeSet, 'recognitionId' | 'changes'>>(
  readings: readonly ReadingFacts[],
  changeSets: readonly Steps[],
): { readingId: string | null; changeSets: Steps[] } {
  const newest = leading(readings.filter(({ status }) => status === 'succeeded'))
  if (!newest) return { readingId: leading(readings)?.id ?? null, changeSets: [] }
  const sameKind = new Set(readings.filter(({ kind }) => kind === newest.kind).map(({ id }) => id))
  const steps = changeSets.filter(({ recognitionId }) => sameKind.has(recognitionId))
  const hasPlaces = hasPlacedItems(newest.kind)
  const binding = isDecided(steps) ? steps.at(-1) : hasPlaces ? steps.findLast(concernsItems) : undefined
  const readingId = binding?.recognitionId ?? newest.id
  // Lines and cells of another reading are other ones: what was done to them is not done to these.
  return { readingId, changeSets: hasPlaces ? steps.filter(({ recognitionId }) => recognitionId === readingId) : steps }
}

/**
 * The steps as they apply to `reading`. What somebody accepted on an older reading was the value that stood there: where the new one says
 * something else, the acceptance does not go over.
 */
export function carryOver<Steps extends Pick<ChangeSet, 'recognitionId' | 'changes'>>(
  reading: Recognition,
  changeSets: readonly Steps[],
  older: ReadonlyMap<string, Recognition>,
): Steps[] {
  const machineValues = (recognition: Recognition) =>
    new Map(itemsOf(recognition).map(({ id, machine }) => [id, machine.value]))
  const values = machineValues(reading)
  const named = new Set(changeSets.map(({ recognitionId }) => recognitionId))
  const olderValues = new Map(
    [...older].flatMap(([id, recognition]) => (named.has(id) ? [[id, machineValues(recognition)]] : [])),
  )
  return changeSets.flatMap((steps) => {
    if (steps.recognitionId === reading.id) return [steps]
    const then = olderValues.get(steps.recognitionId)
    const holds = (change: Change) => change.type !== 'accept' || then?.get(change.item) === values.get(change.item)
    const changes = steps.changes.filter(holds)
    return changes.length === 0 ? [] : [{ ...steps, changes }]
  })
}
