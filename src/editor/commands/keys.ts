/** The part of a KeyboardEvent that is looked at. */
export interface KeyInput {
  key: string
  code: string
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
  altKey: boolean
  repeat: boolean
  isComposing: boolean
  keyCode: number
}

export interface Chord {
  key: string
  mod: boolean
  shift: boolean
}

/** Reads `Mod+Shift+Z`, `F8`, `?`, `ArrowDown`. `Mod` is Ctrl, on a Mac Cmd. @throws for a chord that names no key. */
export function parseChord(text: string): Chord {
  const parts = text === '+' ? ['+'] : text.split('+').filter((part) => part !== '')
  const key = parts.at(-1)
  if (key === undefined || key === 'Mod' || key === 'Shift') throw new Error(`no key in "${text}"`)
  return { key, mod: parts.slice(0, -1).includes('Mod'), shift: parts.slice(0, -1).includes('Shift') }
}

/** A chord that types something: it may never act while text is edited. */
export function types({ key, mod }: Chord): boolean {
  return !mod && key.length === 1
}

/** True for keys that belong to an input method: while it composes, and the Enter that ends it (key code 229). */
export function composing({ isComposing, keyCode }: KeyInput): boolean {
  return isComposing || keyCode === 229
}

export function matches(chord: Chord, input: KeyInput): boolean {
  if (input.altKey || (input.ctrlKey || input.metaKey) !== chord.mod) return false
  if (types(chord)) {
    // What a key types, not where it is: `?` needs Shift on one keyboard and not on another. Letters are told from Shift+letter.
    const letter = /^\p{L}$/u.test(chord.key)
    return input.key.toLowerCase() === chord.key.toLowerCase() && (!letter || input.shiftKey === chord.shift)
  }
  if (input.shiftKey !== chord.shift) return false
  return input.key.toLowerCase() === chord.key.toLowerCase()
}

const SYMBOLS: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Delete: 'Del',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
}

/** The keys of a chord as a person knows them, one string a key cap. */
export function keyCaps(text: string, mac: boolean): string[] {
  const { key, mod, shift } = parseChord(text)
  const cap = SYMBOLS[key] ?? (key.length === 1 ? key.toUpperCase() : key)
  return [...(mod ? [mac ? '⌘' : 'Ctrl'] : []), ...(shift ? [mac ? '⇧' : 'Shift'] : []), cap]
}
