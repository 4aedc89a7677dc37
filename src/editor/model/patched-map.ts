/** A layer above the base that grows beyond this is melted into a new base. */
const MELT_ABOVE = 64

/**
 * A map that is replaced and never changed: a copy with a few entries changed shares the rest with the one before, so that an edit costs the
 * same among 20 entries and among 20,000. Keys keep the order in which they first came.
 */
export class PatchedMap<Key, Value> implements ReadonlyMap<Key, Value> {
  readonly #base: ReadonlyMap<Key, Value>
  /** Stands above the base; an entry without a value was taken away. */
  readonly #patch: ReadonlyMap<Key, Value | undefined>
  readonly size: number

  constructor(base: ReadonlyMap<Key, Value> = new Map(), patch: ReadonlyMap<Key, Value | undefined> = new Map()) {
    this.#base = base
    this.#patch = patch
    let size = base.size
    for (const [key, value] of patch) size += (value === undefined ? 0 : 1) - (base.has(key) ? 1 : 0)
    this.size = size
  }

  /** The map with some entries set, or (without a value) taken away; itself when that changes nothing. */
  with(changes: Iterable<readonly [Key, Value | undefined]>): PatchedMap<Key, Value> {
    const patch = new Map(this.#patch)
    let changed = false
    for (const [key, value] of changes) {
      if ((patch.has(key) ? patch.get(key) : this.#base.get(key)) === value) continue
      patch.set(key, value)
      changed = true
    }
    if (!changed) return this
    const next = new PatchedMap(this.#base, patch)
    return patch.size > MELT_ABOVE ? new PatchedMap(new Map(next)) : next
  }

  /** The keys whose values differ from another map's; null when the two have nothing in common and everything may. */
  changedFrom(other: ReadonlyMap<Key, Value>): Key[] | null {
    if (other === this) return []
    if (!(other instanceof PatchedMap) || other.#base !== this.#base) return null
    const keys = new Set([...this.#patch.keys(), ...(other as PatchedMap<Key, Value>).#patch.keys()])
    return [...keys].filter((key) => this.get(key) !== (other as PatchedMap<Key, Value>).get(key))
  }

  get(key: Key): Value | undefined {
    return this.#patch.has(key) ? this.#patch.get(key) : this.#base.get(key)
  }

  has(key: Key): boolean {
    return this.#patch.has(key) ? this.#patch.get(key) !== undefined : this.#base.has(key)
  }

  *entries(): MapIterator<[Key, Value]> {
    for (const [key, value] of this.#base) {
      if (!this.#patch.has(key)) yield [key, value]
      else if (this.#patch.get(key) !== undefined) yield [key, this.#patch.get(key)!]
    }
    for (const [key, value] of this.#patch) {
      if (value !== undefined && !this.#base.has(key)) yield [key, value]
    }
  }

  *keys(): MapIterator<Key> {
    for (const [key] of this.entries()) yield key
  }

  *values(): MapIterator<Value> {
    for (const [, value] of this.entries()) yield value
  }

  forEach(task: (value: Value, key: Key, map: ReadonlyMap<Key, Value>) => void): void {
    for (const [key, value] of this.entries()) task(value, key, this)
  }

  [Symbol.iterator](): MapIterator<[Key, Value]> {
    return this.entries()
  }
}
