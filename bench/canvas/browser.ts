import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test'
import sharp from 'sharp'
import type { BenchBox } from './contract.ts'

export const viewport = { width: 1280, height: 800 }

/** CPU of a page's main thread and of all of the browser's processes, in milliseconds since they began. */
interface Clock {
  main: number
  all: number
}

/** A contestant's page in a browser of its own, so that nothing of the others is in its processes. */
export class BenchPageDriver {
  readonly page: Page
  readonly #browser: Browser
  readonly #own: CDPSession
  readonly #whole: CDPSession

  private constructor(browser: Browser, page: Page, own: CDPSession, whole: CDPSession) {
    this.#browser = browser
    this.page = page
    this.#own = own
    this.#whole = whole
  }

  static async open(url: string): Promise<BenchPageDriver> {
    const browser = await chromium.launch({
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
    })
    const page = await browser.newPage({ viewport })
    // tsx has every function told its name by a helper that is not in the page.
    await page.addInitScript('globalThis.__name = (target) => target')
    page.on('pageerror', (error) => console.error(`${url}: ${String(error)}`))
    const own = await page.context().newCDPSession(page)
    await own.send('Performance.enable')
    const whole = await browser.newBrowserCDPSession()
    await page.goto(url)
    await page.waitForFunction(() => '__bench' in window)
    return new BenchPageDriver(browser, page, own, whole)
  }

  close(): Promise<void> {
    return this.#browser.close()
  }

  async #metric(name: string): Promise<number> {
    const { metrics } = await this.#own.send('Performance.getMetrics')
    return metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
  }

  async clock(): Promise<Clock> {
    const { processInfo } = await this.#whole.send('SystemInfo.getProcessInfo')
    return {
      main: (await this.#metric('ThreadTime')) * 1000,
      all: processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0),
    }
  }

  async heapMegabytes(): Promise<number> {
    await this.#own.send('HeapProfiler.collectGarbage')
    return (await this.#metric('JSHeapUsedSize')) / 1024 / 1024
  }

  /** Milliseconds from asking for it to its first frame. */
  load(imageUrl: string, boxes: BenchBox[]): Promise<number> {
    return this.page.evaluate(
      async ([url, given]) => {
        const start = performance.now()
        await window.__bench.load(url, given)
        return performance.now() - start
      },
      [imageUrl, boxes] as const,
    )
  }

  /** Calls `panBy` or `zoomAt` once a frame and answers the CPU that each frame took, in milliseconds. */
  async gesture(steps: readonly Step[]): Promise<Clock> {
    const before = await this.clock()
    await this.page.evaluate(async (given) => {
      for (const step of given) {
        if (step.pan) window.__bench.panBy(...step.pan)
        else window.__bench.zoomAt(640, 400, step.zoom)
        await new Promise(requestAnimationFrame)
      }
    }, steps)
    const after = await this.clock()
    return { main: (after.main - before.main) / steps.length, all: (after.all - before.all) / steps.length }
  }

  /** Milliseconds from the pointer's going up to the frame in which the box is selected. */
  async click(box: BenchBox): Promise<number> {
    const { scale, x, y } = await this.page.evaluate(() => {
      const { scale, x, y } = window.__bench.view()
      const before = window.__bench.selectedIndex()
      const seen = new Promise<number>((resolve) => {
        addEventListener(
          'pointerup',
          ({ timeStamp }) => {
            const look = () => {
              if (window.__bench.selectedIndex() === before) requestAnimationFrame(look)
              else requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - timeStamp)))
            }
            look()
          },
          { once: true },
        )
      })
      Object.assign(window, { clickSeen: seen })
      return { scale, x, y }
    })
    const [left, top, , , right, bottom] = box.quad
    await this.page.mouse.click(x + ((left + right) / 2) * scale, y + ((top + bottom) / 2) * scale)
    return this.page.evaluate(() => (window as unknown as { clickSeen: Promise<number> }).clickSeen)
  }

  /** CPU milliseconds of an edit, and how long it took to be painted. */
  async edit(index: number, text: string): Promise<{ main: number; milliseconds: number }> {
    const before = await this.#metric('ThreadTime')
    const milliseconds = await this.page.evaluate(
      async ([position, label]) => {
        const start = performance.now()
        await window.__bench.editLabel(position, label)
        return performance.now() - start
      },
      [index, text] as const,
    )
    return { main: ((await this.#metric('ThreadTime')) - before) * 1000, milliseconds }
  }

  /** The share of sampled boxes in sight that are to be seen on a screenshot: colour on all four of their sides. */
  async shareSeen(boxes: readonly BenchBox[], path?: string): Promise<number> {
    const { scale, x, y } = await this.page.evaluate(() => {
      const { scale, x, y } = window.__bench.view()
      return { scale, x, y }
    })
    const picture = await this.page.screenshot(path === undefined ? {} : { path })
    const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true })
    const coloured = (left: number, top: number) => {
      // A stroke of one pixel may lie between two.
      for (let down = -2; down <= 2; down += 1) {
        for (let along = -2; along <= 2; along += 1) {
          const at = ((Math.round(top) + down) * info.width + Math.round(left) + along) * info.channels
          const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3)
          if (Math.max(red, green, blue) - Math.min(red, green, blue) > 24) return true
        }
      }
      return false
    }
    let [inSight, seen] = [0, 0]
    const stride = Math.max(1, Math.floor(boxes.length / 400))
    for (let index = 0; index < boxes.length; index += stride) {
      const { quad } = boxes[index]!
      const [left, top, right, bottom] = [
        x + quad[0] * scale,
        y + quad[1] * scale,
        x + quad[4] * scale,
        y + quad[5] * scale,
      ]
      if (left < 4 || top < 4 || right > info.width - 4 || bottom > info.height - 4) continue
      inSight += 1
      const [middleX, middleY] = [(left + right) / 2, (top + bottom) / 2]
      const sides = [
        [middleX, top],
        [middleX, bottom],
        [left, middleY],
        [right, middleY],
      ] as const
      if (sides.every(([sideX, sideY]) => coloured(sideX, sideY))) seen += 1
    }
    return inSight === 0 ? Number.NaN : seen / inSight
  }
}

export type Step = { pan: [number, number]; zoom?: undefined } | { pan?: undefined; zoom: number }
