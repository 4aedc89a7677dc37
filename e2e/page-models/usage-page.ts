import { readFile } from 'node:fs/promises'
import { expect, type Locator, type Page } from '@playwright/test'
import { readCsv } from '../../server/contract/table-text.ts'

/** Usage, capabilities and ledger as an administrator sees them, in English. */
export class UsagePage {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** Waits until figures of these modes are on screen. */
  async expectFigures(modes: string): Promise<void> {
    await expect(this.#page.locator(`[data-usage="${modes}"][aria-busy="false"]`)).toBeVisible()
  }

  figure(name: 'requests' | 'success' | 'failed' | 'mean' | 'p95' | 'cost' | 'enabled'): Locator {
    return this.#page.locator(`[data-figure="${name}"] dd`)
  }

  panel(title: string): Locator {
    return this.#page.getByRole('region', { name: title, exact: true })
  }

  /** Shows a panel's numbers and reads them, head first. */
  async tableOf(title: string): Promise<string[][]> {
    const panel = this.panel(title)
    await panel
      .getByRole('radiogroup', { name: `Show ${title} as` })
      .getByText('Table')
      .click()
    const rows = panel.getByRole('region', { name: `${title} as a table` }).locator('tr')
    return rows.evaluateAll((each) => each.map((row) => [...row.children].map((cell) => cell.textContent)))
  }

  async csvOf(title: string): Promise<string[][]> {
    return this.#downloaded(this.panel(title).getByRole('button', { name: `${title} as CSV` }))
  }

  get entries(): Locator {
    return this.#page.locator('[data-entry]')
  }

  /** The whole filtered account as the server sends it. */
  async file(): Promise<string[][]> {
    return this.#downloaded(this.#page.getByRole('link', { name: 'All as CSV' }))
  }

  capability(key: string): Locator {
    return this.#page.locator(`[data-capability="${key}"]`)
  }

  async #downloaded(from: Locator): Promise<string[][]> {
    const [download] = await Promise.all([this.#page.waitForEvent('download'), from.click()])
    return readCsv(await readFile(await download.path(), 'utf8'))
  }
}
