import type { Quad } from '../server/contract/geometry.ts'
import { itemOf, openDoubtful } from './opened-review.ts'
import { expect, test } from './shared-server.ts'

test('boxes are drawn, nudged, resized and deleted, and one history takes text and boxes back', async ({
  page,
  server,
}) => {
  const { card, documentId, workbench } = await openDoubtful(page, server, 73)
  const address = () => itemOf(server, documentId, 'address')
  const original = await address()
  const moved = (quads: readonly Quad[], x: number, y: number) => {
    const tenth = (value: number) => Math.round(value * 10) / 10
    return quads.map((quad) => quad.map((corner) => [tenth(corner[0] + x), tenth(corner[1] + y)]))
  }
  await workbench.fit()

  await test.step('arrow keys nudge by one page pixel, with Shift by ten', async () => {
    const { x, y } = await workbench.settledMiddleOf(original.quads[0]!)
    await page.mouse.click(x, y)
    await expect(workbench.field('Address')).toBeFocused()
    await page.keyboard.press('ArrowRight')
    await expect.poll(async () => (await address()).quads).toEqual(moved(original.quads, 1, 0))
    await page.keyboard.press('Shift+ArrowDown')
    await expect.poll(async () => (await address()).quads).toEqual(moved(moved(original.quads, 1, 0) as Quad[], 0, 10))
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await address()).quads).toEqual(original.quads)
  })
  await test.step('a corner that is dragged makes another quadrilateral; the three other corners stay', async () => {
    const { scale } = await workbench.settledView()
    const [topLeft, , bottomRight] = original.quads[0]!
    const corner = await workbench.toScreen(bottomRight)
    await page.mouse.move(corner.x, corner.y)
    await page.mouse.down()
    await page.mouse.move(corner.x + 10, corner.y + 5, { steps: 3 })
    await page.mouse.move(corner.x + 20, corner.y + 10, { steps: 3 })
    await page.mouse.up()
    await expect.poll(async () => (await address()).quads[0]![2][0]).toBeCloseTo(bottomRight[0] + 20 / scale, -1)
    const { quads, boxSource } = await address()
    expect(quads[0]![0][0]).toBeCloseTo(topLeft[0], 0)
    expect(quads[0]![0][1]).toBeCloseTo(topLeft[1], 0)
    expect(boxSource).toBe('operator')
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await address()).quads).toEqual(original.quads)
  })
  await test.step('a drag that Esc interrupts changes nothing', async () => {
    const { x, y } = await workbench.settledMiddleOf(original.quads[0]!)
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + 60, y + 30, { steps: 4 })
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await workbench.expectSaved()
    expect((await address()).quads).toEqual(original.quads)
  })
  await test.step('Delete takes the box away and keeps the text', async () => {
    const { x, y } = await workbench.settledMiddleOf(original.quads[0]!)
    await page.mouse.click(x, y)
    await page.keyboard.press('Delete')
    await expect.poll(async () => (await address()).quads).toEqual([])
    await expect(workbench.field('Address')).toHaveValue(original.value!)
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await address()).quads).toEqual(original.quads)
  })
  await test.step('a drawn box becomes the place of the field in focus and is read', async () => {
    await workbench.field('Name').focus()
    await workbench.tool('Draw a box').click()
    await workbench.settledView()
    const quad = card.truth.boxes['address']![0]!
    const from = await workbench.toScreen([quad[0][0] - 6, quad[0][1] - 6])
    const to = await workbench.toScreen([quad[2][0] + 6, quad[2][1] + 6])
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(to.x, to.y, { steps: 5 })
    await page.mouse.up()
    const line = card.truth.lines.find(({ quad: place }) => place.flat().join(' ') === quad.flat().join(' '))!
    expect(card.truth.fields['address']!.startsWith(line.text)).toBe(true)
    await expect(workbench.field('Name')).toHaveValue(line.text)
    await workbench.expectSaved()
    const { quads, boxSource } = await itemOf(server, documentId, 'name')
    expect(boxSource).toBe('operator')
    expect(quads).toHaveLength(1)
    expect(quads[0]![0][0]).toBeCloseTo(quad[0][0] - 6, -1)
  })
  await test.step('one history: text, then box back, and both again', async () => {
    const drawn = await itemOf(server, documentId, 'name')
    await page.keyboard.press('Control+z')
    await expect(workbench.field('Name')).toHaveValue('')
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await itemOf(server, documentId, 'name')).quads).toEqual([])
    await page.keyboard.press('Control+Shift+z')
    await page.keyboard.press('Control+y')
    await expect(workbench.field('Name')).toHaveValue(drawn.value!)
    await expect.poll(async () => (await itemOf(server, documentId, 'name')).quads).toEqual(drawn.quads)
  })
})
