import type { Command, Condition, Place } from './command.ts'
import { chordText, parseChord, types } from './keys.ts'
import { ownerOf, type Owner } from './reserved.ts'

/** Keys given to commands by hand, by the command's id; the others have those of the list. */
export type KeyBindings = ReadonlyMap<string, readonly string[]>

export function keysOf(command: Command, bindings: KeyBindings): readonly string[] {
  return bindings.get(command.id) ?? command.keys
}

/**
 * Why a command may not have a key: it belongs to somebody else, moves or changes text in an input (`text`), works buttons (`button`), would only
 * be typed where the command acts (`letter`), or another command has it in the same place.
 */
export type Refusal =
  | { reason: Owner | 'text' | 'button' | 'letter' | 'unknown' }
  | { reason: 'clash'; command: string }

/** Of these only one holds at a time. */
const opposites: readonly (readonly [Condition, Condition])[] = [
  ['box', 'text'],
  ['tool', 'no-tool'],
  ['open', 'decided'],
]

function excludeOneAnother(first: Command, second: Command): boolean {
  const has = (command: Command, condition: Condition) => command.needs?.includes(condition) === true
  return opposites.some(
    ([one, other]) => (has(first, one) && has(second, other)) || (has(first, other) && has(second, one)),
  )
}

/** Two commands with one key get in each other's way where they share a place, unless only one of them can act at a time. */
function meet(first: Command, second: Command): boolean {
  return first.places.some((place) => second.places.includes(place)) && !excludeOneAnother(first, second)
}

export interface Clash {
  chord: string
  commands: readonly [string, string]
}

/** Commands that would take the same key in the same place and under the same conditions. */
export function clashes(commands: readonly Command[], bindings: KeyBindings = new Map()): Clash[] {
  const found: Clash[] = []
  const seen = new Map<string, Command[]>()
  for (const command of commands) {
    for (const text of keysOf(command, bindings)) {
      const chord = chordText(parseChord(text))
      const others = seen.get(chord) ?? []
      for (const other of others) {
        if (other !== command && meet(other, command)) found.push({ chord, commands: [other.id, command.id] })
      }
      seen.set(chord, [...others, command])
    }
  }
  return found
}

/** Keys that move the caret or change text, with whatever modifier. */
const CARET = new Set([
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'Backspace',
  'Delete',
  'Insert',
])
const CLIPBOARD = new Set(['Mod+A', 'Mod+C', 'Mod+V', 'Mod+X', 'Mod+Shift+V'])
/** Where a control has the focus that Enter presses and Tab leaves. */
const controls: readonly Place[] = ['control', 'decision', 'nowhere']

/** Places where keys type. */
const isText = (place: Place) => place === 'field' || place === 'cell'

function belongsToText(chord: string, command: Command): boolean {
  const { key } = parseChord(chord)
  if (!command.places.some(isText) || command.needs?.includes('box')) return false
  // With the caret in its last line, up and down have nothing to do in a text.
  if (command.needs?.includes('text') && (key === 'ArrowUp' || key === 'ArrowDown')) return false
  return CARET.has(key) || CLIPBOARD.has(chord)
}

/** Why a command may not have a key by itself, whatever the others have; null when it may. */
function unfit(chord: string, command: Command): Refusal | null {
  const owner = ownerOf(chord)
  if (owner) return { reason: owner }
  const { key, mod } = parseChord(chord)
  const onControls = command.places.some((place) => controls.includes(place))
  if (!mod && onControls && (key === 'Enter' || key === 'Tab')) return { reason: 'button' }
  if (belongsToText(chord, command)) return { reason: 'text' }
  if (types(parseChord(chord)) && command.places.every(isText)) return { reason: 'letter' }
  return null
}

/** Why `command` may not have `chord` beside what the others have now; null when it may. */
export function refusalOf(
  chord: string,
  command: Command,
  commands: readonly Command[],
  bindings: KeyBindings,
): Refusal | null {
  // What the list itself gives a command was thought about there.
  const own = command.keys.some((text) => chordText(parseChord(text)) === chord)
  const refusal = own ? null : unfit(chord, command)
  if (refusal) return refusal
  const other = commands.find(
    (candidate) =>
      candidate !== command &&
      meet(candidate, command) &&
      keysOf(candidate, bindings).some((text) => chordText(parseChord(text)) === chord),
  )
  return other ? { reason: 'clash', command: other.id } : null
}

function sameKeys(first: readonly string[], second: readonly string[]): boolean {
  return first.length === second.length && first.every((chord, index) => chord === second[index])
}

/** Bindings with other keys for one command; those of the list are not written down. */
export function withKeys(bindings: KeyBindings, command: Command, keys: readonly string[]): KeyBindings {
  const next = new Map(bindings)
  if (sameKeys(keys, command.keys)) next.delete(command.id)
  else next.set(command.id, keys)
  return next
}
