import type { Quad } from '#contract/geometry'
import type { ReviewItem } from '#contract/review'
import { changedBetween } from './changed-items.ts'
import { HitIndex } from './hits.ts'

/** The boxes of one page for drawing and pointing, kept in step with the items at a cost that goes with what changed. */
export class PageTargets {
  #items: readonly ReviewItem[] = []
  #page = -1
  #index = new HitIndex([])
  #numbers = new Map<string, number>()
  #byId = new Map<string, ReviewItem>()

  get index(): HitIndex {
    return this.#index
  }

  /** The number that an item carries in the list and on the page, from 1. */
  numberOf(id: string): number {
    return this.#numbers.get(id) ?? 0
  }

  item(id: string): ReviewItem | undefined {
    return this.#byId.get(id)
  }

  /** How many items have a box on the page. */
  get count(): number {
    let count = 0
    for (const item of this.#items) if (item.page === this.#page && item.quads.length > 0) count += 1
    return count
  }

  /**
   * Takes in the items. Answers what is to be drawn anew: every changed item as it was and as it is, or `all`; null when nothing on the
   * page changed.
   */
  sync(items: readonly ReviewItem[], page: number): readonly ReviewItem[] | 'all' | null {
    if (items === this.#items && page === this.#page) return null
    const before = this.#items
    const changed = page === this.#page ? changedBetween(before, items) : null
    this.#items = items
    this.#page = page
    if (changed === null) {
      this.#index = new HitIndex(items.map((item) => ({ id: item.id, quads: quadsOn(item, page) })))
      this.#numbers = new Map(items.map(({ id }, index) => [id, index + 1]))
      this.#byId = new Map(items.map((item) => [item.id, item]))
      return 'all'
    }
    for (const [old, item] of changed) {
      this.#byId.set(item.id, item)
      if (item.quads !== old.quads || item.page !== old.page) {
        this.#index.set({ id: item.id, quads: quadsOn(item, page) })
      }
    }
    return changed.flat()
  }
}

function quadsOn(item: ReviewItem, page: number): readonly Quad[] {
  return item.page === page ? item.quads : []
}
