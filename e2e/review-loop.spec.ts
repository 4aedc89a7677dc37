import { isIdNumber } from '../server/contract/checks/cn-id.ts'
import { foldReview } from '../server/contract/review.ts'
import { addDocument, detailOf, specimenFile } from './documents.ts'
import { itemOf, kind, labels, openDoubtful, stateOf } from './opened-review.ts'
import { WorkbenchPage } from './page-models/workbench-page.ts'
import { expect, test } from './shared-server.ts'

test('a clean document takes one key, and the next one is there; a held key decides once; a decision can be taken back', async ({
  page,
  server,
}) => {
  const workbench = new WorkbenchPage(page)
  const first = await addDocument(server, await specimenFile(kind, 81, 'first'), kind)
  const second = await addDocument(server, await specimenFile(kind, 82, 'second'), kind)
  await page.clock.install()
  let letPicturesCome = () => {}
  const pictures = new Promise<void>((resolve) => (letPicturesCome = resolve))
  await page.route('**/pages/0/*', async (route) => {
    await pictures
    await route.continue()
  })
  await page.goto(`${server.origin}/documents/${first}`)

  await test.step('nothing is approved before its picture is there', async () => {
    await expect(workbench.approve).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('announcer')).toContainText('Not approved')
    letPicturesCome()
    await workbench.expectOpen(first)
  })
  await test.step('one key', async () => {
    await page.keyboard.down('Enter')
    await workbench.expectOpen(second)
    await expect.poll(() => stateOf(server, first)).toBe('approved')
  })
  await test.step('that is held', async () => {
    await expect(workbench.approve).toBeFocused()
    for (let times = 0; times < 5; times += 1) await page.keyboard.down('Enter')
    await page.keyboard.up('Enter')
    await workbench.expectOpen(second)
    await workbench.expectSaved()
    expect(await stateOf(server, second)).toBe('review')
  })
  await test.step('taken back from the next document', async () => {
    await expect(page.getByTestId('recall')).toContainText('first.png approved')
    await page.keyboard.press('Control+z')
    await workbench.expectOpen(first)
    await expect.poll(() => stateOf(server, first)).toBe('review')
    await expect(workbench.approve).toBeFocused()
  })
  await test.step('a second Enter right behind the first approves nothing unseen', async () => {
    // No frame comes and no time passes between the two.
    await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 100)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.clock.resume()
    await workbench.expectOpen(second)
    await expect(workbench.approve).toBeFocused()
  })
  await test.step('the offer ends after ten seconds', async () => {
    await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 100)
    await page.clock.fastForward(5000)
    await expect(page.getByTestId('recall')).toBeVisible()
    await page.clock.fastForward(5000)
    await page.clock.resume()
    await expect(page.getByTestId('recall')).toBeHidden()
    await page.keyboard.press('Control+z')
    await workbench.expectOpen(second)
    expect(await stateOf(server, first)).toBe('approved')
  })
  await test.step('nothing is left', async () => {
    await expect(workbench.approve).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByText('Nothing else is waiting for review.')).toBeVisible()
    await expect.poll(() => stateOf(server, second)).toBe('approved')
  })
})

test('a corrected field takes no navigation, and the Enter that accepts the last flag never approves', async ({
  page,
  server,
}) => {
  const next = await addDocument(server, await specimenFile(kind, 83, 'next'), kind)
  const { card, documentId, workbench } = await openDoubtful(page, server, 71)

  await test.step('the first flag has the focus, its place is in sight and readable, a crop of it stands above', async () => {
    await expect(workbench.row('ID number')).toHaveAttribute('data-flag', 'check')
    await expect(workbench.row('Name')).toHaveAttribute('data-flag', 'empty')
    await expect(page.getByText('2 flags left')).toBeVisible()
    await expect(workbench.row('ID number').getByRole('figure', { name: 'The place on the page' })).toBeVisible()
    const { scale } = await workbench.settledView()
    const [quad] = (await itemOf(server, documentId, 'id_number')).quads
    expect((quad![3][1] - quad![0][1]) * scale).toBeGreaterThanOrEqual(23.9)
    const { x, y } = await workbench.middleOf(quad!)
    expect(await workbench.isOnStage(x, y)).toBe(true)
  })
  await test.step('type, Enter, type, Enter', async () => {
    await page.keyboard.insertText(card.truth.fields['id_number']!)
    await page.keyboard.press('Enter')
    await expect(workbench.field('Name')).toBeFocused()
    await page.keyboard.insertText(card.truth.fields['name']!)
    await page.keyboard.down('Enter')
    // Held: the focus is on Approve by now.
    for (let times = 0; times < 5; times += 1) await page.keyboard.down('Enter')
    await page.keyboard.up('Enter')
    await expect(workbench.approve).toBeFocused()
    await expect(page.getByText('No flags left', { exact: true })).toBeVisible()
    await workbench.expectSaved()
    expect(await stateOf(server, documentId)).toBe('review')
    await expect(workbench.root).toHaveAttribute('data-document', documentId)
  })
  await test.step('Shift+Enter goes back', async () => {
    await page.keyboard.press('Shift+Enter')
    await expect(workbench.field('Name')).toBeFocused()
    await page.keyboard.press('Shift+Enter')
    await expect(workbench.field('ID number')).toBeFocused()
  })
  await test.step('Tab and Shift+Tab visit every field', async () => {
    await page.keyboard.press('Tab')
    await expect(workbench.approve).toBeFocused()
    for (const label of labels.toReversed()) {
      await page.keyboard.press('Shift+Tab')
      await expect(workbench.field(label)).toBeFocused()
      await expect(workbench.row(label)).toHaveAttribute('data-current', 'true')
    }
    for (const label of labels.slice(1)) {
      await page.keyboard.press('Tab')
      await expect(workbench.field(label)).toBeFocused()
    }
    await page.keyboard.press('Tab')
    await expect(workbench.approve).toBeFocused()
  })
  await test.step('Enter on Approve approves what was typed and goes on', async () => {
    await page.keyboard.press('Enter')
    await workbench.expectOpen(next)
    await expect.poll(() => stateOf(server, documentId)).toBe('approved')
    expect((await itemOf(server, documentId, 'id_number')).value).toBe(card.truth.fields['id_number'])
    expect((await itemOf(server, documentId, 'name')).value).toBe(card.truth.fields['name'])
  })
})

test('a field offers its other readings, reads its place again, takes words from the page, and goes back to the machine', async ({
  page,
  server,
}) => {
  const { card, documentId, workbench } = await openDoubtful(page, server, 111)
  const number = workbench.field('ID number')

  await test.step('Arrow-down cycles the other readings: recognisers, look-alike characters, what would satisfy the check digit; and round', async () => {
    const seen = new Set([card.misread])
    for (;;) {
      const before = await number.inputValue()
      await page.keyboard.press('ArrowDown')
      await expect(number).not.toHaveValue(before)
      const value = await number.inputValue()
      if (seen.has(value)) break
      seen.add(value)
    }
    await expect(number).toHaveValue(card.misread)
    expect([...seen].filter(isIdNumber).length).toBeGreaterThan(0)
    const order = ['engine', 'look', 'recogniser', 'character', 'check']
    const offered = await workbench
      .row('ID number')
      .getByRole('list', { name: 'Other readings' })
      .locator('[data-origin]')
      .evaluateAll((buttons) => buttons.map((button) => (button as HTMLElement).dataset['origin']!))
    expect(offered).toContain('character')
    expect(offered).toEqual(offered.toSorted((first, second) => order.indexOf(first) - order.indexOf(second)))
    await page.keyboard.press('ArrowUp')
    await expect(number).toHaveValue([...seen].at(-1)!)
  })
  await test.step('Esc returns to the value of the machine, from a reading and from what was typed', async () => {
    await page.keyboard.press('Escape')
    await expect(number).toHaveValue(card.misread)
    await page.keyboard.insertText('nonsense')
    await expect(number).toHaveValue('nonsense')
    await page.keyboard.press('Escape')
    await expect(number).toHaveValue(card.misread)
    await expect(number).toBeFocused()
  })
  await test.step('F2 reads the box again', async () => {
    await number.fill('nonsense')
    await page.keyboard.press('F2')
    await expect(number).toHaveValue(card.misread)
  })
  await test.step('F9 marks missing, then illegible, then not at all; the history takes marks back too', async () => {
    const row = workbench.row('ID number')
    await page.keyboard.press('F9')
    await expect(row).toContainText('missing on the page')
    await expect(row).not.toHaveAttribute('data-flag')
    await page.keyboard.press('F9')
    await expect(row).toContainText('illegible')
    await page.keyboard.press('F9')
    await expect(row).toHaveAttribute('data-flag', 'check')
    // One history, marks included.
    await page.keyboard.press('Control+z')
    await expect(row).toContainText('illegible')
    await page.keyboard.press('Control+z')
    await expect(row).toContainText('missing on the page')
    await page.keyboard.press('Control+z')
    await expect(row).toHaveAttribute('data-flag', 'check')
  })
  await test.step('F8 goes to the next doubtful character, and Arrow-down gives that character another reading', async () => {
    // Of clean print nothing is doubtful until one asks for near certainty.
    await page.getByRole('slider', { name: 'Doubtful below' }).fill('100')
    await number.focus()
    await page.keyboard.press('F8')
    const focused = page.locator(':focus')
    const first = await focused.evaluate((input: HTMLInputElement) => [
      input.id,
      input.selectionStart,
      input.selectionEnd,
    ])
    expect(Number(first[2]) - Number(first[1])).toBe(1)
    await page.keyboard.press('F8')
    await expect
      .poll(() => focused.evaluate((input: HTMLInputElement) => [input.id, input.selectionStart, input.selectionEnd]))
      .not.toEqual(first)
    await page.keyboard.press('Shift+F8')
    await expect
      .poll(() => focused.evaluate((input: HTMLInputElement) => [input.id, input.selectionStart, input.selectionEnd]))
      .toEqual(first)
    const before = await focused.inputValue()
    await page.keyboard.press('ArrowDown')
    const after = await focused.inputValue()
    const differing = Array.from(before).flatMap((sign, index) => (sign === after[index] ? [] : [index]))
    expect(after).toHaveLength(before.length)
    expect(differing).toEqual([first[1]])
    await page.keyboard.press('Control+z')
    await expect(focused).toHaveValue(before)
    await page.getByRole('slider', { name: 'Doubtful below' }).fill('80')
  })
  await test.step('a click on a word fills the field in focus, Ctrl+click appends the next, undo takes both back', async () => {
    const name = workbench.field('Name')
    await name.focus()
    await workbench.fit()
    const { truth } = card
    const ethnicity = await workbench.settledMiddleOf(truth.boxes['ethnicity']![0]!)
    await page.mouse.click(ethnicity.x, ethnicity.y)
    await expect(name).toHaveValue(truth.fields['ethnicity']!)
    const sex = await workbench.settledMiddleOf(truth.boxes['sex']![0]!)
    await page.keyboard.down('Control')
    await page.mouse.click(sex.x, sex.y)
    await page.keyboard.up('Control')
    await expect(name).toHaveValue(truth.fields['ethnicity']! + truth.fields['sex']!)
    await workbench.expectSaved()
    expect((await itemOf(server, documentId, 'name')).quads).toHaveLength(2)
    await page.keyboard.press('Control+z')
    await expect(name).toHaveValue(truth.fields['ethnicity']!)
    await page.keyboard.press('Control+z')
    await expect(name).toHaveValue('')
    await workbench.expectSaved()
    expect((await itemOf(server, documentId, 'name')).quads).toHaveLength(0)
  })
})

test('open flags ask for a reason, so do reject and escalate, and each can be taken back', async ({ page, server }) => {
  const { documentId, workbench } = await openDoubtful(page, server, 71)
  const second = await addDocument(server, await specimenFile(kind, 85, 'second'), kind)
  const third = await addDocument(server, await specimenFile(kind, 86, 'third'), kind)

  await test.step('approve', async () => {
    await page.keyboard.press('Control+Enter')
    const dialog = workbench.dialog('Approve with open flags')
    await expect(dialog).toContainText('2 flags are still open')
    await dialog.getByRole('button', { name: 'Approve', exact: true }).click()
    await expect(dialog).toContainText('A reason is needed.')
    expect(await stateOf(server, documentId)).toBe('review')
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await page.keyboard.press('Control+Enter')
    await workbench.decideWithReason('Approve with open flags', 'Approve', 'Seen on paper.')
    await workbench.expectOpen(second)
    await expect.poll(() => stateOf(server, documentId)).toBe('approved')
  })
  await test.step('taken back by its button', async () => {
    await page.getByTestId('recall').getByRole('button', { name: 'Undo' }).click()
    await workbench.expectOpen(documentId)
    await expect.poll(() => stateOf(server, documentId)).toBe('review')
  })
  await test.step('reject', async () => {
    await page.goto(`${server.origin}/documents/${second}`)
    await workbench.expectOpen(second)
    await expect(workbench.approve).toBeFocused()
    await page.keyboard.press('x')
    await workbench.decideWithReason('Reject the document', 'Reject', 'Not our card.')
    await workbench.expectOpen(third)
    await expect.poll(() => stateOf(server, second)).toBe('rejected')
  })
  await test.step('escalate', async () => {
    await expect(workbench.approve).toBeFocused()
    await page.keyboard.press('e')
    await workbench.decideWithReason('Escalate the document', 'Escalate', 'Somebody else should look.')
    await expect.poll(() => stateOf(server, third)).toBe('escalated')
    const { recognition, changeSets } = await detailOf(server, third)
    expect(foldReview(recognition!, changeSets).decision).toEqual({
      state: 'escalated',
      reason: 'Somebody else should look.',
    })
  })
})

test('a pinyin composition types no command, and its Enter does not accept', async ({ page, server }) => {
  const { documentId, workbench } = await openDoubtful(page, server, 74)
  const name = workbench.field('Name')
  await name.focus()
  const client = await page.context().newCDPSession(page)
  const key = (type: 'rawKeyDown' | 'keyUp', code: string, text: string) =>
    client.send('Input.dispatchKeyEvent', { type, key: text, code, windowsVirtualKeyCode: 229 })

  // Every letter is also a command's: escalate, reject, leave, fit, draw, turn.
  await test.step('Ctrl+Space, Alt+digits and Alt+arrows belong to the system: not used', async () => {
    await page.evaluate(() => {
      const taken: string[] = []
      Object.assign(window, { taken })
      // After the workbench had its turn. What goes back in the history of a browser is kept from doing it here.
      window.addEventListener('keydown', (event) => {
        if (event.key === ' ' || (event.altKey && event.key !== 'Alt'))
          taken.push(`${event.code} ${event.defaultPrevented}`)
        if (event.altKey) event.preventDefault()
      })
    })
    await workbench.settledView()
    const before = await workbench.root.innerHTML()
    const keys = ['Control+Space', 'Alt+1', 'Alt+ArrowLeft', 'Alt+ArrowDown']
    await workbench.press(...keys)
    expect(await workbench.root.innerHTML()).toBe(before)
    expect(await page.evaluate(() => (window as unknown as { taken: string[] }).taken)).toEqual(
      ['Space', 'Digit1', 'ArrowLeft', 'ArrowDown'].map((code) => `${code} false`),
    )
  })

  let composed = ''
  for (const letter of 'xebrqi') {
    await key('rawKeyDown', `Key${letter.toUpperCase()}`, letter)
    composed += letter
    await client.send('Input.imeSetComposition', {
      text: composed,
      selectionStart: composed.length,
      selectionEnd: composed.length,
    })
    await key('keyUp', `Key${letter.toUpperCase()}`, letter)
  }
  await expect(name).toHaveValue('xebrqi')
  const { changeSets } = await detailOf(server, documentId)
  expect(changeSets).toEqual([])
  await key('rawKeyDown', 'Enter', 'Enter')
  await client.send('Input.insertText', { text: '谢尔盖' })
  await key('keyUp', 'Enter', 'Enter')

  await expect(name).toHaveValue('谢尔盖')
  await expect(name).toBeFocused()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(workbench.root).toHaveAttribute('data-document', documentId)
  await workbench.expectSaved()
  const item = await itemOf(server, documentId, 'name')
  expect(item).toMatchObject({ value: '谢尔盖', accepted: false })
  expect((await detailOf(server, documentId)).document.state).toBe('review')

  // The next Enter is the reviewer's.
  await page.keyboard.press('Enter')
  await expect(name).not.toBeFocused()
  await expect.poll(async () => (await itemOf(server, documentId, 'name')).accepted).toBe(true)
})

test('a value that grows beyond its line while it is typed keeps the focus and every sign', async ({
  page,
  server,
}) => {
  const { workbench } = await openDoubtful(page, server, 97)
  const long = 'A name that is much longer than the line that was there for it'
  await workbench.field('Name').click()
  await page.keyboard.press('Control+a')
  await page.keyboard.type(long)
  await expect(workbench.field('Name')).toBeFocused()
  await workbench.expectSaved()
  await page.keyboard.type('!')
  await expect(workbench.field('Name')).toBeFocused()
  await expect(workbench.field('Name')).toHaveValue(`${long}!`)
})
