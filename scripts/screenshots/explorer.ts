import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { ExplorerPage } from '../../e2e/page-models/explorer-page.ts'
import type { ServerProcess } from '../../e2e/server-process.ts'
import { switchFault } from './faults.ts'
import type { Take } from './take.ts'

/** Reads a sample by a cloud's stand-in and says where the explorer shows the outcome. */
async function explore(
  { server, samples }: { server: ServerProcess; samples: string },
  provider: string,
  capability: string,
  sample: string,
): Promise<string> {
  const query = new URLSearchParams({ provider, capability, name: sample })
  const answer = await server.call(`/api/v1/recognitions?${query}`, {
    method: 'POST',
    headers: { Prefer: 'respond-async' },
    body: await readFile(`${samples}${sample}`),
  })
  const { id } = (await answer.json()) as { id: string }
  for (;;) {
    const { status } = (await (await server.call(`/api/v1/recognitions/${id}`)).json()) as { status: string }
    if (status === 'succeeded' || status === 'failed') break
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  return `/explorer?${new URLSearchParams({ provider, capability, recognition: id })}`
}

/** On a phone the parts stand one below the other: one of them comes to the top, below the bar of the console. */
async function toTop(part: Locator): Promise<void> {
  await part.evaluate((element: HTMLElement) => {
    element.style.scrollMarginBlockStart = '4rem'
    element.scrollIntoView({ block: 'start' })
  })
}

export type Explored = Record<'taxi' | 'refused', string>

/** An answer and a refusal, and where the explorer shows them. */
export async function fillExplorer(server: ServerProcess, samples: string): Promise<Explored> {
  const at = { server, samples }
  const taxi = await explore(at, 'aliyun-viapi', 'RecognizeTaxiInvoice', 'taxi-invoice-1.jpg')
  await switchFault(server, 'ctyun', 'package-exhausted')
  return { taxi, refused: await explore(at, 'ctyun', 'ctyun.ocr.plate', 'licence-plate-1.jpg') }
}

/** The explorer: empty, with a result and everything that led to it, with a refusal; and the settings of providers. */
export async function explorerStates(
  page: Page,
  { origin, places, take }: { origin: string; places: Explored; take: Take },
): Promise<void> {
  const explorer = new ExplorerPage(page)
  await page.goto(`${origin}/explorer`)
  await page.getByPlaceholder('Search operations').waitFor()
  await take('explorer')
  await page.goto(`${origin}${places.taxi}`)
  await explorer.expectResult()
  // The picture and the samples that suit come after the result.
  await explorer.boxes.first().waitFor()
  await page.locator('[data-sample]').first().waitFor()
  await take('explorer-result')
  for (const name of ['Request', 'Signing', 'Answer', 'Curl'] as const) {
    await explorer.tab(name).click()
    await page.getByRole('tabpanel', { name }).waitFor()
    await toTop(explorer.tab(name))
    await take(`explorer-${name.toLowerCase()}`)
  }
  await page.goto(`${origin}${places.refused}`)
  await explorer.error.waitFor()
  await toTop(explorer.error)
  await take('explorer-error')
  await page.goto(`${origin}/settings`)
  await page.getByRole('heading', { name: 'CTyun' }).scrollIntoViewIfNeeded()
  await take('settings-providers')
}
