import type { Decision } from '#contract/review'
import { isEditable } from './editor-state.ts'
import type { Session } from './session.ts'

/** Approves, or with flags still open asks for a reason first. */
export function approve(session: Session): void {
  session.commitDraft()
  if (!isEditable(session.state)) return
  if (session.state.flags.size > 0) session.openDialog('approve')
  else decide(session, 'approved', null)
}

/** Writes the decision and goes on to the next document. For ten seconds it can be taken back. */
export function decide(session: Session, state: Exclude<Decision['state'], 'open'>, reason: string | null): void {
  session.commitDraft()
  const { document, summary, documentId } = session.state
  if (!document || !isEditable(session.state)) return
  session.openDialog(null)
  const changeSet = session.commit(state, [{ type: 'decision', from: document.review.decision, to: { state, reason } }])
  if (!changeSet) return
  session.services.decided({ documentId, name: summary.name, changeSet })
  session.announce(state)
  void session.services.openNext()
}

/** Opens a decided document for work again. */
export function reopen(session: Session): void {
  const { document } = session.state
  if (!document || document.review.decision.state === 'open' || session.state.hold.by === 'other') return
  session.commit('reopened', [
    { type: 'decision', from: document.review.decision, to: { state: 'open', reason: null } },
  ])
  session.focusFirst()
  session.announce('reopened')
}
