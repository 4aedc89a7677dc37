import type { Page } from '@playwright/test'
import { addDocument, specimenFile } from '../../e2e/documents.ts'
import type { ServerProcess } from '../../e2e/server-process.ts'

const kind = 'id-card-front'

/** Approves a few documents through the interface, one of them corrected, so that the page of quality has something to say. */
export async function fillQuality(server: ServerProcess): Promise<void> {
  for (const seed of [311, 312, 313]) {
    const id = await addDocument(server, await specimenFile(kind, seed, `approved-${seed}`), kind)
    const detail = (await (await server.call(`/api/v1/documents/${id}`)).json()) as {
      recognition: { id: string; fields: { key: string; value: string | null }[] }
    }
    const { id: recognitionId, fields } = detail.recognition
    const name = fields.find(({ key }) => key === 'name')?.value ?? null
    const open = { state: 'open', reason: null }
    const changes = [
      ...(seed === 312 ? [{ type: 'value', item: 'field:name', from: name, to: '章伟' }] : []),
      { type: 'decision', from: open, to: { state: 'approved', reason: null }, effort: { seconds: 14, keys: 3 } },
    ]
    await server.call(`/api/v1/documents/${id}/changes`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        baseSequence: 0,
        changeSets: [{ id: crypto.randomUUID(), recognitionId, label: 'approved', changes }],
      }),
    })
  }
}

/** The page of quality with figures, and empty. */
export async function qualityStates(
  page: Page,
  { origin, take }: { origin: string; take: (state: string) => Promise<void> },
): Promise<void> {
  await page.goto(`${origin}/quality?mode=local`)
  await page.locator('svg[role="img"]').waitFor()
  await take('quality')
  await page.goto(`${origin}/quality?mode=live`)
  await page.getByText('Figures appear with the first approval.').waitFor()
  await take('quality-empty')
}
