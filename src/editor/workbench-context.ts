import { createContext, useContext } from 'react'
import type { BoundKeys } from './key-bindings.ts'
import type { Session } from './model/session.ts'

/** What the panels of an open document share. */
export interface WorkbenchValue {
  session: Session
  /** The keys of whoever is signed in. */
  keys: BoundKeys
  /** Runs a command of the list as if its key had been pressed. */
  run: (commandId: string) => void
  takeOver: () => void
  retrySaving: () => void
}

export const WorkbenchContext = createContext<WorkbenchValue | null>(null)

/** @throws outside a workbench. */
export function useWorkbench(): WorkbenchValue {
  const value = useContext(WorkbenchContext)
  if (!value) throw new Error('useWorkbench stands inside a Workbench only')
  return value
}
