import type { DocumentDetail } from '#contract/document'
import { openDocumentState } from './document-state.ts'
import { claimHold, type EditorState } from './editor-state.ts'
import { pagesOf } from './frame-pages.ts'
import { emptyHistory, withDone } from './history.ts'
import type { JournalEntry } from './journal.ts'
import { noGrid } from './tables/selection.ts'

/** A document as it is when it is opened: with what this browser still had of it. */
export function initialState(
  detail: DocumentDetail,
  leftovers: readonly JournalEntry[],
  me: string | null,
  threshold: number,
): EditorState {
  const { document: summary, recognition, changeSets, sequence } = detail
  const readable = recognition?.status === 'succeeded' ? recognition : null
  const pending = leftovers
    .map(({ changeSet }) => changeSet)
    .filter(({ recognitionId }) => recognitionId === readable?.id)
  const document = readable && openDocumentState(readable, changeSets, sequence, pending)
  const pages = pagesOf(detail)
  return {
    documentId: summary.id,
    summary,
    pages,
    document,
    byId: new Map(),
    checks: new Map(),
    flags: new Map(),
    threshold,
    // What was not sent yet was done in this browser and can be taken back.
    history: (document?.pending ?? []).reduce(withDone, emptyHistory),
    draft: null,
    focus: null,
    hand: 'text',
    quad: 0,
    corner: null,
    doubtful: null,
    trail: [],
    page: 0,
    tool: 'select',
    layers: { fields: true, lines: false, characters: false, regions: true, tables: true },
    picture: { brightness: 1, contrast: 1, inverted: false },
    bare: false,
    frozen: false,
    saved: 'saved',
    savedProblem: null,
    hold: claimHold(summary.claim, me),
    recallable: false,
    // What has no page needs no look at it.
    seen: pages.length === 0,
    dialog: null,
    conflict: null,
    looking: new Set(),
    otherReadings: new Map(),
    cycle: null,
    grid: noGrid,
    region: null,
    announcement: { key: '', parameters: {}, count: 0 },
    focusCount: 0,
    focusDecision: false,
  }
}
