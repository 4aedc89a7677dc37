import { expect, type Locator, type Page } from '@playwright/test'

/** Packages and orders, as an administrator uses them who has to see to it that calls are served. */
export class PackagesPage {
  readonly #page: Page
  /** The dialog of a purchase. */
  readonly wizard: Locator
  readonly orders: Locator

  constructor(page: Page) {
    this.#page = page
    this.wizard = page.getByRole('dialog', { name: /^Buy packages/ })
    this.orders = page.locator('[data-order]')
  }

  /** The packages of one sort, in the card or the line that they have. */
  pool(id: string): Locator {
    return this.#page.locator(`[data-pool="${id}"]`)
  }

  /** One order of the list, by its number. */
  orderRow(id: string): Locator {
    return this.#page.locator(`[data-order="${id}"]`)
  }

  /** Grants a package of so many calls from the line or the card of its pool. */
  async grant(id: string, calls: number): Promise<void> {
    await this.pool(id)
      .getByRole('button', { name: /^Grant/ })
      .click()
    const dialog = this.#page.getByRole('dialog', { name: 'Grant a package' })
    await dialog.getByLabel('Calls', { exact: true }).fill(String(calls))
    await dialog.getByRole('button', { name: 'Grant', exact: true }).click()
    await expect(dialog).toBeHidden()
  }

  /** The first step: how many of each size, by what the size is called. */
  async choose(quantities: Record<string, number>): Promise<void> {
    for (const [size, quantity] of Object.entries(quantities)) {
      await this.wizard.getByLabel(`Quantity: ${size}`, { exact: true }).fill(String(quantity))
    }
    await this.wizard.getByRole('button', { name: 'Next: confirm' }).click()
  }

  /** The second step: accepts the agreement and orders. */
  async order(): Promise<void> {
    const order = this.wizard.getByRole('button', { name: 'Order', exact: true })
    await expect(order).toBeDisabled()
    await this.wizard.getByRole('checkbox').check()
    await order.click()
    await expect(this.wizard.getByTestId('amount-to-pay')).toBeVisible()
  }

  /** The third step, and what the fourth says: the order's number. */
  async pay(): Promise<string> {
    await this.wizard.getByRole('button', { name: 'Pay now' }).click()
    const done = this.wizard.getByTestId('order-done')
    await expect(done).toBeVisible()
    return /\d{20}/.exec(await done.innerText())![0]
  }
}
