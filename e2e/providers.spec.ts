import { expectAccessible } from './accessible.ts'
import { ExplorerPage } from './page-models/explorer-page.ts'
import { expect, newSignInLink, test } from './shared-server.ts'

test.use({ sandbox: true })

test('settings say how each provider stands, test it, and never take a key', async ({ page, server }) => {
  await page.goto(`${server.origin}/settings`)
  const { items } = (await (await server.call('/api/v1/providers/status')).json()) as {
    items: { id: string; mode: string; endpoints: string[]; keyEnding: string | null; liveVariables?: string[][] }[]
  }
  for (const { id, mode, endpoints, keyEnding, liveVariables = [] } of items) {
    const card = page.locator(`article[data-provider="${id}"]`)
    await expect(card).toHaveAttribute('data-mode', mode)
    for (const endpoint of endpoints) await expect(card.getByText(endpoint, { exact: true }).first()).toBeVisible()
    if (keyEnding !== null) await expect(card).toContainText(`•••• ${keyEnding}`)
    if (mode === 'sandbox') {
      await card.getByText('What makes it live').click()
      expect(liveVariables.flat().length).toBeGreaterThan(1)
      for (const name of liveVariables.flat()) await expect(card.getByText(name, { exact: true }).first()).toBeVisible()
    }
    await card.getByRole('button', { name: 'Test connection' }).click()
    await expect(card.getByTestId('probe-outcome')).toHaveAttribute('data-ok', 'true')
  }
  expect(items.map(({ mode }) => mode).filter((mode) => mode === 'sandbox')).toHaveLength(5)
  const shown = await page.locator('main').innerText()
  expect(shown).not.toMatch(/FPSANDBOX(SK|AK|APP)/u)
  await expect(page.locator('main input[type="password"]')).toHaveCount(0)

  await expectAccessible(page, 'providers')
})

test('a fault that an administrator switches on hits so many calls, and the last call says so', async ({
  page,
  server,
}) => {
  const explorer = new ExplorerPage(page)
  await page.goto(`${server.origin}/settings`)
  const card = page.locator('article[data-provider="ctyun"]')
  await card.getByRole('combobox', { name: 'Fault' }).click()
  await page.getByRole('option', { name: 'Package used up' }).click()
  await card.getByRole('textbox', { name: 'For so many calls' }).fill('1')
  await card.getByRole('button', { name: 'Switch on' }).click()
  await expect(card.getByTestId('fault-now')).toHaveText('Package used up for 1 more call')

  await page.goto(`${server.origin}/explorer?provider=ctyun&capability=ctyun.ocr.idcard`)
  await explorer.chooseSample('id-card-front-1.jpg')
  await explorer.run.click()
  await expect(explorer.error).toBeVisible({ timeout: 45_000 })
  const code = (await explorer.error.getAttribute('data-code'))!

  await page.goto(`${server.origin}/settings`)
  await expect(card.getByTestId('fault-now')).toHaveCount(0)
  await expect(card).toContainText('Failed')
  await expect(card).toContainText(code)
})

test('a fault without a number lasts until it is switched off', async ({ page, server }) => {
  await page.goto(`${server.origin}/settings`)
  const card = page.locator('article[data-provider="huawei-ocr"]')
  await card.getByRole('textbox', { name: 'For so many calls' }).fill('0')
  await expect(card.getByRole('button', { name: 'Switch on' })).toBeDisabled()
  await card.getByRole('textbox', { name: 'For so many calls' }).fill('')
  await card.getByRole('button', { name: 'Switch on' }).click()
  await expect(card.getByTestId('fault-now')).toHaveText('Rate limit until it is switched off')
  await card.getByRole('button', { name: 'Switch off' }).click()
  await expect(card.getByRole('button', { name: 'Switch on' })).toBeVisible()
  expect(await (await server.call('/api/v1/sandbox')).json()).toMatchObject({ faults: {} })
})

test('a demonstrator sees the providers without faults to switch, a reviewer does not see them', async ({
  server,
  browser,
}) => {
  for (const role of ['demonstrator', 'reviewer']) {
    const context = await browser.newContext({ locale: 'en-GB' })
    const page = await context.newPage()
    await page.goto(await newSignInLink(server, `A ${role}`, role))
    await page.goto(`${server.origin}/settings`)
    await expect(page.getByRole('heading', { name: 'About' })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Providers' })).toHaveCount(role === 'demonstrator' ? 1 : 0)
    await expect(page.locator('article[data-provider]')).toHaveCount(role === 'demonstrator' ? 6 : 0)
    await expect(page.getByRole('button', { name: 'Switch on' })).toHaveCount(0)
    await context.close()
  }
})

test('every provider’s operations can be chosen at intake, a side at a time, and the row says that it is a stand-in', async ({
  page,
  server,
}) => {
  await page.goto(`${server.origin}/documents`)
  const choice = page.getByRole('combobox', { name: 'Read as' }).first()
  await choice.click()
  const viapi = page.getByRole('group').filter({ hasText: 'viapi' })
  await expect(viapi.getByRole('option', { name: /^Chinese resident ID card: / })).toHaveCount(2)
  await expect(page.getByRole('option', { name: /sent by the explorer/ })).toHaveAttribute(
    'data-combobox-disabled',
    'true',
  )
  await viapi.getByRole('option', { name: /^Chinese resident ID card: .*emblem/iu }).click()

  await page.getByRole('button', { name: 'More ways to add documents' }).click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Add documents', exact: true }).click({ force: true })
  await (await chooser).setFiles('public/samples/id-card-back-1.jpg')
  const row = page.locator('[data-document]')
  await expect(row).toHaveAttribute('data-state', 'review', { timeout: 45_000 })
  await expect(row).toContainText('Sandbox')
  await expect(row).toContainText('Chinese ID card, emblem side')
})
