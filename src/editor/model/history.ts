import { invertChange, type Box, type Change, type ChangeSet, type ReviewState } from '#contract/review'
import { sameValue } from '#contract/same-value'
import { boxOf } from './box-edit.ts'

/**
 * One history over text, boxes, marks and decisions. It holds only what this person did in this browser: another person's change-set is
 * never taken back by Ctrl+Z.
 */
export interface History {
  readonly done: readonly ChangeSet[]
  readonly undone: readonly ChangeSet[]
}

export const emptyHistory: History = { done: [], undone: [] }

/** More steps than anyone takes back; it bounds the memory of a long session. */
const MAXIMUM_STEPS = 500

export function withDone(history: History, changeSet: ChangeSet): History {
  return { done: [...history.done, changeSet].slice(-MAXIMUM_STEPS), undone: [] }
}

/** What a step of the history amounts to now. */
export interface Step {
  changes: Change[]
  /** The step that is taken back or made again. */
  of: ChangeSet
}

/**
 * The changes that take back a change-set as far as it still stands: where somebody else has changed the same value since, that
 * change is left as it is. A table whose structure somebody has changed since keeps it, with the cells that came with it.
 */
export function reversal(changeSet: ChangeSet, review: ReviewState): Change[] {
  const changes: Change[] = []
  const items = new Map(review.items.map((item, position) => [item.id, { item, position }]))
  const rebuilt = changeSet.changes.some(
    (change) => change.type === 'table' && !sameValue(review.tables[change.table], change.to),
  )
  for (const change of [...changeSet.changes].reverse()) {
    switch (change.type) {
      case 'value':
        if (items.get(change.item)?.item.value === change.to) changes.push(invertChange(change))
        break
      case 'box': {
        const found = items.get(change.item)?.item
        const box: Box | null = found ? boxOf(found) : null
        if (box && sameValue(box, boxOf(change.to))) changes.push(invertChange(change))
        break
      }
      case 'mark':
        if (items.get(change.item)?.item.mark === change.to) changes.push(invertChange(change))
        break
      case 'accept':
        if (items.get(change.item)?.item.accepted === change.to) changes.push(invertChange(change))
        break
      case 'table':
        if (!rebuilt) changes.push(invertChange(change))
        break
      case 'add': {
        if (rebuilt && change.item.source === 'cell') break
        const found = items.get(change.item.id)
        if (found) changes.push({ type: 'remove', item: found.item, at: found.position })
        break
      }
      case 'remove':
        if (rebuilt && change.item.source === 'cell') break
        if (!items.has(change.item.id)) changes.push(invertChange(change))
        break
      case 'decision':
        if (sameValue(review.decision, change.to)) changes.push(invertChange(change))
        break
    }
  }
  return changes
}

/** The newest step that can still be taken back, and the history without it and without those that cannot. Null when none is left. */
export function nextUndo(history: History, review: ReviewState): { step: Step; history: History } | null {
  const done = [...history.done]
  while (done.length > 0) {
    const of = done.pop()!
    const changes = reversal(of, review)
    if (changes.length > 0) return { step: { changes, of }, history: { done, undone: history.undone } }
  }
  return null
}

/** The newest undone step that can still be made again. */
export function nextRedo(history: History, review: ReviewState): { step: Step; history: History } | null {
  const undone = [...history.undone]
  while (undone.length > 0) {
    const of = undone.pop()!
    const changes = reversal(of, review)
    if (changes.length > 0) return { step: { changes, of }, history: { done: history.done, undone } }
  }
  return null
}
