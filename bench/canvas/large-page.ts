import { BenchPageDriver, type Step } from './browser.ts'
import { boxesOn } from './pictures.ts'
import { largeSide, side as smallSide, type Served } from './serve.ts'
import type { LargePage } from './targets.ts'

const repeat = (times: number, step: Step): Step[] => Array.from({ length: times }, () => step)

/** Every so often, in milliseconds, the main thread is asked whether it is free. */
const ASKED_EVERY = 4

/**
 * Opens a page of 67 million pixels with its preview and its tiles, looks at the whole of it, zooms to its pixels and goes about there.
 * Answers when the preview was painted, how long the main thread was ever busy at a time, and how much was held at most.
 */
export async function measureLargePage(served: Served): Promise<LargePage> {
  const driver = await BenchPageDriver.open(`${served.origin}/index.html`)
  try {
    // The page's code is there and warm, as after the first document of a day.
    await driver.load('/page.jpg', boxesOn(smallSide, 100))
    await driver.page.evaluate((every) => {
      const watch = { longest: 0, held: 0 }
      let due = performance.now() + every
      setInterval(() => {
        const now = performance.now()
        watch.longest = Math.max(watch.longest, now - due)
        watch.held = Math.max(watch.held, window.__bench.heldBytes?.() ?? 0)
        due = now + every
      }, every)
      Object.assign(window, { watch })
    }, ASKED_EVERY)
    const paintedAt = await driver.page.evaluate(
      async ([boxes, side]) => {
        const painted = new Promise<number>((resolve) => {
          const look = () => {
            if (window.__bench.picture?.() === 'none') requestAnimationFrame(look)
            else requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())))
          }
          requestAnimationFrame(look)
        })
        await window.__bench.load('/large/image', boxes, { width: side, height: side, previewUrl: '/large/preview' })
        return painted
      },
      [boxesOn(largeSide, 100), largeSide] as const,
    )
    const firstPaint = paintedAt - served.previewSentAt()
    await driver.gesture([
      ...repeat(40, { zoom: 1.06 }),
      ...repeat(60, { pan: [-25, -18] }),
      ...repeat(60, { pan: [20, 25] }),
    ])
    await driver.page.waitForFunction(() => window.__bench.picture?.() === 'full')
    const { longest, held } = await driver.page.evaluate(
      () => (window as unknown as { watch: { longest: number; held: number } }).watch,
    )
    return { firstPaint, longestStall: longest, heldMegabytes: held / 1e6 }
  } finally {
    await driver.close()
  }
}
