import { addDocument, doubtfulCard, specimenFile } from './documents.ts'
import type { DocumentDetail } from '../server/contract/document.ts'
import { watchMainThread } from './main-thread.ts'
import { WorkbenchPage } from './page-models/workbench-page.ts'
import { countRenders, takeCounts } from './react-renders.ts'
import { expect, test } from './shared-server.ts'

test('panning, zooming and dragging a box change nothing of the page but the stage, until the box is let go', async ({
  page,
  server,
}) => {
  const documentId = await addDocument(server, await doubtfulCard(71, 'still'), 'id-card-front')
  await countRenders(page)
  const workbench = new WorkbenchPage(page)
  await page.goto(`${server.origin}/documents/${documentId}`)
  await workbench.expectOpen(documentId)
  await expect(workbench.field('ID number')).toBeFocused()
  await workbench.settledView()
  const box = (await workbench.stage.boundingBox())!
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)

  await page.evaluate(() => {
    const seen: string[] = []
    const stage = document.querySelector('[data-testid="stage"]')!
    new MutationObserver((records) => {
      for (const { target, type, attributeName } of records) {
        if (!stage.contains(target)) seen.push(`${type} ${attributeName ?? ''} of ${target.nodeName}`)
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
    Object.assign(window, { mutationsSeen: seen })
  })
  const seen = () => page.evaluate(() => (window as unknown as { mutationsSeen: string[] }).mutationsSeen)
  const before = await workbench.view()
  await takeCounts(page)

  for (let times = 0; times < 10; times += 1) await page.mouse.wheel(7, -11)
  await page.keyboard.down('Control')
  for (let times = 0; times < 5; times += 1) await page.mouse.wheel(0, 40)
  await page.keyboard.up('Control')
  await expect.poll(() => workbench.view()).not.toEqual(before)
  const panned = await workbench.settledView()
  expect(panned.scale).toBeLessThan(before.scale)
  expect(await seen()).toEqual([])
  expect((await takeCounts(page)).commits).toBe(0)

  // The field in focus has its box under the pointer: it is dragged about without being let go.
  const { recognition } = (await (await server.call(`/api/v1/documents/${documentId}`)).json()) as {
    recognition: { fields: { key: string; quads: [number, number][][] }[] }
  }
  const quad = recognition.fields.find(({ key }) => key === 'id_number')!.quads[0]!
  const middle = await workbench.middleOf(quad as Parameters<WorkbenchPage['middleOf']>[0])
  await page.mouse.move(middle.x, middle.y)
  await page.mouse.down()
  await page.mouse.move(middle.x + 8, middle.y + 8)
  await page.evaluate(() => (window as unknown as { mutationsSeen: string[] }).mutationsSeen.splice(0))
  await takeCounts(page)
  await page.mouse.move(middle.x + 60, middle.y + 40, { steps: 20 })
  expect(await seen()).toEqual([])
  expect((await takeCounts(page)).commits).toBe(0)
  await page.mouse.up()
  await expect.poll(async () => (await seen()).length).toBeGreaterThan(0)
  await workbench.expectSaved()

  // The box that was let go concerns its own row; so does a value that is typed and left.
  expect(new Set((await takeCounts(page)).rows)).toEqual(new Set(['field:id_number']))
  await workbench.field('Ethnicity').focus()
  await takeCounts(page)
  // A pause of typing makes a change of it.
  await workbench.field('Ethnicity').fill('满')
  await expect(workbench.row('Ethnicity').locator('[data-status="corrected"]')).toBeVisible()
  await workbench.expectSaved()
  expect(new Set((await takeCounts(page)).rows)).toEqual(new Set(['field:ethnicity']))
})

test('2,000 boxes: no render of React and no stroke while the view moves, an edit renders its own row alone and paints its own place', async ({
  page,
  server,
}) => {
  const documentId = await addDocument(server, await specimenFile('quota-invoice', 5, 'many'), 'quota-invoice')
  await countRenders(page)
  // A page as a dense list has it; what the recogniser read of the picture does not matter here.
  await page.route(`**/api/v1/documents/${documentId}`, async (route) => {
    const response = await route.fetch()
    const detail = (await response.json()) as DocumentDetail
    const { width, height } = detail.pages[0]!
    const lines = Array.from({ length: 2000 }, (_, index) => {
      const [left, top] = [((index % 20) * width) / 20, (Math.floor(index / 20) * height) / 100]
      const [right, bottom] = [left + width / 25, top + height / 130]
      return {
        text: `line ${index}`,
        page: 0,
        quad: [
          [left, top],
          [right, top],
          [right, bottom],
          [left, bottom],
        ],
        confidence: index === 1500 ? 0.5 : 0.99,
        chars: [],
      }
    })
    const recognition = { ...detail.recognition, kind: 'general-text', fields: [], regions: [], lines }
    await route.fulfill({ response, json: { ...detail, recognition } })
  })
  const workbench = new WorkbenchPage(page)
  await page.goto(`${server.origin}/documents/${documentId}`)
  await workbench.expectOpen(documentId)
  await expect(workbench.stage).toHaveAttribute('data-boxes', '2000')
  await workbench.fit()
  await workbench.settledView()
  expect((await takeCounts(page)).corners).toBeGreaterThan(2000 * 3)

  await test.step('panning and zooming', async () => {
    const box = (await workbench.stage.boundingBox())!
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    // The button that the pointer leaves changes its look once.
    const before = await workbench.settledView()
    await takeCounts(page)
    for (let times = 0; times < 15; times += 1) await page.mouse.wheel(5, -8)
    await page.keyboard.down('Control')
    for (let times = 0; times < 5; times += 1) await page.mouse.wheel(0, -30)
    await page.keyboard.up('Control')
    const moving = await takeCounts(page)
    expect(moving.commits).toBe(0)
    const after = await workbench.settledView()
    expect(after.scale).toBeGreaterThan(before.scale)
    // Once at most before it rests, were this machine so slow that it rested in between.
    expect(moving.corners).toBeLessThan(2000 * 3 * 2)
    const rested = await takeCounts(page)
    expect(rested.commits).toBe(0)
    expect(moving.corners + rested.corners).toBeGreaterThan(1000)
  })

  await test.step('a frame of panning takes less of the main thread than there is in a fifty-fifth of a second', async () => {
    const used = await watchMainThread(page)
    const frames = await workbench.stage.evaluate(async (stage) => {
      const { x, y } = stage.getBoundingClientRect()
      const wheel = { clientX: x + 200, clientY: y + 200, bubbles: true, cancelable: true }
      for (let frame = 0; frame < 60; frame += 1) {
        stage.dispatchEvent(new WheelEvent('wheel', { ...wheel, deltaX: frame < 30 ? 3 : -3, deltaY: 2 }))
        await new Promise(requestAnimationFrame)
      }
      return 60
    })
    expect((await used()).tasks / frames).toBeLessThan(1000 / 55)
    await workbench.settledView()
  })
  await test.step('a committed edit', async () => {
    const input = workbench.field('Line 1,501')
    await input.focus()
    await takeCounts(page)
    await input.fill('edited')
    await expect(workbench.row('Line 1,501').locator('[data-status="corrected"]')).toBeVisible()
    const { rows, corners } = await takeCounts(page)
    expect(new Set(rows)).toEqual(new Set(['line:1500']))
    expect(corners).toBeLessThan(400)
  })
  // The server tells of the edit, and the page asks for the document once more.
  await page.unrouteAll({ behavior: 'wait' })
})
