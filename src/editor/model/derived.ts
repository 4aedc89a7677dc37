import { runChecks } from '#contract/checks/index'
import { kindByName } from '#contract/documents/index'
import type { Check } from '#contract/result'
import type { ReviewItem } from '#contract/review'
import { sameValue } from '#contract/same-value'
import { changedBetween } from './changed-items.ts'
import { shownValue, type EditorState } from './editor-state.ts'
import { flagOf, type FlagReason } from './flags.ts'
import { PatchedMap } from './patched-map.ts'

type Derived = Pick<EditorState, 'byId' | 'checks' | 'flags'>

/**
 * Works out what follows from the items, the draft, the threshold and what others read: checks and flags. Parts that come out the same keep their
 * identity, so that only the rows concerned are rendered; after an edit only the items that it changed are looked at again, so that it
 * costs the same at any number of items.
 * @param before the state that `state` follows, whose checks and flags it still holds
 */
export function derived(state: EditorState, before: EditorState): Derived {
  const { document } = state
  if (!document) return { byId: new Map(), checks: new Map(), flags: new Map() }
  const { items } = document.review
  const checks = checksOf(state)
  const changed = changedItems(state, before)
  if (changed === null || !(state.byId instanceof PatchedMap) || !(state.flags instanceof PatchedMap)) {
    const flags = new Map<string, FlagReason>()
    for (const item of items) {
      const flag = flagIn(state, checks, item)
      if (flag) flags.set(item.id, flag)
    }
    return { byId: new PatchedMap(new Map(items.map((item) => [item.id, item]))), checks, flags: new PatchedMap(flags) }
  }
  const concerned = new Set(changed.map(({ id }) => id))
  for (const id of new Set([...checks.keys(), ...state.checks.keys()])) {
    if (state.checks.get(id) !== checks.get(id)) concerned.add(id)
  }
  for (const draft of [state.draft, before.draft]) if (draft) concerned.add(draft.item)
  const byId = (state.byId as PatchedMap<string, ReviewItem>).with(changed.map((item) => [item.id, item]))
  const flags = [...concerned].flatMap((id) => {
    const item = byId.get(id)
    return item ? [[id, flagIn(state, checks, item) ?? undefined] as const] : []
  })
  return { byId, checks, flags: (state.flags as PatchedMap<string, FlagReason>).with(flags) }
}

/** The items that are not as they were; null when so much is different that all must be looked at. */
function changedItems(state: EditorState, before: EditorState): ReviewItem[] | null {
  const [now, then] = [state.document, before.document]
  if (!now || !then || now.recognition !== then.recognition || state.threshold !== before.threshold) return null
  if (state.otherReadings !== before.otherReadings || before.byId.size !== now.review.items.length) return null
  return changedBetween(then.review.items, now.review.items)?.map(([, item]) => item) ?? null
}

function checksOf(state: EditorState): ReadonlyMap<string, readonly Check[]> {
  const { recognition, review } = state.document!
  const kind = kindByName(recognition.kind)
  const fields = review.items.filter(({ key }) => key !== null)
  const results =
    kind && fields.length > 0
      ? runChecks(
          kind,
          fields.map((item) => ({ key: item.key!, value: item.mark === null ? shownValue(state, item) : null })),
        )
      : {}
  const checks = new Map<string, readonly Check[]>()
  for (const { id, key } of fields) {
    const found = results[key!]
    if (!found) continue
    const before = state.checks.get(id)
    checks.set(id, before && sameValue(before, found) ? before : found)
  }
  return checks
}

function flagIn(
  state: EditorState,
  checks: ReadonlyMap<string, readonly Check[]>,
  item: ReviewItem,
): FlagReason | null {
  const shown = state.draft?.item === item.id ? { ...item, value: shownValue(state, item) } : item
  const others = state.otherReadings.get(item.id)
  return flagOf(shown, state.document!.recognition.kind, checks.get(item.id) ?? [], state.threshold, others)
}
