import type { Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { ExplorerPage } from './page-models/explorer-page.ts'
import { PackagesPage } from './page-models/packages-page.ts'
import type { ServerProcess } from './server-process.ts'
import { expect, test } from './shared-server.ts'

test.use({ sandbox: true })
// Each is a whole journey; on a machine that does much else it takes longer than a test may.
test.slow()

const plate = 'ctyun.ocr.plate'

async function openExplorer(page: Page, server: ServerProcess): Promise<ExplorerPage> {
  const explorer = new ExplorerPage(page)
  await page.goto(`${server.origin}/explorer?provider=ctyun&capability=${plate}`)
  await explorer.chooseSample('licence-plate-1.jpg')
  return explorer
}

/** What the stand-in itself says is left, package by package. */
async function atStandIn(server: ServerProcess): Promise<number[]> {
  const { left } = (await (await server.call('/api/v1/sandbox')).json()) as { left: Record<string, number> }
  return Object.values(left)
}

test('bought, called until empty, refused with the code of the vendor, bought again, called on, given back', async ({
  page,
  server,
}) => {
  const packages = new PackagesPage(page)
  const open = (query = '') => page.goto(`${server.origin}/packages?provider=ctyun${query}`)
  await test.step('nothing is bought: the capability says so', async () => {
    await open()
    await expect(packages.pool(plate)).toHaveAttribute('data-state', 'not-bought')
    await expect(packages.pool('ctyun.ocr.business-license')).toHaveAttribute('data-state', 'limited-free')
  })

  await test.step('a small package is granted, of which one call is left after a call', async () => {
    await packages.grant(plate, 2)
    await expect(packages.pool(plate).getByTestId('pool-left')).toHaveText('2 calls')
    const explorer = await openExplorer(page, server)
    await explorer.run.click()
    await explorer.expectResult()
    await explorer.run.click()
    await explorer.expectResult()
  })

  await test.step('the next call is refused before it is sent, and the code of the vendor is explained', async () => {
    const explorer = new ExplorerPage(page)
    await explorer.run.click()
    await expect(explorer.error).toContainText('51003')
    await expect(explorer.error).toContainText('The packages are used up')
    await open('&state=used-up')
    await expect(packages.pool(plate)).toHaveAttribute('data-state', 'used-up')
    await expect(packages.pool('ctyun.ocr.general')).toHaveCount(0)
    expect(await atStandIn(server)).toContain(0)
  })

  let first = ''
  await test.step('the smallest size is bought in four steps, none of which can be left out', async () => {
    await packages.pool(plate).getByRole('button', { name: 'Buy more' }).click()
    await expect(page).toHaveURL(/buy=ctyun/u)
    await expect(packages.wizard.getByRole('button', { name: 'Next: confirm' })).toBeDisabled()
    await expectAccessible(page, 'choosing a size', '[role="dialog"]')
    await packages.choose({ '100,000 calls': 1 })
    await packages.order()
    await expect(packages.wizard.getByTestId('amount-to-pay')).toHaveText('¥1,350.00')
    first = await packages.pay()
    await expectAccessible(page, 'paid', '[role="dialog"]')
    await packages.wizard.getByRole('button', { name: 'Close' }).last().click()
    await open()
    await expect(packages.pool(plate).getByTestId('pool-left')).toHaveText('100,000 calls')
    expect(await atStandIn(server)).toContain(100_000)
  })

  await test.step('calls go on, and both sides count them', async () => {
    const explorer = await openExplorer(page, server)
    await explorer.run.click()
    await explorer.expectResult()
    await open()
    await expect(packages.pool(plate).getByTestId('pool-left')).toHaveText('99,999 calls')
    await packages.pool(plate).getByRole('link', { name: first }).click()
    await expect(packages.orderRow(first)).toHaveAttribute('data-current', 'true')
    await expect(packages.orderRow(first)).toContainText('Cannot be given back: a call was deducted.')
  })

  await test.step('what is unused is given back: the same again, from when the first ends, and then not', async () => {
    await packages.orderRow(first).getByRole('button', { name: 'Buy the same again' }).click()
    await expect(packages.wizard.getByRole('radio', { name: 'When the last one ends' })).toBeChecked()
    await packages.choose({})
    await packages.order()
    const second = await packages.pay()
    await packages.wizard.getByRole('link', { name: 'See the order' }).click()
    await expect(packages.wizard).toBeHidden()
    await packages.orderRow(second).getByRole('button', { name: 'Give back' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Give back' }).click()
    await expect(packages.orderRow(second)).toHaveAttribute('data-state', 'refunded')
    await open()
    await expect(packages.pool(plate).getByTestId('pool-left')).toHaveText('99,999 calls')
  })
})

test("the vendor's figure, the end of packages and prices are decided on screen, by everybody who may", async ({
  page,
  server,
}) => {
  const packages = new PackagesPage(page)
  const grant = { provider: 'ctyun', capability: plate, calls: 20, validDays: 30 }
  await server.call('/api/v1/packages', {
    method: 'POST',
    body: JSON.stringify(grant),
    headers: { 'Content-Type': 'application/json' },
  })
  await server.call('/api/v1/orders', {
    method: 'POST',
    body: JSON.stringify({ provider: 'ctyun', lines: [{ size: `${plate}.100000`, quantity: 1 }], agreed: true }),
    headers: { 'Content-Type': 'application/json' },
  })
  await page.goto(`${server.origin}/packages?provider=ctyun`)
  await test.step("the vendor's own figure is entered with a reason", async () => {
    const last = packages.pool(plate).locator('[data-package]').filter({ hasText: 'of 20 calls' }).last()
    await last.getByRole('button', { name: 'Reconcile' }).click()
    const dialog = page.getByRole('dialog', { name: 'Reconcile with the vendor' })
    await expect(dialog.getByTestId('stand-in-left')).toHaveText('20 calls')
    await dialog.getByLabel('Calls left, says the vendor').fill('11')
    await expect(dialog).toContainText('An entry takes 9 calls off.')
    await expect(dialog.getByRole('button', { name: 'Enter' })).toBeDisabled()
    await dialog.getByLabel('Reason').fill('called from elsewhere')
    await dialog.getByRole('button', { name: 'Enter' }).click()
    await expect(last.getByTestId('package-left')).toHaveText('11 calls')
    const ledger = await server.call('/api/v1/ledger?kind=adjustment')
    expect(await ledger.json()).toMatchObject({ items: [{ units: -9, reason: 'Ada Operator: called from elsewhere' }] })
  })

  await test.step('what a capability does at the end is decided here', async () => {
    await packages.pool(plate).getByLabel('When packages end').selectOption('pay-as-you-go')
    await expect(packages.pool(plate)).toContainText('This vendor has no pay-as-you-go')
    await packages.pool(plate).getByLabel('When packages end').selectOption('vendor')
    await expect(packages.pool(plate)).not.toContainText('This vendor has no pay-as-you-go')
  })

  await test.step('a price is entered where the vendor publishes none, and packages of it can be bought', async () => {
    await page.goto(`${server.origin}/packages?view=prices&provider=huawei-ocr`)
    const entry = page.locator('[data-capability="huawei.ocr.passport"]')
    await entry.getByRole('button', { name: 'Enter a price' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Tier 1: yuan a call').fill('0.12')
    await dialog.getByRole('button', { name: 'Add a package' }).click()
    await dialog.getByLabel('Package 1: calls').fill('1000')
    await dialog.getByLabel('Package 1: yuan').fill('99.5')
    await expectAccessible(page, 'entering a price', '[role="dialog"]')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(entry).toContainText('¥0.12 a call')
    await page.goto(`${server.origin}/packages?provider=huawei-ocr`)
    await expect(packages.pool('huawei.ocr.passport')).toContainText('packages from ¥99.50')
    await page.goto(`${server.origin}/packages?view=prices&provider=huawei-ocr`)
    await entry.getByRole('button', { name: 'Take out' }).click()
    await expect(entry).toContainText('No price')
  })

  await test.step('every view without eyes and without colours, in three languages, and on a phone', async () => {
    const views = { packages: '', orders: '?view=orders', prices: '?view=prices' }
    const looked = [
      ['en', ['packages', 'orders', 'prices']],
      ['zh-CN', ['packages']],
      ['ar', ['packages']],
    ] as const
    for (const [language, names] of looked) {
      await page.evaluate((value) => localStorage.setItem('fieldproof.language', value), language)
      for (const name of names) {
        await page.goto(`${server.origin}/packages${views[name]}`)
        await expect(page.locator('html')).toHaveAttribute('lang', language)
        await expect(page.locator('[data-pool], [data-order], [data-capability]').first()).toBeVisible()
        await expectAccessible(page, `${name}, ${language}`, 'main')
      }
    }
    await page.setViewportSize({ width: 390, height: 844 })
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(wider).toBeLessThanOrEqual(0)
  })
})
