import type { Point, Quad } from '#contract/geometry'
import { drawnItem, type ReviewItem } from '#contract/review'
import { sameValue } from '#contract/same-value'
import { boxOf, drawnQuad, movedQuads, operatorBox, withCorner } from './box-edit.ts'
import { focusedItem, isEditable, itemsIn } from './editor-state.ts'
import { lookedValue } from './looked-value.ts'
import { toPage } from './view.ts'
import type { Session } from './session.ts'
import { valueChanges } from './value-changes.ts'

/** Puts the quads of an item elsewhere as one step of the history. */
export function setQuads(
  session: Session,
  item: ReviewItem,
  page: number,
  quads: readonly Quad[],
  label: string,
): void {
  const to = operatorBox(page, quads)
  if (sameValue(to.quads, item.quads) && item.page === page) return
  session.commit(label, [{ type: 'box', item: item.id, from: boxOf(item), to }])
}

/** Moves the box in hand, or the corner of it that is, by page pixels. */
export function nudge(session: Session, delta: Point): void {
  const { corner, quad, pages } = session.state
  const item = focusedItem(session.state)
  const page = item && pages[item.page]
  if (!item || !page || item.quads.length === 0 || !isEditable(session.state)) return
  if (corner === null) {
    setQuads(session, item, item.page, movedQuads(item.quads, delta, page), 'nudge')
    session.announce('boxMoved')
    return
  }
  const quads = item.quads.map((corners, index) => {
    const [x, y] = corners[corner]!
    return index === quad ? withCorner(corners, corner, [x + delta[0], y + delta[1]], page) : corners
  })
  setQuads(session, item, item.page, quads, 'resize')
  session.announce('boxResized')
}

const corners = ['cornerTopLeft', 'cornerTopRight', 'cornerBottomRight', 'cornerBottomLeft'] as const

/** Takes the next corner of the box in hand for the arrow keys: of each of its quads all four, then the whole box again. */
export function takeNextCorner(session: Session): void {
  const item = focusedItem(session.state)
  if (!item || item.quads.length === 0) return
  const inHand = session.state.hand === 'box'
  const { corner, quad } = session.state
  const next = !inHand || corner === null ? 0 : quad * 4 + corner + 1
  if (!inHand) session.focus(item.id, { hand: 'box', still: true })
  const whole = next >= item.quads.length * 4
  session.set(whole ? { quad: 0, corner: null } : { quad: Math.floor(next / 4), corner: next % 4 })
  session.announce(whole ? 'boxInHand' : corners[next % 4]!)
}

/** Takes away the box in hand: a drawn line goes whole, of a field or a table's cell only its place. */
export function removeBox(session: Session): void {
  const item = focusedItem(session.state)
  if (!item || item.quads.length === 0 || !isEditable(session.state)) return
  session.commitDraft()
  const current = session.state.byId.get(item.id)!
  if (current.key === null && current.source !== 'cell') {
    const items = itemsIn(session.state)
    const at = items.findIndex(({ id }) => id === current.id)
    session.commit('remove', [{ type: 'remove', item: current, at }])
    const neighbour = itemsIn(session.state)[Math.min(at, items.length - 2)]
    if (neighbour) session.focus(neighbour.id, { still: true, hand: 'box' })
  } else {
    session.commit('box', [
      { type: 'box', item: current.id, from: boxOf(current), to: { page: current.page, quads: [], boxSource: null } },
    ])
  }
  session.announce('boxRemoved')
}

/** Gives a box to the field in focus, or (in a kind whose result is its lines) to a new line; answers which has it now. */
function placeBox(session: Session, page: number, quad: Quad): string {
  session.commitDraft()
  session.set({ tool: 'select' })
  const item = focusedItem(session.state)
  if (item && item.source === 'field') {
    setQuads(session, item, page, [quad], 'draw')
    return item.id
  }
  const added = drawnItem(session.services.uuid(), 'line', null, operatorBox(page, [quad]))
  session.commit('draw', [{ type: 'add', item: added, at: itemsIn(session.state).length }])
  return added.id
}

/** Takes a drawn box. What stands there is read at once. */
export async function takeDrawn(session: Session, page: number, quad: Quad): Promise<void> {
  if (!isEditable(session.state)) return
  const id = placeBox(session, page, quad)
  session.focus(id, { still: true })
  await lookAgain(session, id)
}

/** How large a box is that was put down without a pointer: this share of the stage's width, and the height of a line, in CSS pixels. */
const PLACED = { share: 1 / 3, height: 32 }

/** Puts a box in the middle of the view and in hand, for who draws without a pointer: it is moved and then read by key. */
export function placeBoxInView(session: Session): void {
  const { view, stage } = session.services.view
  const { page, pages } = session.state
  const shown = pages[page]
  if (!shown || !isEditable(session.state)) return
  const width = stage.width * PLACED.share
  const from = toPage(view, [(stage.width - width) / 2, (stage.height - PLACED.height) / 2])
  const to = toPage(view, [(stage.width + width) / 2, (stage.height + PLACED.height) / 2])
  session.focus(placeBox(session, page, drawnQuad(from, to, view.rotation, shown)), { hand: 'box', still: true })
  session.announce('boxInHand')
}

/** Reads an item's box again with the local engine and takes what it says; the text before stays one of the readings. */
export async function lookAgain(session: Session, id: string): Promise<void> {
  session.commitDraft()
  const item = session.state.byId.get(id)
  if (!item || item.quads.length === 0) {
    session.announce('noBox')
    return
  }
  if (!isEditable(session.state) || session.state.looking.has(id)) return
  session.set({ looking: new Set([...session.state.looking, id]) })
  session.announce('looking')
  try {
    const looks = await Promise.all(
      item.quads.map((quad) => session.services.look(session.state.documentId, item.page, quad)),
    )
    const read = looks.map((look) => look.text).join('')
    const text = lookedValue(read, item, session.state.document?.recognition.kind ?? '')
    const confidences = looks.flatMap(({ confidence }) => (confidence === null ? [] : [confidence]))
    const confidence = confidences.length === looks.length ? Math.min(...confidences) : null
    if (text === '') {
      session.announce('nothingRead')
      return
    }
    const current = session.state.byId.get(id)
    // Typed on while the engine was reading: a person's text stands, what was read becomes a choice.
    const untouched = current?.value === item.value && session.state.draft?.item !== id
    if (item.value !== null) session.addReading(id, { value: item.value, origin: 'look', confidence: item.confidence })
    session.addReading(id, { value: text, origin: 'look', confidence })
    if (current && untouched) session.commit('look', valueChanges(id, text, session.state))
    session.announce('looked', { value: text })
  } catch {
    session.announce('lookFailed')
  } finally {
    const looking = new Set(session.state.looking)
    looking.delete(id)
    session.set({ looking })
  }
}
