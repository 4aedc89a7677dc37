import type { Page } from '@playwright/test'
import type { Quad } from '../server/contract/geometry.ts'
import type { WorkbenchPage } from './page-models/workbench-page.ts'

/** The stage writes down its view so long after the last movement, in milliseconds. */
const REST = 120

/** How long the page moved under the window, in milliseconds of the page's own clock, which must stand still, and in how many steps. */
export async function motionOf(page: Page, { stage }: WorkbenchPage): Promise<{ lasted: number; steps: number }> {
  const seen = () =>
    stage.evaluate((element) => [element.dataset['view'], element.querySelector('div')!.style.transform])
  const [before, places] = [(await seen())[0], new Set<string | undefined>()]
  for (let time = 8; time < 1000; time += 8) {
    await page.clock.runFor(8)
    const [view, place] = await seen()
    places.add(place)
    if (view !== before) return { lasted: time - REST, steps: places.size }
  }
  throw new Error('The page did not move')
}

/** How many pixels in the first corner of a box are drawn over the page in a colour of the tokens. */
export async function drawnPixels(workbench: WorkbenchPage, quad: Quad, token: string): Promise<number> {
  const corner = await workbench.toScreen(quad[0])
  return workbench.stage.evaluate(
    (stage, { x, y, name }) => {
      const context = document.createElement('canvas').getContext('2d')!
      context.fillStyle = getComputedStyle(stage).getPropertyValue(name)
      context.fillRect(0, 0, 1, 1)
      const colour = context.getImageData(0, 0, 1, 1).data
      const boxes = stage.querySelectorAll('canvas')[1]!
      const { left, top, width } = boxes.getBoundingClientRect()
      const ratio = boxes.width / width
      const { data } = boxes
        .getContext('2d')!
        .getImageData((x - left) * ratio, (y - top) * ratio, 11 * ratio, 11 * ratio)
      let count = 0
      for (let at = 0; at < data.length; at += 4) {
        const alike = [0, 1, 2].every((channel) => Math.abs(data[at + channel]! - colour[channel]!) < 40)
        if (alike && data[at + 3]! > 127) count += 1
      }
      return count
    },
    { ...corner, name: token },
  )
}
