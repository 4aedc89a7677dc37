import type { Change } from '#contract/review'
import type { EditorState } from './editor-state.ts'

/** The changes that give an item another value: a value that was accepted is doubtful again, and a mark falls. */
export function valueChanges(id: string, value: string | null, state: EditorState): Change[] {
  const item = state.byId.get(id)!
  const changes: Change[] = []
  if (item.value !== value) changes.push({ type: 'value', item: id, from: item.value, to: value })
  if (item.mark !== null) changes.push({ type: 'mark', item: id, from: item.mark, to: null })
  if (item.accepted) changes.push({ type: 'accept', item: id, from: true, to: false })
  return changes
}
