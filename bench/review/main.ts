import { chromium } from '@playwright/test'
import { addDocument, doubtfulCard, specimenFile, type DroppedFile } from '../../e2e/documents.ts'
import { WorkbenchPage } from '../../e2e/page-models/workbench-page.ts'
import { ServerProcess } from '../../e2e/server-process.ts'
import configuration from '../../playwright.config.ts'
import { percentile } from './percentile.ts'
import { pressAndWatch, watchKeys } from './watch.ts'

const DOCUMENTS = 40
/** A glance at a document, in milliseconds: nobody approves faster, and in it the next but one is made ready. */
const GLANCE = 500
/** What INTERACTION.md promises, in milliseconds. */
const PROMISED = { painted: 150, focused: 50 }

/** Ten pictures: five clean cards, two that need a person, three pages of text. Copies are read once by the server and shown as documents of their own. */
async function pictures(): Promise<{ file: DroppedFile; kind: string }[]> {
  const card = 'id-card-front'
  const clean = await Promise.all([1, 2, 3, 4, 5].map((seed) => specimenFile(card, 300_000 + seed, `clean-${seed}`)))
  const doubtful = await Promise.all([71, 72].map((seed) => doubtfulCard(seed, `doubtful-${seed}`)))
  const text = await Promise.all([1, 2, 3].map((seed) => specimenFile('general-text', 300_000 + seed, `text-${seed}`)))
  const cards = [...clean, ...doubtful].map((file) => ({ file, kind: card }))
  return [...cards, ...text.map((file) => ({ file, kind: 'general-text' }))]
}

function line(name: string, times: readonly number[], promised: number): string {
  const [median, late] = [percentile(times, 0.5), percentile(times, 0.95)].map(Math.round)
  return `| ${name} | ${times.length} | ${median} | ${late} | ${promised} |`
}

/** Approves documents with the keyboard in a real Chromium on the real server: what a key waits for until the next document, or the next field, is there. */
export async function run(): Promise<void> {
  const server = await ServerProcess.start()
  const browser = await chromium.launch(configuration.use?.launchOptions ?? {})
  try {
    const all = await pictures()
    const ids: string[] = []
    for (let index = 0; index <= DOCUMENTS; index += 1) {
      const { file, kind } = all[index % all.length]!
      ids.push(await addDocument(server, file, kind))
    }
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
    await watchKeys(page)
    await page.goto(server.signInUrl)
    await page.goto(`${server.origin}/documents/${ids[0]}`)
    const workbench = new WorkbenchPage(page)
    await workbench.expectOpen(ids[0])
    const painted: number[] = []
    const arrived: number[] = []
    const within: number[] = []
    let keys = 0
    let current = ids[0]!
    while (painted.length < DOCUMENTS && keys < DOCUMENTS * 40) {
      keys += 1
      const times = await pressAndWatch(page, 'Enter', GLANCE)
      if (times.documentId === current) {
        if (times.focused !== null) within.push(times.focused)
        continue
      }
      current = times.documentId
      if (times.painted === null) throw new Error(`document ${current} was never painted`)
      painted.push(times.painted)
      if (times.focused !== null) arrived.push(times.focused)
    }
    console.log('| from the key | times | p50, ms | p95, ms | promised, ms |\n| --- | --- | --- | --- | --- |')
    console.log(line('that approves to the next document painted', painted, PROMISED.painted))
    console.log(line('that approves to its first field (or Approve) in focus', arrived, PROMISED.focused))
    if (within.length > 0) console.log(line('Enter to the next flag in focus', within, PROMISED.focused))
    console.log(`\n${keys} keys for ${painted.length} documents, a glance of ${GLANCE} ms before each.`)
  } finally {
    await browser.close()
    await server.dispose()
  }
}
