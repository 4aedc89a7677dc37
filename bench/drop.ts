import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { chromium, type Page } from '@playwright/test'
import { DocumentsPage } from '../e2e/page-models/documents-page.ts'
import { ServerProcess } from '../e2e/server-process.ts'
import { specimenFile } from '../e2e/documents.ts'
import configuration from '../playwright.config.ts'

/** Kinds and the names under which the screen offers them. */
const kinds = [
  ['id-card-front', 'Chinese ID card, portrait side'],
  ['passport', 'Passport data page'],
  ['general-text', 'General text'],
] as const
const documentsPerKind = 5

const median = (values: number[]) => values.toSorted((first, second) => first - second)[Math.floor(values.length / 2)]!

/** Resident and peak memory of a process in MB; null where the system does not tell (no /proc). */
function memoryOf(pid: number): { resident: number; peak: number } | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const of = (name: string) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)![1]) / 1024)
    return { resident: of('VmRSS'), peak: of('VmHWM') }
  } catch {
    try {
      const resident = Math.round(
        Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024,
      )
      return { resident, peak: resident }
    } catch {
      return null
    }
  }
}

/** From the drop to the first frame with the boxes on the canvas: list, recognition and the opening of the workbench included. */
async function dropUntilBoxes(
  page: Page,
  origin: string,
  kind: (typeof kinds)[number],
  seed: number,
): Promise<{ read: number; boxes: number }> {
  const documents = new DocumentsPage(page)
  const file = await specimenFile(kind[0], seed, `${kind[0]}-${seed}`)
  const started = performance.now()
  await documents.drop([file])
  const row = documents.row(file.name)
  await page.waitForFunction(
    (name) =>
      [...document.querySelectorAll('[data-document][data-state="review"]')].some((found) =>
        found.textContent?.includes(name),
      ),
    file.name,
    { polling: 'raf', timeout: 60_000 },
  )
  const read = performance.now() - started
  await row.getByRole('link').click()
  await page.waitForFunction(
    () => Number(document.querySelector<HTMLElement>('[data-testid="stage"]')?.dataset['boxes'] ?? 0) > 0,
    undefined,
    { polling: 'raf', timeout: 60_000 },
  )
  const boxes = performance.now() - started
  await page.goto(`${origin}/`)
  await documents.addButton.waitFor()
  return { read, boxes }
}

/** Time from a drop to the boxes on the canvas, in a real Chromium on the real server, and what the server's memory comes to. */
export async function run(): Promise<void> {
  const server = await ServerProcess.start()
  const idle = memoryOf(server.pid)
  const browser = await chromium.launch(configuration.use?.launchOptions ?? {})
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
    await page.goto(server.signInUrl)
    console.log('| kind | drop to fields, ms | drop to boxes on the canvas, ms |\n| --- | --- | --- |')
    for (const kind of kinds) {
      const documents = new DocumentsPage(page)
      await documents.chooseKind(kind[1])
      const times: { read: number; boxes: number }[] = []
      // The first one warms caches up and is not counted.
      for (let index = 0; index <= documentsPerKind; index += 1)
        times.push(await dropUntilBoxes(page, server.origin, kind, 200_000 + index))
      const counted = times.slice(1)
      console.log(
        `| ${kind[0]} | ${Math.round(median(counted.map(({ read }) => read)))} | ${Math.round(median(counted.map(({ boxes }) => boxes)))} |`,
      )
    }
    const after = memoryOf(server.pid)
    if (idle && after)
      console.log(
        `\nServer with engine: ${idle.resident} MB after start, ${after.resident} MB after ${kinds.length * (documentsPerKind + 1)} documents, ${after.peak} MB at its peak.`,
      )
  } finally {
    await browser.close()
    await server.dispose()
  }
}
