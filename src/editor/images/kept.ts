interface Entry<Value> {
  value: Promise<Value>
  /** Null while it is on its way. */
  loaded: Value | null
  weight: number
}

/**
 * Keeps what was loaded, the least recently used first to go, within a bound on what all of it weighs. What goes is dropped, not closed: it
 * may still be on the screen; the browser frees it when nobody shows it.
 */
export class Kept<Value> {
  readonly #entries = new Map<string, Entry<Value>>()
  readonly #bound: number
  readonly #weigh: (value: Value) => number
  #held = 0

  constructor(bound: number, weigh: (value: Value) => number) {
    this.#bound = bound
    this.#weigh = weigh
  }

  /** What all that was loaded weighs. */
  get held(): number {
    return this.#held
  }

  /** What is there already, without loading it. */
  peek(key: string): Value | null {
    const entry = this.#entries.get(key)
    if (!entry) return null
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    return entry.loaded
  }

  get(key: string, load: () => Promise<Value>): Promise<Value> {
    const found = this.#entries.get(key)
    if (found) {
      this.#entries.delete(key)
      this.#entries.set(key, found)
      return found.value
    }
    const entry: Entry<Value> = { value: load(), loaded: null, weight: 0 }
    this.#entries.set(key, entry)
    void this.#settle(key, entry)
    return entry.value
  }

  async #settle(key: string, entry: Entry<Value>): Promise<void> {
    try {
      const value = await entry.value
      if (this.#entries.get(key) !== entry) return
      entry.loaded = value
      entry.weight = this.#weigh(value)
      this.#held += entry.weight
      this.#shed(key)
    } catch {
      // Whoever asked hears of it; the next one asks anew.
      if (this.#entries.get(key) === entry) this.#entries.delete(key)
    }
  }

  #shed(newest: string): void {
    for (const [key, { loaded, weight }] of this.#entries) {
      if (this.#held <= this.#bound) return
      // What is still on its way weighs nothing yet; the newest stays even when it is too heavy alone.
      if (loaded === null || key === newest) continue
      this.#entries.delete(key)
      this.#held -= weight
    }
  }
}
