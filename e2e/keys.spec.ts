import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { addDocument, specimenFile } from './documents.ts'
import { kind } from './opened-review.ts'
import { KeySheet } from './page-models/key-sheet.ts'
import { WorkbenchPage } from './page-models/workbench-page.ts'
import { expect, newSignInLink, test } from './shared-server.ts'

async function openSheet(page: Page, workbench: WorkbenchPage): Promise<KeySheet> {
  await workbench.stage.focus()
  await page.keyboard.press('?')
  const sheet = new KeySheet(page)
  await expect(sheet.root).toBeVisible()
  return sheet
}

test('keys can be rebound, clashes are refused, ? shows the sheet', async ({ page, server, browser }) => {
  const documentId = await addDocument(server, await specimenFile(kind, 81, 'keys'), kind)
  const workbench = new WorkbenchPage(page)
  await page.goto(`${server.origin}/documents/${documentId}`)
  await workbench.expectOpen(documentId)
  const sheet = await openSheet(page, workbench)
  const rotation = async () => (await workbench.view()).rotation
  const upright = await rotation()

  await test.step('the sheet has every command in its group, and finds them by name and by key', async () => {
    await expect(sheet.keysOf('Undo')).toHaveText('CtrlZ')
    await expect(sheet.group('Looking')).toContainText('Turn the view')
    await sheet.search.fill('box')
    await expect(sheet.root.getByRole('status').first()).toHaveText(/^\d+ commands$/)
    await expect(sheet.command('Draw a box')).toBeVisible()
    await expect(sheet.command('Undo')).toBeHidden()
    await sheet.search.fill('F8')
    await expect(sheet.command('Next doubtful character')).toBeVisible()
    await sheet.search.fill('r')
    await expect(sheet.root.locator('dt')).toHaveText(['Turn the view'])
    await sheet.search.fill('')
  })
  await sheet.change.click()
  await test.step('a key that another command has in the same place is refused, with the name of that command', async () => {
    await sheet.press('Turn the view: R, change', 'b')
    await expect(sheet.root.getByRole('alert')).toHaveText('B already does “Draw a box”. Take it away there first.')
    await expect(sheet.keysOf('Turn the view')).toHaveText('R')
  })
  await test.step('keys of the system, of the browser, of texts and of buttons are refused', async () => {
    for (const [keys, words] of [
      ['Alt+1', 'Alt+1 belongs to the system or to an input method.'],
      ['Alt+ArrowLeft', 'Alt+← belongs to the system or to an input method.'],
      ['Control+Space', 'Ctrl+Space belongs to the system or to an input method.'],
      ['F5', 'F5 belongs to the browser.'],
      ['F11', 'F11 belongs to the browser.'],
      ['F12', 'F12 belongs to the browser.'],
      ['Backspace', 'Backspace edits text, and this command also acts in inputs.'],
      ['Enter', 'Enter presses buttons or goes on to the next one, and this command also acts there.'],
    ] as const) {
      await sheet.press('Turn the view: R, change', keys)
      await expect(sheet.root.getByRole('alert')).toHaveText(words)
    }
    await expect(sheet.keysOf('Turn the view')).toHaveText('R')
  })
  await test.step('Esc leaves a key as it was, and the sheet open', async () => {
    await sheet.press('Turn the view: R, change', 'Escape')
    await expect(sheet.root).toBeVisible()
    await expect(sheet.keysOf('Turn the view')).toHaveText('R')
  })
  await test.step('a free key is taken: in the sheet, in the tooltip, and by the command', async () => {
    await sheet.press('Turn the view: R, change', 'F7')
    await expect(sheet.keysOf('Turn the view')).toHaveText('F7')
    await sheet.press('Turn the view: add a key', 'Shift+j')
    await expect(sheet.keysOf('Turn the view')).toHaveText('F7ShiftJ')
    await page.keyboard.press('Escape')
    await expect(sheet.root).toBeHidden()
    await workbench.tool('Turn the view').hover()
    await expect(page.getByRole('tooltip')).toHaveText('Turn the view (F7)')
    await expect(workbench.tool('Turn the view')).toHaveAttribute('aria-keyshortcuts', 'F7 Shift+J')
    await workbench.stage.focus()
    await page.keyboard.press('r')
    await page.keyboard.press('F7')
    await expect.poll(rotation).toBe((upright + 90) % 360)
    await page.keyboard.press('Shift+j')
    await expect.poll(rotation).toBe((upright + 180) % 360)
  })
  await test.step('a single letter never acts in an input, whatever it is bound to', async () => {
    const name = workbench.field('Name')
    await name.fill('')
    await page.keyboard.type('jJ')
    await expect(name).toHaveValue('jJ')
    expect(await rotation()).toBe((upright + 180) % 360)
    await page.keyboard.press('Escape')
  })
  await test.step('the keys are the person’s own in this browser, also after a reload', async () => {
    await page.reload()
    await workbench.expectOpen(documentId)
    await workbench.stage.focus()
    await page.keyboard.press('F7')
    await expect.poll(rotation).toBe((upright + 90) % 360)
    await expect.poll(rotation).toBe((upright + 90) % 360)
  })
  const file = await test.step('they are saved as a file', async () => {
    await openSheet(page, workbench)
    await sheet.change.click()
    const download = page.waitForEvent('download')
    await sheet.button('Save as a file').click()
    const text = await readFile(await (await download).path(), 'utf8')
    expect(JSON.parse(text)).toMatchObject({ keys: { turn: ['F7', 'Shift+J'] } })
    return text
  })
  await test.step('another person in the same browser has keys of their own', async () => {
    await page.context().clearCookies()
    await page.goto(await newSignInLink(server, 'Somebody Else'))
    await expect(page).toHaveURL(/documents/)
    await page.goto(`${server.origin}/documents/${documentId}`)
    await workbench.expectOpen(documentId)
    await openSheet(page, workbench)
    await expect(sheet.keysOf('Turn the view')).toHaveText('R')
  })
  await test.step('a file with a clash is refused with words and changes nothing; a good one is taken over', async () => {
    await sheet.change.click()
    await sheet.import('broken.json', file.replace('"F7"', '"F9"'))
    await expect(sheet.root.getByRole('alert')).toContainText(
      'Turn the view: F9 already does “Mark missing, illegible, neither”.',
    )
    await sheet.import('letter.json', '{"format":"a letter"}')
    await expect(sheet.root.getByRole('alert')).toContainText('letter.json is no file of keys.')
    await expect(sheet.keysOf('Turn the view')).toHaveText('R')
    await sheet.import('keys.json', file)
    await expect(sheet.keysOf('Turn the view')).toHaveText('F7ShiftJ')
  })
  await test.step('one command, or all, can be given back what they had', async () => {
    await sheet.press('Show the whole page: 0, change', 'F1')
    await sheet.button('Show all keys: take ? away').click()
    await sheet.button('Turn the view: as it was').click()
    await expect(sheet.keysOf('Turn the view')).toHaveText('R')
    await expect(sheet.keysOf('Show the whole page')).toHaveText('F1')
    await sheet.button('All as they were').click()
    await expect(sheet.keysOf('Show the whole page')).toHaveText('0')
    await expect(sheet.keysOf('Show all keys')).toHaveText('?')
  })
  await test.step('a Mac shows Cmd', async () => {
    const context = await browser.newContext({ userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)' })
    const mac = await context.newPage()
    await mac.goto(await newSignInLink(server, 'Mac User'))
    await mac.goto(`${server.origin}/documents/${documentId}`)
    const theirs = new WorkbenchPage(mac)
    await theirs.expectOpen(documentId)
    const sheetOfMac = await openSheet(mac, theirs)
    await expect(sheetOfMac.keysOf('Undo')).toHaveText('⌘Z')
    await context.close()
  })
})
