import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { addDocument } from '../../e2e/documents.ts'
import { ComparePage } from '../../e2e/page-models/compare-page.ts'
import { KeySheet } from '../../e2e/page-models/key-sheet.ts'
import { WorkbenchPage } from '../../e2e/page-models/workbench-page.ts'
import type { ServerProcess } from '../../e2e/server-process.ts'

const shapes = [
  ['table', 'table', 'table-1.jpg'],
  ['regions', 'qr-code', 'qr-code-1.jpg'],
  ['structure', 'document-structure', 'document-structure-1.jpg'],
  ['timeline', 'video-text', 'video-text-1.avi'],
  ['pages', 'pdf', 'pdf-1.pdf'],
] as const

export type Shapes = Record<(typeof shapes)[number][0] | 'compared', string>

/** Adds a document of every shape of result, and has one card read by two clouds beside the local engine. */
export async function fillShapes(server: ServerProcess, samples: string): Promise<Shapes> {
  const add = async (kind: string, file: string) =>
    addDocument(server, { name: file, type: '', bytes: await readFile(`${samples}${file}`) }, kind)
  const ids: Shapes = { table: '', regions: '', structure: '', timeline: '', pages: '', compared: '' }
  for (const [shape, kind, file] of shapes) ids[shape] = await add(kind, file)
  ids.compared = await add('id-card-front', 'id-card-front-1.jpg')
  const kind = 'id-card-front'
  await server.call(`/api/v1/documents/${ids.compared}/comparisons`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      recognisers: [
        { provider: 'aliyun-viapi', capability: 'RecognizeIdentityCard', kind },
        { provider: 'ctyun', capability: 'ctyun.ocr.idcard', kind },
      ],
    }),
  })
  return ids
}

/** What a reviewer does before each picture of a shape is taken. */
const prepared: Partial<Record<keyof Shapes, (page: Page) => Promise<void>>> = {
  table: (page) => page.getByRole('grid').locator('[data-name="B3"]').click(),
  regions: async (page) => {
    await page.getByRole('tab', { name: 'Regions' }).click()
    await page.locator('[data-region="qr"]').first().getByRole('button').first().focus()
  },
  structure: (page) => page.getByRole('tab', { name: 'Structure' }).click(),
  timeline: (page) =>
    page.getByRole('navigation', { name: 'Timeline' }).getByRole('listitem').last().getByRole('button').click(),
}

/** The workbench with every shape of result, a lasso on its way, the sheet of keys, and the comparison. */
export async function shapeStates(
  page: Page,
  { origin, ids, take }: { origin: string; ids: Shapes; take: (state: string) => Promise<void> },
): Promise<void> {
  const workbench = new WorkbenchPage(page)
  const open = async (id: string) => {
    await page.goto(`${origin}/documents/${id}`)
    await workbench.expectOpen(id)
    await workbench.settled()
  }
  for (const [shape] of shapes) {
    await open(ids[shape])
    await prepared[shape]?.(page)
    await workbench.settledView()
    await take(`workbench-${shape}`)
  }
  await open(ids.compared)
  await workbench.stage.focus()
  await page.keyboard.press('?')
  await new KeySheet(page).root.waitFor()
  await take('workbench-keys')
  await page.keyboard.press('Escape')
  await workbench.field('Name').focus()
  await workbench.fit()
  await workbench.settledView()
  const { x, y, width, height } = (await workbench.stage.boundingBox())!
  const at = (across: number, down: number) => [x + width * across, y + height * down] as const
  await page.keyboard.down('Shift')
  await page.mouse.move(...at(0.2, 0.4))
  await page.mouse.down()
  for (const [across, down] of [
    [0.6, 0.38],
    [0.62, 0.6],
    [0.22, 0.62],
  ] as const) {
    await page.mouse.move(...at(across, down), { steps: 4 })
  }
  await take('workbench-lasso')
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await page.keyboard.up('Shift')
  await page.goto(`${origin}/documents/${ids.compared}/compare`)
  await new ComparePage(page).column(3).waitFor()
  await take('compare')
}
