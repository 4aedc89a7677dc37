import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { foldReview } from '../server/contract/review.ts'
import { readCsv } from '../server/contract/table-text.ts'
import type { Recognition } from '../server/contract/result.ts'
import { addDocument, detailOf } from './documents.ts'
import { WorkbenchPage } from './page-models/workbench-page.ts'
import type { ServerProcess } from './server-process.ts'
import { expect, test } from './shared-server.ts'

const samples = new URL('../public/samples/', import.meta.url)

async function openSample(page: Page, server: ServerProcess, kind: string, file: string) {
  const bytes = await readFile(new URL(file, samples))
  const documentId = await addDocument(server, { name: file, type: '', bytes }, kind)
  await page.goto(`${server.origin}/documents/${documentId}`)
  const workbench = new WorkbenchPage(page)
  await workbench.expectOpen(documentId)
  return { documentId, workbench }
}

/** The cell of the grid by the name that a spreadsheet gives it. */
const cellOf = (page: Page, name: string): Locator => page.getByRole('grid').locator(`[data-name="${name}"]`)

async function pasteText(page: Page, text: string): Promise<void> {
  await page.evaluate((plain) => {
    const data = new DataTransfer()
    data.setData('text/plain', plain)
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
    document.activeElement!.dispatchEvent(event)
  }, text)
}

async function downloaded(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: button }).click(),
  ])
  return readFile(await download.path(), 'utf8')
}

test('a table is a grid bound to its cells on the page, edited as a spreadsheet and exported as it was left', async ({
  page,
  server,
}) => {
  const { documentId, workbench } = await openSample(page, server, 'table', 'table-1.jpg')
  const structure = async () => {
    const { recognition, changeSets } = await detailOf(server, documentId)
    return foldReview(recognition!, changeSets)
  }
  const machine = await structure()
  const { rows, columns } = machine.tables[0]!
  const second = machine.tables[0]!.cells.find(({ row, column }) => row === 1 && column === 1)!.item

  await test.step('a click on a cell of the page takes it in the grid', async () => {
    await workbench.fit()
    await workbench.settledView()
    const { quads } = machine.items.find(({ id }) => id === second)!
    const { x, y } = await workbench.middleOf(quads[0]!)
    await page.mouse.click(x, y)
    await expect(cellOf(page, 'B2')).toHaveAttribute('data-current', 'true')
  })
  await test.step('tables are a layer of the page', async () => {
    await workbench.tool('Layers').click()
    await page.getByRole('checkbox', { name: 'Tables' }).focus()
    const drawn = await workbench.stage.screenshot()
    await page.getByRole('checkbox', { name: 'Tables' }).uncheck()
    await expect.poll(async () => (await workbench.stage.screenshot()).equals(drawn)).toBe(false)
    await page.getByRole('checkbox', { name: 'Tables' }).check()
    await page.keyboard.press('Escape')
  })
  await test.step('arrows go from cell to cell, and typing replaces what stands there', async () => {
    await cellOf(page, 'B2').getByRole('textbox').focus()
    await cellOf(page, 'B3').click()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowUp')
    await expect(cellOf(page, 'C2').getByRole('textbox')).toBeFocused()
    await page.keyboard.insertText('=1+1')
    await page.keyboard.press('ArrowDown')
    await expect(cellOf(page, 'C2')).toHaveText('=1+1')
    await expect(cellOf(page, 'C3').getByRole('textbox')).toBeFocused()
  })
  await test.step('a row is put in, moved and taken back', async () => {
    const grid = page.getByRole('grid')
    const before = await cellOf(page, 'B3').textContent()
    await page.keyboard.press('Insert')
    await expect(grid).toHaveAccessibleName(`Table 1: ${rows + 1} rows, ${columns} columns`)
    await expect(cellOf(page, 'C4').getByRole('textbox')).toBeFocused()
    await page.keyboard.press('Control+ArrowUp')
    await expect(cellOf(page, 'B4')).toHaveText(before!)
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await expect(grid).toHaveAccessibleName(`Table 1: ${rows} rows, ${columns} columns`)
  })
  await test.step('cells are merged by the menu', async () => {
    await cellOf(page, 'A2').click()
    await page.keyboard.press('Shift+ArrowDown')
    await expect(page.getByRole('grid').locator('[aria-selected="true"]')).toHaveCount(2)
    await page.getByRole('button', { name: 'Cells' }).click()
    await page.getByRole('menuitem', { name: 'Merge cells' }).click()
    await expect(cellOf(page, 'A2')).toHaveAttribute('rowspan', '2')
    await expect(cellOf(page, 'A2').getByRole('textbox')).toBeFocused()
  })
  await test.step('what is pasted and larger makes the table grow when asked', async () => {
    await cellOf(page, `F${rows}`).click()
    await pasteText(page, '9\t8\r\n7\t6\r\n')
    await page.getByRole('button', { name: 'Grow the table' }).click()
    await expect(page.getByRole('grid')).toHaveAccessibleName(`Table 1: ${rows + 1} rows, ${columns + 1} columns`)
    await expect(cellOf(page, `G${rows + 1}`)).toHaveText('6')
  })
  await test.step('CSV runs nothing in a spreadsheet, and reads back', async () => {
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    const csv = await downloaded(page, 'As CSV')
    expect(csv).toContain("'=1+1")
    const texts = readCsv(csv)
    expect(texts).toHaveLength(rows + 1)
    expect(texts[1]![2]).toBe('=1+1')
    expect(texts[rows]![columns]).toBe('6')
  })
  await test.step('the JSON export holds the structure as it was left', async () => {
    await workbench.expectSaved()
    const answer = await server.call('/api/v1/exports', {
      method: 'POST',
      body: JSON.stringify({ format: 'json', ids: [documentId] }),
      headers: { 'Content-Type': 'application/json' },
    })
    const { documents } = (await answer.json()) as { documents: { recognition: Recognition }[] }
    const [table] = documents[0]!.recognition.tables
    expect([table!.rows, table!.columns]).toEqual([rows + 1, columns + 1])
    expect(table!.cells.find(({ row, column }) => row === 1 && column === 0)).toMatchObject({ rowSpan: 2 })
    expect(table!.cells.find(({ row, column }) => row === 1 && column === 2)).toMatchObject({ text: '=1+1' })
  })
})

test('pages of a PDF, frames of a video', async ({ page, server }) => {
  await test.step('a page is reached by the keyboard, and a line in focus shows its page', async () => {
    const { workbench } = await openSample(page, server, 'pdf', 'pdf-1.pdf')
    const pages = page.getByRole('navigation', { name: 'Pages' })
    await pages.getByRole('button', { name: /^Page 1/ }).focus()
    await page.keyboard.press('ArrowDown')
    await expect(pages.getByRole('button', { name: /^Page 2/ })).toBeFocused()
    await expect(workbench.stage).toHaveAttribute('data-page', '1')
    await workbench.field('Line 1').focus()
    await expect(workbench.stage).toHaveAttribute('data-page', '0')
  })
  await test.step('a frame of the timeline shows itself with its lines', async () => {
    const { documentId, workbench } = await openSample(page, server, 'video-text', 'video-text-1.avi')
    const { recognition } = await detailOf(server, documentId)
    const timeline = page.getByRole('navigation', { name: 'Timeline' })
    const frames = timeline.getByRole('listitem').filter({ has: page.locator('img') })
    await expect(frames).toHaveCount(recognition!.frames.length)
    const last = recognition!.frames.findLastIndex(({ lines }) => lines.length > 0)
    const pictures = page.waitForResponse((response) =>
      response.url().includes(`/frames/${recognition!.frames[last]!.timeMs}/`),
    )
    await frames.nth(last).getByRole('button').click()
    expect((await pictures).status()).toBe(200)
    await expect(workbench.stage).toHaveAttribute('data-page', String(last))
    await expect(workbench.stage).toHaveAttribute('data-boxes', String(recognition!.frames[last]!.lines.length))
    await expect(page.locator(`[data-item="frame:${last}:0"]`)).toHaveValue(recognition!.frames[last]!.lines[0]!.text)
  })
})

test('structure, regions, and a text of several lines', async ({ page, server }) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await test.step('HTML is shown in a frame that allows nothing, with the corrections', async () => {
    await openSample(page, server, 'document-structure', 'document-structure-1.jpg')
    const line = page.locator('[data-item="line:0"]')
    await line.fill('<img src="http://198.51.100.1/x.png"> 更正')
    await page.getByRole('tab', { name: 'Structure' }).click()
    const frame = page.locator('iframe[sandbox=""]')
    await expect(frame.contentFrame().getByText('198.51.100.1')).toBeVisible()
    await expect(frame.contentFrame().locator('img, script, style, a')).toHaveCount(0)
    expect(asked.filter((url) => !url.startsWith(server.origin) && !/^(blob|data|about):/u.test(url))).toEqual([])
  })
  await test.step('a code’s text is plain text, its place is shown when it is pointed at', async () => {
    const { documentId, workbench } = await openSample(page, server, 'qr-code', 'qr-code-1.jpg')
    const { recognition } = await detailOf(server, documentId)
    await page.getByRole('tab', { name: 'Regions' }).click()
    const region = page.locator('[data-region="qr"]').first()
    await expect(region).toContainText(recognition!.regions[0]!.text!)
    await expect(region.getByRole('link')).toHaveCount(0)
    await workbench.settledView()
    const { x, y } = await workbench.middleOf(recognition!.regions[0]!.quad)
    await page.mouse.move(x, y)
    await expect(region).toHaveAttribute('data-current', 'true')
    await page.mouse.move(x, 5)
    await region.getByRole('button').first().focus()
    await expect(region).toHaveAttribute('data-current', 'true')
  })
  await test.step('a text of several lines has a box a line; the caret’s line is the one in hand', async () => {
    const { documentId, workbench } = await openSample(page, server, 'business-licence', 'business-licence-1.jpg')
    const { recognition } = await detailOf(server, documentId)
    const scope = recognition!.fields.find(({ key }) => key === 'business_scope')!
    expect(scope.quads.length).toBeGreaterThan(1)
    const input = workbench.field('Business scope')
    await input.focus()
    await page.keyboard.press('Control+End')
    const strips = workbench.row('Business scope').locator('canvas')
    await expect(strips.last()).toHaveAttribute('data-current', 'true')
    await page.keyboard.press('Control+Home')
    await expect(strips.first()).toHaveAttribute('data-current', 'true')
  })
})
