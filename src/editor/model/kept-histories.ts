import type { History } from './history.ts'

/** Documents whose history is kept; who comes back to an older one begins with none. */
const KEPT_AT_MOST = 50

/**
 * Histories of documents that were left, for whoever comes back to one: from the comparison to the workbench and back there is one history.
 * What of it no longer stands is passed over when it is taken back (`history.ts`).
 */
export class KeptHistories {
  readonly #histories = new Map<string, { recognitionId: string; history: History }>()

  keep(documentId: string, recognitionId: string, history: History): void {
    this.#histories.delete(documentId)
    if (history.done.length + history.undone.length === 0) return
    this.#histories.set(documentId, { recognitionId, history })
    const [oldest] = this.#histories.keys()
    if (this.#histories.size > KEPT_AT_MOST && oldest !== undefined) this.#histories.delete(oldest)
  }

  /** The history of a document; null when there is none, or it is of another reading. */
  of(documentId: string, recognitionId: string): History | null {
    const kept = this.#histories.get(documentId)
    return kept?.recognitionId === recognitionId ? kept.history : null
  }
}
