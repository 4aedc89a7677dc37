import { and, asc, eq } from 'drizzle-orm'
import type { DocumentDetail, DocumentSummary, Page } from '../contract/document.ts'
import type { Database } from '../db/open.ts'
import { documents, pages } from '../db/schema.ts'
import { displayName } from '../contract/document-name.ts'
import type { StoredDocument } from './intake/intake.ts'
import { readReview } from './read-review.ts'
import { toChangeSet, toSummary } from './rows.ts'
import { gramsOf, searchTextOf } from './search-text.ts'

/** Makes the row of a document that intake has stored; nothing has read it yet. */
export async function insertDocument(
  db: Database,
  {
    stored,
    name: given,
    createdBy,
    createdByName,
    now,
  }: { stored: StoredDocument; name: string; createdBy: string; createdByName: string; now: Date },
): Promise<DocumentSummary> {
  const name = displayName(given)
  const searchText = searchTextOf(name, [])
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(documents)
      .values({
        id: stored.id,
        name,
        state: 'received',
        format: stored.format,
        bytes: stored.bytes,
        pageCount: stored.pages.length,
        sha256: stored.sha256,
        objectKey: stored.objectKey,
        searchText,
        searchGrams: gramsOf(searchText),
        createdAt: now,
        updatedAt: now,
        createdBy,
        createdByName,
      })
      .returning()
    await tx.insert(pages).values(stored.pages.map((page) => ({ documentId: stored.id, ...page })))
    return toSummary(row!, now)
  })
}

/** The oldest document that holds the same bytes. */
export async function findDuplicate(
  db: Database,
  sha256: string,
): Promise<{ id: string; name: string; createdAt: string } | null> {
  const [found] = await db
    .select({ id: documents.id, name: documents.name, createdAt: documents.createdAt })
    .from(documents)
    .where(eq(documents.sha256, sha256))
    .orderBy(asc(documents.createdAt))
    .limit(1)
  return found ? { ...found, createdAt: found.createdAt.toISOString() } : null
}

/** Id of the person who brought a document in; undefined when there is no such document. */
export async function readOwner(db: Database, documentId: string): Promise<string | undefined> {
  const [row] = await db.select({ createdBy: documents.createdBy }).from(documents).where(eq(documents.id, documentId))
  return row?.createdBy
}

export async function readSummary(db: Database, documentId: string, now: Date): Promise<DocumentSummary | undefined> {
  const [row] = await db.select().from(documents).where(eq(documents.id, documentId))
  return row && toSummary(row, now)
}

export type StoredPageRow = typeof pages.$inferSelect

/** The pages of a document with the keys of their pictures, in order. */
export async function readPages(db: Database, documentId: string): Promise<StoredPageRow[]> {
  return db.select().from(pages).where(eq(pages.documentId, documentId)).orderBy(asc(pages.index))
}

export async function readPage(db: Database, documentId: string, index: number): Promise<StoredPageRow | undefined> {
  const [row] = await db
    .select()
    .from(pages)
    .where(and(eq(pages.documentId, documentId), eq(pages.index, index)))
  return row
}

function toPage({ documentId, index, width, height }: StoredPageRow): Page {
  const base = `/api/v1/documents/${documentId}/pages/${index}`
  return {
    index,
    width,
    height,
    imageUrl: `${base}/image`,
    previewUrl: `${base}/preview`,
    thumbnailUrl: `${base}/thumbnail`,
  }
}

/** Everything that the workbench needs of one document, as it was at one moment. */
export async function readDetail(db: Database, documentId: string, now: Date): Promise<DocumentDetail | undefined> {
  return db.transaction(
    async (tx) => {
      const [row] = await tx.select().from(documents).where(eq(documents.id, documentId))
      if (!row) return undefined
      const { heads, recognition, steps } = await readReview(tx, documentId)
      return {
        document: toSummary(row, now),
        pages: (await readPages(tx, documentId)).map(toPage),
        recognition,
        recognitions: heads.map(
          ({ id, provider, capability, kind, mode, status, startedAt, finishedAt, durationMs, error, comparison }) => ({
            id,
            provider,
            capability,
            kind,
            mode,
            status,
            durationMs,
            startedAt: startedAt?.toISOString() ?? null,
            finishedAt: finishedAt?.toISOString() ?? null,
            ...(error ? { error } : {}),
            ...(comparison ? { comparison: true as const } : {}),
          }),
        ),
        changeSets: steps.map(toChangeSet),
        sequence: row.sequence,
      }
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}
