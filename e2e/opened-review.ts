import type { Page } from '@playwright/test'
import { foldReview, type ReviewItem } from '../server/contract/review.ts'
import { addDocument, detailOf, doubtfulCard } from './documents.ts'
import { WorkbenchPage } from './page-models/workbench-page.ts'
import type { ServerProcess } from './server-process.ts'
import { expect } from './shared-server.ts'

/** The sort of document that the tests of the workbench review, and its fields in the order of the list. */
export const kind = 'id-card-front'
export const labels = ['Name', 'Sex', 'Ethnicity', 'Date of birth', 'Address', 'ID number']

/** What the list of documents says of one. */
export async function stateOf(server: ServerProcess, documentId: string) {
  const { document } = await detailOf(server, documentId)
  return document.state
}

/** A field as the server has it. */
export async function itemOf(server: ServerProcess, documentId: string, key: string): Promise<ReviewItem> {
  const { recognition, changeSets } = await detailOf(server, documentId)
  return foldReview(recognition!, changeSets).items.find((item) => item.key === key)!
}

/** Opens a card whose number breaks its check and whose name is covered: the number has the focus. */
export async function openDoubtful(page: Page, server: ServerProcess, seed: number) {
  const card = await doubtfulCard(seed, `doubtful-${seed}`)
  const documentId = await addDocument(server, card, kind)
  await page.goto(`${server.origin}/documents/${documentId}`)
  const workbench = new WorkbenchPage(page)
  await workbench.expectOpen(documentId)
  await expect(workbench.field('ID number')).toBeFocused()
  await expect(workbench.field('ID number')).toHaveValue(card.misread)
  return { card, documentId, workbench }
}
