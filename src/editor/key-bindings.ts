import { createStore, type StoreApi } from 'zustand/vanilla'
import { keysOf, refusalOf, withKeys, type KeyBindings, type Refusal } from './commands/bindings.ts'
import { readBindings, writeBindings, type Refused } from './commands/bindings-file.ts'
import { commandById, commands } from './commands/list.ts'

/** The part of the browser's storage that is needed; it may be missing or full. */
export type KeyStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** The keys of one person in this browser. Every change is refused that would leave a key in two hands. */
export class BoundKeys {
  readonly store: StoreApi<KeyBindings>
  readonly #name: string
  readonly #storage: KeyStorage | null

  constructor(user: string, storage: KeyStorage | null) {
    this.#name = `fieldproof.editor.keys.${user}`
    this.#storage = storage
    this.store = createStore<KeyBindings>(() => this.#kept())
  }

  get bindings(): KeyBindings {
    return this.store.getState()
  }

  keysOf(command: string): readonly string[] {
    return keysOf(commandById(command), this.bindings)
  }

  /** Gives a command a chord in place of another (`before`), or one more. Answers why not, when it may not have it. */
  bind(command: string, chord: string, before?: string): Refusal | null {
    const target = commandById(command)
    const present = this.keysOf(command)
    const others = present.filter((text) => text !== before)
    if (others.includes(chord)) return before === undefined ? null : this.#set(withKeys(this.bindings, target, others))
    const refusal = refusalOf(chord, target, commands, this.bindings)
    if (refusal) return refusal
    const at = before === undefined ? -1 : present.indexOf(before)
    const next = at < 0 ? [...present, chord] : present.map((text) => (text === before ? chord : text))
    return this.#set(withKeys(this.bindings, target, next))
  }

  unbind(command: string, chord: string): void {
    const next = this.keysOf(command).filter((text) => text !== chord)
    this.#set(withKeys(this.bindings, commandById(command), next))
  }

  /** Gives a command back what the list gave it; refused when another command was given one of those keys in between. */
  reset(command: string): { chord: string; refusal: Refusal } | null {
    const target = commandById(command)
    for (const chord of target.keys) {
      const refusal = refusalOf(chord, target, commands, this.bindings)
      if (refusal) return { chord, refusal }
    }
    return this.#set(withKeys(this.bindings, target, target.keys))
  }

  resetAll(): void {
    this.#set(new Map())
  }

  exported(): string {
    return writeBindings(this.bindings)
  }

  /** Takes over a file's keys, all of them or none. Null for a text that is no such file; else what stands in the way. */
  import(text: string): readonly Refused[] | null {
    const read = readBindings(text, commands)
    if (read && read.refused.length === 0) this.#set(read.bindings)
    return read?.refused ?? null
  }

  /** Another tab of this browser changed the keys of the same person. */
  heard({ key }: Pick<StorageEvent, 'key'>): void {
    if (key === this.#name) this.store.setState(this.#kept(), true)
  }

  #set(bindings: KeyBindings): null {
    this.store.setState(bindings, true)
    try {
      if (bindings.size === 0) this.#storage?.removeItem(this.#name)
      else this.#storage?.setItem(this.#name, writeBindings(bindings))
    } catch {
      // Without storage the keys last as long as the page.
    }
    return null
  }

  #kept(): KeyBindings {
    try {
      const text = this.#storage?.getItem(this.#name) ?? null
      return (text === null ? null : readBindings(text, commands, true)?.bindings) ?? new Map()
    } catch {
      return new Map()
    }
  }
}

function browserStorage(): KeyStorage | null {
  try {
    return localStorage
  } catch {
    return null
  }
}

const opened = new Map<string, BoundKeys>()

/** The keys of a person, the same object for all documents. */
export function boundKeysOf(user: string): BoundKeys {
  const known = opened.get(user)
  if (known) return known
  const keys = new BoundKeys(user, browserStorage())
  opened.set(user, keys)
  window.addEventListener('storage', (event) => keys.heard(event))
  return keys
}
