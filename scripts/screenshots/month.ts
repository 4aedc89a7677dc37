import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { usageStates } from './usage.ts'

const demoData = fileURLToPath(new URL('../demo-data.ts', import.meta.url))

/** Fills a data folder with the believable month of `npm run demo-data`. */
export async function fillMonth(dataDir: string): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', demoData, '--data-dir', dataDir], { stdio: 'inherit' })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`demo-data ended with ${code}`)
}

const pages = [
  ['what-if', '/usage/what-if'],
  ['packages', '/packages'],
  ['orders', '/packages?view=orders'],
  ['quality', '/quality?mode=live'],
  ['apps', '/apps'],
] as const

/** The pages about what calls cost, each filled with the month. `language` is a BCP 47 tag that the names of the pictures end with, but for English. */
export async function monthStates(
  page: Page,
  { origin, take, language }: { origin: string; take: (state: string) => Promise<void>; language: 'en' | 'zh-CN' },
): Promise<void> {
  const named = (state: string) => take(`month-${state}${language === 'en' ? '' : `-${language}`}`)
  await usageStates(page, { origin, take: named })
  for (const [name, path] of pages) {
    await page.goto(`${origin}${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    await named(name)
  }
  await page.locator('h1, h2').first().waitFor()
  await page.getByRole('link', { name: 'mobile_onboard' }).first().click()
  await page.locator('.recharts-surface').first().waitFor()
  await named('app')
}
