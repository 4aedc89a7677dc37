import type { Page } from '@playwright/test'
import { kinds } from '../server/contract/documents/index.ts'
import type { DocumentDetail, DocumentSummary } from '../server/contract/document.ts'
import { detailOf } from './documents.ts'
import { operations, samplesOf, type Operation } from './operations.ts'
import { DocumentsPage } from './page-models/documents-page.ts'
import { ExplorerPage } from './page-models/explorer-page.ts'
import { WorkbenchPage } from './page-models/workbench-page.ts'
import type { ServerProcess } from './server-process.ts'
import { expect, test } from './shared-server.ts'

// One server for both tests: a picture that the local engine has read once need not be read again for the stand-ins.
test.use({ sandbox: true })

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

/** One operation on one sample, from the list to the result; what the page shows is what the interface says of the same recognition. */
async function expectOperation(page: Page, server: ServerProcess, operation: Operation): Promise<void> {
  const { provider, capability, kind, sample = kind, ending, parameters = {}, boxes } = operation
  const recognition = () => new URL(page.url()).searchParams.get('recognition')
  const explorer = new ExplorerPage(page)
  const [file] = await samplesOf(sample, ending)
  expect(file, `a sample of ${sample}`).toBeDefined()
  await explorer.choose(provider, capability)
  for (const [name, value] of Object.entries(parameters)) await explorer.setParameter(name, value)
  await explorer.chooseSample(file!)
  const before = recognition()
  await explorer.run.click()
  // The outcome of the operation before may still be on the page.
  await expect.poll(recognition).not.toBe(before)
  await explorer.expectResult()

  const id = recognition()
  const found = await (await server.call(`/api/v1/recognitions/${id}`)).json()
  expect(found).toMatchObject({ provider, capability, kind, mode: 'sandbox', status: 'succeeded' })
  await expect(explorer.head).toHaveAttribute('data-mode', 'sandbox')
  const values = found.fields.filter(({ value }: { value: string | null }) => value !== null && value !== '')
  const many = values.length + found.lines.length + found.tables.length + found.regions.length + found.frames.length
  expect(many + (found.html?.length ?? 0), 'findings').toBeGreaterThan(0)
  await expect(explorer.result.locator('tr[data-field]')).toHaveCount(found.fields.length)
  for (const { key, value } of values.slice(0, 3)) {
    await expect(
      explorer
        .field(key)
        .filter({ hasText: value.slice(0, 40) })
        .first(),
    ).toBeVisible()
  }
  // The page itself is there under its boxes.
  await expect
    .poll(() =>
      explorer.stage
        .locator('img')
        .first()
        .evaluate((image: HTMLImageElement) => image.naturalWidth),
    )
    .toBeGreaterThan(0)
  if (boxes) await expect(explorer.boxes).not.toHaveCount(0)
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

// One page for all operations of a provider: forty fresh ones would take minutes of nothing but loading.
test.describe('every operation, on a sample', () => {
  for (const provider of new Set(operations.map((operation) => operation.provider))) {
    test(`of ${provider}`, async ({ page, server }) => {
      test.setTimeout(300_000)
      await page.goto(`${server.origin}/explorer`)
      for (const operation of operations.filter((each) => each.provider === provider)) {
        await test.step(`${operation.capability} reads ${operation.kind}`, () =>
          expectOperation(page, server, operation))
      }
    })
  }
})
