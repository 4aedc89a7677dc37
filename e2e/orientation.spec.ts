import sharp from 'sharp'
import { foldReview } from '../server/contract/review.ts'
import { placeOverlap } from '../specimens/accuracy.ts'
import { renderSpecimen, type Specimen, type Turn } from '../specimens/index.ts'
import { addDocument, detailOf } from './documents.ts'
import { WorkbenchPage } from './page-models/workbench-page.ts'
import type { ServerProcess } from './server-process.ts'
import { expect, test } from './shared-server.ts'
import type { Page } from '@playwright/test'

const labels: Record<string, string> = {
  name: 'Name',
  sex: 'Sex',
  ethnicity: 'Ethnicity',
  birth_date: 'Date of birth',
  address: 'Address',
  id_number: 'ID number',
}

/** The API's quads lie on the print, and on the screen a click on the print of a field takes that field. */
async function expectBoxesOnTheirText(
  page: Page,
  server: ServerProcess,
  name: string,
  bytes: Buffer,
  { truth, width, height }: { truth: Specimen['truth']; width: number; height: number },
): Promise<void> {
  const documentId = await addDocument(server, { name, type: 'image/jpeg', bytes }, 'id-card-front')
  const { pages, recognition, changeSets } = await detailOf(server, documentId)
  expect(pages, name).toMatchObject([{ width, height }])
  expect(recognition!.pages, name).toMatchObject([{ width, height }])
  const { items } = foldReview(recognition!, changeSets)
  for (const [key, expected] of Object.entries(truth.fields)) {
    const item = items.find((each) => each.key === key)!
    expect.soft(item.value, `${name}: ${key}`).toBe(expected)
    expect.soft(placeOverlap(item.quads, truth.boxes[key]!), `${name}: place of ${key}`).toBeGreaterThanOrEqual(0.5)
  }

  const workbench = new WorkbenchPage(page)
  await page.goto(`${server.origin}/documents/${documentId}`)
  await workbench.expectOpen(documentId)
  await workbench.fit()
  // The first and the last on the card: what is turned wrongly has neither in its place.
  for (const key of ['name', 'id_number']) {
    const { x, y } = await workbench.settledMiddleOf(truth.boxes[key]![0]!)
    await page.mouse.click(x, y)
    await expect(workbench.row(labels[key]!), `${name}: a click on ${key}`).toHaveAttribute('data-current', 'true')
    await expect(workbench.field(labels[key]!)).toBeFocused()
  }
}

test('photographs of all four EXIF orientations have their boxes on their text', async ({ page, server }) => {
  test.setTimeout(120_000)
  const { image, truth } = await renderSpecimen({ kind: 'id-card-front', seed: 61, level: 'clean' })
  const { width, height } = await sharp(image).metadata()
  // TIFF 6.0, tag 274: how the stored rows and columns are to be turned so that the picture stands upright.
  for (const [orientation, stored] of [
    [1, 0],
    [3, 180],
    [6, 270],
    [8, 90],
  ] as const) {
    const bytes = await sharp(image).rotate(stored).withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer()
    const upright = { truth, width, height }
    await test.step(`orientation ${orientation}`, () =>
      expectBoxesOnTheirText(page, server, `orientation-${orientation}.jpg`, bytes, upright))
  }
})

test('pages that lie on their side or on their head have their boxes on their text', async ({ page, server }) => {
  test.setTimeout(120_000)
  for (const turn of [0, 90, 180, 270] satisfies Turn[]) {
    const { image, truth } = await renderSpecimen({ kind: 'id-card-front', seed: 62, level: 'clean', turn })
    const { width, height } = await sharp(image).metadata()
    await test.step(`turned by ${turn} degrees`, () =>
      expectBoxesOnTheirText(page, server, `turned-${turn}.jpg`, image, { truth, width, height }))
  }
})
