import { kinds } from '../server/contract/documents/index.ts'
import type { DocumentDetail, DocumentSummary } from '../server/contract/document.ts'
import { detailOf } from './documents.ts'
import { samplesOf } from './operations.ts'
import { DocumentsPage } from './page-models/documents-page.ts'
import { WorkbenchPage } from './page-models/workbench-page.ts'
import type { ServerProcess } from './server-process.ts'
import { expect, test } from './shared-server.ts'

/** Kinds whose values follow from the picture as a whole: what is drawn of them is the place of the document. */
const withoutPlaces = ['card-screenshot']

async function listed(server: ServerProcess): Promise<DocumentSummary[]> {
  const answer = await server.call('/api/v1/documents?limit=100')
  expect(answer.status).toBe(200)
  return ((await answer.json()) as { items: DocumentSummary[] }).items
}

/** How many things with a place a reading has. */
function placed({ recognition }: DocumentDetail): number {
  const { fields, lines, tables, frames, regions } = recognition!
  const cells = tables.flatMap((table) => table.cells.filter(({ quad }) => quad !== null))
  const shown = frames.flatMap((frame) => frame.lines)
  return [...fields.filter(({ quads }) => quads.length > 0), ...lines, ...cells, ...shown, ...regions].length
}

test('every kind, from its sample to boxes on the canvas', async ({ page, server }) => {
  test.setTimeout(300_000)
  const documents = new DocumentsPage(page)
  const workbench = new WorkbenchPage(page)
  expect(kinds).toHaveLength(33)

  await test.step('one sample of each, by a click on its picture', async () => {
    for (const { kind } of kinds) {
      const [file] = await samplesOf(kind)
      expect(file, `a sample of ${kind}`).toBeDefined()
      await documents.addSample(file!)
    }
    await expect.poll(async () => (await listed(server)).length, { timeout: 60_000 }).toBe(kinds.length)
  })

  // The first are looked at while the last are still being read.
  const seen = new Set<string>()
  for (const { id, name } of (await listed(server)).toReversed()) {
    await test.step(name, async () => {
      // A document has its kind only once it was read: the row of before says nothing about it.
      const row = async () => (await listed(server)).find((document) => document.id === id)
      await expect.poll(async () => (await row())?.state, { timeout: 120_000, intervals: [250] }).toBe('review')
      const kind = (await row())!.kind!
      seen.add(kind)
      await page.goto(`${server.origin}/documents/${id}`)
      await expect(workbench.root).toHaveAttribute('data-document', id)
      await expect(workbench.stage).toHaveAttribute('data-image', /preview|full/)
      if (withoutPlaces.includes(kind)) await expect(workbench.stage).toHaveAttribute('data-regions', /^[1-9]/)
      else await expect(workbench.stage).toHaveAttribute('data-boxes', /^[1-9]/)
      const detail = await detailOf(server, id)
      expect(detail.recognition).toMatchObject({ provider: 'local', kind, status: 'succeeded' })
      expect(placed(detail)).toBeGreaterThan(0)
    })
  }
  expect([...seen].toSorted()).toEqual(kinds.map(({ kind }) => kind).toSorted())
})
