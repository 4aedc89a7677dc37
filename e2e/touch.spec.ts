import type { CDPSession } from '@playwright/test'
import { boundsOf } from '../server/contract/geometry.ts'
import { addDocument, doubtfulCard } from './documents.ts'
import { itemOf, kind } from './opened-review.ts'
import { WorkbenchPage } from './page-models/workbench-page.ts'
import { expect, test } from './shared-server.ts'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

interface Finger {
  x: number
  y: number
}

/** Fingers on the glass: every way is walked by all of them at once, then all are lifted. */
async function touch(client: CDPSession, ...ways: (readonly Finger[])[]): Promise<void> {
  const steps = Math.max(...ways.map((way) => way.length))
  const at = (step: number) => ways.map((way, id) => ({ ...way[Math.min(step, way.length - 1)]!, id }))
  await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) })
  for (let step = 1; step < steps; step += 1) {
    await client.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(step) })
  }
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}

function straight(from: Finger, to: Finger, steps = 6): Finger[] {
  return Array.from({ length: steps + 1 }, (_, step) => ({
    x: from.x + ((to.x - from.x) * step) / steps,
    y: from.y + ((to.y - from.y) * step) / steps,
  }))
}

test('by touch: pinch zooms at the fingers and never the browser, one finger pans, boxes are taken, moved by their corners, a lasso fills', async ({
  page,
  server,
}) => {
  const card = await doubtfulCard(73, 'touched')
  const documentId = await addDocument(server, card, kind)
  await page.goto(`${server.origin}/documents/${documentId}`)
  const workbench = new WorkbenchPage(page)
  await workbench.expectOpen(documentId)
  const client = await page.context().newCDPSession(page)
  await workbench.fit()
  const fitted = await workbench.settledView()
  const stage = (await workbench.stage.boundingBox())!
  const middle = { x: stage.x + stage.width / 2, y: stage.y + stage.height / 2 }
  const address = () => itemOf(server, documentId, 'address')

  await test.step('two fingers zoom about their middle and carry the page along; the browser stays as it is', async () => {
    const under = await workbench.toPage(middle)
    const [left, right] = [middle.x - 40, middle.x + 40]
    await touch(
      client,
      straight({ x: left, y: middle.y }, { x: left - 60, y: middle.y + 20 }),
      straight({ x: right, y: middle.y }, { x: right + 60, y: middle.y + 20 }),
    )
    await expect.poll(async () => (await workbench.view()).scale / fitted.scale).toBeCloseTo(2.5, 1)
    const now = await workbench.toPage({ x: middle.x, y: middle.y + 20 })
    expect(now.x).toBeCloseTo(under.x, -1)
    expect(now.y).toBeCloseTo(under.y, -1)
    expect(await page.evaluate(() => visualViewport!.scale)).toBe(1)
  })
  await test.step('one finger pans, also over a box that is not in hand', async () => {
    const before = await workbench.settledView()
    await touch(client, straight(middle, { x: middle.x - 50, y: middle.y - 30 }))
    const after = await workbench.settledView()
    expect([after.scale, after.rotation]).toEqual([before.scale, before.rotation])
    expect(after.x).toBeLessThan(before.x - 30)
  })
  await test.step('a tap takes a box, without the keyboard coming over it', async () => {
    const { x, y } = await workbench.settledMiddleOf((await address()).quads[0]!)
    await touch(client, [{ x, y }])
    await expect(workbench.row('Address')).toHaveAttribute('data-current', 'true')
    await expect(workbench.field('Address')).not.toBeFocused()
  })
  await test.step('a corner is a target of 44 pixels', async () => {
    await workbench.settledView()
    const before = (await address()).quads
    const corner = await workbench.toScreen(before[0]![1])
    const beside = { x: corner.x + 14, y: corner.y - 14 }
    await touch(client, straight(beside, { x: beside.x + 20, y: beside.y - 16 }))
    await expect.poll(async () => (await address()).quads[0]![1][0]).toBeGreaterThan(before[0]![1][0] + 5)
    expect((await address()).quads[0]![3]).toEqual(before[0]![3])
    await workbench.tool('Undo').tap()
    await expect.poll(async () => (await address()).quads).toEqual(before)
  })
  await test.step('with the lasso in hand a finger takes words into the field', async () => {
    await workbench.row('Name').tap()
    await workbench.field('Name').tap()
    await workbench.fit()
    await workbench.tool('Take words with a lasso').tap()
    await workbench.settledView()
    const { left, top, right, bottom } = boundsOf(...card.truth.boxes['ethnicity']!)
    const room = (bottom - top) / 3
    const corners = [
      [left - room, top - room],
      [right + room, top - room],
      [right + room, bottom + room],
      [left - room, bottom + room],
      [left - room, top],
    ] as const
    const way = await Promise.all(corners.map((corner) => workbench.toScreen(corner)))
    await touch(
      client,
      way.flatMap((to, index) => (index === 0 ? [to] : straight(way[index - 1]!, to))),
    )
    await expect(workbench.field('Name')).toHaveValue(card.truth.fields['ethnicity']!)
  })
  await test.step('what is pressed in the workbench is 44 pixels high', async () => {
    const small = await workbench.root.evaluate((root) =>
      [...root.querySelectorAll<HTMLElement>('button, input:not([type="hidden"]), textarea, select, [role="tab"]')]
        .filter((element) => element.checkVisibility({ visibilityProperty: true }))
        .map(
          (element) =>
            [element.ariaLabel ?? element.textContent ?? '', element.getBoundingClientRect().height] as const,
        )
        .filter(([, height]) => height > 0 && height < 44),
    )
    expect(small).toEqual([])
  })
})
