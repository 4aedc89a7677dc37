import type { Locator, Page } from '@playwright/test'
import { expect } from '../fixtures.ts'

/** The comparison of a document's readings, in the words of its screen. */
export class ComparePage {
  readonly root: Locator
  readonly chooser: Locator
  readonly matrix: Locator
  /** In place of the matrix where a kind has no fields. */
  readonly texts: Locator
  readonly announcer: Locator
  readonly saved: Locator
  /** How many disagreements are left. */
  readonly open: Locator

  constructor(page: Page) {
    this.root = page.getByTestId('compare')
    this.chooser = page.getByRole('dialog', { name: 'Choose recognisers' })
    this.matrix = this.root.getByRole('region', { name: 'Fields by recogniser' })
    this.texts = this.root.getByRole('region', { name: 'Texts by recogniser' })
    this.announcer = page.getByTestId('compare-announcer')
    this.saved = page.getByTestId('compare-saved')
    this.open = this.root.getByText(/^Disagreements left: \d+$|^No disagreements left$/u)
  }

  choice(name: string): Locator {
    return this.chooser.getByRole('listitem').filter({ hasText: name })
  }

  /** Chooses recognisers and has them read. */
  async read(...names: string[]): Promise<void> {
    for (const name of names) await this.choice(name).getByRole('checkbox').check()
    await this.chooser.getByRole('button', { name: `Read with ${names.length}` }).click()
    await expect(this.chooser).toBeHidden()
  }

  column(number: number): Locator {
    return this.matrix.locator(`thead [data-column="${number}"]`)
  }

  columnOf(name: string): Locator {
    return this.matrix.locator('thead [data-column]').filter({ hasText: name })
  }

  /** The digit that takes a recogniser's reading. */
  async numberOf(name: string): Promise<string> {
    return (await this.columnOf(name).getAttribute('data-column'))!
  }

  row(id: string): Locator {
    return this.matrix.locator(`[data-row="${id}"]`)
  }

  get activeRow(): Locator {
    return this.matrix.locator('[aria-current="true"]')
  }

  async fields(): Promise<string[]> {
    return this.matrix.locator('tbody th').allTextContents()
  }

  /** The differing characters, in the order of the matrix. */
  async marks(): Promise<string[]> {
    return this.matrix.locator('mark').allTextContents()
  }

  /** By how much each view enlarges its page. */
  async scales(): Promise<number[]> {
    return this.root
      .locator('[data-testid^="compare-stage-"] svg > g')
      .evaluateAll((groups) => groups.map((group) => (group as SVGGElement).transform.baseVal.getItem(1).matrix.a))
  }
}
