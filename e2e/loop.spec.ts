import { addDocument, specimenFile } from './documents.ts'
import { itemOf, kind, openDoubtful, stateOf } from './opened-review.ts'
import { watchMainThread } from './main-thread.ts'
import { WorkbenchPage } from './page-models/workbench-page.ts'
import { expect, test } from './shared-server.ts'

test('the next two documents are there, result and picture, also without a connection; a clean one takes one key; the end is said', async ({
  page,
  server,
  context,
}) => {
  const ids: string[] = []
  for (const name of ['first', 'second', 'third']) {
    ids.push(await addDocument(server, await specimenFile(kind, 81, name), kind))
  }
  await page.addInitScript(() => {
    const counted = { keys: 0, clicks: 0 }
    Object.assign(window, { counted })
    window.addEventListener('keydown', () => (counted.keys += 1), { capture: true })
    window.addEventListener('pointerdown', () => (counted.clicks += 1), { capture: true })
  })
  const prefetched = page.waitForResponse((response) => response.url().includes(`/${ids[2]}/pages/0/image`))
  await page.goto(`${server.origin}/documents/${ids[0]}`)
  const workbench = new WorkbenchPage(page)
  await workbench.expectOpen(ids[0])
  await expect(workbench.approve).toBeFocused()
  await (await prefetched).finished()

  // Inputs, buttons, tabs and canvases of the first document: what is built anew for each one takes longer than a person waits.
  const used = await watchMainThread(page)
  const parts = await workbench.root.locator('[data-item], button, [role="tab"], canvas').elementHandles()
  await test.step('the next two documents are prefetched', async () => {
    await context.setOffline(true)
    await used()
    for (const id of ids.slice(1)) {
      await page.keyboard.press('Enter')
      await workbench.expectOpen(id)
      await expect(workbench.approve).toBeFocused()
    }
    await expect(page.getByTestId('end-state')).toHaveCount(0)
    expect(parts.length).toBeGreaterThan(20)
    // Of the 150 ms until it is painted: the rest is the picture's.
    expect((await used()).scripts / 2).toBeLessThan(100)
    for (const part of parts) expect(await part.evaluate((element) => element.isConnected)).toBe(true)
  })
  await test.step('a clean document takes one key', async () => {
    const counted = await page.evaluate(() => (window as unknown as { counted: object }).counted)
    expect(counted).toEqual({ keys: 2, clicks: 0 })
  })
  await test.step('what was decided meanwhile arrives', async () => {
    await context.setOffline(false)
    await expect.poll(() => stateOf(server, ids[0]!)).toBe('approved')
    await expect.poll(() => stateOf(server, ids[1]!)).toBe('approved')
  })
  await test.step('after the last document a clear end state', async () => {
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('end-state')).toContainText('Nothing else is waiting for review.')
    await expect.poll(() => stateOf(server, ids[2]!)).toBe('approved')
  })
})

test('a corrected field takes no navigation; one history over text and approval; doubtful characters are shown with their glyphs', async ({
  page,
  server,
}) => {
  const next = await addDocument(server, await specimenFile(kind, 83, 'next'), kind)
  const { card, documentId, workbench } = await openDoubtful(page, server, 71)
  const number = workbench.field('ID number')

  await test.step('F8: the next doubtful character', async () => {
    await page.getByRole('slider', { name: 'Doubtful below' }).fill('100')
    await number.focus()
    await page.keyboard.press('F8')
    await expect(page.getByRole('figure', { name: 'The character on the page' })).toBeVisible()
    const choices = page.getByRole('list', { name: 'What it may be' }).getByRole('button')
    await expect(choices.first()).toHaveAttribute('aria-pressed', 'true')
    await page.getByRole('slider', { name: 'Doubtful below' }).fill('80')
    await number.focus()
  })
  await test.step('a corrected field takes no navigation at all', async () => {
    await number.selectText()
    await page.keyboard.insertText(card.truth.fields['id_number']!)
    await page.keyboard.press('Enter')
    await expect(workbench.field('Name')).toBeFocused()
    await page.keyboard.insertText(card.truth.fields['name']!)
    await page.keyboard.press('Enter')
    await expect(workbench.approve).toBeFocused()
    await page.keyboard.press('Enter')
    await workbench.expectOpen(next)
    await expect.poll(() => stateOf(server, documentId)).toBe('approved')
  })
  await test.step('one history over text and, for ten seconds, approval', async () => {
    await page.keyboard.press('Control+z')
    await workbench.expectOpen(documentId)
    await expect.poll(() => stateOf(server, documentId)).toBe('review')
    await page.keyboard.press('Control+z')
    await expect(workbench.field('Name')).toHaveValue('')
    await workbench.expectSaved()
    expect((await itemOf(server, documentId, 'id_number')).value).toBe(card.truth.fields['id_number'])
  })
})
