import type { Quad } from '#contract/geometry'
import { drawnItem, type Change, type ReviewItem } from '#contract/review'
import { sameValue } from '#contract/same-value'
import type { PlacedCell, TableStructure } from '#contract/table-structure'
import { boxOf, operatorBox } from '../box-edit.ts'
import { sorted } from './grid.ts'
import { filled } from './lines.ts'

/** What a cell shall say and where it stands, until it becomes changes. */
interface Wish {
  value?: string | null
  quads?: readonly Quad[]
}

/**
 * A table while it is being edited: its structure, and what becomes of its cells' texts and boxes. At the end it is one list of changes, which
 * is one step of the history.
 */
export class TableDraft {
  structure: TableStructure
  readonly #table: number
  readonly #before: TableStructure
  readonly #items: ReadonlyMap<string, ReviewItem>
  readonly #wishes = new Map<string, Wish>()
  readonly #makeId: () => string
  readonly #page: number

  constructor(
    table: number,
    structure: TableStructure,
    items: ReadonlyMap<string, ReviewItem>,
    page: number,
    makeId: () => string,
  ) {
    this.#table = table
    this.#before = structure
    this.structure = structure
    this.#items = items
    this.#page = page
    this.#makeId = makeId
  }

  /** The name of a cell that is yet to come. */
  newCell = (): string => `new:${this.#makeId()}`

  textOf(item: string): string | null {
    const wish = this.#wishes.get(item)
    return wish?.value === undefined ? (this.#items.get(item)?.value ?? null) : wish.value
  }

  quadsOf(item: string): readonly Quad[] {
    return this.#wishes.get(item)?.quads ?? this.#items.get(item)?.quads ?? []
  }

  write(item: string, value: string | null): void {
    this.#wishes.set(item, { ...this.#wishes.get(item), value })
  }

  place(item: string, quads: readonly Quad[]): void {
    this.#wishes.set(item, { ...this.#wishes.get(item), quads })
  }

  setCells(cells: readonly PlacedCell[]): void {
    this.structure = { ...this.structure, cells: sorted(cells) }
  }

  /** The changes that come to this; `at` is where in the list of items the new cells go. */
  changes(at: number): Change[] {
    this.structure = filled(this.structure, this.newCell)
    const left = new Set(this.structure.cells.map(({ item }) => item))
    const gone = this.#before.cells.flatMap(({ item }) => (left.has(item) ? [] : (this.#items.get(item) ?? [])))
    const added = this.structure.cells.filter(({ item }) => !this.#items.has(item)).map(({ item }) => this.#made(item))
    const edits = [...this.#wishes].flatMap(([id, wish]) => {
      const item = this.#items.get(id)
      return item && left.has(id) ? editsOf(item, wish) : []
    })
    const order = [...this.#items.keys()]
    const removed: Change[] = []
    for (const item of gone) {
      // Each goes from where it stands once the cells before it are gone and the new ones are there.
      const position = order.indexOf(item.id)
      removed.push({ type: 'remove', item: item, at: position })
      order.splice(position, 1)
    }
    const rebuilt = !sameValue(this.structure, this.#before)
    return [
      ...added.map((item, index): Change => ({ type: 'add', item, at: at + index })),
      ...edits,
      ...(rebuilt
        ? [{ type: 'table', table: this.#table, from: this.#before, to: this.structure } satisfies Change]
        : []),
      ...removed,
    ]
  }

  #made(item: string): ReviewItem {
    const quads = this.quadsOf(item)
    const box = quads.length === 0 ? { page: this.#page, quads: [], boxSource: null } : operatorBox(this.#page, quads)
    const made = drawnItem(item.replace(/^new:/, ''), 'cell', null, box)
    return { ...made, value: this.textOf(item) }
  }
}

function editsOf(item: ReviewItem, { value, quads }: Wish): Change[] {
  const changes: Change[] = []
  if (value !== undefined && value !== item.value) {
    changes.push({ type: 'value', item: item.id, from: item.value, to: value })
    if (item.mark !== null) changes.push({ type: 'mark', item: item.id, from: item.mark, to: null })
    if (item.accepted) changes.push({ type: 'accept', item: item.id, from: true, to: false })
  }
  if (quads !== undefined && !sameValue(quads, item.quads)) {
    changes.push({ type: 'box', item: item.id, from: boxOf(item), to: operatorBox(item.page, quads) })
  }
  return changes
}
