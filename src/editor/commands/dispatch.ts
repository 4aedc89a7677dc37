import type { Command, CommandContext } from './command.ts'
import { composing, matches, parseChord, types, type Chord, type KeyInput } from './keys.ts'

/** Keys given to commands by hand, by the command's id; the others have those of the list. */
export type KeyBindings = ReadonlyMap<string, readonly string[]>

interface Bound {
  command: Command
  chord: Chord
}

/** What is to be done with a key. */
export type Dispatched = 'handled' | 'not-ours'

/** Finds the command for a key and runs it. One instance a workbench; it remembers which key holds a command. */
export class Dispatcher {
  readonly #bound: readonly Bound[]
  #held: { command: Command; code: string } | null = null

  constructor(commands: readonly Command[], bindings: KeyBindings = new Map()) {
    this.#bound = commands.flatMap((command) =>
      (bindings.get(command.id) ?? command.keys).map((keys) => ({ command, chord: parseChord(keys) })),
    )
  }

  keyDown(input: KeyInput, context: CommandContext): Dispatched {
    if (composing(input)) return 'not-ours'
    for (const { command, chord } of this.#bound) {
      if (!matches(chord, input) || !command.places.includes(context.place)) continue
      if (types(chord) && context.inText) continue
      if (command.when && !command.when(context)) continue
      // A held key never repeats a decision; it is ours all the same, so that the browser does nothing with it either.
      if (input.repeat && command.repeats !== true) return 'handled'
      if (command.run(context) === false) continue
      if (command.release) this.#held = { command, code: input.code }
      return 'handled'
    }
    return 'not-ours'
  }

  keyUp(input: Pick<KeyInput, 'code'>, context: CommandContext): void {
    if (this.#held?.code === input.code) this.releaseAll(context)
  }

  /** The window lost the keyboard: what lasted while a key was held ends. */
  releaseAll(context: CommandContext): void {
    this.#held?.command.release?.(context)
    this.#held = null
  }
}

export interface Clash {
  chord: string
  commands: readonly [string, string]
}

/**
 * Commands that would take the same key in the same place. Two commands of the list that share a key on purpose (Esc leaves a tool
 * before it reverts a value) both say `when`; without it the later one could never be reached.
 */
export function clashes(commands: readonly Command[], bindings: KeyBindings = new Map()): Clash[] {
  const found: Clash[] = []
  const seen: { command: Command; text: string; normal: string }[] = []
  for (const command of commands) {
    for (const text of bindings.get(command.id) ?? command.keys) {
      const { key, mod, shift } = parseChord(text)
      const normal = `${mod}${shift}${key.toLowerCase()}`
      for (const other of seen) {
        const together = other.command.places.some((place) => command.places.includes(place))
        const guarded = other.command.when !== undefined
        if (other.normal === normal && other.command !== command && together && !guarded) {
          found.push({ chord: text, commands: [other.command.id, command.id] })
        }
      }
      seen.push({ command, text, normal })
    }
  }
  return found
}
