import sharp from 'sharp'
import type { Locator } from '@playwright/test'
import { boundsOf } from '../server/contract/geometry.ts'
import { isTiled } from '../server/contract/tiles.ts'
import { renderSpecimen } from '../specimens/index.ts'
import { alterReading } from './altered-reading.ts'
import { addDocument, detailOf, specimenFile } from './documents.ts'
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

test('a big picture is there at once as its preview, then in tiles of what is seen', async ({ page, server }) => {
  const { image } = await renderSpecimen({ kind, seed: 84, level: 'clean' })
  // As a phone photographs: too many pixels to be held whole.
  const bytes = await sharp(image).resize({ width: 4700 }).jpeg().toBuffer()
  const documentId = await addDocument(server, { name: 'big.jpg', type: 'image/jpeg', bytes }, kind)
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  const workbench = new WorkbenchPage(page)
  await page.goto(`${server.origin}/documents/${documentId}`)
  await workbench.expectOpen(documentId)
  await expect(workbench.stage).toHaveAttribute('data-image', 'full')
  const [first] = (await detailOf(server, documentId)).pages
  expect(isTiled(first!)).toBe(true)
  expect(asked).toContain(first!.previewUrl)
  expect(asked).not.toContain(first!.imageUrl)
  const tiles = () => asked.filter((path) => path.includes('/tiles/')).length
  const before = tiles()
  for (let times = 0; times < 4; times += 1) await workbench.tool('Zoom in').click()
  await expect.poll(tiles).toBeGreaterThan(before)
  await workbench.settledView()
  await expect(workbench.stage).toHaveAttribute('data-image', 'full')
  expect(asked).not.toContain(first!.imageUrl)
})

/** How bright a picture is and how far its tones lie apart, both 0..255. */
async function tonesOf(stage: Locator): Promise<{ mean: number; spread: number }> {
  const { channels } = await sharp(await stage.screenshot())
    .greyscale()
    .stats()
  return { mean: channels[0]!.mean, spread: channels[0]!.stdev }
}

test('Space+drag pans, a double-click on nothing freezes the view, the picture and its layers can be changed', async ({
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
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }

  await test.step('Space+drag moves the page, also over a box and with the focus on Approve, and approves nothing', async () => {
    await page.mouse.move(middle.x, middle.y)
    await page.keyboard.down('Space')
    await page.mouse.down()
    await page.mouse.move(middle.x + 40, middle.y - 25, { steps: 3 })
    await page.mouse.up()
    await page.keyboard.up('Space')
    await expect.poll(() => workbench.view()).toEqual({ ...fitted, x: fitted.x + 40, y: fitted.y - 25 })
    await expect(workbench.root).toHaveAttribute('data-document', documentId)
    expect((await detailOf(server, documentId)).changeSets).toEqual([])
  })
  await test.step('a double-click on nothing freezes the view: it stays where the focus goes; another lets it follow', async () => {
    await page.keyboard.press('0')
    for (let times = 0; times < 4; times += 1) await page.keyboard.press('-')
    const small = await workbench.settledView()
    const nothing = { x: box.x + 12, y: box.y + 12 }
    await page.mouse.dblclick(nothing.x, nothing.y)
    await expect(page.getByTitle('The view stays still.')).toBeVisible()
    await workbench.field('Name').focus()
    await workbench.field('ID number').focus()
    expect(await workbench.settledView()).toEqual(small)
    await page.mouse.dblclick(nothing.x, nothing.y)
    await expect(page.getByTitle('The view stays still.')).toBeHidden()
    await workbench.field('Name').focus()
    await expect.poll(async () => (await workbench.view()).scale).toBeGreaterThan(small.scale)
  })
  await workbench.fit()
  await workbench.settledView()
  const plain = await tonesOf(workbench.stage)
  await test.step('brightness, contrast and inversion change the picture, and one button brings it back', async () => {
    await workbench.tool('Picture').click()
    const set = (name: string, value: string) => page.getByRole('slider', { name }).fill(value)
    await set('Brightness', '60')
    await expect.poll(async () => (await tonesOf(workbench.stage)).mean).toBeLessThan(plain.mean - 30)
    await set('Brightness', '100')
    await set('Contrast', '40')
    await expect.poll(async () => (await tonesOf(workbench.stage)).spread).toBeLessThan(plain.spread * 0.85)
    await page.getByRole('checkbox', { name: 'Invert' }).check()
    await page.getByRole('button', { name: 'As it is' }).click()
    await expect.poll(async () => Math.round((await tonesOf(workbench.stage)).mean)).toBe(Math.round(plain.mean))
    await page.keyboard.press('Escape')
    await workbench.stage.focus()
    await page.keyboard.press('i')
    await expect.poll(async () => (await tonesOf(workbench.stage)).mean).toBeLessThan(plain.mean - 30)
    await page.keyboard.press('i')
  })
  await test.step('fields, lines, characters and regions are layers, each shown and hidden by itself', async () => {
    await workbench.tool('Layers').click()
    await workbench.settledView()
    let before = await workbench.stage.screenshot()
    for (const [name, shown] of [
      ['Fields', false],
      ['Lines', true],
      ['Characters', true],
      ['Regions', false],
    ] as const) {
      await page.getByRole('checkbox', { name }).setChecked(shown)
      await expect.poll(async () => (await workbench.stage.screenshot()).equals(before)).toBe(false)
      before = await workbench.stage.screenshot()
    }
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog', { includeHidden: true })).toHaveCount(0)
  })
  await test.step('a confidence slider has the distribution under it, and what is below it is doubtful', async () => {
    const slider = page.getByRole('slider', { name: 'Doubtful below' })
    const distribution = page.getByRole('img', { name: 'How many values have how much confidence' })
    const [above, below] = [(await slider.boundingBox())!, (await distribution.boundingBox())!]
    expect(below.y).toBeGreaterThanOrEqual(above.y + above.height)
    await expect(page.getByText('No flags left', { exact: true })).toBeVisible()
    await slider.fill('100')
    await expect(page.getByText('6 of 6 below')).toBeVisible()
    await expect(page.getByText('6 flags left')).toBeVisible()
    await slider.fill('80')
    await expect(page.getByText('0 of 6 below')).toBeVisible()
  })
  await test.step('a picture that cannot be loaded says so and what to do; the fields are there', async () => {
    const [first] = (await detailOf(server, documentId)).pages
    for (const url of [first!.imageUrl, first!.previewUrl]) await page.route(`**${url}`, (route) => route.abort())
    await page.reload()
    await expect(workbench.stage.getByText('The picture of this page could not be loaded.')).toBeVisible()
    await expect(workbench.field('Name')).toBeEditable()
  })
})

test('shape, number and colour say what is doubtful, so that it is seen without colours; unknown is drawn as unknown', async ({
  page,
  server,
}) => {
  const documentId = await addDocument(server, await specimenFile(kind, 84, 'seen'), kind)
  const workbench = new WorkbenchPage(page)
  const confidences = new Map([
    ['name', 0.5],
    ['sex', 0.85],
    ['ethnicity', 0.97],
    ['birth_date', null],
  ])
  await alterReading(page, documentId, (recognition) => ({
    ...recognition,
    fields: recognition.fields.map((field) => {
      const confidence = confidences.get(field.key)
      return confidence === undefined ? field : { ...field, confidence, chars: [] }
    }),
  }))
  await page.goto(`${server.origin}/documents/${documentId}`)
  await workbench.expectOpen(documentId)

  await test.step('in the rows: a number or "not reported", and a mark of another shape for each', async () => {
    const marks = new Set<string>()
    for (const [label, text, level] of [
      ['Name', '50%', 'low'],
      ['Sex', '85%', 'medium'],
      ['Ethnicity', '97%', 'high'],
      ['Date of birth', 'not reported', 'unknown'],
    ] as const) {
      const chip = workbench.row(label).locator('[data-level]')
      await expect(chip).toHaveAttribute('data-level', level)
      await expect(chip).toContainText(text)
      marks.add(await chip.locator('svg').innerHTML())
    }
    expect(marks.size).toBe(4)
    await expect(workbench.row('Date of birth')).not.toContainText('%')
    await expect(workbench.row('Date of birth')).not.toHaveAttribute('data-flag')
    await expect(page.getByText('1 of 6 below · 1 not reported')).toBeVisible()
  })
  await test.step('on the page: another mark in the first corner of each box, in grey alone', async () => {
    await workbench.approve.focus()
    await workbench.fit()
    await workbench.settledView()
    const grey = async () => {
      const { data, info } = await sharp(await workbench.stage.screenshot())
        .greyscale()
        .raw()
        .toBuffer({ resolveWithObject: true })
      return { data, info }
    }
    const drawn = await grey()
    await page.keyboard.down('F4')
    await expect.poll(async () => (await grey()).data.equals(drawn.data)).toBe(false)
    const bare = await grey()
    await page.keyboard.up('F4')
    const { recognition } = await detailOf(server, documentId)
    const stage = (await workbench.stage.boundingBox())!
    const marks: string[] = []
    for (const key of confidences.keys()) {
      const { left, top } = boundsOf(...recognition!.fields.find((field) => field.key === key)!.quads)
      const corner = await workbench.toScreen([left, top])
      let mark = ''
      // Inside of the outline, which is the same for all.
      for (let y = 0; y < 7; y += 1) {
        for (let x = 0; x < 7; x += 1) {
          const at = Math.round(corner.y - stage.y + y) * drawn.info.width + Math.round(corner.x - stage.x + x)
          mark += Math.abs(drawn.data[at]! - bare.data[at]!) > 24 ? '#' : '.'
        }
      }
      marks.push(mark)
    }
    const apart = (first: string, second: string) => [...first].filter((sign, index) => sign !== second[index]).length
    for (const [index, mark] of marks.entries()) {
      for (const other of marks.slice(index + 1)) expect(apart(mark, other), marks.join(' ')).toBeGreaterThan(4)
    }
  })
})
