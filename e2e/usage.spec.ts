import { readFile } from 'node:fs/promises'
import type { LedgerEntry } from '../server/contract/metering.ts'
import { expectAccessible } from './accessible.ts'
import { UsagePage } from './page-models/usage-page.ts'
import type { ServerProcess } from './server-process.ts'
import { expect, test } from './shared-server.ts'

test.use({ sandbox: true })

const plate = 'ctyun/ctyun.ocr.plate'

async function callPlate(server: ServerProcess): Promise<number> {
  const query = new URLSearchParams({ provider: 'ctyun', capability: 'ctyun.ocr.plate', name: 'plate.jpg' })
  const body = await readFile(new URL('../public/samples/licence-plate-1.jpg', import.meta.url))
  return (await server.call(`/api/v1/recognitions?${query}`, { method: 'POST', body })).status
}

async function send(server: ServerProcess, method: string, path: string, body: object): Promise<void> {
  const headers = { 'Content-Type': 'application/json' }
  const answer = await server.call(path, { method, headers, body: JSON.stringify(body) })
  expect(answer.ok, await answer.text()).toBe(true)
}

test('figures lead to exactly the calls they count, tables and files hold the same, modes stay apart', async ({
  page,
  server,
}) => {
  const usage = new UsagePage(page)
  await send(server, 'POST', '/api/v1/packages', {
    provider: 'ctyun',
    capability: 'ctyun.ocr.plate',
    calls: 50,
    validDays: 30,
  })
  expect([await callPlate(server), await callPlate(server)]).toEqual([200, 200])
  await send(server, 'PUT', '/api/v1/sandbox/faults', { provider: 'ctyun', fault: 'package-exhausted', times: 1 })
  expect(await callPlate(server)).toBeGreaterThanOrEqual(400)
  const ledger = async (query: string) => {
    const answer = await server.call(`/api/v1/ledger?kind=call&limit=1000&${query}`)
    return ((await answer.json()) as { items: LedgerEntry[] }).items
  }
  const own = await ledger('mode=sandbox')
  const lost = own.filter(({ outcome }) => outcome !== 'succeeded')
  expect(lost.length).toBeGreaterThan(0)

  await test.step('the mode with calls is shown; the figures are those of the account', async () => {
    await page.goto(`${server.origin}/usage?period=7-days`)
    await usage.expectFigures('sandbox')
    await expect(usage.figure('requests')).toHaveText(String(own.length))
    await expect(usage.figure('failed')).toHaveText(String(lost.length))
    await expectAccessible(page, 'usage in English', 'main')
  })
  await test.step('the table has a row a day and leads to that day; the file holds the same numbers', async () => {
    const [head, ...days] = await usage.tableOf('Calls over time')
    const [fileHead, ...lines] = await usage.csvOf('Calls over time')
    expect(fileHead).toEqual(head)
    expect(days).toHaveLength(7)
    expect(lines.map((line) => line.slice(1, 3))).toEqual(days.map((day) => day.slice(1, 3)))
    expect(days.reduce((sum, day) => sum + Number(day[1]), 0)).toBe(own.length)
  })
  await test.step('an error is told in words, and leads to the calls that ended with it', async () => {
    const code = lost[0]!.code!
    const part = usage.panel('Distribution of errors').getByRole('listitem').filter({ hasText: code })
    const count = Number(await part.getByRole('link').textContent())
    await part.getByRole('link').click()
    await expect(page).toHaveURL(/\/usage\/ledger\?/u)
    await expect(usage.entries).toHaveCount(count)
    await expect(page.getByRole('status').filter({ hasText: `${count} call` })).toBeVisible()
    const wanted = lost.filter((entry) => entry.code === code).map(({ sequence }) => String(sequence))
    const shown = await usage.entries.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-entry')))
    expect(shown).toEqual(wanted)
    await expect(usage.entries.first()).toContainText('says that the package is used up')
    const [, ...lines] = await usage.file()
    expect(lines.map(([sequence]) => sequence)).toEqual(wanted)
  })
  await test.step('the filters are in the URL; without the error all calls are there', async () => {
    await expectAccessible(page, 'the ledger in English', 'main')
    await page.getByRole('button', { name: 'Remove the filter Without success' }).click()
    await page.getByRole('button', { name: /^Remove the filter The vendor says/u }).click()
    await expect(usage.entries).toHaveCount(own.length)
    await page.reload()
    await expect(usage.entries).toHaveCount(own.length)
    await expect(usage.entries.first().getByRole('link')).toHaveAttribute('href', /^\/documents\//u)
  })
  await test.step('modes are added together only when somebody asks', async () => {
    const all = await ledger('')
    await page.goto(`${server.origin}/usage`)
    await usage.expectFigures('sandbox')
    await page.getByRole('switch', { name: 'Add all modes together' }).check()
    await usage.expectFigures('live sandbox local')
    await expect(usage.figure('requests')).toHaveText(String(all.length))
    await expect(page).toHaveURL(/together=true/u)
  })
  await test.step('a capability is found by name, with its packages and its days', async () => {
    await page.goto(`${server.origin}/usage/capabilities`)
    await page.getByLabel('Find a capability').fill('plate')
    await expect(usage.capability(plate)).toContainText('In use')
    await expect(usage.capability('ctyun/ctyun.ocr.idcard')).toHaveCount(0)
    await usage
      .capability(plate)
      .getByRole('button', { name: /^Usage details of/u })
      .click()
    const packages = page.getByRole('region', { name: /^Packages of .* as a table$/u })
    await expect(packages.getByText(/\/50 calls/u)).toBeVisible()
    await expectAccessible(page, 'the capabilities in English', 'main')
  })
  await page.goto(`${server.origin}/usage`)
  for (const [button, name, title] of [
    ['Language', '简体中文', '用量'],
    ['语言', 'العربية', 'الاستخدام'],
  ] as const) {
    await test.step(`the same in ${name}`, async () => {
      await page.getByRole('button', { name: button }).click()
      await page.getByRole('menuitem', { name }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
      await usage.expectFigures('sandbox')
      await expectAccessible(page, `usage, ${name}`, 'main')
    })
  }
})
