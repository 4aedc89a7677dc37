import type { DocumentChoice } from './documents.ts'
import { send } from './client.ts'

export type ExportFormat = 'json' | 'csv' | 'xlsx'

/** The name in a Content-Disposition header, the extended form (RFC 6266) first. */
export function fileNameOf(disposition: string | null, fallback: string): string {
  const extended = /filename\*\s*=\s*utf-8''([^;]+)/iu.exec(disposition ?? '')?.[1]
  if (extended) return decodeURIComponent(extended)
  return /filename\s*=\s*"?([^";]+)"?/iu.exec(disposition ?? '')?.[1] ?? fallback
}

/** The export of documents as a file, with the name that the server gave it. */
export async function fetchExport(format: ExportFormat, choice: DocumentChoice): Promise<{ name: string; blob: Blob }> {
  const response = await send('/api/v1/exports', { method: 'POST', body: { format, ...choice } })
  return {
    name: fileNameOf(response.headers.get('content-disposition'), `fieldproof.${format}`),
    blob: await response.blob(),
  }
}
