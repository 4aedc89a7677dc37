import { useStore } from 'zustand'
import { keysOf, type KeyBindings } from './commands/bindings.ts'
import { ariaKeys, keysText } from './commands/keys.ts'
import { commandById } from './commands/list.ts'
import { onMac } from './panels/keys-shown.ts'
import { useWorkbenchTools } from './workbench-context.ts'

/** What a person bound; renders again when that changes. */
export function useBindings(): KeyBindings {
  return useStore(useWorkbenchTools().keys.store)
}

/** The first key of a command as one text, `Ctrl+Z`; empty for one without a key. */
export function useShownKey(command: string): string {
  const [first] = keysOf(commandById(command), useBindings())
  return first === undefined ? '' : keysText(first, onMac())
}

/** The keys of a command for `aria-keyshortcuts`; undefined for one without a key. */
export function useAriaKeys(command: string): string | undefined {
  const keys = keysOf(commandById(command), useBindings())
  return keys.length === 0 ? undefined : keys.map((chord) => ariaKeys(chord, onMac())).join(' ')
}
