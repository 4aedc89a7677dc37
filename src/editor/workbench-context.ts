import { createContext, useContext } from 'react'
import type { BoundKeys } from './key-bindings.ts'
import type { Session } from './model/session.ts'

/** What the panels of an open document share. */
export interface WorkbenchValue {
  session: Session
  takeOver: () => void
}

/** What stays the same from one document to the next: whoever needs only this is not rendered when another one comes. */
export interface WorkbenchTools {
  /** The keys of whoever is signed in. */
  keys: BoundKeys
  /** Runs a command of the list, on the document in hand, as if its key had been pressed. */
  run: (commandId: string) => void
  retrySaving: () => void
}

export const WorkbenchContext = createContext<WorkbenchValue | null>(null)
export const WorkbenchToolsContext = createContext<WorkbenchTools | null>(null)

/** @throws outside a workbench. */
export function useWorkbench(): WorkbenchValue {
  const value = useContext(WorkbenchContext)
  if (!value) throw new Error('useWorkbench stands inside a Workbench only')
  return value
}

/** @throws outside a workbench. */
export function useWorkbenchTools(): WorkbenchTools {
  const tools = useContext(WorkbenchToolsContext)
  if (!tools) throw new Error('useWorkbenchTools stands inside a Workbench only')
  return tools
}
