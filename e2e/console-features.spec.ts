import { expectAccessible } from './accessible.ts'
import { expect, test } from './shared-server.ts'

test.use({ sandbox: true })

test('the overview, the list of capabilities and their usage details have what the vendor’s console documents', async ({
  page,
  server,
}) => {
  const granted = await server.call('/api/v1/packages', {
    method: 'POST',
    body: JSON.stringify({ provider: 'ctyun', capability: 'ctyun.ocr.idcard', calls: 3, validDays: 30 }),
    headers: { 'Content-Type': 'application/json' },
  })
  expect(granted.status).toBe(201)

  await test.step('the overview: enabled capabilities, ranking, errors, response time and regions of a period', async () => {
    await page.goto(`${server.origin}/usage`)
    await expect(page.getByText('Enabled capabilities').first()).toBeVisible()
    for (const name of ['Ranking of calls', 'Distribution of errors', 'Response time', 'Calls by region']) {
      await expect(page.getByRole('heading', { name })).toBeVisible()
    }
    await expect(page.getByLabel('Capability').first()).toBeVisible()
    await expect(page.getByLabel('App', { exact: true }).first()).toBeVisible()
  })
  const row = page.locator('tr[data-capability="ctyun/ctyun.ocr.idcard"]')
  await test.step('every capability with its status, how it is billed, its packages, its limit and the way to buy', async () => {
    await page.goto(`${server.origin}/usage/capabilities?search=ctyun.ocr`)
    await expect(row).toContainText('ctyun.ocr.idcard')
    await expect(row).toContainText('Commercial')
    await expect(row).toContainText('Packages only')
    await expect(row).toContainText('In use')
    await expect(row.getByRole('link', { name: 'Buy' })).toHaveAttribute('href', /^\/packages/u)
    const licence = page.locator('tr[data-capability="ctyun/ctyun.ocr.business-license"]')
    await expect(licence).toContainText('Free for now')
    await expect(licence).toContainText('No limit')
    await expect(licence.getByRole('link', { name: 'Buy' })).toHaveCount(0)
  })
  await test.step('usage details: state, order, validity, used of all, and what is left', async () => {
    await row.getByRole('button', { name: /^Usage details/u }).click()
    const packages = page.getByRole('region', { name: /^Packages of .+ as a table$/u })
    for (const name of ['State', 'Order', 'Validity', 'Used']) {
      await expect(packages.getByRole('columnheader', { name, exact: true })).toBeVisible()
    }
    await expect(packages.getByRole('row').last()).toContainText(/\d+\/[\d,]+ calls/u)
    await expectAccessible(page, 'usage details', 'main')
  })
})
