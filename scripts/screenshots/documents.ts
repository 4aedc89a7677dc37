import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { addDocument, specimenFile } from '../../e2e/documents.ts'
import { DocumentsPage } from '../../e2e/page-models/documents-page.ts'
import { WorkbenchPage } from '../../e2e/page-models/workbench-page.ts'
import type { ServerProcess } from '../../e2e/server-process.ts'
import { switchFault } from './faults.ts'
import type { Take } from './take.ts'

const workbenchStates = [
  'passport-cn',
  'id-card-front',
  'passport-2.jpg',
  'general-text',
  'id-card-back-2.jpg',
  'business-licence-1.jpg',
  'emirates-id-front-1.jpg',
  'licence-plate-1.jpg',
  'table-1.jpg',
  'grounded',
  'disagreement',
]

/** Documents of many kinds, read well and badly, by name. */
export async function fillDocuments(server: ServerProcess, samples: string): Promise<Record<string, string>> {
  const names: Record<string, string> = {}
  for (const [index, kind] of [
    'id-card-front',
    'id-card-back',
    'passport',
    'passport-cn',
    'passport-mrz',
    'general-text',
  ].entries()) {
    names[kind] = await addDocument(server, await specimenFile(kind, 300 + index, `${kind}-${300 + index}`), kind)
  }
  for (const [file, kind] of [
    ['passport-2.jpg', 'passport'],
    ['id-card-back-2.jpg', 'id-card-back'],
    ['id-card-front-2.jpg', 'id-card-front'],
    ['business-licence-1.jpg', 'business-licence'],
    ['emirates-id-front-1.jpg', 'emirates-id-front'],
    ['licence-plate-1.jpg', 'licence-plate'],
    ['table-1.jpg', 'table'],
  ] as const) {
    const bytes = await readFile(`${samples}${file}`)
    names[file] = await addDocument(server, { name: file, type: 'image/jpeg', bytes }, kind)
  }
  names['grounded'] = await readByCloud(server, samples, 'RecognizeVATInvoice', 'vat-invoice')
  await switchFault(server, 'aliyun-viapi', 'misread')
  names['disagreement'] = await readByCloud(server, samples, 'RecognizeIdentityCard', 'id-card-front')
  return names
}

/** A document that a cloud read which says no places; the document's id. */
async function readByCloud(server: ServerProcess, samples: string, capability: string, kind: string): Promise<string> {
  const name = `${kind}-1.jpg`
  const query = new URLSearchParams({ provider: 'aliyun-viapi', capability, kind, name })
  const body = await readFile(`${samples}${name}`)
  const answer = await server.call(`/api/v1/recognitions?${query}`, { method: 'POST', body })
  return ((await answer.json()) as { documentId: string }).documentId
}

/** The queue while it is empty, and files that cannot be taken. */
export async function intakeStates(page: Page, take: Take): Promise<void> {
  const documents = new DocumentsPage(page)
  await page.getByText('Drop documents here').waitFor()
  await take('welcome')
  const good = await specimenFile('id-card-front', 310, 'card')
  await documents.drop([
    { name: 'cut-off.jpg', type: 'image/jpeg', bytes: good.bytes.subarray(0, good.bytes.length / 3) },
    { name: 'page.html.jpg', type: 'image/jpeg', bytes: Buffer.from('<!doctype html><title>no picture</title>') },
    { name: 'empty.png', type: 'image/png', bytes: Buffer.alloc(0) },
  ])
  await documents.file('empty.png').waitFor()
  await documents.file('cut-off.jpg').and(page.locator('[data-stage="failed"]')).waitFor()
  await take('intake-problems')
}

/** The queue, a document of every kind in the workbench, samples and settings. */
export async function documentStates(
  page: Page,
  { origin, ids, take }: { origin: string; ids: Record<string, string>; take: Take },
): Promise<void> {
  const workbench = new WorkbenchPage(page)
  await page.goto(`${origin}/`)
  await page.locator('[data-document]').first().waitFor()
  await take('documents')
  for (const kind of workbenchStates) {
    await page.goto(`${origin}/documents/${ids[kind]!}`)
    await workbench.expectOpen()
    await workbench.settled()
    await take(`workbench-${kind.replace('.jpg', '')}`)
  }
  // The engine read one digit otherwise than the cloud: that is the doubtful one.
  await page.goto(`${origin}/documents/${ids['disagreement']!}`)
  await workbench.expectOpen()
  await page.keyboard.press('F8')
  const glyph = page.getByRole('figure', { name: 'The character on the page' })
  await glyph.locator('canvas').waitFor()
  await glyph.scrollIntoViewIfNeeded()
  await workbench.settledView()
  await take('workbench-glyph')
  await page.goto(`${origin}/`)
  await page.getByRole('button', { name: 'More ways to add documents' }).click()
  await page.getByRole('menuitem', { name: 'Sample documents' }).click()
  await page.getByRole('dialog', { name: 'Sample documents' }).locator('[data-sample]').first().waitFor()
  await take('samples')
  await page.keyboard.press('Escape')
  await page.goto(`${origin}/settings`)
  await page.getByRole('heading', { name: 'Settings' }).waitFor()
  await take('settings')
}
