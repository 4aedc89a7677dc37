import { ProblemError } from '../contract/problem.ts'
import { foldReview, type Change, type ChangeSet, type ReviewItem, type ReviewState } from '../contract/review.ts'
import type { Recognition } from '../contract/result.ts'
import { sameValue } from '../contract/same-value.ts'
import { toChangeSet, type ChangeSetRow } from './rows.ts'

/** What a change touches: one item's value, box or mark, or the structure of a table. Adding, accepting and deciding stand in nobody's way. */
function touches(change: Change): string[] {
  switch (change.type) {
    case 'value':
    case 'box':
    case 'mark':
      return [`${change.type} ${change.item}`]
    case 'remove':
      return ['value', 'box', 'mark'].map((what) => `${what} ${change.item.id}`)
    case 'table':
      return [`table ${change.table}`]
    case 'add':
    case 'accept':
    case 'decision':
      return []
  }
}

const boxOf = ({ page, quads, boxSource }: Pick<ReviewItem, 'page' | 'quads' | 'boxSource'>) => ({
  page,
  quads,
  boxSource,
})

interface Standing {
  items: ReadonlyMap<string, ReviewItem>
  tables: ReviewState['tables']
}

/** Whether what stands there is what the change comes to anyhow (`to`), or what its author saw (`from`). */
function stands(change: Change, { items, tables }: Standing, side: 'from' | 'to'): boolean {
  if (change.type === 'table') return sameValue(tables[change.table], change[side])
  if (change.type === 'remove')
    return side === 'to' ? !items.has(change.item.id) : sameValue(items.get(change.item.id), change.item)
  if (change.type !== 'value' && change.type !== 'box' && change.type !== 'mark') return true
  const item = items.get(change.item)
  if (!item) return false
  switch (change.type) {
    case 'value':
      return item.value === change[side]
    case 'mark':
      return item.mark === change[side]
    case 'box':
      return sameValue(boxOf(item), boxOf(change[side]))
  }
}

/**
 * Refuses changes to what somebody else changed after `baseSequence`, unless both came to the same. The same person in two windows is two
 * authors: there, what the author saw must still stand. Changes to different things are merged.
 * @param history the steps that apply to this reading, oldest first
 * @throws {ReviewConflict} with the others' steps
 */
export function refuseConflicts(
  recognition: Recognition,
  history: readonly ChangeSetRow[],
  { baseSequence, added, actorId }: { baseSequence: number; added: readonly ChangeSet[]; actorId: string },
): void {
  const since = history.filter(({ sequence }) => sequence > baseSequence)
  const touchedBy = (rows: readonly ChangeSetRow[]) => new Set(rows.flatMap(({ changes }) => changes.flatMap(touches)))
  const byOthers = touchedBy(since.filter(({ authorId }) => authorId !== actorId))
  const byMe = touchedBy(since.filter(({ authorId }) => authorId === actorId))
  if (byOthers.size === 0 && byMe.size === 0) return
  const { items, tables } = foldReview(recognition, history.map(toChangeSet))
  const now = { items: new Map(items.map((item) => [item.id, item])), tables }
  // Of several changes to one thing, the first says what its author saw and the last what it comes to.
  const first = new Map<string, Change>()
  const last = new Map<string, Change>()
  for (const change of added.flatMap(({ changes }) => changes)) {
    for (const thing of touches(change)) {
      if (!first.has(thing)) first.set(thing, change)
      last.set(thing, change)
    }
  }
  for (const [thing, change] of first) {
    if (stands(last.get(thing)!, now, 'to')) continue
    const crossed = byOthers.has(thing) || (byMe.has(thing) && !stands(change, now, 'from'))
    if (crossed)
      throw new ReviewConflict(
        since.filter(({ authorId }) => byOthers.size === 0 || authorId !== actorId).map(toChangeSet),
      )
  }
}

/** 409 `review-conflict`; the answer carries the others' steps beside the problem's own members. */
export class ReviewConflict extends ProblemError {
  readonly changeSets: ChangeSet[]

  constructor(changeSets: ChangeSet[]) {
    super({
      title: 'Somebody else changed the same thing',
      status: 409,
      code: 'review-conflict',
      detail: 'What you changed was changed by somebody else after you had opened it. Nothing of yours was stored.',
      action: 'Compare both and send what shall stand, with the newest sequence as its base.',
      parameters: { author: changeSets.at(-1)?.author ?? null },
      retryable: false,
      whoseFault: 'caller',
    })
    this.name = 'ReviewConflict'
    this.changeSets = changeSets
  }
}
