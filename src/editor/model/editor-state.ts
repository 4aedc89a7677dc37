import type { Claim, DocumentSummary, Page } from '#contract/document'
import type { Problem } from '#contract/problem'
import type { Quad } from '#contract/geometry'
import type { Check } from '#contract/result'
import type { ChangeSet, ReviewItem } from '#contract/review'
import type { Disagreement } from './conflict.ts'
import type { DocumentState } from './document-state.ts'
import type { FlagReason } from './flags.ts'
import type { History } from './history.ts'
import type { SavedState } from './outbox.ts'
import type { Reading } from './readings.ts'
import type { GridState } from './tables/selection.ts'

export type ToolName = 'select' | 'draw' | 'word' | 'lasso'
export type LayerName = 'fields' | 'lines' | 'characters' | 'regions' | 'tables'
export type DialogName = 'approve' | 'reject' | 'escalate' | 'keys' | 'conflict'

/** How the page's picture is shown; 1 is as it is. */
export interface Picture {
  brightness: number
  contrast: number
  inverted: boolean
}

/** Who holds the document. `lost` = somebody took it over, or the lease could not be renewed. */
export type Hold = { by: 'me' } | { by: 'other'; ownerName: string; until: string | null } | { by: 'nobody' }

/** Something that the loop did, for the live region. `key` is in the catalogue under `announce`. */
export interface Announcement {
  key: string
  parameters: Record<string, string | number>
  /** Grows, so that the same words are said again. */
  count: number
}

/** Everything about the open document that the screen shows. Replaced, never changed in place. */
export interface EditorState {
  readonly documentId: string
  readonly summary: DocumentSummary
  readonly pages: readonly Page[]
  /** Null while nothing was read. */
  readonly document: DocumentState | null
  readonly byId: ReadonlyMap<string, ReviewItem>
  readonly checks: ReadonlyMap<string, readonly Check[]>
  readonly flags: ReadonlyMap<string, FlagReason>
  readonly threshold: number
  readonly history: History
  /** Text being typed that is not a change yet. */
  readonly draft: { readonly item: string; readonly text: string } | null
  /** The item in focus, in the list and on the page alike. */
  readonly focus: string | null
  /** Whether keys act on the text of the item in focus or on its box. */
  readonly hand: 'text' | 'box'
  /** Which quad of the box in hand has the handles. */
  readonly quad: number
  /** Which corner of that quad the arrow keys move, clockwise from the first; null moves the whole box. */
  readonly corner: number | null
  /** The doubtful character that F8 reached. */
  readonly doubtful: { readonly item: string; readonly index: number } | null
  /** Flags that Enter left behind, for the way back. */
  readonly trail: readonly string[]
  readonly page: number
  readonly tool: ToolName
  readonly layers: Readonly<Record<LayerName, boolean>>
  readonly picture: Picture
  readonly bare: boolean
  readonly frozen: boolean
  readonly saved: SavedState
  readonly savedProblem: Problem | null
  readonly hold: Hold
  /** The decision was made so short a time ago that it can still be taken back like any other step. */
  readonly recallable: boolean
  /** Page and values have been painted: before that nothing is approved. */
  readonly seen: boolean
  readonly dialog: DialogName | null
  readonly conflict: { readonly theirs: readonly ChangeSet[]; readonly disagreements: readonly Disagreement[] } | null
  /** Items whose place is being read again. */
  readonly looking: ReadonlySet<string>
  /** Readings made in this session or by other recognisers, by item. */
  readonly otherReadings: ReadonlyMap<string, readonly Reading[]>
  /**
   * The readings that Arrow-down goes through, as they were when it was first pressed: a repair that was taken breaks no check any more
   * and would otherwise fall out of its own list.
   */
  readonly cycle: { readonly item: string; readonly readings: readonly Reading[] } | null
  /** What is selected of a table. */
  readonly grid: GridState
  /** The region that is pointed at, in the list or on the page; its place among the reading's regions. */
  readonly region: number | null
  readonly announcement: Announcement
  /** Grows whenever the keyboard's focus should go where `focus` (or `focusDecision`) says. */
  readonly focusCount: number
  /** The focus is on Approve rather than on an item. */
  readonly focusDecision: boolean
}

export const noItems: readonly ReviewItem[] = []

export function itemsIn(state: EditorState): readonly ReviewItem[] {
  return state.document?.review.items ?? noItems
}

export function focusedItem(state: EditorState): ReviewItem | null {
  return state.focus === null ? null : (state.byId.get(state.focus) ?? null)
}

/** A value as it stands on the screen: the typed text before it becomes a change. */
export function shownValue(state: EditorState, item: ReviewItem): string | null {
  return state.draft?.item === item.id ? emptyToNull(state.draft.text) : item.value
}

export function emptyToNull(text: string): string | null {
  return text === '' ? null : text
}

/** True when this person may change the document: it is read, undecided and not held by somebody else. */
export function isEditable(state: EditorState): boolean {
  return state.document !== null && state.document.review.decision.state === 'open' && state.hold.by !== 'other'
}

export function claimHold(claim: Claim | null, me: string | null): Hold {
  if (claim === null) return { by: 'nobody' }
  return claim.owner === me ? { by: 'me' } : { by: 'other', ownerName: claim.ownerName, until: claim.until }
}

/** The quads of an item if they stand on the page shown. */
export function quadsOnPage(item: ReviewItem | null, page: number): readonly Quad[] {
  return item && item.page === page ? item.quads : []
}
