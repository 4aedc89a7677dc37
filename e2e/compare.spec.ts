import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import type { ReadingFound } from '../server/contract/actions.ts'
import { addDocument, detailOf, specimenFile } from './documents.ts'
import { ComparePage } from './page-models/compare-page.ts'
import { WorkbenchPage } from './page-models/workbench-page.ts'
import type { ServerProcess } from './server-process.ts'
import { expect, test } from './shared-server.ts'

test.use({ sandbox: true })

const json = { 'Content-Type': 'application/json' }

async function setFault(server: ServerProcess, provider: string, fault: string | null): Promise<void> {
  const answer = await server.call('/api/v1/sandbox/faults', {
    method: 'PUT',
    body: JSON.stringify({ provider, fault }),
    headers: json,
  })
  expect(answer.status).toBe(200)
}

async function readingsOf(server: ServerProcess, id: string): Promise<ReadingFound[]> {
  const answer = await server.call(`/api/v1/documents/${id}/recognitions`)
  return ((await answer.json()) as { items: ReadingFound[] }).items
}

/** Saves the comparison and opens the file as whoever gets it does: its bytes, in a page of its own and without a network. */
async function openSaved(page: Page, extent: string) {
  const context = page.context()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save comparison' }).click()
  await page.getByRole('menuitem', { name: extent, exact: true }).click()
  const file = await (await download).path()
  const saved = await context.newPage()
  const problems: string[] = []
  saved.on('dialog', () => problems.push('a script ran'))
  saved.on('console', (message) => problems.push(message.text()))
  const asked: string[] = []
  saved.on('request', (request) => asked.push(request.url()))
  await context.setOffline(true)
  await saved.setContent(await readFile(file, 'utf8'))
  await context.setOffline(false)
  return {
    saved,
    html: await readFile(file, 'utf8'),
    problems,
    asked: asked.filter((url) => !url.startsWith('data:')),
  }
}

test('one document through several recognisers', async ({ page, server }) => {
  const card = await specimenFile('id-card-front', 1, 'card')
  const address = card.truth.fields['address']!
  const id = await addDocument(server, card, 'id-card-front')
  const workbench = new WorkbenchPage(page)
  const compare = new ComparePage(page)

  await test.step('the comparison is reached from the workbench and asks which recognisers it shall be', async () => {
    await page.goto(`${server.origin}/documents/${id}`)
    await workbench.expectOpen(id)
    await page.getByRole('button', { name: 'Compare recognisers' }).click()
    await expect(compare.chooser).toBeVisible()
    await expect(compare.choice('Alibaba Cloud')).toContainText('Sandbox')
  })

  await test.step('recognisers suited to the kind read it at once; what one reads wrongly is a disagreement', async () => {
    await setFault(server, 'ctyun', 'misread')
    await setFault(server, 'tencent-ci', 'server-error')
    await compare.read('Alibaba Cloud', 'CTyun', 'Tencent')
    await expect(compare.column(4)).toBeVisible()
    await expect(compare.columnOf('Alibaba Cloud')).toContainText('6 of 6 with the consensus')
    await expect(compare.columnOf('CTyun')).toContainText('with the consensus')
    await setFault(server, 'ctyun', null)
  })

  await test.step('a failure is explained, and a stand-in’s answer is never shown as a cloud’s', async () => {
    await expect(compare.columnOf('Tencent').getByRole('button', { name: 'Read again' })).toBeVisible()
    for (const name of ['Alibaba Cloud', 'CTyun', 'Tencent'])
      await expect(compare.columnOf(name)).toContainText('Sandbox')
    await setFault(server, 'tencent-ci', null)
    await compare.columnOf('Tencent').getByRole('button', { name: 'Read again' }).click()
    await expect(compare.columnOf('Tencent')).toContainText('with the consensus')
  })

  await test.step('the reading under review is the one of before', async () => {
    const { recognition, document } = await detailOf(server, id)
    expect(recognition?.provider).toBe('local')
    expect(document.state).toBe('review')
  })

  await test.step('in the workbench a field that another recogniser read otherwise is the first flag, though its confidence is high', async () => {
    await page.keyboard.press('q')
    await workbench.expectOpen(id)
    await expect(workbench.field('Address')).toBeFocused()
    await expect(workbench.row('Address')).toHaveAttribute('data-flag', 'disagreement')
    await expect(workbench.row('Address').locator('[data-level]')).toHaveAttribute('data-level', 'high')
    await expect(page.getByText('1 flag left')).toBeVisible()
    await page.getByRole('button', { name: 'Compare recognisers' }).click()
  })

  await test.step('the first disagreement is found by a key; differing characters are marked by more than colour', async () => {
    await expect(compare.open).toHaveText('Disagreements left: 1')
    await page.keyboard.press('F8')
    await expect(compare.activeRow).toHaveAttribute('data-row', 'field:address')
    await expect(compare.activeRow.locator('mark')).toHaveCount(1)
    await expect(compare.activeRow).toContainText('3 of 4 agree')
    await expect(compare.activeRow.getByText('differs', { exact: true })).toHaveCount(1)
  })

  await test.step('the pages go together: zooming one zooms the others', async () => {
    const views = page.locator('[data-testid^="compare-stage-"]')
    await expect(views).toHaveCount(4)
    await expect.poll(() => compare.scales().then((scales) => new Set(scales).size)).toBe(1)
    const [before] = await compare.scales()
    await views.first().hover()
    await page.keyboard.down('Control')
    await page.mouse.wheel(0, -400)
    await page.keyboard.up('Control')
    await expect.poll(async () => (await compare.scales())[0]).toBeGreaterThan(before!)
    expect(new Set(await compare.scales()).size).toBe(1)
  })

  let wrong = ''
  await test.step('one key takes a reading, as a step that can be undone', async () => {
    const readings = await readingsOf(server, id)
    wrong = readings.find(({ provider }) => provider === 'ctyun')!.fields.find(({ key }) => key === 'address')!.value!
    expect(wrong).not.toBe(address)
    const number = await compare.numberOf('CTyun')
    await page.keyboard.press(number)
    await expect(compare.row('field:address')).toContainText('Corrected')
    await expect(compare.announcer).toContainText('No disagreements left')
    await page.keyboard.press('Control+z')
    await expect(compare.row('field:address')).not.toContainText('Corrected')
    await expect(compare.open).toHaveText('Disagreements left: 1')
  })

  await test.step('Enter accepts the consensus, and stops nowhere else', async () => {
    await page.keyboard.press('F8')
    await page.keyboard.press('Enter')
    await expect(compare.row('field:address')).toContainText('Accepted')
    await expect(compare.open).toHaveText('No disagreements left')
    await expect(compare.saved).toHaveAttribute('data-saved', 'saved')
  })

  await test.step('the history outlives a reload', async () => {
    await page.reload()
    await expect(compare.row('field:address')).toContainText('Accepted')
  })

  await test.step('what was taken is a correction in the workbench, and the others’ readings are offered there', async () => {
    await page.keyboard.press('Control+z')
    await page.keyboard.press('F8')
    await page.keyboard.press(await compare.numberOf('CTyun'))
    await expect(compare.row('field:address')).toContainText('Corrected')
    await page.keyboard.press('q')
    await workbench.expectOpen(id)
    await expect(workbench.field('Address')).toHaveValue(wrong)
    await expect(workbench.row('Address')).toContainText('corrected')
    await workbench.field('Address').focus()
    await workbench.press('Escape')
    await expect(workbench.field('Address')).toHaveValue(address)
    await expect(workbench.row('Address')).toContainText('Readings differ')
    await expect(workbench.row('Address').getByRole('button', { name: wrong })).toContainText('Sandbox')
    await workbench.press('ArrowDown')
    await expect(workbench.field('Address')).toHaveValue(wrong)
    await workbench.expectSaved()
  })
})

test('a comparison is saved as one file that says what the screen says', async ({ page, server }) => {
  const card = await specimenFile('id-card-front', 1, '<img src=x onerror=alert(1)> & "card"')
  const id = await addDocument(server, card, 'id-card-front')
  const compare = new ComparePage(page)
  await setFault(server, 'ctyun', 'misread')
  await page.goto(`${server.origin}/documents/${id}/compare`)
  await compare.read('CTyun')
  await expect(compare.columnOf('CTyun')).toContainText('with the consensus')
  await setFault(server, 'ctyun', null)
  const values = ['name', 'id_number', 'address'].map((key) => card.truth.fields[key]!)
  const fieldsOnScreen = await compare.fields()

  await test.step('with values and picture: fields, readers, modes and marks are those of the screen', async () => {
    const { saved, problems, asked } = await openSaved(page, 'With values and picture')
    expect(await saved.locator('#fields tbody th').allTextContents()).toEqual(fieldsOnScreen)
    for (const value of values.slice(0, 2)) await expect(saved.locator('#fields')).toContainText(value)
    expect(await saved.locator('#fields mark').allTextContents()).toEqual(await compare.marks())
    await expect(saved.locator('body')).toContainText('Sandbox')
    await expect(saved.locator('body')).toContainText('<img src=x onerror=alert(1)>')
    expect(await saved.locator('image').evaluate((image) => image.getAttribute('href')?.slice(0, 11))).toBe(
      'data:image/',
    )
    expect(
      await saved
        .locator('td')
        .first()
        .evaluate((cell) => getComputedStyle(cell).borderTopWidth),
    ).toBe('1px')
    expect([...problems, ...asked]).toEqual([])
    await saved.close()
  })

  await test.step('masked: no personal value is anywhere in the file, and the picture is coarse squares with its texts covered', async () => {
    const { saved, html, problems, asked } = await openSaved(
      page,
      'Personal values masked, the picture beyond recognition',
    )
    for (const value of [...values, card.truth.fields['birth_date']!, 'onerror']) expect(html).not.toContain(value)
    expect(html).not.toContain('data:image/jpeg')
    const { width, height } = (await detailOf(server, id)).pages[0]!
    const [name] = card.truth.boxes['name']!
    const seen = await saved.locator('image').evaluate(
      async (element, { quad, size }) => {
        const picture = new Image()
        picture.src = element.getAttribute('href')!
        await picture.decode()
        const canvas = document.createElement('canvas')
        canvas.width = picture.width
        canvas.height = picture.height
        const context = canvas.getContext('2d', { willReadFrequently: true })!
        context.drawImage(picture, 0, 0)
        const coloursIn = (left: number, top: number, right: number, bottom: number) => {
          const { data } = context.getImageData(left, top, right - left, bottom - top)
          return new Set(new Uint32Array(data.buffer)).size
        }
        const [across, down] = [picture.width / size.width, picture.height / size.height]
        const [from, to] = [quad[0], quad[2]]
        return {
          whole: coloursIn(0, 0, picture.width, picture.height),
          name: coloursIn(from[0] * across + 2, from[1] * down + 2, to[0] * across - 2, to[1] * down - 2),
        }
      },
      { quad: name!, size: { width, height } },
    )
    expect(seen.whole).toBeGreaterThan(10)
    expect(seen.whole).toBeLessThanOrEqual(32 * 32 + 1)
    expect(seen.name).toBe(1)
    await expect(saved.locator('#fields')).toContainText('•'.repeat(18))
    expect(await saved.locator('#fields mark').count()).toBe((await compare.marks()).length)
    expect([...problems, ...asked]).toEqual([])
    await saved.close()
  })
})

test('texts are compared on the page and saved too', async ({ page, server }) => {
  const id = await addDocument(server, await specimenFile('general-text', 305, 'notes'), 'general-text')
  const compare = new ComparePage(page)
  await setFault(server, 'ctyun', 'misread')
  await page.goto(`${server.origin}/documents/${id}/compare`)
  await compare.read('CTyun')
  await expect(compare.texts.locator('[data-row]').first()).toBeVisible()
  await setFault(server, 'ctyun', null)

  await test.step('every recogniser has its boxes on its page, and a key goes to the text that differs', async () => {
    await expect(compare.texts.locator('[data-differs]').first()).toBeVisible()
    await expect(compare.root.getByText('No places reported')).toHaveCount(0)
    await page.keyboard.press('F8')
    await expect(compare.texts.locator('[aria-current="true"] [data-differs]').first()).toBeVisible()
    await expect(compare.root.locator('polygon[data-active][data-differs]')).not.toHaveCount(0)
  })
  await test.step('the saved file has every text, its marks and its place', async () => {
    const { saved, problems, asked } = await openSaved(page, 'With values and picture')
    const texts = await compare.texts.locator('tbody tr').count()
    await expect(saved.locator('#fields tbody tr')).toHaveCount(texts)
    expect(await saved.locator('#fields mark').allTextContents()).toEqual(
      await compare.texts.locator('mark').allTextContents(),
    )
    expect(await saved.locator('polygon').count()).toBeGreaterThanOrEqual(texts)
    expect([...problems, ...asked]).toEqual([])
  })
})
