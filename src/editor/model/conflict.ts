import type { Change, ChangeSet, ReviewItem } from '#contract/review'
import { boxOf } from './box-edit.ts'
import { openDocumentState, sameValue, type DocumentState } from './document-state.ts'

/** What of an item two people changed differently. */
export type Aspect = 'value' | 'box' | 'mark'

export interface Disagreement {
  item: string
  aspect: Aspect
  mine: ReviewItem
  theirs: ReviewItem
  /** Who wrote theirs, when the server says so. */
  author: string | null
}

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
  return { mine: byId(state.review.items), their: byId(their.review.items) }
}

/** Every value, box or mark that both sides changed and that now differs. */
export function disagreementsOf(state: DocumentState, theirs: readonly ChangeSet[]): Disagreement[] {
  const { mine, their } = sides(state, theirs)
  const authors = new Map<string, string | null>()
  for (const { changes, author } of theirs) {
    for (const change of changes) if (isAspect(change)) authors.set(keyOf(change.item, change.type), author ?? null)
  }
  const found = new Map<string, Disagreement>()
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
  return [...found.values()]
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
  const { their } = sides(state, theirs)
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
  const restored = disagreements
    .filter((disagreement) => choice(disagreement) === 'theirs')
    .map(
      ({ item, aspect, mine, theirs: theirItem }): Change =>
        ({ type: aspect, item, from: pick(mine, aspect), to: pick(theirItem, aspect) }) as Change,
    )
  if (restored.length === 0) return rebased
  return [...rebased, { id: makeId(), recognitionId: state.recognition.id, label: 'conflict', changes: restored }]
}
