import { expect, type Locator, type Page } from '@playwright/test'
import type { Quad } from '../../server/contract/geometry.ts'

interface View {
  scale: number
  x: number
  y: number
  rotation: number
}

/** The workbench, as a reviewer uses it. */
export class WorkbenchPage {
  readonly #page: Page
  readonly root: Locator
  readonly stage: Locator
  readonly saved: Locator
  readonly approve: Locator

  constructor(page: Page) {
    this.#page = page
    this.root = page.getByTestId('workbench')
    this.stage = page.getByTestId('stage')
    this.saved = page.getByTestId('saved-state')
    this.approve = page.getByRole('region', { name: 'Decision' }).getByRole('button', { name: 'Approve', exact: true })
  }

  /** The input of a field by its label. */
  field(label: string): Locator {
    return this.root.getByRole('textbox', { name: label, exact: true })
  }

  row(label: string): Locator {
    return this.root
      .locator('[data-row]')
      .filter({ has: this.#page.getByRole('textbox', { name: label, exact: true }) })
  }

  async expectOpen(documentId?: string): Promise<void> {
    if (documentId) await expect(this.root).toHaveAttribute('data-document', documentId)
    await expect(this.stage).toHaveAttribute('data-image', /preview|full/)
    await expect(this.stage).toHaveAttribute('data-boxes', /^[1-9]/)
    // Nothing is approved before it was painted.
    await expect(this.stage).toHaveAttribute('data-seen', 'true')
  }

  /** Resolves once everything typed so far is on the server's disk. */
  async expectSaved(): Promise<void> {
    await expect(this.saved).toHaveAttribute('data-saved', 'saved')
  }

  async view(): Promise<View> {
    return JSON.parse((await this.stage.getAttribute('data-view')) ?? 'null') as View
  }

  /** Where a point of the page (in its pixels) is on the screen (in CSS pixels of the viewport). */
  async toScreen([x, y]: readonly [number, number]): Promise<{ x: number; y: number }> {
    const { scale, x: left, y: top, rotation } = await this.view()
    const box = (await this.stage.boundingBox())!
    const [cos, sin] = [Math.cos((rotation * Math.PI) / 180), Math.sin((rotation * Math.PI) / 180)]
    return {
      x: box.x + left + scale * (x * cos - y * sin),
      y: box.y + top + scale * (x * sin + y * cos),
    }
  }

  /** Which point of the page (in its pixels) is under a point of the viewport. */
  async toPage(point: { x: number; y: number }): Promise<{ x: number; y: number }> {
    const { scale, x: left, y: top, rotation } = await this.view()
    const box = (await this.stage.boundingBox())!
    const [cos, sin] = [Math.cos((rotation * Math.PI) / 180), Math.sin((rotation * Math.PI) / 180)]
    const [x, y] = [(point.x - box.x - left) / scale, (point.y - box.y - top) / scale]
    return { x: x * cos + y * sin, y: y * cos - x * sin }
  }

  /** True when a point of the viewport lies on the stage. */
  async isOnStage(x: number, y: number): Promise<boolean> {
    const box = (await this.stage.boundingBox())!
    return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height
  }

  async middleOf(quad: Quad): Promise<{ x: number; y: number }> {
    const middle = (axis: 0 | 1) => quad.reduce((sum, corner) => sum + corner[axis], 0) / 4
    return this.toScreen([middle(0), middle(1)])
  }

  /** Resolves once the view has come to rest after easing to a field. */
  async settled(): Promise<void> {
    let last = ''
    await expect
      .poll(async () => {
        const now = (await this.stage.getAttribute('data-view')) ?? ''
        const same = now === last
        last = now
        return same
      })
      .toBe(true)
  }

  async settledMiddleOf(quad: Quad): Promise<{ x: number; y: number }> {
    await this.settledView()
    return this.middleOf(quad)
  }

  /** Shows the whole page, by the button: a key would go into the input in focus. */
  async fit(): Promise<void> {
    await this.tool('Show the whole page').click()
  }

  /** Approves; where flags are open, gives the reason that is asked for. */
  async approveWithReason(reason: string): Promise<void> {
    await this.#page.keyboard.press('Control+Enter')
    const dialog = this.#page.getByRole('dialog', { name: 'Approve with open flags' })
    if (await dialog.isVisible()) {
      await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason)
      await dialog.getByRole('button', { name: 'Approve' }).click()
    }
  }

  /** Where the view rests once it is at rest; no key or gesture may be under way. */
  async settledView(): Promise<View> {
    let last = ''
    // The stage writes its view 120 ms after it came to rest, and easing takes as long: what stays for longer than both stands still.
    await expect
      .poll(
        async () => {
          const before = last
          last = (await this.stage.getAttribute('data-view')) ?? ''
          return last !== '' && before === last
        },
        { intervals: [350] },
      )
      .toBe(true)
    return JSON.parse(last) as View
  }

  /** A button of the bar above the page. */
  tool(name: string): Locator {
    return this.#page.getByRole('toolbar', { name: 'Tools of the page' }).getByRole('button', { name, exact: true })
  }

  dialog(title: string): Locator {
    return this.#page.getByRole('dialog', { name: title })
  }

  /** Gives the reason that a dialog asks for, and goes through with it. */
  async decideWithReason(title: string, button: string, reason: string): Promise<void> {
    await this.dialog(title).getByRole('textbox', { name: 'Reason' }).fill(reason)
    await this.dialog(title).getByRole('button', { name: button, exact: true }).click()
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key)
  }
}
