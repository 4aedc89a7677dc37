import { execFile } from 'node:child_process'
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import { freshKeys, openAnswer, sealBody } from '../server/providers/ctyun/envelope.ts'
import { expectAccessible } from './accessible.ts'
import { AppPage } from './page-models/app-page.ts'
import type { ServerProcess } from './server-process.ts'
import { expect, test } from './shared-server.ts'

const run = promisify(execFile)
const sample = fileURLToPath(new URL('../public/samples/bank-card-1.jpg', import.meta.url))

/** Where there is no curl, a Node that sends the same request: basic authentication and the file as the body. */
const standIn = `curl() { "${process.execPath}" -e '
  const [,, url,, user,,,, file] = process.argv.slice(0, 1).concat("-", process.argv.slice(1))
  fetch(url, { method: "POST", body: require("fs").readFileSync(file.slice(1)), headers: { Authorization: "Basic " + Buffer.from(user).toString("base64") } })
    .then(async (answer) => process.stdout.write(await answer.text()))' "$@"; }
command -v curl >/dev/null 2>&1 && unset -f curl
`

test('an app is made, called with by curl, watched, held to its rules, given another secret and deleted', async ({
  page,
  server,
}) => {
  const apps = new AppPage(page)
  const folder = await mkdtemp(join(tmpdir(), 'fieldproof-curl-'))
  await copyFile(sample, join(folder, 'document.jpg'))
  const shell = async (line: string, appSecret: string) => {
    const options = { cwd: folder, env: { PATH: process.env['PATH'], FIELDPROOF_APP_SECRET: appSecret } }
    const { stdout } = await run('/bin/sh', ['-c', standIn + line], options)
    return JSON.parse(stdout) as { status: string | number; code?: string; id?: string; capability?: string }
  }
  let keys = { appKey: '', appSecret: '' }
  let line = ''

  await test.step('the menu leads from usage, packages and quality to the apps', async () => {
    const menu = page.getByRole('navigation').first()
    for (const name of ['Usage', 'Packages', 'Quality', 'Apps']) {
      await menu.getByRole('link', { name, exact: true }).click()
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
    }
  })
  await test.step('the console itself is the default app, and is not deleted', async () => {
    await expect(apps.card('This console')).toBeVisible()
    await expect(apps.card('This console').getByRole('button', { name: /Delete/u })).toHaveCount(0)
    await apps.card('This console').getByRole('link', { name: 'Monitoring' }).click()
    await expect(page.getByRole('heading', { name: 'Response time' })).toBeVisible()
    await expect(page.getByRole('tab')).toHaveCount(0)
    await page.getByRole('link', { name: 'All apps' }).click()
  })
  await test.step('the name is held to the documented rule as it is typed', async () => {
    await page.getByRole('button', { name: 'New app' }).click()
    const dialog = page.getByRole('dialog', { name: 'New app' })
    const broken = dialog.locator('[data-rule][data-kept="false"]')
    await dialog.getByLabel('Name').fill('1-x')
    await expect(broken).toHaveCount(3)
    await expect(dialog.getByRole('button', { name: 'Create the app' })).toBeDisabled()
    await expectAccessible(page, 'a new app', '[role="dialog"]')
    await dialog.getByLabel('Name').fill('Counter_7')
    await expect(broken).toHaveCount(0)
    await dialog.getByLabel('What it is for').fill('The scanner at counter 7')
    await dialog.getByRole('button', { name: 'Create the app' }).click()
  })
  await test.step('key and secret are shown once', async () => {
    await expect(page.getByRole('dialog', { name: 'The app Counter_7 is made' })).toBeVisible()
    await expectAccessible(page, 'the secret', '[role="dialog"]')
    keys = await apps.keepSecret()
    expect(keys.appSecret.length).toBeGreaterThan(30)
    await expect(page.getByRole('heading', { level: 1, name: 'Counter_7' })).toBeVisible()
    expect(await page.content()).not.toContain(keys.appSecret)
  })
  await test.step('an app without capabilities says so, and where to enable some', async () => {
    await page.getByRole('link', { name: 'All apps' }).click()
    await expect(apps.card('Counter_7')).toContainText('Made on')
    await apps.card('Counter_7').getByRole('link', { name: 'Enable' }).click()
    await expect(page.getByText('No capability is enabled yet')).toBeVisible()
  })
  await test.step('capabilities are found by name and enabled', async () => {
    await apps.choose('local', 'Bank card')
    await expect(page.getByRole('region', { name: 'Enabled capabilities' }).getByText('Bank card')).toBeVisible()
  })
  await test.step('the line for curl calls it, and the call is in its monitoring at once', async () => {
    await apps.tab('Keys and calling').click()
    line = (await page.getByTestId('app-curl').textContent())!
    expect(line).not.toContain(keys.appSecret)
    await apps.tab('Monitoring').click()
    await expect(apps.figure('requests')).toHaveText('0')
    expect(await shell(line, keys.appSecret)).toMatchObject({ status: 'succeeded', capability: 'bank-card' })
    await expect(apps.figure('requests')).toHaveText('1')
    await expect(apps.figure('success')).toHaveText('100%')
    await expect(apps.figure('mean')).not.toHaveText('–')
    await expect(apps.figure('traffic')).not.toHaveText('0 bytes')
    const calls = page.getByRole('region', { name: 'Latest calls as a table' })
    await expect(calls.getByRole('row', { name: /Bank card Succeeded/u })).toHaveCount(1)
    await page.getByRole('radiogroup', { name: 'Show Requests as' }).getByText('Table').click()
    await expect(page.getByRole('region', { name: 'Requests as a table' }).getByRole('row')).toHaveCount(31)
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Response time as CSV' }).click()
    expect((await download).suggestedFilename()).toBe('Counter_7-time.csv')
  })
  await test.step('a capability that is not enabled is refused, and counted', async () => {
    const other = line.replace('capability=bank-card', 'capability=business-card')
    expect(await shell(other, keys.appSecret)).toMatchObject({ status: 403, code: 'app-capability-not-enabled' })
    await expect(apps.figure('refused')).toHaveText('1')
    await expect(page.getByText('The app has not enabled this capability')).toBeVisible()
    await expect(apps.figure('requests')).toHaveText('1')
  })
  await test.step('a wrong network is refused; one’s own address is offered', async () => {
    await apps.tab('Settings').click()
    const networks = page.getByLabel('Addresses that may call')
    await networks.fill('192.0.2.0/33')
    await expect(page.getByText('Not an address or a network: 192.0.2.0/33')).toBeVisible()
    await networks.fill('192.0.2.0/24')
    await apps.save()
    expect(await shell(line, keys.appSecret)).toMatchObject({ status: 403, code: 'app-address-refused' })
    await page.getByRole('button', { name: 'Add this address' }).click()
    await expect(networks).toHaveValue('192.0.2.0/24\n127.0.0.1')
  })
  await test.step('a call over the rate is refused', async () => {
    await page.getByLabel('Calls a minute').fill('1')
    await apps.save()
    const codes = [await shell(line, keys.appSecret), await shell(line, keys.appSecret)].map(({ code }) => code)
    expect(codes).toEqual([undefined, 'app-rate-limited'])
    await page.getByLabel('Calls a minute').fill('')
    await apps.save()
  })
  await test.step('with an EncKey a file goes in an envelope, and the answer comes in one', async () => {
    await apps.tab('Keys and calling').click()
    await page.getByRole('button', { name: 'Get an EncKey' }).click()
    const encKey = await page.getByRole('textbox', { name: 'Public key, Base64' }).inputValue()
    const envelopeKeys = freshKeys()
    const answer = await fetch(`${server.origin}/api/v1/recognitions?provider=local&capability=bank-card`, {
      method: 'POST',
      headers: {
        Authorization: `Basic ${Buffer.from(`${keys.appKey}:${keys.appSecret}`).toString('base64')}`,
        'Content-Type': 'application/vnd.fieldproof.envelope+json',
      },
      body: JSON.stringify(sealBody(await readFile(sample), encKey, 'C1C2C3', envelopeKeys)),
    })
    const sealed = (await answer.json()) as Record<string, unknown>
    expect(JSON.stringify(sealed)).not.toContain('bank-card')
    expect(JSON.parse(openAnswer(sealed, envelopeKeys))).toMatchObject({ status: 'succeeded', kind: 'bank-card' })
  })
  await test.step('with another secret the old one no longer works', async () => {
    await page.getByRole('button', { name: 'Replace the secret' }).click()
    await page.getByRole('button', { name: 'Replace it now' }).click()
    const { appSecret } = await apps.keepSecret()
    expect(await shell(line, keys.appSecret)).toMatchObject({ status: 401, code: 'sign-in-required' })
    expect(await shell(line, appSecret)).toMatchObject({ status: 'succeeded' })
    keys = { ...keys, appSecret }
  })
  await test.step('it is deleted once its name is typed, and its calls keep it', async () => {
    await page.getByRole('button', { name: 'Delete' }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete Counter_7?' })
    await expect(dialog.getByRole('button', { name: 'Delete the app' })).toBeDisabled()
    await dialog.getByLabel('Type Counter_7 to confirm').fill('Counter_7')
    await dialog.getByRole('button', { name: 'Delete the app' }).click()
    await expect(apps.card('This console')).toBeVisible()
    await expect(apps.card('Counter_7')).toHaveCount(0)
    expect(await shell(line, keys.appSecret)).toMatchObject({ status: 401 })
    const listed = await server.call('/api/v1/apps?removed=true')
    const { items } = (await listed.json()) as { items: { id: string; name: string; removedAt: string | null }[] }
    const deleted = items.find(({ name, removedAt }) => name === 'Counter_7' && removedAt !== null)
    const ledger = await server.call(`/api/v1/ledger?app=${deleted!.id}`)
    expect(((await ledger.json()) as { items: unknown[] }).items).toHaveLength(4)
  })
  await rm(folder, { recursive: true, force: true })
})

/** An app with an EncKey, made by the interface, whose pages are looked at. */
async function addApp(server: ServerProcess, name: string): Promise<string> {
  const send = (path: string, body?: object) =>
    server.call(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
  const made = await send('/api/v1/apps', { name, enabled: ['local/*', 'ctyun/ctyun.ocr.plate'] })
  const { app } = (await made.json()) as { app: { id: string } }
  await send(`/api/v1/apps/${app.id}/enc-key`)
  return app.id
}

/** Goes to a page of the apps in a language and looks whether everybody can use it. */
async function lookAt(page: Page, url: string, language: string): Promise<void> {
  await page.evaluate((value) => localStorage.setItem('fieldproof.language', value), language)
  await page.goto(url)
  await expect(page.locator('html')).toHaveAttribute('lang', language)
  await expect(page.locator('main h1')).toBeVisible()
  await expect(page.locator('.mantine-Skeleton-root')).toHaveCount(0)
  await expectAccessible(page, `${new URL(url).search}, ${language}`, 'main')
}

test('ten apps a page, each page of an app for whoever has no eyes for it or sees no colours', async ({
  page,
  server,
}) => {
  const ids = [await addApp(server, '报销系统')]
  await test.step('ten apps a page, with the way to the others', async () => {
    for (let index = 0; index < 9; index += 1) ids.push(await addApp(server, `Counter_1${index}`))
    await page.goto(`${server.origin}/apps`)
    await expect(page.locator('[data-app]')).toHaveCount(10)
    await expect(page.getByRole('navigation', { name: 'Pages of the list' })).toContainText('11 apps')
    await page.getByRole('button', { name: 'Next' }).click()
    await expect(page.locator('[data-app]')).toHaveCount(1)
    expect(new URL(page.url()).searchParams.get('page')).toBe('2')
    await expectAccessible(page, 'list, en', 'main')
  })
  for (const tab of ['monitoring', 'capabilities', 'credentials']) {
    await lookAt(page, `${server.origin}/apps/${ids[0]}?tab=${tab}`, 'en')
  }
  for (const id of ids) await server.call(`/api/v1/apps/${id}`, { method: 'DELETE' })
})

test('an app in Chinese and Arabic, and on a phone', async ({ page, server }) => {
  const id = await addApp(server, '报销系统')
  await lookAt(page, `${server.origin}/apps/${id}?tab=credentials`, 'zh-CN')
  await lookAt(page, `${server.origin}/apps/${id}?tab=rules`, 'ar')
  await page.setViewportSize({ width: 390, height: 844 })
  for (const tab of ['monitoring', 'capabilities&choose=true']) {
    await page.goto(`${server.origin}/apps/${id}?tab=${tab}`)
    await expect(page.locator('main h1')).toBeVisible()
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(wider, tab).toBeLessThanOrEqual(0)
  }
  await server.call(`/api/v1/apps/${id}`, { method: 'DELETE' })
})
