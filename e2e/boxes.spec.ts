import { areaOf, boundsOf, middleOf, type Point, type Quad } from '../server/contract/geometry.ts'
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
  await test.step('a box in hand is moved by dragging it, all of its corners alike', async () => {
    const { scale } = await workbench.settledView()
    const { x, y } = await workbench.middleOf(original.quads[0]!)
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + 30, y + 20, { steps: 4 })
    await page.mouse.up()
    await expect
      .poll(async () => (await address()).quads[0]![0][0])
      .toBeCloseTo(original.quads[0]![0][0] + 30 / scale, -1)
    const { quads } = await address()
    const [right, down] = [quads[0]![0][0] - original.quads[0]![0][0], quads[0]![0][1] - original.quads[0]![0][1]]
    for (const [index, corner] of quads[0]!.entries()) {
      expect(corner[0] - original.quads[0]![index]![0]).toBeCloseTo(right, 0)
      expect(corner[1] - original.quads[0]![index]![1]).toBeCloseTo(down, 0)
    }
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
  await test.step('the smallest box under the pointer wins, another click goes to the next', async () => {
    const sizeOf = (quads: readonly Quad[]) => quads.reduce((sum, quad) => sum + areaOf(quad), 0)
    const [name, other] = [await itemOf(server, documentId, 'name'), await address()]
    const [small, large] = sizeOf(name.quads) < sizeOf(other.quads) ? ['Name', 'Address'] : ['Address', 'Name']
    await workbench.field('Sex').focus()
    await workbench.fit()
    const { x, y } = await workbench.settledMiddleOf(name.quads[0]!)
    for (const label of [small, large, small]) {
      await page.mouse.click(x, y)
      await expect(workbench.field(label)).toBeFocused()
      await expect(workbench.row(label)).toHaveAttribute('data-current', 'true')
    }
  })
  await test.step('handles keep their size at every zoom: a corner is taken from seven pixels beside it, never from twenty', async () => {
    await workbench.field('Address').focus()
    for (const zoom of ['Zoom out', 'Zoom in', 'Zoom in', 'Zoom in']) {
      await workbench.tool(zoom).click()
      await workbench.settledView()
      const before = (await address()).quads
      const corner = await workbench.toScreen(before[0]![1])
      const drag = async (beside: number) => {
        await page.mouse.move(corner.x + beside, corner.y - beside)
        await page.mouse.down()
        await page.mouse.move(corner.x + beside + 12, corner.y - beside - 8, { steps: 3 })
        await page.mouse.up()
      }
      await drag(5)
      await expect.poll(async () => (await address()).quads[0]![1]).not.toEqual(before[0]![1])
      expect((await address()).quads[0]![3]).toEqual(before[0]![3])
      await page.keyboard.press('Control+z')
      await expect.poll(async () => (await address()).quads).toEqual(before)
      await drag(20)
      await workbench.expectSaved()
      expect((await address()).quads).toEqual(before)
      await workbench.field('Address').focus()
    }
  })
})

test('a lasso takes the words that it holds in the order of reading into the field in hand', async ({
  page,
  server,
}) => {
  const { card, documentId, workbench } = await openDoubtful(page, server, 73)
  const name = workbench.field('Name')
  const address = card.truth.boxes['address']!
  await name.focus()
  await workbench.fit()
  await workbench.settledView()
  /** Around the whole address, a hand's breadth outside of its corners, in page pixels. */
  const { left, top, right, bottom } = boundsOf(...address)
  const room = (bottom - top) / address.length / 4
  const around: Point[] = [
    [left - room, top - room],
    [right + room, top - room],
    [right + room, bottom + room],
    [left - room, bottom + room],
    [left - room, top + room],
  ]
  const draw = async (way: readonly Point[]) => {
    const points = await Promise.all(way.map((point) => workbench.toScreen(point)))
    await page.mouse.move(points[0]!.x, points[0]!.y)
    await page.mouse.down()
    for (const { x, y } of points.slice(1)) await page.mouse.move(x, y, { steps: 4 })
  }

  await test.step('with Shift and a drag, as one step of the history', async () => {
    await page.keyboard.down('Shift')
    await draw(around)
    await page.mouse.up()
    await page.keyboard.up('Shift')
    await expect(name).toHaveValue(card.truth.fields['address']!)
    await workbench.expectSaved()
    const { quads, boxSource } = await itemOf(server, documentId, 'name')
    expect(quads).toHaveLength(address.length)
    expect(boxSource).toBe('operator')
    await page.keyboard.press('Control+z')
    await expect(name).toHaveValue('')
  })
  await test.step('with the tool, and straight through a word as with a marker; Ctrl appends', async () => {
    await workbench.tool('Take words with a lasso').click()
    const sex = card.truth.boxes['sex']![0]!
    const [x, y] = middleOf(sex)
    await draw([
      [x - room, y],
      [x + room, y],
    ])
    await page.mouse.up()
    await expect(name).toHaveValue(card.truth.fields['sex']!)
    await expect(workbench.tool('Take words with a lasso')).toHaveAttribute('aria-pressed', 'false')
    await page.keyboard.down('Control')
    await page.keyboard.down('Shift')
    await draw(around)
    await page.mouse.up()
    await page.keyboard.up('Shift')
    await page.keyboard.up('Control')
    await expect(name).toHaveValue(card.truth.fields['sex']! + card.truth.fields['address']!)
  })
  await test.step('Esc in the middle of it changes nothing, and one that holds no words says so', async () => {
    await page.keyboard.down('Shift')
    await draw(around)
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await draw([
      [2, 2],
      [30, 2],
      [30, 30],
      [2, 30],
    ])
    await page.mouse.up()
    await page.keyboard.up('Shift')
    await expect(page.getByTestId('announcer')).toHaveText('No words in there.')
    await expect(name).toHaveValue(card.truth.fields['sex']! + card.truth.fields['address']!)
  })
})
