import { createStore } from 'zustand/vanilla'
import type { DocumentChoice } from '../../api/documents.ts'
import type { DocumentFilter } from '#contract/document'

/** Rows that are chosen: by id, or everything that fits the filter, loaded or not. */
export interface Selection {
  readonly all: boolean
  readonly ids: ReadonlySet<string>
  /** Where a range begins: the row that was chosen last without Shift. */
  readonly anchor: string | null
}

export const nothing: Selection = { all: false, ids: new Set(), anchor: null }

/** Chooses or drops one row. Dropping one of "all" leaves the others that are loaded: what is not loaded cannot be named. */
export function toggle(selection: Selection, id: string, loaded: readonly string[]): Selection {
  const ids = new Set(selection.all ? loaded : selection.ids)
  if (!ids.delete(id)) ids.add(id)
  return { all: false, ids, anchor: id }
}

/** Adds every row between the anchor and `id`, both included; without an anchor the row alone. */
export function extend(selection: Selection, id: string, loaded: readonly string[]): Selection {
  const from = selection.anchor === null ? -1 : loaded.indexOf(selection.anchor)
  const to = loaded.indexOf(id)
  if (from < 0 || to < 0) return { ...toggle({ ...selection, ids: new Set() }, id, loaded) }
  const range = loaded.slice(Math.min(from, to), Math.max(from, to) + 1)
  return { all: false, ids: new Set([...(selection.all ? loaded : selection.ids), ...range]), anchor: selection.anchor }
}

export function isSelected(selection: Selection, id: string): boolean {
  return selection.all || selection.ids.has(id)
}

export function countOf(selection: Selection, total: number): number {
  return selection.all ? total : selection.ids.size
}

/** What the API is told. */
export function choiceOf(selection: Selection, filter: DocumentFilter): DocumentChoice {
  return selection.all ? { filter } : { ids: [...selection.ids] }
}

/** Kept while the workbench is open, so that going back finds it as it was. `place` names the filter it belongs to. */
export const selectionStore = createStore<{ selection: Selection; place: string }>(() => ({
  selection: nothing,
  place: '',
}))

export function select(selection: Selection): void {
  selectionStore.setState({ selection })
}
