import { textHeight } from '../src/editor/model/view.ts'
import type { Quad } from '../server/contract/geometry.ts'
import type { Field, Recognition } from '../server/contract/result.ts'
import { alterReading } from './altered-reading.ts'
import { addDocument, detailOf, specimenFile } from './documents.ts'
import { itemOf, kind, stateOf } from './opened-review.ts'
import { WorkbenchPage } from './page-models/workbench-page.ts'
import type { ServerProcess } from './server-process.ts'
import { drawnPixels, motionOf } from './seen-on-stage.ts'
import { expect, test } from './shared-server.ts'

// Sentences of INTERACTION.md, one a step. All documents here are the same picture: the engine reads it once.

function addCard(server: ServerProcess, name: string): Promise<string> {
  return specimenFile(kind, 81, name).then((file) => addDocument(server, file, kind))
}

function withFields(recognition: Recognition, patches: Record<string, Partial<Field>>): Recognition {
  return { ...recognition, fields: recognition.fields.map((field) => ({ ...field, ...patches[field.key] })) }
}

/** The same number with a check sign that is wrong. */
function broken(number: string): string {
  return number.slice(0, -1) + (number.endsWith('1') ? '2' : '1')
}

/** A place so low that its text must be enlarged to be read. */
function lowered([topLeft, topRight]: Quad, height: number): Quad {
  const [left, top] = topLeft
  return [topLeft, [topRight[0], top], [topRight[0], top + height], [left, top + height]]
}

test('flags come in the order of their urgency, the page eases to each until it can be read, and an unknown confidence is unknown', async ({
  page,
  server,
}) => {
  const documentId = await addCard(server, 'flags')
  const { recognition } = await detailOf(server, documentId)
  const fieldOf = (key: string) => recognition!.fields.find((field) => field.key === key)!
  const low = lowered(fieldOf('ethnicity').quads[0]!, 6)
  await alterReading(page, documentId, (reading) =>
    withFields(reading, {
      name: { value: null, quads: [], chars: [] },
      sex: { confidence: 0.4 },
      ethnicity: { agreement: 0.5, confidence: 1, quads: [low] },
      birth_date: { confidence: null, confidenceSource: null },
      address: { confidence: 0.3 },
      id_number: { value: broken(fieldOf('id_number').value!) },
    }),
  )
  const workbench = new WorkbenchPage(page)
  await page.clock.install()
  await page.goto(`${server.origin}/documents/${documentId}`)
  await workbench.expectOpen(documentId)

  await test.step('an unknown confidence is drawn as unknown', async () => {
    const row = workbench.row('Date of birth')
    await expect(row.locator('[data-level]')).toHaveAttribute('data-level', 'unknown')
    await expect(row.locator('[data-level]')).toContainText('not reported')
    await expect(row.locator('[data-level]')).not.toContainText('%')
    await expect(row).not.toHaveAttribute('data-flag')
    await expect(page.getByText('1 not reported')).toBeVisible()
    await workbench.fit()
    await workbench.settledView()
    const [unknown, certain] = [fieldOf('birth_date').quads[0]!, fieldOf('sex').quads[0]!]
    expect(await drawnPixels(workbench, unknown, '--fp-confidence-unknown')).toBeGreaterThan(4)
    expect(await drawnPixels(workbench, certain, '--fp-confidence-unknown')).toBe(0)
  })
  await test.step('the canvas eases in, in at most 120 ms, until the text is at least 24 px high', async () => {
    expect(textHeight(low) * (await workbench.view()).scale).toBeLessThan(24)
    await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 100)
    await workbench.field('Ethnicity').focus()
    const { lasted, steps } = await motionOf(page, workbench)
    expect(steps).toBeGreaterThan(3)
    expect(lasted).toBeGreaterThan(50)
    // It ends with the first frame after its time.
    expect(lasted).toBeLessThanOrEqual(120 + 16)
    expect(textHeight(low) * (await workbench.view()).scale).toBeGreaterThanOrEqual(23.99)
    const middle = await workbench.middleOf(low)
    expect(await workbench.isOnStage(middle.x, middle.y)).toBe(true)
  })
  await test.step('none under reduced motion', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await workbench.field('Sex').focus()
    await workbench.fit()
    await page.clock.runFor(500)
    expect(textHeight(low) * (await workbench.view()).scale).toBeLessThan(24)
    await workbench.field('Ethnicity').focus()
    const { lasted, steps } = await motionOf(page, workbench)
    expect(lasted).toBeLessThanOrEqual(16)
    expect(steps).toBeLessThanOrEqual(2)
    expect(textHeight(low) * (await workbench.view()).scale).toBeGreaterThanOrEqual(23.99)
    await page.clock.resume()
  })
  await test.step('a crop of the page stands right above the input', async () => {
    const crop = workbench.row('Ethnicity').getByRole('figure', { name: 'The place on the page' })
    const [above, input] = [(await crop.boundingBox())!, (await workbench.field('Ethnicity').boundingBox())!]
    expect(input.y - (above.y + above.height)).toBeGreaterThanOrEqual(0)
    expect(input.y - (above.y + above.height)).toBeLessThan(16)
    const tones = () =>
      crop
        .locator('canvas')
        .first()
        .evaluate((canvas: HTMLCanvasElement) => {
          const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
          return new Set(data.filter((_, at) => at % 4 === 0)).size
        })
    await expect.poll(tones).toBeGreaterThan(8)
  })
  await test.step('broken check > recognisers disagree > low confidence > empty but required', async () => {
    await workbench.field('ID number').focus()
    const seen: [string, string | null][] = []
    for (const label of ['ID number', 'Ethnicity', 'Sex', 'Address', 'Name']) {
      await expect(workbench.field(label)).toBeFocused()
      seen.push([label, await workbench.row(label).getAttribute('data-flag')])
      await page.keyboard.press('Enter')
    }
    await expect(workbench.approve).toBeFocused()
    expect(seen).toEqual([
      ['ID number', 'check'],
      ['Ethnicity', 'disagreement'],
      ['Sex', 'confidence'],
      ['Address', 'confidence'],
      ['Name', 'empty'],
    ])
  })
  await workbench.expectSaved()
  await page.unrouteAll({ behavior: 'wait' })
})

test('a lease ends by itself; a minute without a connection loses nothing; a new reading overwrites no correction', async ({
  page,
  server,
  context,
}) => {
  const documentId = await addCard(server, 'kept')
  const { recognition } = await detailOf(server, documentId)
  const claimPath = `/api/v1/documents/${documentId}/claim`
  const claim = (method: 'POST' | 'DELETE') =>
    server.call(claimPath, {
      method,
      ...(method === 'POST' && { body: '{}', headers: { 'Content-Type': 'application/json' } }),
    })
  const { ownerName } = (await (await claim('POST')).json()) as { ownerName: string }
  await alterReading(page, documentId, (reading) =>
    reading.id === recognition!.id
      ? reading
      : withFields(reading, { name: { value: '新名' }, sex: { value: '新' }, ethnicity: { value: '新族' } }),
  )
  // Nobody says that the lease has ended: the page hears no events.
  const events = '**/api/v1/events'
  await page.route(events, (route) => route.abort())
  let claims = 0
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith(claimPath)) claims += 1
  })
  const workbench = new WorkbenchPage(page)
  await page.clock.install()
  await page.goto(`${server.origin}/documents/${documentId}`)
  await workbench.expectOpen(documentId)
  const name = workbench.field('Name')

  await test.step('a lease with the owner’s name, released by itself', async () => {
    const banner = page.getByText(`${ownerName} is working on this document.`)
    await expect(banner).toBeVisible()
    await claim('DELETE')
    await page.clock.fastForward(100_000)
    await expect(banner).toBeVisible()
    await expect(name).toHaveAttribute('readonly', '')
    await page.clock.fastForward(22_000)
    await expect(banner).toBeHidden()
    await expect(name).not.toHaveAttribute('readonly')
    await expect.poll(async () => (await detailOf(server, documentId)).document.claim?.ownerName).toBe('Ada Operator')
  })
  await test.step('it is renewed while the document is open', async () => {
    const before = claims
    await page.clock.fastForward(45_000)
    await expect.poll(() => claims).toBe(before + 1)
  })
  await test.step('a minute offline during field edits', async () => {
    await context.setOffline(true)
    await name.fill('离线')
    await page.keyboard.press('Enter')
    await expect(workbench.saved).toContainText('Kept in this browser')
    for (const [label, value] of [
      ['Ethnicity', '回'],
      ['Address', '北京市海淀区1号'],
    ] as const) {
      await page.clock.fastForward(30_000)
      await workbench.field(label).fill(value)
      await page.keyboard.press('Enter')
    }
    await expect(workbench.saved).toContainText('Kept in this browser')
    expect((await detailOf(server, documentId)).changeSets).toEqual([])
    await context.setOffline(false)
    await workbench.expectSaved()
    for (const [key, value] of Object.entries({ name: '离线', ethnicity: '回', address: '北京市海淀区1号' })) {
      expect((await itemOf(server, documentId, key)).value).toBe(value)
    }
  })
  await test.step('a new machine reading never overwrites a correction, the history or the focus', async () => {
    await page.unroute(events)
    const connected = page.waitForResponse(events)
    await page.clock.fastForward(30_000)
    await connected
    const number = workbench.field('ID number')
    await number.focus()
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.type('7')
    const typed = await number.inputValue()
    const answer = await server.call(`/api/v1/documents/${documentId}/recognitions`, {
      method: 'POST',
      body: JSON.stringify({ provider: 'local', capability: kind }),
      headers: { 'Content-Type': 'application/json' },
    })
    expect(answer.status).toBe(202)
    await expect(workbench.field('Sex')).toHaveValue('新')
    await expect(name).toHaveValue('离线')
    await expect(workbench.field('Ethnicity')).toHaveValue('回')
    await expect(number).toHaveValue(typed)
    await expect(number).toBeFocused()
    expect(await number.evaluate((input: HTMLInputElement) => input.selectionStart)).toBe(typed.length - 1)
    for (const _ of ['number', 'address', 'ethnicity']) await page.keyboard.press('Control+z')
    await expect(workbench.field('Ethnicity')).not.toHaveValue('回')
    await expect(name).toHaveValue('离线')
    await page.keyboard.press('Control+Shift+z')
    await expect(workbench.field('Ethnicity')).toHaveValue('回')
    await workbench.expectSaved()
  })
  await test.step('the lease goes with whoever leaves', async () => {
    await page.goto(`${server.origin}/documents`)
    await expect.poll(async () => (await detailOf(server, documentId)).document.claim).toBeNull()
  })
  await page.unrouteAll({ behavior: 'wait' })
})

interface Counted {
  typed: number
  keys: string[]
  clicks: number
}

test('keys and clicks: a clean document takes one, a corrected field no navigation', async ({ page, server }) => {
  const [corrected, clean, last] = [
    await addCard(server, 'corrected'),
    await addCard(server, 'clean'),
    await addCard(server, 'last'),
  ]
  const right = (await itemOf(server, corrected, 'id_number')).value!
  await alterReading(page, corrected, (reading) => withFields(reading, { id_number: { value: broken(right) } }))
  await page.addInitScript(() => {
    const counted = { typed: 0, keys: [] as string[], clicks: 0 }
    Object.assign(window, { counted })
    const listen = { capture: true }
    window.addEventListener(
      'keydown',
      ({ key, ctrlKey, altKey, metaKey }) => {
        if (key.length === 1 && !ctrlKey && !altKey && !metaKey) counted.typed += 1
        else counted.keys.push(key)
      },
      listen,
    )
    window.addEventListener('pointerdown', () => (counted.clicks += 1), listen)
    window.addEventListener('wheel', () => (counted.clicks += 1), listen)
  })
  /** What was pressed since it was asked last. */
  const pressed = () =>
    page.evaluate(() => {
      const { counted } = window as unknown as { counted: Counted }
      const now = structuredClone(counted)
      Object.assign(counted, { typed: 0, keys: [], clicks: 0 })
      return now
    })
  const workbench = new WorkbenchPage(page)
  await page.goto(`${server.origin}/documents/${corrected}`)
  await workbench.expectOpen(corrected)
  await expect(workbench.field('ID number')).toBeFocused()

  const forTheField = await test.step('a corrected field takes no navigation at all', async () => {
    await page.keyboard.type(right)
    await expect(workbench.field('ID number')).toHaveValue(right)
    const counted = await pressed()
    expect(counted).toEqual({ typed: right.length, keys: [], clicks: 0 })
    await page.keyboard.press('Enter')
    await expect(workbench.approve).toBeFocused()
    expect(await pressed()).toEqual({ typed: 0, keys: ['Enter'], clicks: 0 })
    await page.keyboard.press('Enter')
    await workbench.expectOpen(clean)
    await pressed()
    return counted
  })
  const forTheDocument = await test.step('a clean document takes one key', async () => {
    await expect(workbench.approve).toBeFocused()
    await page.keyboard.press('Enter')
    await workbench.expectOpen(last)
    const counted = await pressed()
    expect(counted).toEqual({ typed: 0, keys: ['Enter'], clicks: 0 })
    await expect.poll(() => stateOf(server, clean)).toBe('approved')
    return counted
  })
  await expect.poll(async () => (await itemOf(server, corrected, 'id_number')).value).toBe(right)
  await page.unrouteAll({ behavior: 'wait' })
  process.stdout.write(
    `| Keys and clicks | clean document ${forTheDocument.keys.length} + ${forTheDocument.clicks} | ` +
      `corrected field: navigation ${forTheField.keys.length} + ${forTheField.clicks}, Enter accepts it |\n`,
  )
})
