import type { Command, CommandContext } from './command.ts'
import { keysOf, type KeyBindings } from './bindings.ts'
import { composing, matches, parseChord, types, type Chord, type KeyInput } from './keys.ts'

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
      keysOf(command, bindings).map((keys) => ({ command, chord: parseChord(keys) })),
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
