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

/** Reads `Mod+Shift+Z`, `F8`, `?`, `+`, `ArrowDown`. `Mod` is Ctrl, on a Mac Cmd. @throws for a chord that names no key. */
export function parseChord(text: string): Chord {
  // A plus sign at the end is the key itself.
  const plus = text === '+' || text.endsWith('++')
  const parts = (plus ? text.slice(0, -1) : text).split('+').filter((part) => part !== '')
  const key = plus ? '+' : parts.pop()
  if (key === undefined || key === 'Mod' || key === 'Shift') throw new Error(`no key in "${text}"`)
  if (parts.some((part) => part !== 'Mod' && part !== 'Shift')) throw new Error(`unknown modifier in "${text}"`)
  return { key, mod: parts.includes('Mod'), shift: parts.includes('Shift') }
}

/** Writes a chord as `parseChord` reads it, always the same way: what a key types is told without Shift, except for letters. */
export function chordText({ key, mod, shift }: Chord): string {
  const name = key === ' ' ? 'Space' : key.length === 1 ? key.toUpperCase() : key
  const shifted = shift && (mod || key.length > 1 || isLetter(key) || key === ' ')
  return `${mod ? 'Mod+' : ''}${shifted ? 'Shift+' : ''}${name}`
}

/** Keys that say nothing by themselves, or that the browser could not tell. */
const NO_KEYS = new Set([
  'Control',
  'Shift',
  'Alt',
  'Meta',
  'AltGraph',
  'CapsLock',
  'Fn',
  'Dead',
  'Unidentified',
  'Process',
])

/** The chord of a key that was pressed; null while only a modifier is down. */
export function pressedChord(input: KeyInput): string | null {
  if (composing(input) || NO_KEYS.has(input.key)) return null
  return chordText({ key: input.key, mod: input.ctrlKey || input.metaKey, shift: input.shiftKey })
}

function isLetter(key: string): boolean {
  return /^\p{L}$/u.test(key)
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
    return (
      input.key.toLowerCase() === chord.key.toLowerCase() && (!isLetter(chord.key) || input.shiftKey === chord.shift)
    )
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

/** A chord as one text, `Ctrl+Z`. */
export function keysText(text: string, mac: boolean): string {
  return keyCaps(text, mac).join('+')
}

/** A chord as `aria-keyshortcuts` has it (WAI-ARIA 1.2): `Control+Enter`, on a Mac `Meta+Enter`. */
export function ariaKeys(text: string, mac: boolean): string {
  const { key, mod, shift } = parseChord(text)
  return [...(mod ? [mac ? 'Meta' : 'Control'] : []), ...(shift ? ['Shift'] : []), key].join('+')
}
