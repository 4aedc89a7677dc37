import type { ChangeSet, Decision } from '#contract/review'
import { isEditable } from './editor-state.ts'
import type { SessionCore } from './session-core.ts'
import type { Session } from './session.ts'

/** For so many milliseconds a decision can be taken back from anywhere (INTERACTION.md, "Approve"). */
export const RECALL = 10_000

/** Approves, or with flags still open asks for a reason first. */
export function approve(session: Session): void {
  session.commitDraft()
  if (!isEditable(session.state)) return
  // Two Enters in a row would approve what was never looked at.
  if (!session.state.seen) return session.announce('unseen')
  if (session.state.flags.size > 0) session.openDialog('approve')
  else decide(session, 'approved', null)
}

/** Writes the decision and goes on to the next document. */
export function decide(session: Session, state: Exclude<Decision['state'], 'open'>, reason: string | null): void {
  session.commitDraft()
  const { document } = session.state
  if (!document || !isEditable(session.state)) return
  session.openDialog(null)
  const effort = session.services.effort?.()
  const changeSet = session.commit(state, [
    { type: 'decision', from: document.review.decision, to: { state, reason }, ...(effort && { effort }) },
  ])
  if (!changeSet) return
  goOn(session, changeSet)
}

/** A decision is made: from now on it can be taken back for a while, and the next document comes. */
export function goOn(session: SessionCore, changeSet: ChangeSet): void {
  const { documentId, summary } = session.state
  const change = changeSet.changes.find(({ type }) => type === 'decision')
  if (change?.type !== 'decision' || change.to.state === 'open') return
  const { state } = change.to
  session.patch({ recallable: true })
  session.services.later(RECALL, () => session.patch({ recallable: false }))
  session.services.decided({ documentId, name: summary.name, state })
  session.announce(state)
  void session.services.openNext()
}

/** Takes back a decision that was just made; where the history does not know it any more, the document is opened again. */
export function takeBack(session: Session): void {
  const last = session.state.history.done.at(-1)
  if (session.state.recallable && last?.changes.some(({ type }) => type === 'decision')) session.undo()
  else reopen(session)
  session.focusFirst()
}

/** Opens a decided document for work again. */
export function reopen(session: Session): void {
  const { document } = session.state
  if (!document || document.review.decision.state === 'open' || session.state.hold.by === 'other') return
  // No step of the history: what Ctrl/Cmd+Z takes back next is the work from before the decision.
  session.commit(
    'reopened',
    [{ type: 'decision', from: document.review.decision, to: { state: 'open', reason: null } }],
    false,
  )
  session.focusFirst()
  session.announce('reopened')
}
