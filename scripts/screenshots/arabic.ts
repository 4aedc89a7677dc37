import type { Page } from '@playwright/test'
import { ExplorerPage } from '../../e2e/page-models/explorer-page.ts'
import { WorkbenchPage } from '../../e2e/page-models/workbench-page.ts'
import type { Explored } from './explorer.ts'
import type { Take } from './take.ts'

interface Place {
  origin: string
  /** A document with Arabic on it. */
  document: string
  compared: string
  places: Explored
  take: Take
}

/** What reads from right to left: the queue, an Emirates ID in the workbench, a comparison, the explorer. */
export async function arabicStates(page: Page, { origin, document, compared, places, take }: Place): Promise<void> {
  await page.goto(`${origin}/`)
  await page.locator('[data-document]').first().waitFor()
  await take('documents-ar')
  const workbench = new WorkbenchPage(page)
  await page.goto(`${origin}/documents/${document}`)
  await workbench.expectOpen()
  await workbench.settledView()
  await take('workbench-ar')
  await page.goto(`${origin}/documents/${compared}/compare`)
  await page.locator('[data-column]').nth(2).waitFor()
  await take('compare-ar')
  await page.goto(`${origin}${places.taxi}`)
  await new ExplorerPage(page).expectResult()
  await take('explorer-result-ar')
  await page.goto(`${origin}${places.refused}`)
  await new ExplorerPage(page).error.waitFor()
  await take('explorer-error-ar')
}
