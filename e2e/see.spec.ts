import { addDocument, specimenFile } from './documents.ts'
import { kind } from './opened-review.ts'
import { WorkbenchPage } from './page-models/workbench-page.ts'
import { expect, test } from './shared-server.ts'

test('the wheel pans, Ctrl+wheel zooms at the pointer and never the browser, 0 fits, R turns, F4 shows the bare page', async ({
  page,
  server,
}) => {
  const documentId = await addDocument(server, await specimenFile(kind, 84, 'seen'), kind)
  const workbench = new WorkbenchPage(page)
  await page.goto(`${server.origin}/documents/${documentId}`)
  await workbench.expectOpen(documentId)
  await expect(workbench.approve).toBeFocused()
  const fitted = await workbench.settledView()
  const box = (await workbench.stage.boundingBox())!
  const pointer = { x: box.x + box.width * 0.6, y: box.y + box.height * 0.4 }
  const browserZoom = () => page.evaluate(() => [devicePixelRatio, visualViewport!.scale, innerWidth, scrollX, scrollY])
  const before = await browserZoom()
  await page.mouse.move(pointer.x, pointer.y)

  await test.step('wheel', async () => {
    await page.mouse.wheel(30, 50)
    await expect
      .poll(() => workbench.view())
      .toMatchObject({ scale: fitted.scale, x: fitted.x - 30, y: fitted.y - 50, rotation: fitted.rotation })
  })
  await test.step('Ctrl+wheel', async () => {
    const from = await workbench.view()
    const under = await workbench.toPage(pointer)
    await page.keyboard.down('Control')
    for (let times = 0; times < 4; times += 1) await page.mouse.wheel(0, -100)
    await page.keyboard.up('Control')
    await expect.poll(async () => (await workbench.settledView()).scale).toBeGreaterThan(from.scale * 1.5)
    const still = await workbench.toPage(pointer)
    expect(still.x).toBeCloseTo(under.x, 0)
    expect(still.y).toBeCloseTo(under.y, 0)
    expect(await browserZoom()).toEqual(before)
  })
  await test.step('0 and R', async () => {
    await page.keyboard.press('0')
    await expect.poll(() => workbench.view()).toEqual(fitted)
    await page.keyboard.press('r')
    await expect.poll(async () => (await workbench.view()).rotation).toBe((fitted.rotation + 90) % 360)
    for (let times = 0; times < 3; times += 1) await page.keyboard.press('r')
    await expect.poll(async () => (await workbench.view()).rotation).toBe(fitted.rotation)
  })
  await test.step('F4, while it is held', async () => {
    await workbench.settledView()
    const drawn = await workbench.stage.screenshot()
    await page.keyboard.down('F4')
    const bare = await workbench.stage.screenshot()
    await page.keyboard.up('F4')
    expect(bare.equals(drawn)).toBe(false)
    await expect.poll(async () => (await workbench.stage.screenshot()).equals(drawn)).toBe(true)
  })
  await test.step('zooming cancels no edit, and keys of commands are letters in an input', async () => {
    const name = workbench.field('Name')
    await name.fill('')
    await page.keyboard.type('0rxebwqi?+-')
    await page.mouse.move(pointer.x, pointer.y)
    await page.keyboard.down('Control')
    await page.mouse.wheel(0, -100)
    await page.keyboard.up('Control')
    await workbench.settledView()
    await expect(name).toBeFocused()
    await expect(name).toHaveValue('0rxebwqi?+-')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    expect((await workbench.view()).rotation).toBe(fitted.rotation)
    await expect(workbench.root).toHaveAttribute('data-document', documentId)
  })
})
