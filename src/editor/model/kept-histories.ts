import type { History } from './history.ts'

/** Documents whose history is kept; who comes back to an older one begins with none. */
const KEPT_AT_MOST = 50
/** Of these few the history outlives a reload: a tab's storage holds five megabytes. */
const KEPT_OVER_RELOAD = 10

interface Kept {
  recognitionId: string
  /** Whose it is: the next person at this browser takes back nothing of it. */
  owner: string | null
  history: History
}

/** Where text waits while a page is loaded anew. */
export interface Shelf {
  /** Takes away what was put there last. */
  take: () => string | null
  put: (text: string) => void
}

/**
 * Histories of documents that were left, for whoever comes back to one: from the comparison to the workbench and back there is one history, and
 * after a reload the same. What of it no longer stands is passed over when it is taken back (`history.ts`).
 */
export class KeptHistories {
  readonly #histories = new Map<string, Kept>()
  readonly #shelf: Shelf | null

  constructor(shelf: Shelf | null = null) {
    this.#shelf = shelf
    for (const [documentId, kept] of parsed(shelf?.take() ?? null)) this.#histories.set(documentId, kept)
  }

  keep(documentId: string, kept: Kept): void {
    this.#histories.delete(documentId)
    const { done, undone } = kept.history
    if (done.length + undone.length === 0) return
    this.#histories.set(documentId, kept)
    const [oldest] = this.#histories.keys()
    if (this.#histories.size > KEPT_AT_MOST && oldest !== undefined) this.#histories.delete(oldest)
  }

  /** The history of a document; null when there is none, or it is of another reading or another person. */
  of(documentId: string, recognitionId: string, owner: string | null): History | null {
    const kept = this.#histories.get(documentId)
    return kept?.recognitionId === recognitionId && kept.owner === owner ? kept.history : null
  }

  /** The page is about to go: the newest histories are put where it finds them when it comes again. */
  putAside(): void {
    this.#shelf?.put(JSON.stringify([...this.#histories].slice(-KEPT_OVER_RELOAD)))
  }
}

/** What lay on the shelf; nothing where it is of another making. */
function parsed(text: string | null): [string, Kept][] {
  try {
    const found = JSON.parse(text ?? '[]') as [string, Kept][]
    return found.filter(([, { history }]) => Array.isArray(history.done) && Array.isArray(history.undone))
  } catch {
    return []
  }
}
