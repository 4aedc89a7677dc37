import { expect, type Locator, type Page } from '@playwright/test'

/** The explorer, as somebody uses it who wants to see what an operation does. */
export class ExplorerPage {
  readonly #page: Page
  readonly run: Locator
  readonly result: Locator
  readonly head: Locator
  readonly stage: Locator
  readonly error: Locator
  /** The boxes on the page. */
  readonly boxes: Locator

  constructor(page: Page) {
    this.#page = page
    this.run = page.getByRole('button', { name: /^Run( ·|$)/u })
    this.result = page.getByTestId('canonical-result')
    this.head = page.getByTestId('result-head')
    this.stage = page.getByTestId('explorer-stage')
    this.error = page.getByTestId('error-explained')
    this.boxes = this.stage.locator('polygon[data-mark]')
  }

  /** Chooses an operation in the list. */
  async choose(provider: string, capability: string): Promise<void> {
    const entry = this.#page.getByRole('navigation', { name: 'Operations' }).locator(`a[href*="provider=${provider}&"]`)
    await entry.and(this.#page.locator(`[data-capability="${capability}"]`)).click()
    await expect(this.#page).toHaveURL(new RegExp(`capability=${capability.replaceAll('.', '\\.')}`))
  }

  /** Sets a parameter to the choice that holds this value. */
  async setParameter(name: string, value: string): Promise<void> {
    const field = this.#page.locator(`[data-parameter="${name}"]`).and(this.#page.getByRole('combobox'))
    await field.click()
    await this.#page.getByRole('option', { name: new RegExp(`(^|\\()${value}(\\)|$)`) }).click()
  }

  /** Chooses a bundled sample by its file. */
  async chooseSample(file: string): Promise<void> {
    await this.#page.locator(`[data-sample="${file}"]`).click()
    await expect(this.#page.getByTestId('chosen-file')).toContainText(file)
  }

  async chooseFile(file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await this.#page.locator('main input[type="file"]').setInputFiles(file)
    await expect(this.#page.getByTestId('chosen-file')).toContainText(file.name)
  }

  async expectResult(timeout = 45_000): Promise<void> {
    await expect(this.result.or(this.error).first()).toBeVisible({ timeout })
    await expect(this.error).toBeHidden()
    await expect(this.head).toHaveAttribute('data-status', 'succeeded')
  }

  tab(name: 'Result' | 'Request' | 'Signing' | 'Answer' | 'Error' | 'Curl'): Locator {
    return this.#page.getByRole('tab', { name, exact: true })
  }

  /** The calls that were made, in the tab of requests. */
  exchanges(purpose?: string): Locator {
    return this.#page.locator(`[data-testid="exchange"]${purpose ? `[data-purpose="${purpose}"]` : ''}`)
  }

  /** The row of a field in the result, by its key. */
  field(key: string): Locator {
    return this.result.locator(`tr[data-field="${key}"]`)
  }

  /** Lines of the raw answer that lead to a place on the page. */
  get links(): Locator {
    return this.#page.getByRole('button', { name: /^Show .* on the page$/ })
  }
}
