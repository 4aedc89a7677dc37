import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { ChangeSet } from '#contract/review'

/** A change-set on its way to the server. */
export interface JournalEntry {
  /** Given by the database; change-sets leave in this order. */
  order?: number
  documentId: string
  changeSet: ChangeSet
  /** The newest sequence that its author had seen: what others changed after it may be in conflict. */
  baseSequence: number
}

/** Text that is being typed and has not become a change-set yet. */
export interface Draft {
  documentId: string
  recognitionId: string
  item: string
  text: string
}

interface JournalSchema extends DBSchema {
  changeSets: { key: number; value: JournalEntry; indexes: { documentId: string; id: string } }
  drafts: { key: string; value: Draft }
}

/**
 * What this browser knows and the server does not yet. Every change-set is written here before it is sent and removed after the server
 * has stored it, so that a killed tab, a lost connection or a stopped server loses nothing.
 */
export interface Journal {
  append(entry: JournalEntry): Promise<void>
  /** The entries of a document, oldest first. */
  pending(documentId: string): Promise<JournalEntry[]>
  /** Documents that have entries. */
  documents(): Promise<string[]>
  remove(ids: readonly string[]): Promise<void>
  /** Puts other change-sets in place of a document's entries, in one step. */
  replace(documentId: string, entries: readonly JournalEntry[]): Promise<void>
  writeDraft(draft: Draft): Promise<void>
  draft(documentId: string): Promise<Draft | null>
  clearDraft(documentId: string): Promise<void>
  close(): void
}

/** Opens (or makes) the journal. @throws when the browser keeps no IndexedDB; see `volatileJournal`. */
export async function openJournal(name = 'fieldproof-journal'): Promise<Journal> {
  const database = await openDB<JournalSchema>(name, 1, {
    upgrade(db) {
      const store = db.createObjectStore('changeSets', { keyPath: 'order', autoIncrement: true })
      store.createIndex('documentId', 'documentId')
      store.createIndex('id', 'changeSet.id')
      db.createObjectStore('drafts', { keyPath: 'documentId' })
    },
  })
  return new IndexedDbJournal(database)
}

class IndexedDbJournal implements Journal {
  readonly #db: IDBPDatabase<JournalSchema>

  constructor(db: IDBPDatabase<JournalSchema>) {
    this.#db = db
  }

  async append(entry: JournalEntry): Promise<void> {
    // Strict: acknowledged only when it lies on the disk, also when the machine loses power.
    const transaction = this.#db.transaction('changeSets', 'readwrite', { durability: 'strict' })
    await Promise.all([transaction.store.add(entry), transaction.done])
  }

  async pending(documentId: string): Promise<JournalEntry[]> {
    const entries = await this.#db.getAllFromIndex('changeSets', 'documentId', documentId)
    return entries.sort((first, second) => first.order! - second.order!)
  }

  async documents(): Promise<string[]> {
    const ids = new Set<string>()
    const transaction = this.#db.transaction('changeSets')
    let cursor = await transaction.store.index('documentId').openKeyCursor(null, 'nextunique')
    for (; cursor; cursor = await cursor.continue()) ids.add(cursor.key)
    return [...ids]
  }

  async remove(ids: readonly string[]): Promise<void> {
    const transaction = this.#db.transaction('changeSets', 'readwrite', { durability: 'strict' })
    const index = transaction.store.index('id')
    for (const id of ids) {
      const key = await index.getKey(id)
      if (key !== undefined) await transaction.store.delete(key)
    }
    await transaction.done
  }

  async replace(documentId: string, entries: readonly JournalEntry[]): Promise<void> {
    const transaction = this.#db.transaction('changeSets', 'readwrite', { durability: 'strict' })
    for (const key of await transaction.store.index('documentId').getAllKeys(documentId)) {
      await transaction.store.delete(key)
    }
    for (const { order: _, ...entry } of entries) await transaction.store.add(entry)
    await transaction.done
  }

  async writeDraft(draft: Draft): Promise<void> {
    await this.#db.put('drafts', draft)
  }

  async draft(documentId: string): Promise<Draft | null> {
    return (await this.#db.get('drafts', documentId)) ?? null
  }

  async clearDraft(documentId: string): Promise<void> {
    await this.#db.delete('drafts', documentId)
  }

  close(): void {
    this.#db.close()
  }
}

/** The same in memory, for a browser that keeps no storage (private windows): the screen then says "not kept" while it is unsent. */
export function volatileJournal(): Journal {
  let entries: JournalEntry[] = []
  const drafts = new Map<string, Draft>()
  return {
    append: async (entry) => {
      entries.push(entry)
    },
    pending: async (id) => entries.filter(({ documentId }) => documentId === id),
    documents: async () => [...new Set(entries.map(({ documentId }) => documentId))],
    remove: async (ids) => {
      entries = entries.filter(({ changeSet }) => !ids.includes(changeSet.id))
    },
    replace: async (id, others) => {
      entries = [...entries.filter(({ documentId }) => documentId !== id), ...others]
    },
    writeDraft: async (draft) => {
      drafts.set(draft.documentId, draft)
    },
    draft: async (documentId) => drafts.get(documentId) ?? null,
    clearDraft: async (documentId) => {
      drafts.delete(documentId)
    },
    close: () => {},
  }
}
