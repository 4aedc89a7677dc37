import { mkdir, readFile, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test'
import sharp from 'sharp'
import { addDocument, specimenFile } from '../e2e/documents.ts'
import { DocumentsPage } from '../e2e/page-models/documents-page.ts'
import { ExplorerPage } from '../e2e/page-models/explorer-page.ts'
import { WorkbenchPage } from '../e2e/page-models/workbench-page.ts'
import { ServerProcess } from '../e2e/server-process.ts'
import configuration from '../playwright.config.ts'
import type { Fault } from '../server/contract/sandbox.ts'
import { appStates, fillApps } from './screenshots/apps.ts'
import { fillMonth, monthStates } from './screenshots/month.ts'
import { fillPackages, packageStates } from './screenshots/packages.ts'
import { fillQuality, qualityStates } from './screenshots/quality.ts'
import { fillShapes, shapeStates } from './screenshots/shapes.ts'
import { fillWarnings, warningStates } from './screenshots/warnings.ts'

/**
 * npm run screenshots: every page and state, wide and narrow, light and dark, into docs/screenshots. Needs a built page (npm start or
 * npm test builds it). The people on the documents are invented. `npm run screenshots -- month` makes those of the demonstration's month anew, in English
 * and Chinese, and leaves the others; `-- states` the others.
 */
const target = fileURLToPath(new URL('../docs/screenshots/', import.meta.url))
const samples = fileURLToPath(new URL('../public/samples/', import.meta.url))

const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } }
const schemes = ['light', 'dark'] as const
const workbenchStates = [
  'passport-cn',
  'id-card-front',
  'passport-2.jpg',
  'general-text',
  'id-card-back-2.jpg',
  'business-licence-1.jpg',
  'emirates-id-front-1.jpg',
  'licence-plate-1.jpg',
  'table-1.jpg',
  'grounded',
  'disagreement',
]

async function contextOf(
  browser: Browser,
  size: keyof typeof sizes,
  colorScheme: (typeof schemes)[number],
  locale = 'en-GB',
): Promise<BrowserContext> {
  return browser.newContext({
    viewport: sizes[size],
    colorScheme,
    locale,
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    hasTouch: size === 'narrow',
    isMobile: size === 'narrow',
    deviceScaleFactor: 1,
  })
}

/** Signs a context in by a fresh one-time link, as a person invited by the administrator does. */
async function signIn(server: ServerProcess, page: Page): Promise<void> {
  const answer = await server.call('/api/v1/users', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'Lin Reviewer', role: 'administrator' }),
  })
  const { signInLink } = (await answer.json()) as { signInLink: { url: string } }
  await page.goto(signInLink.url)
}

async function fill(server: ServerProcess): Promise<Record<string, string>> {
  const names: Record<string, string> = {}
  for (const [index, kind] of [
    'id-card-front',
    'id-card-back',
    'passport',
    'passport-cn',
    'passport-mrz',
    'general-text',
  ].entries()) {
    names[kind] = await addDocument(server, await specimenFile(kind, 300 + index, `${kind}-${300 + index}`), kind)
  }
  for (const [file, kind] of [
    ['passport-2.jpg', 'passport'],
    ['id-card-back-2.jpg', 'id-card-back'],
    ['id-card-front-2.jpg', 'id-card-front'],
    ['business-licence-1.jpg', 'business-licence'],
    ['emirates-id-front-1.jpg', 'emirates-id-front'],
    ['licence-plate-1.jpg', 'licence-plate'],
    ['table-1.jpg', 'table'],
  ] as const) {
    const bytes = await readFile(`${samples}${file}`)
    names[file] = await addDocument(server, { name: file, type: 'image/jpeg', bytes }, kind)
  }
  names['grounded'] = await readByCloud(server, 'RecognizeVATInvoice', 'vat-invoice')
  await switchFault(server, 'aliyun-viapi', 'misread')
  names['disagreement'] = await readByCloud(server, 'RecognizeIdentityCard', 'id-card-front')
  return names
}

async function switchFault(server: ServerProcess, provider: string, fault: Fault): Promise<void> {
  await server.call('/api/v1/sandbox/faults', {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ provider, fault, times: 1 }),
  })
}

/** A document that a cloud read which says no places; the document's id. */
async function readByCloud(server: ServerProcess, capability: string, kind: string): Promise<string> {
  const name = `${kind}-1.jpg`
  const query = new URLSearchParams({ provider: 'aliyun-viapi', capability, kind, name })
  const body = await readFile(`${samples}${name}`)
  const answer = await server.call(`/api/v1/recognitions?${query}`, { method: 'POST', body })
  return ((await answer.json()) as { documentId: string }).documentId
}

/** Reads a sample by a cloud's stand-in and says where the explorer shows the outcome. */
async function explore(server: ServerProcess, provider: string, capability: string, sample: string): Promise<string> {
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

async function fillExplorer(server: ServerProcess): Promise<Record<'taxi' | 'plate' | 'refused', string>> {
  const taxi = await explore(server, 'aliyun-viapi', 'RecognizeTaxiInvoice', 'taxi-invoice-1.jpg')
  const plate = await explore(server, 'ctyun', 'ctyun.ocr.plate', 'licence-plate-1.jpg')
  await switchFault(server, 'ctyun', 'package-exhausted')
  return { taxi, plate, refused: await explore(server, 'ctyun', 'ctyun.ocr.plate', 'licence-plate-1.jpg') }
}

async function take(page: Page, name: string): Promise<void> {
  await page.waitForFunction(() =>
    [...document.images].every((image) => {
      const { top, bottom } = image.getBoundingClientRect()
      return bottom < 0 || top > innerHeight || image.complete
    }),
  )
  const picture = await page.screenshot({ animations: 'disabled' })
  // A palette of 256 colours is a third of the bytes and looks the same.
  await sharp(picture).png({ palette: true, quality: 90, effort: 7 }).toFile(`${target}${name}.png`)
  console.log(name)
}

async function intakeStates(page: Page, look: string): Promise<void> {
  const documents = new DocumentsPage(page)
  await page.getByText('Drop documents here').waitFor()
  await take(page, `welcome-${look}`)
  const good = await specimenFile('id-card-front', 310, 'card')
  await documents.drop([
    { name: 'cut-off.jpg', type: 'image/jpeg', bytes: good.bytes.subarray(0, good.bytes.length / 3) },
    { name: 'page.html.jpg', type: 'image/jpeg', bytes: Buffer.from('<!doctype html><title>no picture</title>') },
    { name: 'empty.png', type: 'image/png', bytes: Buffer.alloc(0) },
  ])
  await documents.file('empty.png').waitFor()
  await documents.file('cut-off.jpg').and(page.locator('[data-stage="failed"]')).waitFor()
  await take(page, `intake-problems-${look}`)
}

async function filledStates(
  page: Page,
  server: ServerProcess,
  ids: Record<string, string>,
  look: string,
): Promise<void> {
  const workbench = new WorkbenchPage(page)
  await page.goto(`${server.origin}/`)
  await page.locator('[data-document]').first().waitFor()
  await take(page, `documents-${look}`)
  for (const kind of workbenchStates) {
    await page.goto(`${server.origin}/documents/${ids[kind]!}`)
    await workbench.expectOpen()
    await workbench.settled()
    await take(page, `workbench-${kind.replace('.jpg', '')}-${look}`)
  }
  await page.goto(`${server.origin}/`)
  await page.getByRole('button', { name: 'More ways to add documents' }).click()
  await page.getByRole('menuitem', { name: 'Sample documents' }).click()
  await page.getByRole('dialog', { name: 'Sample documents' }).locator('[data-sample]').first().waitFor()
  await take(page, `samples-${look}`)
  await page.keyboard.press('Escape')
  await page.goto(`${server.origin}/settings`)
  await page.getByRole('heading', { name: 'Settings' }).waitFor()
  await take(page, `settings-${look}`)
}

async function explorerStates(
  page: Page,
  server: ServerProcess,
  places: Awaited<ReturnType<typeof fillExplorer>>,
  look: string,
): Promise<void> {
  const explorer = new ExplorerPage(page)
  await page.goto(`${server.origin}/explorer`)
  await page.getByPlaceholder('Search operations').waitFor()
  await take(page, `explorer-${look}`)
  await page.goto(`${server.origin}${places.taxi}`)
  await explorer.expectResult()
  await take(page, `explorer-result-${look}`)
  for (const name of ['Request', 'Signing', 'Answer', 'Curl'] as const) {
    await explorer.tab(name).click()
    await page.getByRole('tabpanel', { name }).waitFor()
    await take(page, `explorer-${name.toLowerCase()}-${look}`)
  }
  await page.goto(`${server.origin}${places.refused}`)
  await explorer.error.waitFor()
  await take(page, `explorer-error-${look}`)
  await page.goto(`${server.origin}/settings`)
  await page.getByRole('heading', { name: 'CTyun' }).scrollIntoViewIfNeeded()
  await take(page, `settings-providers-${look}`)
}

const parts = process.argv.slice(2)
if (parts.length === 0) await rm(target, { recursive: true, force: true })
await mkdir(target, { recursive: true })
const browser = await chromium.launch(configuration.use?.launchOptions ?? {})

async function takeMonth(): Promise<void> {
  const server = await ServerProcess.start({ sandbox: true, prepare: fillMonth })
  try {
    for (const size of Object.keys(sizes) as (keyof typeof sizes)[]) {
      for (const scheme of schemes) {
        for (const language of ['en', 'zh-CN'] as const) {
          const context = await contextOf(browser, size, scheme, language === 'en' ? 'en-GB' : language)
          const page = await context.newPage()
          await signIn(server, page)
          await monthStates(page, {
            origin: server.origin,
            take: (state) => take(page, `${state}-${size}-${scheme}`),
            language,
          })
          await context.close()
        }
      }
    }
  } finally {
    await server.dispose()
  }
}

async function takeStates(): Promise<void> {
  const empty = await ServerProcess.start()
  const filled = await ServerProcess.start({ sandbox: true })
  // Its banners stand over every page.
  const warned = await ServerProcess.start({ sandbox: true })
  try {
    const ids = await fill(filled)
    const places = await fillExplorer(filled)
    await switchFault(filled, 'ctyun', 'misread')
    const shapes = await fillShapes(filled, samples)
    const app = await fillApps(filled, samples)
    await fillWarnings(warned, await readFile(`${samples}id-card-front-1.jpg`))
    await fillPackages(filled, { plate: await readFile(`${samples}licence-plate-1.jpg`) })
    await fillQuality(filled)
    for (const size of Object.keys(sizes) as (keyof typeof sizes)[]) {
      for (const scheme of schemes) {
        const look = `${size}-${scheme}`
        for (const [server, states] of [
          [empty, (page: Page) => intakeStates(page, look)],
          [filled, (page: Page) => filledStates(page, filled, ids, look)],
          [filled, (page: Page) => explorerStates(page, filled, places, look)],
          [
            filled,
            (page: Page) =>
              shapeStates(page, {
                origin: filled.origin,
                ids: shapes,
                take: (state) => take(page, `${state}-${look}`),
              }),
          ],
          [
            filled,
            (page: Page) =>
              appStates(page, { origin: filled.origin, app, take: (state) => take(page, `${state}-${look}`) }),
          ],
          [
            filled,
            (page: Page) =>
              packageStates(page, { origin: filled.origin, take: (state) => take(page, `${state}-${look}`) }),
          ],
          [
            warned,
            (page: Page) =>
              warningStates(page, { origin: warned.origin, take: (state) => take(page, `${state}-${look}`) }),
          ],
          [
            filled,
            (page: Page) =>
              qualityStates(page, { origin: filled.origin, take: (state) => take(page, `${state}-${look}`) }),
          ],
        ] as const) {
          const context = await contextOf(browser, size, scheme)
          const page = await context.newPage()
          await signIn(server, page)
          await states(page)
          await context.close()
        }
      }
    }
  } finally {
    await Promise.all([empty.dispose(), filled.dispose(), warned.dispose()])
  }
}

try {
  if (parts.length === 0 || parts.includes('states')) await takeStates()
  if (parts.length === 0 || parts.includes('month')) await takeMonth()
} finally {
  await browser.close()
}
