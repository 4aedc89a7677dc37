import type { Locator, Page } from '@playwright/test'

/** The sheet of keys on `?`. */
export class KeySheet {
  readonly #page: Page
  readonly root: Locator
  readonly search: Locator
  readonly change: Locator

  constructor(page: Page) {
    this.#page = page
    this.root = page.getByRole('dialog', { name: 'Keys' })
    this.search = this.root.getByRole('searchbox', { name: 'Find a command or a key' })
    this.change = this.root.getByRole('button', { name: 'Change keys' })
  }

  group(name: string): Locator {
    return this.root.getByRole('region', { name })
  }

  /** A command by its name. */
  command(name: string): Locator {
    return this.root.locator('[data-command]').filter({ has: this.#page.getByText(name, { exact: true }) })
  }

  /** The keys of a command, cap by cap. */
  keysOf(name: string): Locator {
    return this.command(name).locator('dd').first()
  }

  button(name: string): Locator {
    return this.root.getByRole('button', { name, exact: true })
  }

  /** Takes the place of a key and presses others there. */
  async press(place: string, keys: string): Promise<void> {
    await this.button(place).click()
    await this.#page.keyboard.press(keys)
  }

  /** Reads keys from a file. */
  async import(name: string, text: string): Promise<void> {
    const file = { name, mimeType: 'application/json', buffer: Buffer.from(text) }
    await this.root.locator('input[type="file"]').setInputFiles(file)
  }
}
