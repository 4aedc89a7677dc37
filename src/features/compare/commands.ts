/** What a key does on the comparison. `take` puts the reading of a recogniser into the review. */
export type CompareAction =
  | { type: 'accept' }
  | { type: 'next' }
  | { type: 'previous' }
  | { type: 'take'; number: number }
  | { type: 'fill' }
  | { type: 'undo' }
  | { type: 'redo' }
  | { type: 'fit' }
  | { type: 'leave' }

/** The part of a KeyboardEvent that is looked at. */
export interface PressedKey {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
  altKey: boolean
  repeat: boolean
  isComposing: boolean
  keyCode: number
}

/** Where the keyboard's focus is: in a text nothing acts, on a button Enter presses that. */
export type FocusPlace = 'text' | 'control' | 'elsewhere'

interface Binding {
  keys: string
  action: CompareAction['type']
}

/**
 * The keys in the order in which they are shown. Those that the workbench has too mean the same there: Enter accepts and goes on, Shift+Enter goes
 * back, F8 goes to what is doubtful, Mod is Ctrl or Cmd.
 */
export const bindings: readonly Binding[] = [
  { keys: 'Enter', action: 'accept' },
  { keys: '1–9', action: 'take' },
  { keys: 'F8', action: 'next' },
  { keys: 'Shift+Enter', action: 'previous' },
  { keys: 'F', action: 'fill' },
  { keys: 'Mod+Z', action: 'undo' },
  { keys: 'Mod+Shift+Z', action: 'redo' },
  { keys: '0', action: 'fit' },
  { keys: 'Q', action: 'leave' },
]

/** What a key means where the focus is; null = it is not ours. A held key never repeats a decision. */
export function actionOf(pressed: PressedKey, place: FocusPlace): CompareAction | null {
  const { key, shiftKey, altKey, repeat, isComposing, keyCode } = pressed
  // Keys of an input method, and the Enter that ends it (key code 229).
  if (isComposing || keyCode === 229 || altKey) return null
  if (place === 'text') return null
  const lower = key.toLowerCase()
  if (pressed.ctrlKey || pressed.metaKey) {
    if (lower === 'z') return { type: shiftKey ? 'redo' : 'undo' }
    return lower === 'y' && !shiftKey ? { type: 'redo' } : null
  }
  if (key === 'F8') return { type: shiftKey ? 'previous' : 'next' }
  if (repeat) return null
  if (key === 'Enter') return place === 'control' ? null : { type: shiftKey ? 'previous' : 'accept' }
  if (/^[1-9]$/.test(key)) return { type: 'take', number: Number(key) }
  if (shiftKey) return null
  if (lower === 'f') return { type: 'fill' }
  if (key === '0') return { type: 'fit' }
  return lower === 'q' ? { type: 'leave' } : null
}
