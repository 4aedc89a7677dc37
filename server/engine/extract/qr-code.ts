import type { Field, Region } from '../../contract/result.ts'
import { fieldOf } from './field.ts'
import { findingsOf, type PageContext } from './text-stream.ts'
import type { Findings } from '../../contract/result.ts'

/** Kind `qr-code`: what every code on the pages says. A code is decoded or it is not: its error correction leaves no confidence to report. */
export async function extractQrCode(pages: readonly PageContext[]): Promise<Findings> {
  const fields: Field[] = []
  const regions: Region[] = []
  for (const { index, inspect } of pages) {
    for (const { text, quad } of (await inspect?.('codes')) ?? []) {
      fields.push({
        ...fieldOf('content', { value: text === '' ? null : text, runs: [], page: index, raw: text, confidence: null }),
        quads: [quad],
        boxSource: 'provider',
      })
      regions.push({ kind: 'qr', page: index, quad, text, confidence: null })
    }
  }
  return findingsOf(pages, { fields, regions })
}
