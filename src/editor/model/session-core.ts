import type { ReadingFound } from '#contract/actions'
import type { DocumentDetail } from '#contract/document'
import type { Quad } from '#contract/geometry'
import type { Change, ChangeSet, Decision, Effort } from '#contract/review'
import type { EditorState } from './editor-state.ts'
import type { Draft, Journal, JournalEntry } from './journal.ts'
import type { KeptHistories } from './kept-histories.ts'
import type { Outbox } from './outbox.ts'
import type { ViewController } from './view-controller.ts'

/** What one look of the engine at one place found. */
export interface Look {
  text: string
  confidence: number | null
}

/** A decision that was made a moment ago. */
export interface Decided {
  documentId: string
  name: string
  state: Exclude<Decision['state'], 'open'>
}

/** What a session needs from outside; tests bring their own. */
export interface SessionServices {
  outbox: Outbox
  journal: Journal
  view: ViewController
  uuid: () => string
  look: (documentId: string, page: number, quad: Quad) => Promise<Look>
  /** Calls back after so many milliseconds; answers how to cancel. */
  later: (milliseconds: number, task: () => void) => () => void
  /** Takes the next document of the queue; true when there is one. */
  openNext: () => Promise<boolean>
  /** Remembers an approval for the ten seconds in which it can be taken back from anywhere. */
  decided: (decided: Decided) => void
  threshold: { read: () => number; write: (threshold: number) => void }
  /** Where the history of a document waits for whoever comes back to it; without one it ends with the session. */
  histories?: KeptHistories
  /** What the document has cost the person so far; absent where nobody counts. */
  effort?: () => Effort
}

export interface OpenSession {
  detail: DocumentDetail
  /** What the journal still held of this document. */
  leftovers: readonly JournalEntry[]
  draft: Draft | null
  /** Every reading of the document, where there are others than the one under review. */
  readings?: readonly ReadingFound[]
  /** The id of the user on this screen. */
  me: string | null
}

/** What the parts of a session share: its state, and the ways to change it. */
export interface SessionCore {
  readonly services: SessionServices
  readonly state: EditorState
  /** Sets parts of the state; what follows from them is worked out again. */
  patch: (patch: Partial<EditorState>) => void
  /** Says something in the live region; `key` is in the catalogue under `announce`. */
  announce: (key: string, parameters?: Record<string, string | number>) => void
  /** Makes one step of the history. Null when the document cannot be changed. */
  commit: (label: string, changes: readonly Change[], undoable?: boolean) => ChangeSet | null
}
