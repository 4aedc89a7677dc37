import { addDocument, doubtfulCard } from './documents.ts'
import { WorkbenchPage } from './page-models/workbench-page.ts'
import { expect, test } from './shared-server.ts'

test('panning, zooming and dragging a box change nothing of the page but the stage, until the box is let go', async ({
  page,
  server,
}) => {
  const documentId = await addDocument(server, await doubtfulCard(71, 'still'), 'id-card-front')
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

  for (let times = 0; times < 10; times += 1) await page.mouse.wheel(7, -11)
  await page.keyboard.down('Control')
  for (let times = 0; times < 5; times += 1) await page.mouse.wheel(0, 40)
  await page.keyboard.up('Control')
  await expect.poll(() => workbench.view()).not.toEqual(before)
  const panned = await workbench.settledView()
  expect(panned.scale).toBeLessThan(before.scale)
  expect(await seen()).toEqual([])

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
  await page.mouse.move(middle.x + 60, middle.y + 40, { steps: 20 })
  expect(await seen()).toEqual([])
  await page.mouse.up()
  await expect.poll(async () => (await seen()).length).toBeGreaterThan(0)
  await workbench.expectSaved()
})
