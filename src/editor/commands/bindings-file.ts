import { z } from 'zod'
import { keysOf, refusalOf, withKeys, type KeyBindings, type Refusal } from './bindings.ts'
import type { Command } from './command.ts'
import { chordText, parseChord } from './keys.ts'

/** A person's keys as JSON: in the browser's storage and in the file that is carried to another one. */
const fileSchema = z.object({
  format: z.literal('fieldproof-keys'),
  version: z.literal(1),
  keys: z.record(z.string(), z.array(z.string().min(1).max(40)).max(8)),
})

export interface Refused {
  command: string
  chord: string
  refusal: Refusal
}

export interface ReadBindings {
  bindings: KeyBindings
  /** Keys that were left out, and why. */
  refused: readonly Refused[]
}

export function writeBindings(bindings: KeyBindings): string {
  const keys = Object.fromEntries([...bindings].sort(([first], [second]) => first.localeCompare(second)))
  return `${JSON.stringify({ format: 'fieldproof-keys', version: 1, keys }, null, 2)}\n`
}

/**
 * Reads what `writeBindings` wrote. Keys that may not be had, by themselves or beside one another, are left out; commands that there are
 * no more are passed over. Null for anything else than such a file. With `keep`, a command that the file does not name gives its key up to
 * one that it does: after an update a person's own keys stand, and a new command waits for one.
 */
export function readBindings(text: string, commands: readonly Command[], keep = false): ReadBindings | null {
  const parsed = fileSchema.safeParse(parsedJson(text))
  if (!parsed.success) return null
  const concerned = commands.filter(({ id }) => Object.hasOwn(parsed.data.keys, id))
  // Two commands may have changed keys: all let go of theirs before one is given any.
  let bindings: KeyBindings = new Map(concerned.map(({ id }) => [id, []]))
  const refused: Refused[] = []
  for (const command of concerned) {
    const kept: string[] = []
    for (const written of parsed.data.keys[command.id]!) {
      const chord = canonical(written)
      if (keep && chord !== null) bindings = withoutUnnamed(bindings, chord, command, commands, concerned)
      const refusal = chord === null ? { reason: 'unknown' as const } : refusalOf(chord, command, commands, bindings)
      if (refusal) refused.push({ command: command.id, chord: written, refusal })
      else if (!kept.includes(chord!)) kept.push(chord!)
    }
    bindings = withKeys(bindings, command, kept)
  }
  return { bindings, refused }
}

/** Takes a chord from the command that has it, unless the file gives that command its keys. */
function withoutUnnamed(
  bindings: KeyBindings,
  chord: string,
  command: Command,
  commands: readonly Command[],
  named: readonly Command[],
): KeyBindings {
  const refusal = refusalOf(chord, command, commands, bindings)
  const other = refusal?.reason === 'clash' ? commands.find(({ id }) => id === refusal.command) : undefined
  if (!other || named.includes(other)) return bindings
  return withKeys(
    bindings,
    other,
    keysOf(other, bindings).filter((text) => canonical(text) !== chord),
  )
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function canonical(written: string): string | null {
  try {
    return chordText(parseChord(written))
  } catch {
    return null
  }
}
