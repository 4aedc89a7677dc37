import { ProblemError } from '../api/problem-error.ts'
import { sendChanges } from '../api/review.ts'
import type { ChangeSet } from '#contract/review'
import { openJournal, volatileJournal, type Journal } from './model/journal.ts'
import { Outbox, SendFailure } from './model/outbox.ts'

export interface Keeping {
  journal: Journal
  outbox: Outbox
}

/** Sends change-sets; tells conflicts, refusals and a server that cannot be reached apart. */
async function sendBehind(documentId: string, baseSequence: number, changeSets: ChangeSet[]) {
  try {
    return await sendChanges(documentId, baseSequence, changeSets)
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    const { problem, body } = error
    if (problem.code === 'review-conflict') {
      const theirs = (body as { changeSets?: ChangeSet[] } | undefined)?.changeSets ?? []
      throw new SendFailure('conflict', problem, theirs)
    }
    // Signed out, claimed by another, too many requests or the server down: it can be sent later as it is.
    const later = problem.retryable || [0, 401, 408, 423, 429].includes(problem.status) || problem.status >= 500
    const claimed = problem.code === 'document-claimed'
    throw new SendFailure(later || claimed ? 'unreachable' : 'refused', problem)
  }
}

function exclusively<Result>(name: string, task: () => Promise<Result>): Promise<Result> {
  return 'locks' in navigator ? navigator.locks.request(name, task) : task()
}

let opened: Promise<Keeping> | null = null

/** The journal and the outbox of this browser, opened once for all documents; what earlier sessions left is sent at once. */
export function openKeeping(): Promise<Keeping> {
  opened ??= (async () => {
    const journal = await openJournal().catch(() => volatileJournal())
    const outbox = new Outbox({ journal, send: sendBehind, exclusively })
    window.addEventListener('online', () => outbox.retryNow())
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') outbox.retryNow()
    })
    void outbox.sendLeftovers()
    return { journal, outbox }
  })()
  return opened
}
