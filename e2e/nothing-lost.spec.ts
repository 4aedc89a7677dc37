import type { Page } from '@playwright/test'
import { foldReview } from '../server/contract/review.ts'
import { addDocument, detailOf, specimenFile } from './documents.ts'
import { WorkbenchPage } from './page-models/workbench-page.ts'
import type { ServerProcess } from './server-process.ts'
import { expect, newSignInLink, test } from './shared-server.ts'

const kind = 'id-card-front'
const changesOf = '**/api/v1/documents/*/changes'

async function valuesOf(server: ServerProcess, documentId: string): Promise<Record<string, string | null>> {
  const { recognition, changeSets } = await detailOf(server, documentId)
  const { items } = foldReview(recognition!, changeSets)
  return Object.fromEntries(items.map(({ key, value }) => [key, value]))
}

async function open(page: Page, server: ServerProcess, documentId: string): Promise<WorkbenchPage> {
  await page.goto(`${server.origin}/documents/${documentId}`)
  const workbench = new WorkbenchPage(page)
  await workbench.expectOpen(documentId)
  return workbench
}

/** Everything that the browser's own database holds, as one text. */
function journalled(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const settled = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error))
      })
    const found: unknown[] = []
    for (const { name } of await indexedDB.databases()) {
      const database = await settled(indexedDB.open(name!))
      for (const store of database.objectStoreNames) {
        found.push(await settled(database.transaction(store).objectStore(store).getAll()))
      }
      database.close()
    }
    return JSON.stringify(found)
  })
}

test('a killed tab comes back as it was, with what was never sent, and sends it', async ({ page, server, context }) => {
  const documentId = await addDocument(server, await specimenFile(kind, 91, 'killed'), kind)
  const workbench = await open(page, server, documentId)
  const before = await valuesOf(server, documentId)

  // Each tab has its own: of one that has crashed no route can be taken away again.
  const offline = (tab: Page) => tab.route(changesOf, (route) => route.abort('internetdisconnected'))
  await offline(page)
  await workbench.field('Name').fill('欧阳锋')
  await page.keyboard.press('Enter')
  await workbench.field('Ethnicity').fill('回')
  await page.keyboard.press('Enter')
  await expect(workbench.saved).toContainText('Kept in this browser')
  // The last one is still being typed when the tab dies.
  await workbench.field('Address').fill('北京市海淀区1号')
  await expect.poll(() => journalled(page)).toContain('北京市海淀区1号')
  const crashed = page.waitForEvent('crash')
  const client = await context.newCDPSession(page)
  client.send('Page.crash').catch(() => undefined)
  await crashed

  const second = await context.newPage()
  await offline(second)
  const again = await open(second, server, documentId)
  await expect(again.field('Name')).toHaveValue('欧阳锋')
  await expect(again.field('Ethnicity')).toHaveValue('回')
  await expect(again.field('Address')).toHaveValue('北京市海淀区1号')
  await expect(again.saved).toContainText('Kept in this browser')
  expect(await valuesOf(server, documentId)).toEqual(before)

  await second.unroute(changesOf)
  await again.expectSaved()
  const after = { ...before, name: '欧阳锋', ethnicity: '回', address: '北京市海淀区1号' }
  await expect.poll(() => valuesOf(server, documentId)).toEqual(after)
  const { changeSets } = await detailOf(server, documentId)
  expect(new Set(changeSets.map(({ id }) => id)).size).toBe(changeSets.length)
})

test('a server that is killed in the middle of edits loses none: they are kept in the browser, then saved', async ({
  page,
  server,
}) => {
  const documentId = await addDocument(server, await specimenFile(kind, 92, 'survivor'), kind)
  const workbench = await open(page, server, documentId)
  const before = await valuesOf(server, documentId)
  await workbench.field('Name').fill('甲甲')
  await page.keyboard.press('Enter')
  await workbench.expectSaved()
  await workbench.field('Ethnicity').fill('藏')
  await page.keyboard.press('Enter')
  await server.kill()
  await workbench.field('Address').fill('上海市静安区2号')
  await page.keyboard.press('Enter')
  await expect(workbench.saved).toContainText('Kept in this browser')
  await expect(workbench.field('Address')).toHaveValue('上海市静安区2号')

  await server.start()
  await expect(workbench.saved).toHaveAttribute('data-saved', 'saved', { timeout: 30_000 })
  await expect(workbench.saved).toHaveText('Saved')
  const after = { ...before, name: '甲甲', ethnicity: '藏', address: '上海市静安区2号' }
  expect(await valuesOf(server, documentId)).toEqual(after)

  await page.reload()
  await workbench.expectOpen(documentId)
  await expect(workbench.field('Name')).toHaveValue('甲甲')
  await expect(workbench.field('Ethnicity')).toHaveValue('藏')
  await expect(workbench.field('Address')).toHaveValue('上海市静安区2号')
})

test('two people on one document: the owner is named, it is taken over on purpose, and a conflict shows both values and loses neither', async ({
  page,
  server,
  browser,
}) => {
  const documentId = await addDocument(server, await specimenFile(kind, 93, 'shared'), kind)
  const ada = await open(page, server, documentId)
  // One's own name is in the list of claims before anybody else comes.
  await expect.poll(async () => (await detailOf(server, documentId)).document.claim?.ownerName).toBe('Ada Operator')
  const context = await browser.newContext()
  const theirs = await context.newPage()
  await theirs.goto(await newSignInLink(server, 'Ben Reviewer', 'reviewer'))
  const ben = await open(theirs, server, documentId)

  await test.step('the owner is named, and nothing can be changed', async () => {
    await expect(theirs.getByText('Ada Operator is working on this document.')).toBeVisible()
    await expect(ben.field('Name')).toHaveAttribute('readonly', '')
    await expect(ben.approve).toBeDisabled()
  })
  await test.step('Ada works on without a connection, Ben takes over and writes something else', async () => {
    await page.route(changesOf, (route) => route.abort('internetdisconnected'))
    await ada.field('Name').fill('阿达')
    await page.keyboard.press('Enter')
    await expect(ada.saved).toContainText('Kept in this browser')
    await theirs.getByRole('button', { name: 'Take over' }).click()
    await expect(ben.field('Name')).not.toHaveAttribute('readonly')
    await expect(page.getByText('Ben Reviewer is working on this document.')).toBeVisible()
    await ben.field('Name').fill('本本')
    await theirs.keyboard.press('Enter')
    await ben.expectSaved()
  })
  await test.step('both values are shown; the one that is chosen stands, the other one stays in the history', async () => {
    await page.unroute(changesOf)
    const dialog = ada.dialog('Two people changed the same')
    await expect(dialog).toBeVisible()
    await expect(dialog.getByRole('group', { name: 'Name' })).toContainText('阿达')
    await expect(dialog.getByRole('group', { name: 'Name' })).toContainText('本本')
    await expect(dialog).toContainText('Ben Reviewer')
    await dialog.getByRole('radio', { name: /Theirs/ }).check()
    await dialog.getByRole('button', { name: 'Keep the chosen values' }).click()
    await expect(ada.field('Name')).toHaveValue('本本')
    await ada.expectSaved()
    expect((await valuesOf(server, documentId))['name']).toBe('本本')
    const { changeSets } = await detailOf(server, documentId)
    const written = changeSets.flatMap(({ changes }) =>
      changes.flatMap((each) => (each.type === 'value' ? each.to : [])),
    )
    expect(written).toContain('阿达')
    expect(written).toContain('本本')
  })
  await context.close()
})
