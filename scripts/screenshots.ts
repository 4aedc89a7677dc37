import { mkdir, readFile, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from '@playwright/test'
import { ServerProcess } from '../e2e/server-process.ts'
import configuration from '../playwright.config.ts'
import { appStates, fillApps } from './screenshots/apps.ts'
import { arabicStates } from './screenshots/arabic.ts'
import { documentStates, fillDocuments, intakeStates } from './screenshots/documents.ts'
import { explorerStates, fillExplorer } from './screenshots/explorer.ts'
import { switchFault } from './screenshots/faults.ts'
import { fillMonth, monthStates } from './screenshots/month.ts'
import { fillPackages, packageStates } from './screenshots/packages.ts'
import { fillQuality, qualityStates } from './screenshots/quality.ts'
import { fillShapes, shapeStates } from './screenshots/shapes.ts'
import { takingOf, type Take } from './screenshots/take.ts'
import { fillWarnings, warningStates } from './screenshots/warnings.ts'

/**
 * npm run screenshots: every page and state, wide and narrow, light and dark, into docs/screenshots. Needs a built page (npm start or
 * npm test builds it). The people on the documents are invented. Words after `--` make some of them anew and leave the others: `month` those of
 * the demonstration's month, in English and Chinese; `states` all others, or the name of one group of them (below); `wide`, `narrow`, `light`, `dark` only
 * those that look so.
 */
const target = fileURLToPath(new URL('../docs/screenshots/', import.meta.url))
const samples = fileURLToPath(new URL('../public/samples/', import.meta.url))

const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } } as const
const schemes = ['light', 'dark'] as const
const groups = [
  'intake',
  'documents',
  'explorer',
  'shapes',
  'arabic',
  'apps',
  'packages',
  'warnings',
  'quality',
] as const

type Size = keyof typeof sizes
type Scheme = (typeof schemes)[number]
type Group = (typeof groups)[number]

const asked = new Set(process.argv.slice(2))
/** Those of a list that were asked for; all of them where none was. */
function chosen<Word extends string>(words: readonly Word[]): Word[] {
  return words.some((word) => asked.has(word)) ? words.filter((word) => asked.has(word)) : [...words]
}
const parts = chosen(['states', 'month'])
const chosenGroups = chosen(groups)
const withMonth = parts.includes('month') && chosenGroups.length === groups.length

/** Signs somebody in by a fresh one-time link, as a person invited by the administrator does. */
async function signIn(server: ServerProcess, page: Page): Promise<void> {
  const answer = await server.call('/api/v1/users', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'Lin Reviewer', role: 'administrator' }),
  })
  const { signInLink } = (await answer.json()) as { signInLink: { url: string } }
  await page.goto(signInLink.url)
}

type States = (page: Page, take: Take) => Promise<void>

const browser = await chromium.launch(configuration.use?.launchOptions ?? {})

/** Shows states in every look that was asked for. */
async function show(server: ServerProcess, states: States, locale: string): Promise<void> {
  for (const size of chosen(Object.keys(sizes) as Size[])) {
    for (const colorScheme of chosen<Scheme>(schemes)) {
      const context = await browser.newContext({
        viewport: sizes[size],
        colorScheme,
        locale,
        timezoneId: 'UTC',
        reducedMotion: 'reduce',
        hasTouch: size === 'narrow',
        isMobile: size === 'narrow',
        deviceScaleFactor: 1,
      })
      const page = await context.newPage()
      await signIn(server, page)
      await states(page, takingOf(page, target, `${size}-${colorScheme}`))
      await context.close()
    }
  }
}

async function takeMonth(): Promise<void> {
  const server = await ServerProcess.start({ sandbox: true, prepare: fillMonth })
  const { origin } = server
  try {
    for (const language of ['en', 'zh-CN'] as const) {
      const locale = language === 'en' ? 'en-GB' : language
      await show(server, (page, take) => monthStates(page, { origin, take, language }), locale)
    }
  } finally {
    await server.dispose()
  }
}

/** A server of its own for states that must not show on other pages, or on which others must not show. */
async function takeOn(fill: (server: ServerProcess) => Promise<[States, string?][]>): Promise<void> {
  const server = await ServerProcess.start({ sandbox: true })
  try {
    for (const [states, locale = 'en-GB'] of await fill(server)) await show(server, states, locale)
  } finally {
    await server.dispose()
  }
}

/** Everything is there before the first picture is taken, so that the queue is the same on all of them. */
async function fill(server: ServerProcess): Promise<[States, string?][]> {
  const { origin } = server
  const has = (...some: readonly Group[]) => some.some((group) => chosenGroups.includes(group))
  const all: [States, string?][] = []
  const ids = has('documents', 'arabic') ? await fillDocuments(server, samples) : null
  const places = has('explorer', 'arabic') ? await fillExplorer(server, samples) : null
  if (has('shapes', 'arabic')) await switchFault(server, 'ctyun', 'misread')
  const shapes = has('shapes', 'arabic') ? await fillShapes(server, samples) : null
  if (ids && has('documents')) all.push([(page, take) => documentStates(page, { origin, ids, take })])
  if (places && has('explorer')) all.push([(page, take) => explorerStates(page, { origin, places, take })])
  if (shapes && has('shapes')) all.push([(page, take) => shapeStates(page, { origin, ids: shapes, take })])
  if (ids && places && shapes && has('arabic')) {
    const document = ids['emirates-id-front-1.jpg']!
    const { compared } = shapes
    all.push([(page, take) => arabicStates(page, { origin, document, compared, places, take }), 'ar-EG'])
  }
  if (has('apps')) {
    const app = await fillApps(server, samples)
    all.push([(page, take) => appStates(page, { origin, app, take })])
  }
  if (has('quality')) {
    await fillQuality(server)
    all.push([(page, take) => qualityStates(page, { origin, take })])
  }
  return all
}

async function takeStates(): Promise<void> {
  if (chosenGroups.includes('intake')) await takeOn(async () => [[(page, take) => intakeStates(page, take)]])
  const alone: readonly Group[] = ['intake', 'packages', 'warnings']
  if (chosenGroups.some((group) => !alone.includes(group))) await takeOn(fill)
  if (chosenGroups.includes('packages')) {
    await takeOn(async (server) => {
      await fillPackages(server, { plate: await readFile(`${samples}licence-plate-1.jpg`) })
      return [[(page, take) => packageStates(page, { origin: server.origin, take })]]
    })
  }
  if (chosenGroups.includes('warnings')) {
    await takeOn(async (server) => {
      await fillWarnings(server, await readFile(`${samples}id-card-front-1.jpg`))
      return [[(page, take) => warningStates(page, { origin: server.origin, take })]]
    })
  }
}

if (asked.size === 0) await rm(target, { recursive: true, force: true })
await mkdir(target, { recursive: true })
try {
  if (parts.includes('states')) await takeStates()
  if (withMonth) await takeMonth()
} finally {
  await browser.close()
}
