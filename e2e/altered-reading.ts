import type { Page } from '@playwright/test'
import type { Quad } from '../server/contract/geometry.ts'
import type { DocumentDetail } from '../server/contract/document.ts'
import type { Line, Recognition } from '../server/contract/result.ts'

/** Has the console see another reading of a document than the server keeps: confidences and sizes that no sample has. */
export async function alterReading(
  page: Page,
  documentId: string,
  alter: (recognition: Recognition) => Recognition,
): Promise<void> {
  await page.route(`**/api/v1/documents/${documentId}`, async (route) => {
    // A kept connection may be closed by the server in the moment in which it is used again.
    const answer = await route.fetch({ maxRetries: 3 })
    const detail = (await answer.json()) as DocumentDetail
    await route.fulfill({ response: answer, json: { ...detail, recognition: alter(detail.recognition!) } })
  })
}

/** So many lines in columns of fifty over the first page, read with rising certainty. */
export function manyLines(count: number, { width, height }: { width: number; height: number }): Line[] {
  const columns = Math.ceil(count / 50)
  return Array.from({ length: count }, (_, index) => {
    const [left, top] = [(Math.floor(index / 50) * width) / columns, ((index % 50) * height) / 50]
    const [right, bottom] = [left + (0.9 * width) / columns, top + (0.7 * height) / 50]
    const quad: Quad = [
      [left, top],
      [right, top],
      [right, bottom],
      [left, bottom],
    ]
    return { text: `line ${index + 1}`, page: 0, quad, confidence: 0.9 + (0.1 * index) / count, chars: [] }
  })
}
