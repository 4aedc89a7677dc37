import { expect, type Locator, type Page } from '@playwright/test'

/** The list of documents, as a person uses it. */
export class DocumentsPage {
  readonly #page: Page
  readonly addButton: Locator
  readonly startReview: Locator
  readonly rows: Locator
  /** The names in the order of the list. */
  readonly names: Locator
  readonly searchBox: Locator

  constructor(page: Page) {
    this.#page = page
    this.addButton = page.getByRole('button', { name: 'Add documents', exact: true })
    this.startReview = page.getByRole('button', { name: 'Start review' })
    this.rows = page.locator('[data-document]')
    this.names = this.rows.locator('a:not([data-compare])')
    this.searchBox = page.getByRole('searchbox', { name: 'Search names and recognised text' })
  }

  row(name: string): Locator {
    return this.rows.filter({ hasText: name })
  }

  /** The line of a file in the list of files that are being added. */
  file(name: string): Locator {
    return this.#page.getByRole('article').filter({ hasText: name })
  }

  /** The same, scrolled to where it is drawn: of a long list only the lines in sight are there. */
  async fileInSight(name: string): Promise<Locator> {
    const line = this.file(name)
    const list = this.#page.getByRole('region', { name: 'Adding documents' }).getByRole('list').locator('..')
    for (let top = 0; (await line.count()) === 0 && top < 5000; top += 100) {
      await list.evaluate((element, to) => element.scrollTo(0, to), top)
      await this.#page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
    }
    return line
  }

  /** Drops files on the middle of the window, as from a folder. `size` makes a file so large by zeros after its bytes. */
  async drop(files: readonly { name: string; type: string; bytes: Buffer; size?: number }[]): Promise<void> {
    const transfer = await this.#page.evaluateHandle(
      (given) => {
        const data = new DataTransfer()
        for (const { name, type, base64, size } of given) {
          const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
          const zeros = new Uint8Array(Math.max(0, size - bytes.length))
          data.items.add(new File([bytes, zeros], name, { type }))
        }
        return data
      },
      files.map(({ name, type, bytes, size = 0 }) => ({ name, type, base64: bytes.toString('base64'), size })),
    )
    for (const event of ['dragenter', 'dragover', 'drop']) {
      await this.#page.locator('main').dispatchEvent(event, { dataTransfer: transfer })
    }
  }

  /** Adds a bundled sample by a click on its picture. */
  async addSample(file: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'More ways to add documents' }).click()
    await this.#page.getByRole('menuitem', { name: 'Sample documents' }).click()
    const dialog = this.#page.getByRole('dialog', { name: 'Sample documents' })
    await dialog.locator(`[data-sample="${file}"]`).click()
    await expect(dialog).toBeHidden()
  }

  /** Chooses what documents are read as, by the name that the screen shows. */
  async chooseKind(name: string | RegExp, provider = 'Local engine'): Promise<void> {
    await this.#page.getByRole('combobox', { name: 'Read as' }).first().click()
    const group = this.#page.getByRole('group').filter({ hasText: provider })
    await group.getByRole('option', { name, exact: true }).click()
  }

  async search(text: string): Promise<void> {
    await this.searchBox.fill(text)
  }

  async expectState(name: string, state: string): Promise<void> {
    await expect(this.row(name)).toHaveAttribute('data-state', state, { timeout: 30_000 })
  }

  async open(name: string): Promise<void> {
    await this.row(name).locator('a:not([data-compare])').click()
  }

  async select(name: string): Promise<void> {
    await this.row(name).getByRole('checkbox').check()
  }

  /** Exports the chosen documents and returns the file's path. */
  async exportAs(format: 'JSON' | 'CSV' | 'Excel'): Promise<string> {
    await this.#page.getByRole('button', { name: 'Export' }).click()
    const download = this.#page.waitForEvent('download')
    await this.#page.getByRole('menuitem', { name: new RegExp(format) }).click()
    return (await download).path()
  }
}
