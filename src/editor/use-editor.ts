import { useStore } from 'zustand'
import type { EditorState } from './model/editor-state.ts'
import type { Session } from './model/session.ts'

/** Subscribes to a part of the open document's state; the component renders again only when that part changes. */
export function useEditor<Part>(session: Session, part: (state: EditorState) => Part): Part {
  return useStore(session.store, part)
}
