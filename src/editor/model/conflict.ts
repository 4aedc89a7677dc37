import type { Change, ChangeSet, ReviewItem } from '#contract/review'
import { sameValue } from '#contract/same-value'
import type { TableStructure } from '#contract/table-structure'
import { boxOf } from './box-edit.ts'
import { openDocumentState, type DocumentState } from './document-state.ts'

/** What of an item two people changed differently. */
export type Aspect = 'value' | 'box' | 'mark'

export interface ItemDisagreement {
  item: string
  aspect: Aspect
  mine: ReviewItem
  theirs: ReviewItem
  /** Who wrote theirs, when the server says so. */
  author: string | null
}

/** Two people gave a table other rows and columns: one of both structures stands, with its cells. */
export interface TableDisagreement {
  /** `table:<n>` */
  item: string
  aspect: 'table'
  table: number
  mine: TableStructure
  theirs: TableStructure
  author: string | null
}

export type Disagreement = ItemDisagreement | TableDisagreement

type AspectChange = Extract<Change, { type: Aspect }>

function isAspect(change: Change): change is AspectChange {
  return change.type === 'value' || change.type === 'box' || change.type === 'mark'
}

function keyOf(item: string, aspect: Aspect): string {
  return `${aspect} ${item}`
}

/** The review as it would be with only the others' change-sets, and as it is with only ours. */
function sides(state: DocumentState, theirs: readonly ChangeSet[]) {
  // Some of theirs may have come by another way already (the document was asked for again).
  const known = new Set(state.acknowledged.map(({ id }) => id))
  const missing = theirs.filter(({ id }) => !known.has(id))
  const their = openDocumentState(state.recognition, [...state.acknowledged, ...missing], state.sequence)
  const byId = (items: readonly ReviewItem[]) => new Map(items.map((item) => [item.id, item]))
  return { mine: byId(state.review.items), their: byId(their.review.items), theirTables: their.review.tables }
}

/** Every table that both sides gave another structure, and whose structures now differ. */
function tableDisagreements(state: DocumentState, theirs: readonly ChangeSet[]): TableDisagreement[] {
  const rebuilt = (changeSets: readonly ChangeSet[]) =>
    new Map(
      changeSets.flatMap(({ changes, author }) =>
        changes.flatMap((change) => (change.type === 'table' ? [[change.table, author ?? null] as const] : [])),
      ),
    )
  const byThem = rebuilt(theirs)
  const { theirTables } = sides(state, theirs)
  return [...rebuilt(state.pending).keys()].flatMap((table) => {
    const [mine, their] = [state.review.tables[table], theirTables[table]]
    if (!byThem.has(table) || !mine || !their || sameValue(mine, their)) return []
    const author = byThem.get(table) ?? null
    return { item: `table:${table}`, aspect: 'table', table, mine, theirs: their, author }
  })
}

/** Every value, box or mark, and every table's structure, that both sides changed and that now differs. */
export function disagreementsOf(state: DocumentState, theirs: readonly ChangeSet[]): Disagreement[] {
  const { mine, their } = sides(state, theirs)
  const authors = new Map<string, string | null>()
  for (const { changes, author } of theirs) {
    for (const change of changes) if (isAspect(change)) authors.set(keyOf(change.item, change.type), author ?? null)
  }
  const found = new Map<string, ItemDisagreement>()
  for (const change of state.pending.flatMap(({ changes }) => changes)) {
    if (!isAspect(change)) continue
    const key = keyOf(change.item, change.type)
    const mineItem = mine.get(change.item)
    const theirItem = their.get(change.item)
    if (
      !authors.has(key) ||
      !mineItem ||
      !theirItem ||
      sameValue(pick(mineItem, change.type), pick(theirItem, change.type))
    ) {
      continue
    }
    const { item, type: aspect } = change
    found.set(key, { item, aspect, mine: mineItem, theirs: theirItem, author: authors.get(key) ?? null })
  }
  return [...found.values(), ...tableDisagreements(state, theirs)]
}

function pick(item: ReviewItem, aspect: Aspect): unknown {
  return aspect === 'box' ? boxOf(item) : item[aspect]
}

/**
 * The pending change-sets after a conflict was settled, to be sent on top of the others'. Ours are kept in any case, told from what
 * they now replace; where theirs was chosen one more change-set puts it back. So the history holds both values, whoever wins.
 */
export function settled(
  state: DocumentState,
  theirs: readonly ChangeSet[],
  choice: (disagreement: Disagreement) => 'mine' | 'theirs',
  makeId: () => string,
): ChangeSet[] {
  const disagreements = disagreementsOf(state, theirs)
  const { mine, their } = sides(state, theirs)
  const told = new Set<string>()
  const rebased = state.pending.map((changeSet): ChangeSet => {
    const changes = changeSet.changes.map((change) => {
      if (!isAspect(change) || told.has(keyOf(change.item, change.type))) return change
      told.add(keyOf(change.item, change.type))
      const item = their.get(change.item)
      return item ? ({ ...change, from: pick(item, change.type) } as Change) : change
    })
    // A new id: the server may remember the old one as refused.
    return { ...changeSet, id: makeId(), changes }
  })
  const restored = disagreements.flatMap((disagreement): Change[] => {
    if (disagreement.aspect === 'table' || choice(disagreement) === 'mine') return []
    const { item, aspect, mine, theirs: theirItem } = disagreement
    return [{ type: aspect, item, from: pick(mine, aspect), to: pick(theirItem, aspect) } as Change]
  })
  const rebuilt = disagreements.flatMap((disagreement) => {
    if (disagreement.aspect !== 'table') return []
    const side = choice(disagreement)
    return tableChanges(state, theirs, rebased, disagreement.table, disagreement[side], side === 'mine' ? mine : their)
  })
  const changes = [...restored, ...rebuilt]
  if (changes.length === 0) return rebased
  return [...rebased, { id: makeId(), recognitionId: state.recognition.id, label: 'conflict', changes }]
}

/** What makes a table that both sides rebuilt that of one side: its structure, with the cells of that side and no others. */
function tableChanges(
  state: DocumentState,
  theirs: readonly ChangeSet[],
  rebased: readonly ChangeSet[],
  table: number,
  chosen: TableStructure,
  cells: ReadonlyMap<string, ReviewItem>,
): Change[] {
  const known = new Set(state.acknowledged.map(({ id }) => id))
  const before = [...state.acknowledged, ...theirs.filter(({ id }) => !known.has(id))]
  const { items, tables } = openDocumentState(state.recognition, before, state.sequence, rebased).review
  const now = new Map(items.map((item) => [item.id, item]))
  const wanted = new Set(chosen.cells.map(({ item }) => item))
  const missing = [...wanted].flatMap((id) => (now.has(id) ? [] : (cells.get(id) ?? [])))
  const elsewhere = new Set(
    tables.flatMap((other, index) => (index === table ? [] : other.cells.map(({ item }) => item))),
  )
  const left = items.filter(({ id, source }) => source === 'cell' && !wanted.has(id) && !elsewhere.has(id))
  return [
    ...missing.map((item, index): Change => ({ type: 'add', item, at: items.length + index })),
    { type: 'table', table, from: tables[table]!, to: chosen },
    ...left.map((item): Change => ({ type: 'remove', item, at: items.indexOf(item) })),
  ]
}
