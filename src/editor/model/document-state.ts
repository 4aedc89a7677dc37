import type { Recognition } from '#contract/result'
import { applyChange, foldReview, type ChangeAnswer, type ChangeSet, type ReviewState } from '#contract/review'

/** A document under review: what the server has, what this browser adds, and the fold of both. */
export interface DocumentState {
  readonly recognition: Recognition
  /** Change-sets that the server has stored, in its order. */
  readonly acknowledged: readonly ChangeSet[]
  /** Made here and not yet acknowledged, in order. */
  readonly pending: readonly ChangeSet[]
  /** Sequence of the newest change-set known from the server. */
  readonly sequence: number
  readonly review: ReviewState
}

export function openDocumentState(
  recognition: Recognition,
  acknowledged: readonly ChangeSet[],
  sequence: number,
  pending: readonly ChangeSet[] = [],
): DocumentState {
  const known = new Set(acknowledged.map(({ id }) => id))
  return folded({ recognition, acknowledged, sequence, pending: pending.filter(({ id }) => !known.has(id)) })
}

function folded(state: Omit<DocumentState, 'review'>): DocumentState {
  return { ...state, review: foldReview(state.recognition, [...state.acknowledged, ...state.pending]) }
}

/** Adds a change-set made here. Only its own changes are applied: the cost does not grow with the history. */
export function withLocal(state: DocumentState, changeSet: ChangeSet): DocumentState {
  let review = state.review
  for (const change of changeSet.changes) review = applyChange(review, change)
  return { ...state, pending: [...state.pending, changeSet], review }
}

/**
 * Takes in the server's answer: our change-sets leave `pending` for the places that the server gave them. The fold is made anew only
 * when somebody else's change-sets came between.
 */
export function acknowledge(state: DocumentState, { sequence, changeSets }: ChangeAnswer): DocumentState {
  const known = new Set(state.acknowledged.map(({ id }) => id))
  const fresh = changeSets.filter(({ id }) => !known.has(id))
  const freshIds = new Set(fresh.map(({ id }) => id))
  const mine = new Set(state.pending.map(({ id }) => id))
  const next = {
    ...state,
    sequence: Math.max(state.sequence, sequence),
    acknowledged: [...state.acknowledged, ...fresh],
    pending: state.pending.filter(({ id }) => !freshIds.has(id)),
  }
  return fresh.every(({ id }) => mine.has(id)) ? next : folded(next)
}

/** Puts other change-sets in place of the pending ones, after a conflict was settled. */
export function withPending(state: DocumentState, pending: readonly ChangeSet[]): DocumentState {
  return folded({ ...state, pending })
}

/** The newest sequence among change-sets, at least `least`. */
export function newestSequence(changeSets: readonly ChangeSet[], least: number): number {
  return changeSets.reduce((newest, { sequence }) => Math.max(newest, sequence ?? 0), least)
}
