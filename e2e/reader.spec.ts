import type { Locator } from '@playwright/test'
import { foldReview } from '../server/contract/review.ts'
import { alterReading, manyLines } from './altered-reading.ts'
import { addDocument, detailOf, doubtfulCard, specimenFile } from './documents.ts'
import { itemOf, kind, labels, stateOf } from './opened-review.ts'
import { WorkbenchPage } from './page-models/workbench-page.ts'
import { Reader } from './reader.ts'
import { expect, test } from './shared-server.ts'

test('a whole review through the accessibility tree alone', async ({ page, server }) => {
  const card = await doubtfulCard(71, 'doubtful')
  const documentId = await addDocument(server, card, kind)
  await addDocument(server, await specimenFile(kind, 84, 'next'), kind)
  const reader = await Reader.of(page)
  await page.goto(`${server.origin}/documents/${documentId}`)

  await test.step('the first flag has the focus, with its name, its value, its confidence in words, its flag and its place', async () => {
    await expect.poll(() => reader.focused()).toMatchObject({ role: 'textbox', name: 'ID number', value: card.misread })
    const { description } = await reader.focused()
    expect(description).toMatch(
      /^Check failed Confidence high: ?\d+% Box 6: page 1, (middle|bottom), box of the recogniser\.$/u,
    )
  })
  await test.step('the list mirrors every box in the order of reading', async () => {
    const fields = (await reader.all('textbox')).filter(({ name }) => labels.includes(name))
    expect(fields.map(({ name }) => name)).toEqual(labels)
    expect(fields[0]).toMatchObject({ value: '', description: 'Empty No box on the page.' })
    for (const [index, { description }] of fields.entries()) {
      if (index > 0) expect(description).toContain(`Box ${index + 1}: page 1, `)
    }
  })
  await test.step('what the check wants is read, a reading is taken, and what the loop does is said', async () => {
    expect((await reader.all('listitem')).length).toBeGreaterThanOrEqual(labels.length)
    await page.keyboard.press('ArrowDown')
    await expect.poll(async () => (await reader.focused()).value).not.toBe(card.misread)
    const { value } = await reader.focused()
    expect(await reader.said()).toContain(value)
    await page.keyboard.press('Escape')
    await expect.poll(() => reader.said()).toContain('Back to the machine’s value.'.replace('’', "'"))
    await page.keyboard.insertText(card.truth.fields['id_number']!)
    await page.keyboard.press('Enter')
    await expect.poll(() => reader.focused()).toMatchObject({ role: 'textbox', name: 'Name', value: '' })
    await expect.poll(() => reader.said()).toContain('Next flag. 1 left.')
  })
  await test.step('what cannot be read is marked, and the last flag leads to Approve', async () => {
    await page.keyboard.press('F9')
    await page.keyboard.press('F9')
    await expect.poll(() => reader.said()).toContain('Marked as illegible.')
    await expect.poll(async () => (await reader.focused()).description).toMatch(/^illegible/u)
    await page.keyboard.press('Enter')
    await expect.poll(() => reader.focused()).toMatchObject({ role: 'button', name: 'Approve' })
    await expect.poll(() => reader.said()).toContain('No flags left. Enter approves.')
  })
  await test.step('Enter approves and the next document is there', async () => {
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await reader.all('heading')).map(({ name }) => name)).toContain('next.jpg')
    await expect.poll(() => stateOf(server, documentId)).toBe('approved')
    const { value, mark } = await itemOf(server, documentId, 'id_number')
    expect({ value, mark }).toEqual({ value: card.truth.fields['id_number'], mark: null })
    expect((await itemOf(server, documentId, 'name')).mark).toBe('illegible')
  })
})

test('a whole review with the keyboard alone, from the address of the console to Approve', async ({ page, server }) => {
  const card = await doubtfulCard(73, 'doubtful')
  const documentId = await addDocument(server, card, kind)
  const textbox = (name: string) => page.getByRole('textbox', { name, exact: true })
  const heard = (text: string) => expect(page.getByText(text, { exact: true })).toBeAttached()

  await test.step('a document is opened from the list', async () => {
    await page.goto(`${server.origin}/documents`)
    const start = page
      .getByRole('button', { name: 'Start review' })
      .or(page.getByRole('link', { name: 'Start review' }))
    await start.waitFor()
    for (let steps = 0; steps < 30; steps += 1) {
      await page.keyboard.press('Tab')
      if (await start.evaluate((element) => element === document.activeElement)) break
    }
    await page.keyboard.press('Enter')
    await expect(textbox('ID number')).toBeFocused()
  })
  await test.step('values are typed, and fields visited by Tab', async () => {
    await page.keyboard.insertText(card.truth.fields['id_number']!)
    await page.keyboard.press('Shift+Tab')
    await expect(textbox('Address')).toBeFocused()
  })
  await test.step('a box is taken in hand, moved, one of its corners moved, and given back', async () => {
    const before = await itemOf(server, documentId, 'address')
    await page.keyboard.press('F6')
    await heard('Box in hand.')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Shift+ArrowDown')
    const moved = before.quads.map((quad) => quad.map(([x, y]) => [x + 1, y + 10]))
    await expect
      .poll(async () => (await itemOf(server, documentId, 'address')).quads[0]![0][0])
      .toBeCloseTo(moved[0]![0]![0]!, 0)
    await page.keyboard.press('Shift+F6')
    await heard('Top left corner in hand.')
    await page.keyboard.press('Shift+ArrowLeft')
    await expect
      .poll(async () => (await itemOf(server, documentId, 'address')).quads[0]![0][0])
      .toBeCloseTo(moved[0]![0]![0]! - 10, 0)
    expect((await itemOf(server, documentId, 'address')).quads[0]![2][0]).toBeCloseTo(moved[0]![2]![0]!, 0)
    for (let times = 0; times < 3; times += 1) await page.keyboard.press('Control+z')
    await expect.poll(async () => (await itemOf(server, documentId, 'address')).quads).toEqual(before.quads)
  })
  await test.step('a field without a box is given one in the middle of the page', async () => {
    await page.keyboard.press('Escape')
    for (let steps = 0; steps < 4; steps += 1) await page.keyboard.press('Shift+Tab')
    await expect(textbox('Name')).toBeFocused()
    await page.keyboard.press('Shift+F2')
    await heard('Box in hand.')
    await expect.poll(async () => (await itemOf(server, documentId, 'name')).quads.length).toBe(1)
    await page.keyboard.type('Ann')
    await expect(textbox('Name')).toHaveValue('Ann')
  })
  await test.step('the page and its tools are reached by Shift+Tab, the sheet of keys by ?', async () => {
    const backTo = async (target: Locator) => {
      for (let steps = 0; steps < 20; steps += 1) {
        await page.keyboard.press('Shift+Tab')
        if (await target.evaluate((element) => element === document.activeElement)) return
      }
      throw new Error(`Shift+Tab never came to ${String(target)}`)
    }
    const stage = page.getByRole('application')
    await backTo(stage)
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeHidden()
    await expect(stage).toBeFocused()
    await backTo(page.getByRole('button', { name: 'Picture' }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('slider', { name: 'Brightness' })).toBeFocused()
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('slider', { name: 'Brightness' })).toHaveValue('105')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: 'Picture' })).toBeFocused()
  })
  await test.step('the document is approved', async () => {
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => stateOf(server, documentId)).toBe('approved')
    const { recognition, changeSets } = await detailOf(server, documentId)
    expect(foldReview(recognition!, changeSets).items.find(({ key }) => key === 'name')).toMatchObject({
      value: 'Ann',
      boxSource: 'operator',
    })
  })
})

test('2,000 lines are mirrored in the list: each is reached, and focus in one is focus in the other', async ({
  page,
  server,
}) => {
  const documentId = await addDocument(server, await specimenFile(kind, 84, 'lines'), kind)
  const { pages } = await detailOf(server, documentId)
  const lines = manyLines(2000, pages[0]!)
  await alterReading(page, documentId, (recognition) => ({
    ...recognition,
    kind: 'general-text',
    fields: [],
    lines,
    regions: [],
  }))
  const workbench = new WorkbenchPage(page)
  await page.goto(`${server.origin}/documents/${documentId}`)
  await workbench.expectOpen(documentId)
  await expect(workbench.stage).toHaveAttribute('data-boxes', '2000')
  const nameOf = (number: number) => `Line ${number.toLocaleString('en-GB')}`
  const line = (number: number) => workbench.field(nameOf(number))
  const item = (number: number) =>
    page.getByRole('listitem').filter({ has: page.getByRole('textbox', { name: nameOf(number), exact: true }) })

  await test.step('only those in sight are in the page, and each says which of how many it is', async () => {
    await expect(line(1)).toHaveValue('line 1')
    await expect(item(1)).toHaveAttribute('aria-setsize', '2000')
    expect(await page.getByRole('listitem').count()).toBeLessThan(60)
  })
  await test.step('a line is reached by its number', async () => {
    await page.getByRole('spinbutton', { name: 'Go to number' }).fill('1500')
    await page.keyboard.press('Enter')
    await expect(line(1500)).toBeFocused()
    await expect(line(1500)).toHaveAccessibleDescription(
      /^Confidence high: ?97% Box 1,500: page 1, .*, box of the recogniser\.$/u,
    )
    await expect(item(1500)).toHaveAttribute('aria-posinset', '1500')
  })
  await test.step('the next and the one before by Tab, also after the list was scrolled away from it', async () => {
    await page.getByRole('list', { name: 'Fields of the document' }).hover()
    await page.mouse.wheel(0, -30_000)
    await expect(line(1080)).toBeVisible()
    await expect(line(1500)).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(line(1501)).toBeFocused()
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Shift+Tab')
    await expect(line(1499)).toBeFocused()
  })
  await test.step('a click on a box on the page brings the focus to its line in the list', async () => {
    await workbench.fit()
    const { x, y } = await workbench.settledMiddleOf(lines[699]!.quad)
    await page.mouse.click(x, y)
    await expect(line(700)).toBeFocused()
    await expect(line(700)).toBeVisible()
    await expect(page.locator('[data-current]')).toHaveCount(1)
  })
})
