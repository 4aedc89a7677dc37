import type { Quality } from '../server/contract/quality.ts'
import { expectAccessible } from './accessible.ts'
import { addDocument, specimenFile } from './documents.ts'
import { WorkbenchPage } from './page-models/workbench-page.ts'
import type { ServerProcess } from './server-process.ts'
import { expect, newSignInLink, test } from './shared-server.ts'

const kind = 'bank-card'

async function figures(server: ServerProcess): Promise<Quality> {
  return (await (await server.call(`/api/v1/quality?mode=local&kind=${kind}`)).json()) as Quality
}

/** What is known of the kind: documents, values that stood, all values, measured reviews. Earlier tests of the worker have left theirs. */
function sums({ capabilities }: Quality): number[] {
  const [row] = capabilities
  return row ? [row.documents, row.stood?.count ?? 0, row.stood?.of ?? 0, row.watched] : [0, 0, 0, 0]
}

test('a corrected field, approved, is in the figures of quality; taken back, it is not', async ({
  page,
  server,
  browser,
}) => {
  const documentId = await addDocument(server, await specimenFile(kind, 91, 'quality'), kind)
  const before = sums(await figures(server))
  const workbench = new WorkbenchPage(page)
  await page.goto(`${server.origin}/documents/${documentId}`)
  await workbench.expectOpen(documentId)
  const values = await test.step('what is corrected and approved counts, with the effort that it took', async () => {
    const bank = workbench.field('Issuing bank')
    await bank.fill('Another Bank')
    await bank.press('Tab')
    await workbench.approveWithReason('checked by hand')
    await expect.poll(async () => sums(await figures(server))[0]).toBe(before[0]! + 1)
    const after = sums(await figures(server))
    const [, stood, of, watched] = after.map((sum, index) => sum - before[index]!)
    expect(watched).toBe(1)
    expect(of).toBeGreaterThan(stood!)
    return after
  })
  await test.step('the page shows it, as a chart and as a table', async () => {
    await page.goto(`${server.origin}/quality?mode=local&days=7`)
    const fields = page.getByRole('region', { name: 'Accuracy by field', exact: true })
    await expect(fields.getByRole('row').filter({ hasText: 'Issuing bank' }).first()).toContainText('Bank card')
    const cost = page.getByRole('region', { name: /^Cost per correct field/u }).first()
    const row = cost.getByRole('row').filter({ hasText: 'Bank card' })
    await expect(row.getByRole('cell').nth(2)).toHaveText(String(values[0]))
    await expect(row.getByRole('cell').last()).toHaveText(String(values[3]))
    await expect(page.getByRole('img', { name: /^Reliability diagram/u })).toBeVisible()
    await expect(page.getByText('Not enough data', { exact: false })).toBeVisible()
    await page.getByRole('combobox', { name: 'Mode' }).click()
    await page.getByRole('option', { name: 'Live' }).click()
    await expect(page.getByText('No document was approved in this period and mode', { exact: false })).toBeVisible()
  })
  await test.step('no rule of axe is broken, in three languages, light and dark', async () => {
    await page.goBack()
    await expect(page.getByRole('img', { name: /^Reliability diagram/u })).toBeVisible()
    await expectAccessible(page, 'quality')
    for (const [locale, title] of [
      ['zh-CN', '质量'],
      ['ar-EG', 'الجودة'],
    ] as const) {
      const context = await browser.newContext({ locale })
      const other = await context.newPage()
      await other.goto(await newSignInLink(server, 'Lin Reader'))
      await other.goto(`${server.origin}/quality?mode=local&days=7`)
      await expect(other.getByRole('heading', { level: 1, name: title })).toBeVisible()
      await expect(other.locator('svg[role="img"]').first()).toBeVisible()
      await expectAccessible(other, `quality ${locale}`)
      await context.close()
    }
  })
  await test.step('a decision that is taken back takes its figures along', async () => {
    await page.goto(`${server.origin}/documents/${documentId}`)
    await workbench.expectOpen(documentId)
    await page.getByRole('button', { name: 'Open again' }).click()
    await expect.poll(async () => sums(await figures(server))).toEqual(before)
  })
})
