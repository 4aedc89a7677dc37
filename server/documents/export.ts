import type { ExportFormat } from '../contract/actions.ts'
import type { DocumentFilter } from '../contract/document.ts'
import type { Database } from '../db/open.ts'

export async function exportDocuments(
  _db: Database,
  _order: { format: ExportFormat; ids?: string[] | undefined; filter?: DocumentFilter | undefined; now: Date },
): Promise<{ body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>; contentType: string; fileName: string }> {
  throw new Error('being written')
}
