import { request as httpRequest } from 'node:http'
import type { Quad } from '../server/contract/geometry.ts'
import { expectAccessible } from './accessible.ts'
import { alterReading } from './altered-reading.ts'
import { addDocument, detailOf, doubtfulCard, specimenFile, type DroppedFile } from './documents.ts'
import { DocumentsPage } from './page-models/documents-page.ts'
import { WorkbenchPage } from './page-models/workbench-page.ts'
import { administratorToken } from './server-process.ts'
import { expect, newSignInLink, test } from './shared-server.ts'

/** A table of two rows, where the document has none. */
const tables = [
  {
    page: 0,
    quad: square(0, 0, 400),
    rows: 2,
    columns: 2,
    cells: [0, 1, 2, 3].map((at) => ({
      row: at >> 1,
      column: at & 1,
      rowSpan: 1,
      columnSpan: 1,
      text: `cell ${at}`,
      confidence: 0.6,
      quad: square((at & 1) * 200, (at >> 1) * 200, 190),
    })),
  },
]

function square(left: number, top: number, side: number): Quad {
  return [
    [left, top],
    [left + side, top],
    [left + side, top + side],
    [left, top + side],
  ]
}

const windows = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } }

// Each language and each size once: what differs between them differs in one or the other.
for (const [language, size] of [
  ['en', 'wide'],
  ['zh-CN', 'narrow'],
  ['ar', 'wide'],
] as const) {
  test.describe(`${language}, ${size}`, () => {
    test.use({ viewport: windows[size], locale: language })

    test('axe finds nothing serious on any page, light and dark', async ({ page, server }) => {
      test.setTimeout(180_000)
      const documents = new DocumentsPage(page)
      const workbench = new WorkbenchPage(page)
      const card = await specimenFile('id-card-front', 111, 'card')
      const empty: DroppedFile = { ...card, name: 'empty.jpg', bytes: Buffer.alloc(0) }
      const cut: DroppedFile = { ...card, name: 'cut.png', bytes: card.bytes.subarray(0, 5000) }

      await expect(page.locator('html')).toHaveAttribute('lang', language)
      await expect(page.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr')
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await expectAccessible(page, 'welcome')

      await documents.drop([empty, cut])
      await expect(documents.file('empty.jpg')).toHaveAttribute('data-stage', 'held')
      await expect(documents.file('cut.png')).toHaveAttribute('data-stage', 'failed')
      await expectAccessible(page, 'intake with files')

      const documentId = await addDocument(server, await doubtfulCard(71, 'doubtful'), 'id-card-front')
      await addDocument(server, card, 'id-card-front')
      await page.goto(`${server.origin}/documents`)
      await expect(documents.rows).toHaveCount(2)
      await documents.row('doubtful').getByRole('checkbox').check()
      await expectAccessible(page, 'documents, one chosen')

      await page.goto(`${server.origin}/documents/${documentId}`)
      await workbench.expectOpen(documentId)
      await expect(page.locator('[data-row="field:id_number"]')).toHaveAttribute('data-flag', 'check')
      await expectAccessible(page, 'workbench with a flag')
      for (const tab of [1, 2, 3, 0]) {
        await page.getByRole('tab').nth(tab).click()
        // Its code is fetched when it is opened first.
        await expect(page.getByRole('tabpanel')).toHaveText(/\S/u)
        if (tab > 0) await expectAccessible(page, `workbench, tab ${tab}`, '[role="tabpanel"]')
      }
      await workbench.stage.focus()
      await page.keyboard.press('Control+Enter')
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectAccessible(page, 'dialog')
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
      await workbench.stage.focus()
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectAccessible(page, 'sheet of keys')
      const sheet = page.getByRole('dialog')
      await sheet.locator('button[aria-pressed="false"]').click()
      await sheet.getByRole('searchbox').fill('r')
      await sheet.locator('[data-command="turn"] button').first().click()
      await page.keyboard.press('b')
      await expect(sheet.getByRole('alert')).toBeVisible()
      await expectAccessible(page, 'keys being changed, one refused', '[role="dialog"]')
      await page.keyboard.press('Escape')
      await expect(sheet).toBeHidden()
      await page.locator('[data-place="decision"] [aria-haspopup="menu"]').click()
      await expect(page.getByRole('menu')).toBeVisible()
      await expectAccessible(page, 'menu of decisions', '[role="menu"]')
      await page.keyboard.press('Escape')
      for (const position of [0, 1]) {
        await page.locator('[role="toolbar"] [aria-haspopup="dialog"]').nth(position).click()
        await expect(page.getByRole('dialog')).toBeVisible()
        await expectAccessible(page, `popover ${position + 1} of the toolbar`, '[role="dialog"]')
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toBeHidden()
      }

      await alterReading(page, documentId, (recognition) => ({ ...recognition, kind: 'table', fields: [], tables }))
      await page.reload()
      const grid = page.getByRole('grid')
      await grid.getByRole('gridcell').nth(1).click()
      await page.getByRole('tabpanel').locator('[aria-haspopup="menu"]').first().click()
      await expect(page.getByRole('menu')).toBeVisible()
      await expectAccessible(page, 'table with the menu of its rows', '[role="tabpanel"], [role="menu"]')
      await page.unrouteAll({ behavior: 'wait' })

      await page.goto(`${server.origin}/documents/${documentId}/compare`)
      await expect(page.getByRole('dialog').getByRole('checkbox').first()).toBeVisible()
      await expectAccessible(page, 'choice of recognisers', '[role="dialog"]')
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
      await expectAccessible(page, 'comparison')

      await page.goto(`${server.origin}/settings`)
      await expect(page.getByText('Ada Operator').first()).toBeVisible()
      await expectAccessible(page, 'settings')
      await page.goto(`${server.origin}/nowhere`)
      await page.getByRole('link').first().waitFor()
      await expectAccessible(page, 'no such page')

      await page.context().clearCookies()
      await page.goto(`${server.origin}/documents`)
      await expect(page).toHaveURL(/signed-out/)
      await expectAccessible(page, 'signed out')
    })
  })
}

test('a sign-in link works once, and who signs out is out', async ({ page, server, browser }) => {
  const link = await newSignInLink(server, 'Once Only')
  const context = await browser.newContext()
  const other = await context.newPage()
  await other.goto(link)
  await expect(other).toHaveURL(/\/documents/)
  const [cookie] = await context.cookies()
  expect(cookie).toMatchObject({ name: 'fieldproof_session', httpOnly: true, sameSite: 'Strict' })

  await test.step('used again by somebody else', async () => {
    const thief = await browser.newContext()
    const answer = await (await thief.newPage()).goto(link)
    expect(await thief.cookies()).toEqual([])
    expect(answer!.url()).not.toMatch(/\/documents/)
    expect((await thief.request.get(`${server.origin}/api/v1/documents`)).status()).toBe(401)
    await thief.close()
  })
  await test.step('signed out', async () => {
    const session = { cookie: `${cookie!.name}=${cookie!.value}` }
    expect((await fetch(`${server.origin}/api/v1/session`, { headers: session })).status).toBe(200)
    await other.getByRole('button', { name: 'Account of Once Only' }).click()
    await other.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(other.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
    // The cookie is worth nothing any more, not only gone from this browser.
    expect((await fetch(`${server.origin}/api/v1/session`, { headers: session })).status).toBe(401)
    await other.goto(`${server.origin}/documents`)
    await expect(other.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
  })
  await context.close()
  await expect(page).toHaveURL(/\/documents/)
})

test('a page of another origin, or under another name, reaches nothing', async ({ page, server }) => {
  const card = await specimenFile('id-card-front', 112, 'kept')
  const documentId = await addDocument(server, card, 'id-card-front')
  const [cookie] = await page.context().cookies()

  const answerOf = (headers: Record<string, string>, method = 'GET', path = '/api/v1/documents') =>
    new Promise<number>((resolve, reject) => {
      const port = server.port
      const request = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
        answer.resume()
        resolve(answer.statusCode!)
      })
      request.on('error', reject)
      request.end()
    })
  const session = { Cookie: `${cookie!.name}=${cookie!.value}` }
  const token = { Authorization: `Bearer ${administratorToken}` }

  expect(await answerOf(session)).toBe(200)
  expect(await answerOf({ ...session, Origin: server.origin })).toBe(200)
  for (const who of [session, token]) {
    expect(await answerOf({ ...who, Origin: 'https://evil.example' })).toBe(403)
    expect(await answerOf({ ...who, Origin: 'null' })).toBe(403)
    expect(await answerOf({ ...who, Host: `evil.example:${server.port}` })).toBe(403)
    expect(await answerOf({ ...who, 'Sec-Fetch-Site': 'cross-site' })).toBe(403)
    expect(await answerOf({ ...who, Origin: 'http://127.0.0.1:1' }, 'DELETE', `/api/v1/documents/${documentId}`)).toBe(
      403,
    )
  }
  expect(await answerOf({})).toBe(401)
  expect((await detailOf(server, documentId)).document.name).toBe(card.name)
})
