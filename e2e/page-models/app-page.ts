import { expect, type Locator, type Page } from '@playwright/test'

/** The apps as an administrator sees them, in English. */
export class AppPage {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  card(name: string): Locator {
    return this.#page.locator('[data-app]').filter({ has: this.#page.getByRole('heading', { name, exact: true }) })
  }

  tab(name: 'Monitoring' | 'Capabilities' | 'Settings' | 'Keys and calling'): Locator {
    return this.#page.getByRole('tab', { name })
  }

  figure(name: 'requests' | 'success' | 'mean' | 'p95' | 'traffic' | 'errors' | 'refused'): Locator {
    return this.#page.locator(`[data-figure="${name}"] dd`)
  }

  /** Takes key and secret from the dialog that shows them once, and says that they are kept. */
  async keepSecret(): Promise<{ appKey: string; appSecret: string }> {
    const dialog = this.#page.getByRole('dialog')
    const appKey = await dialog.getByRole('textbox', { name: 'AppKey' }).inputValue()
    const appSecret = await dialog.getByRole('textbox', { name: 'AppSecret' }).inputValue()
    // Neither a key nor a click beside it closes it.
    await this.#page.keyboard.press('Escape')
    await this.#page.mouse.click(5, 5)
    await dialog.getByRole('button', { name: 'I have kept it' }).click()
    await expect(dialog).toBeHidden()
    return { appKey, appSecret }
  }

  async choose(provider: string, ...capabilities: string[]): Promise<void> {
    await this.#page.getByRole('button', { name: 'Choose capabilities' }).click()
    const group = this.#page.locator(`fieldset[data-provider="${provider}"]`)
    for (const name of capabilities) {
      await this.#page.getByRole('searchbox', { name: 'Search capabilities' }).fill(name)
      await group.getByRole('checkbox', { name }).check()
    }
    await this.#page.getByRole('button', { name: 'Enable these' }).click()
  }

  async save(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Save' }).click()
    await expect(this.#page.getByText('Saved; it holds for the next call').last()).toBeVisible()
  }
}
