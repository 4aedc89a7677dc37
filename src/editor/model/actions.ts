import type { Change, ReviewItem } from '#contract/review'
import { choicesInHand, withCharacter } from './character-choices.ts'
import { neighbourDoubtful } from './characters.ts'
import { focusedItem, isEditable, itemsIn, shownValue, type EditorState } from './editor-state.ts'
import { flagAfter, flagBefore } from './flags.ts'
import { nextReading, readingsOf, type Reading } from './readings.ts'
import type { Session } from './session.ts'
import { valueChanges } from './value-changes.ts'
import { appended, wordAt } from './words.ts'
import type { Point, Quad } from '#contract/geometry'

/** Accepts the item in focus as it stands and goes to the next flag; after the last one to Approve, which it never presses. */
export function acceptAndGoOn(session: Session): void {
  const item = focusedItem(session.state)
  const reason = item ? (session.state.flags.get(item.id) ?? null) : null
  if (item && isEditable(session.state)) accept(session, item)
  const next = flagAfter(itemsIn(session.state), session.state.flags, item?.id ?? null, reason)
  if (item) session.set({ trail: [...session.state.trail.filter((id) => id !== item.id), item.id] })
  if (next === null) session.focusDecision()
  else {
    session.focus(next)
    session.announce('flag', { left: session.state.flags.size })
  }
}

function accept(session: Session, item: ReviewItem): void {
  const { draft } = session.state
  const typed = draft?.item === item.id ? shownValue(session.state, item) : item.value
  session.dropDraft()
  const changes: Change[] = []
  if (typed !== item.value) changes.push({ type: 'value', item: item.id, from: item.value, to: typed })
  if (typed !== item.value && item.mark !== null)
    changes.push({ type: 'mark', item: item.id, from: item.mark, to: null })
  if (!item.accepted) changes.push({ type: 'accept', item: item.id, from: false, to: true })
  session.commit(typed === item.value ? 'accept' : 'value', changes)
}

/** Goes back to the flag that Enter left last, or to the flag before. */
export function goBack(session: Session): void {
  session.commitDraft()
  const { trail, focusDecision } = session.state
  // On Approve one stands behind every field, the one that Enter left last included.
  const focus = focusDecision ? null : session.state.focus
  const last = trail.findLast((id) => id !== focus && session.state.byId.has(id))
  if (last !== undefined) session.set({ trail: trail.slice(0, trail.indexOf(last)) })
  const target = last ?? flagBefore(itemsIn(session.state), session.state.flags, focus)
  if (target !== null) session.focus(target)
}

/** The item after or before the one in focus in the list; past the last one Approve. False when there is none before. */
export function goToNeighbour(session: Session, direction: 1 | -1): boolean {
  const items = itemsIn(session.state)
  const { focus, focusDecision } = session.state
  const position = focusDecision ? items.length : items.findIndex(({ id }) => id === focus)
  const next = items[position < 0 ? 0 : position + direction]
  if (next) session.focus(next.id)
  else if (direction === 1 && !focusDecision) session.focusDecision()
  else return false
  return true
}

/** Goes to the next or previous character that may be read wrongly, through all items. */
export function goToDoubtful(session: Session, direction: 1 | -1): void {
  session.commitDraft()
  const { focus, doubtful, threshold } = session.state
  const current = doubtful ?? (focus === null ? null : { item: focus, index: direction === 1 ? -1 : Infinity })
  const found = neighbourDoubtful(itemsIn(session.state), threshold, current, direction)
  if (!found) {
    session.announce('noDoubtful')
    return
  }
  session.set({ doubtful: { item: found.item, index: found.index } })
  session.focus(found.item)
  const { text: character, read, confidence } = found.character
  // Where the engine read something else, its confidence is not that of this character.
  if (read === undefined) session.announce('doubtful', { character, confidence: Math.round(confidence * 100) })
  else session.announce('readOtherwise', { character, read })
}

/** The readings that an item can take: those that are being gone through, or those that follow from what stands there. */
export function readingsIn(state: EditorState, item: ReviewItem): readonly Reading[] {
  const { document, checks, otherReadings, cycle } = state
  if (!document) return []
  const going = cycle?.item === item.id && cycle.readings.some(({ value }) => value === item.value)
  if (going) return cycle.readings
  return readingsOf(item, document.recognition.kind, checks.get(item.id) ?? [], otherReadings.get(item.id))
}

/**
 * Puts the next reading into the item in focus. With a doubtful character in hand, that character takes its next alternative.
 */
export function cycleReading(session: Session, direction: 1 | -1 = 1): void {
  const item = focusedItem(session.state)
  if (!item || !isEditable(session.state)) return
  session.commitDraft()
  const current = session.state.byId.get(item.id)!
  const readings = readingsIn(session.state, current)
  const next = alternativeInHand(session, current, direction) ?? nextReading(readings, current.value, direction)
  if (!next) {
    session.announce('noReading')
    return
  }
  takeReading(session, current.id, next.value, readings)
  session.announce('reading', { value: next.value, origin: next.origin })
}

function alternativeInHand(session: Session, item: ReviewItem, direction: 1 | -1): Reading | null {
  const found = choicesInHand(session.state, item)
  if (!found || item.value === null) return null
  const { index, choices } = found
  const position = choices.findIndex(({ text }) => text === item.value![index])
  const next = choices[(position + direction + choices.length) % choices.length]
  if (!next || next.text === item.value[index]) return null
  return { value: withCharacter(item.value, index, next.text), origin: 'character', confidence: next.confidence }
}

/** Puts a character into the place of the doubtful one in hand. */
export function takeCharacter(session: Session, id: string, text: string): void {
  session.commitDraft()
  const item = session.state.byId.get(id)
  const found = item && isEditable(session.state) ? choicesInHand(session.state, item) : null
  if (!found || !item || item.value === null) return
  setValue(session, id, withCharacter(item.value, found.index, text), 'reading')
  session.focus(id, { still: true })
}

/** Puts a reading into an item; the readings to choose from stay the same. */
export function takeReading(session: Session, id: string, value: string, readings: readonly Reading[]): void {
  session.set({ cycle: { item: id, readings } })
  setValue(session, id, value, 'reading')
  session.focus(id, { still: true })
}

/** Gives an item another value as one step of the history. */
function setValue(session: Session, id: string, value: string | null, label: string): void {
  session.dropDraft()
  session.commit(label, valueChanges(id, value, session.state))
}

/** Returns the item in focus to what the machine said. False when it says that already. */
export function revert(session: Session): boolean {
  const item = focusedItem(session.state)
  if (!item || !isEditable(session.state)) return false
  const typed = session.state.draft?.item === item.id && shownValue(session.state, item) !== item.machine.value
  if (!typed && item.value === item.machine.value && item.mark === null) return false
  session.dropDraft()
  session.commit('revert', valueChanges(item.id, item.machine.value, session.state))
  session.focus(item.id, { still: true, hand: session.state.hand })
  session.announce('reverted')
  return true
}

/** Marks the item in focus as missing, then as illegible, then not at all. */
export function cycleMark(session: Session): void {
  const item = focusedItem(session.state)
  if (!item || !isEditable(session.state)) return
  session.commitDraft()
  const to = item.mark === null ? 'missing' : item.mark === 'missing' ? 'illegible' : null
  session.commit('mark', [{ type: 'mark', item: item.id, from: item.mark, to }])
  session.announce(to ?? 'unmarked')
}

/** Fills the item in focus with the word under a page point, or appends it. False on bare paper. */
export function fillFromPage(session: Session, point: Point, append: boolean): boolean {
  const item = focusedItem(session.state)
  const { document, page } = session.state
  if (!item || !document || !isEditable(session.state)) return false
  const word = wordAt(document.recognition.lines, page, point)
  if (!word) return false
  fillHeld(session, page, word, append)
  return true
}

/** Fills the item in focus with text from a page and its place there, or appends both, as one step of the history. */
export function fillHeld(
  session: Session,
  page: number,
  { text, quads: places }: { text: string; quads: readonly Quad[] },
  append: boolean,
): void {
  const item = focusedItem(session.state)
  if (!item || !isEditable(session.state)) return
  session.commitDraft()
  const current = session.state.byId.get(item.id)!
  const value = append ? appended(current.value, text) : text
  const changes = valueChanges(item.id, value, session.state)
  const quads = append && current.page === page ? [...current.quads, ...places] : [...places]
  const { page: fromPage, quads: fromQuads, boxSource } = current
  changes.push({
    type: 'box',
    item: item.id,
    from: { page: fromPage, quads: fromQuads, boxSource },
    to: { page, quads, boxSource: 'operator' },
  })
  session.commit('fill', changes)
  session.announce('filled', { value })
}
