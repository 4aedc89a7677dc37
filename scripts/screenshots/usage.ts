import type { Page } from '@playwright/test'

/** The overview of a month, every capability with the details of one, and the account behind an error; best on the server of `npm run demo-data`. */
export async function usageStates(
  page: Page,
  { origin, take }: { origin: string; take: (state: string) => Promise<void> },
): Promise<void> {
  const figures = page.locator('[data-usage][aria-busy="false"]')
  await page.goto(`${origin}/usage`)
  await figures.waitFor()
  await take('usage')
  await page.locator('ol[aria-label]').last().scrollIntoViewIfNeeded()
  await take('usage-distribution')
  await page.goto(`${origin}/usage/capabilities?search=ctyun`)
  const capability = page.locator('[data-capability="ctyun/ctyun.ocr.plate"]')
  await capability.getByRole('button').last().click()
  await page.locator('.recharts-surface').first().waitFor()
  await take('usage-capability')
  await page.goto(`${origin}/usage/ledger?kind=call&failed=true`)
  await page.locator('[data-entry]').first().waitFor()
  await take('usage-ledger')
}
