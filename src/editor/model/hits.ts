import Flatbush from 'flatbush'
import { areaOf, boundsOf, contains, type Point, type Quad } from '#contract/geometry'

/** Something on one page that can be pointed at. */
export interface Target {
  id: string
  quads: readonly Quad[]
}

/** Rebuilding the index pays only after this many boxes moved away from where it has them. */
const MOVED_BEFORE_REBUILD = 64

/**
 * Finds boxes by place. Built once for the boxes of a page; an edited box is kept beside the index and looked at one by one, so that an
 * edit costs the same among 20 boxes and among 20,000.
 */
export class HitIndex {
  #index: Flatbush | null = null
  #targets: readonly Target[] = []
  #positions = new Map<string, number>()
  readonly #moved = new Map<string, Target | null>()

  constructor(targets: readonly Target[]) {
    this.#build(targets)
  }

  #build(targets: readonly Target[]): void {
    this.#targets = targets.filter(({ quads }) => quads.length > 0)
    this.#positions = new Map(this.#targets.map(({ id }, position) => [id, position]))
    this.#moved.clear()
    this.#index = null
    if (this.#targets.length === 0) return
    this.#index = new Flatbush(this.#targets.length)
    for (const { quads } of this.#targets) {
      const { left, top, right, bottom } = boundsOf(...quads)
      this.#index.add(left, top, right, bottom)
    }
    this.#index.finish()
  }

  /** Puts a box elsewhere, adds a new one, or (with no quads) takes one away. */
  set(target: Target): void {
    this.#moved.set(target.id, target.quads.length > 0 ? target : null)
    if (this.#moved.size <= MOVED_BEFORE_REBUILD) return
    const kept = this.#targets.filter(({ id }) => !this.#moved.has(id))
    this.#build([...kept, ...[...this.#moved.values()].filter((moved) => moved !== null)])
  }

  /** The ids of every box whose surrounding rectangle meets the given one, in no order. */
  within(left: number, top: number, right: number, bottom: number): string[] {
    const ids: string[] = []
    for (const position of this.#index?.search(left, top, right, bottom) ?? []) {
      const { id } = this.#targets[position]!
      if (!this.#moved.has(id)) ids.push(id)
    }
    for (const target of this.#moved.values()) {
      if (target === null) continue
      const bounds = boundsOf(...target.quads)
      const apart = bounds.left > right || bounds.right < left || bounds.top > bottom || bounds.bottom < top
      if (!apart) ids.push(target.id)
    }
    return ids
  }

  /** Every box under a page point, the smallest first; `tolerance` in page pixels lets thin boxes be hit. */
  at([x, y]: Point, tolerance = 0): string[] {
    const hits: { id: string; area: number }[] = []
    for (const id of this.within(x - tolerance, y - tolerance, x + tolerance, y + tolerance)) {
      const { quads } = this.#target(id)
      const bounds = boundsOf(...quads)
      const thin = Math.min(bounds.right - bounds.left, bounds.bottom - bounds.top) < 2 * tolerance
      if (!thin && !quads.some((quad) => contains(quad, [x, y]))) continue
      hits.push({ id, area: quads.reduce((sum, quad) => sum + areaOf(quad), 0) })
    }
    return hits.sort((first, second) => first.area - second.area).map(({ id }) => id)
  }

  #target(id: string): Target {
    return this.#moved.get(id) ?? this.#targets[this.#positions.get(id)!]!
  }
}

/** Which of several boxes under the pointer a click takes: the smallest, or, when one of them was taken already, the one after it. */
export function nextHit(hits: readonly string[], current: string | null): string | null {
  const position = current === null ? -1 : hits.indexOf(current)
  return hits[(position + 1) % Math.max(1, hits.length)] ?? null
}
