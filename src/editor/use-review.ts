import { useCallback, useMemo, useState, useSyncExternalStore } from 'react'
import type { DocumentSummary, Page } from '#contract/document'
import type { Recognition } from '#contract/result'
import type { Box, Change, Decision, ReviewItem } from '#contract/review'
import { isEditable, type EditorState } from './model/editor-state.ts'
import type { SavedState } from './model/outbox.ts'
import type { Session } from './model/session.ts'
import { useClaim } from './use-claim.ts'
import { useSession } from './use-session.ts'

/** A value for an item of the review; `box` is used where the item has no place of its own. */
export interface Taken {
  item: string
  value: string | null
  box?: Box
}

/** A document's review as it is seen from outside of the workbench: no page to draw on, and the same journal, history and conflicts. */
export interface Review {
  summary: DocumentSummary
  pages: readonly Page[]
  /** The reading under review; null while nothing was read. */
  recognition: Recognition | null
  items: ReadonlyMap<string, ReviewItem>
  decision: Decision['state']
  editable: boolean
  /** Who else holds the document. */
  heldBy: string | null
  saved: SavedState
  canUndo: boolean
  canRedo: boolean
  /** Puts values into items and accepts them, as one step of the history. False where the document cannot be changed or all stands so already. */
  take: (label: string, taken: readonly Taken[]) => boolean
  undo: () => void
  redo: () => void
}

/** The changes by which an item takes a value that a person has chosen. */
function changesOf({ item: id, value, box }: Taken, items: EditorState['byId']): Change[] {
  const item = items.get(id)
  if (!item) return []
  const changes: Change[] = []
  if (item.value !== value) changes.push({ type: 'value', item: id, from: item.value, to: value })
  if (item.mark !== null) changes.push({ type: 'mark', item: id, from: item.mark, to: null })
  if (box && box.quads.length > 0 && item.quads.length === 0) {
    const { page, quads, boxSource } = item
    changes.push({ type: 'box', item: id, from: { page, quads, boxSource }, to: box })
  }
  if (!item.accepted) changes.push({ type: 'accept', item: id, from: false, to: true })
  return changes
}

function reviewOf(session: Session, state: EditorState, onWrite: () => void): Review {
  const { document, summary, pages, byId, hold, saved, history } = state
  return {
    summary,
    pages,
    recognition: document?.recognition ?? null,
    items: byId,
    decision: document?.review.decision.state ?? 'open',
    editable: isEditable(state),
    heldBy: hold.by === 'other' ? hold.ownerName : null,
    saved,
    canUndo: history.done.length > 0,
    canRedo: history.undone.length > 0,
    take(label, taken) {
      const changes = taken.flatMap((each) => changesOf(each, session.state.byId))
      if (!session.commit(label, changes)) return false
      onWrite()
      return true
    },
    undo: () => session.undo(),
    redo: () => session.redo(),
  }
}

/**
 * Opens a document's review without the workbench. The document is claimed with the first change: whoever only looks on keeps nobody from
 * working.
 */
export function useReview(documentId: string): { review: Review | null; error: unknown; retry: () => void } {
  const { session: opened, error, retry } = useSession(documentId)
  const session = opened?.state.documentId === documentId ? opened : null
  const [writing, setWriting] = useState<Session | null>(null)
  useClaim(writing === session ? session : null)
  const subscribe = useCallback((listener: () => void) => session?.store.subscribe(listener) ?? (() => {}), [session])
  const state = useSyncExternalStore(subscribe, () => session?.state ?? null)
  const review = useMemo(
    () => (session && state ? reviewOf(session, state, () => setWriting(session)) : null),
    [session, state],
  )
  return { review, error, retry }
}
