import { BenchPageDriver, type Step } from './browser.ts'
import { measureLargePage } from './large-page.ts'
import { boxesOn } from './pictures.ts'
import { serve, side } from './serve.ts'
import {
  allOf,
  isMet,
  largePageTargets,
  mainOf,
  targetsOf,
  type Figures,
  type LargePage,
  type Target,
} from './targets.ts'

const counts = [1000, 5000, 20_000]
const contestants = { fieldproof: 'index.html', loop: 'canvas-loop.html', naive: 'react-konva.html' }
type Name = keyof typeof contestants

function median(values: readonly number[]): number {
  const sorted = values.toSorted((first, second) => first - second)
  return sorted[Math.floor(sorted.length / 2)]!
}

const repeat = (times: number, step: Step): Step[] => Array.from({ length: times }, () => step)

/** Over the fitted page, then at three times the scale; the view ends where it began. A slow contestant gets a part of it. */
function gestures(share: number): { pan: Step[]; zoom: Step[] } {
  const times = Math.round(40 * share)
  return {
    pan: [
      ...repeat(times, { pan: [9, 5] }),
      ...repeat(2 * times, { pan: [-9, -5] }),
      ...repeat(times, { pan: [9, 5] }),
    ],
    zoom: [...repeat(times, { zoom: 1.03 }), ...repeat(times, { zoom: 1 / 1.03 })],
  }
}

/** The large page in five browsers: of each figure the median, and each run's longest stall, for whoever asks how far they lie apart. */
async function measureLargePages(served: Awaited<ReturnType<typeof serve>>): Promise<LargePage> {
  const runs: LargePage[] = []
  for (let run = 0; run < 5; run += 1) runs.push(await measureLargePage(served))
  const longestStalls = runs.map(({ longestStall }) => longestStall)
  console.log(`8192 x 8192: longest stall of each run, ms: ${longestStalls.map(Math.round).join(', ')}`)
  return {
    firstPaint: median(runs.map(({ firstPaint }) => firstPaint)),
    longestStall: median(longestStalls),
    heldMegabytes: Math.max(...runs.map(({ heldMegabytes }) => heldMegabytes)),
  }
}

/** One contestant at one number of boxes: in a browser of its own, the median of a few rounds. */
async function measure(name: Name, origin: string, boxCount: number, rounds: number): Promise<Figures> {
  const driver = await BenchPageDriver.open(`${origin}/${contestants[name]}`)
  try {
    const boxes = boxesOn(side, boxCount)
    const load = await driver.load('/page.jpg', boxes)
    const seenFirst = await driver.shareSeen(boxes)
    const { pan, zoom } = gestures(name === 'naive' ? Math.min(1, 1000 / boxCount) : 1)
    // The first round warms up; the naive one has no time for it at 20,000.
    if (name !== 'naive') await driver.gesture(pan)
    const panned = []
    const zoomed = []
    for (let round = 0; round < rounds; round += 1) {
      panned.push(await driver.gesture(pan))
      zoomed.push(await driver.gesture(zoom))
    }
    // At rest everything is drawn sharp.
    await driver.page.waitForTimeout(400)
    const seenLast = await driver.shareSeen(
      boxes,
      process.env['BENCH_SCREENSHOTS'] && `${process.env['BENCH_SCREENSHOTS']}/${name}-${boxCount}.png`,
    )
    const clicks = []
    const edits = []
    for (const share of [0.3, 0.37, 0.45, 0.52, 0.6, 0.66, 0.71]) {
      const index = Math.floor(share * boxCount)
      clicks.push(await driver.click(boxes[index]!))
      edits.push(await driver.edit(index, `edited ${index}`))
    }
    return {
      name,
      boxes: boxCount,
      panMain: median(panned.map(({ main }) => main)),
      panAll: median(panned.map(({ all }) => all)),
      zoomMain: median(zoomed.map(({ main }) => main)),
      zoomAll: median(zoomed.map(({ all }) => all)),
      load,
      click: median(clicks),
      editMain: median(edits.map(({ main }) => main)),
      heapMegabytes: await driver.heapMegabytes(),
      seen: Math.min(seenFirst, seenLast),
    }
  } finally {
    await driver.close()
  }
}

const columns = ['pan', 'zoom', 'main ratio', 'all', 'all ratio', 'load', 'click', 'edit CPU', 'heap MB', 'seen']

/** A line a contestant; the ratios are to the loop of the same run. */
function table(figures: readonly Figures[]): string {
  const loop = figures.find(({ name }) => name === 'loop')!
  const lines = figures.map((one) => {
    const cells = [
      one.panMain.toFixed(2),
      one.zoomMain.toFixed(2),
      (mainOf(one) / mainOf(loop)).toFixed(2),
      allOf(one).toFixed(1),
      (allOf(one) / allOf(loop)).toFixed(2),
      one.load.toFixed(0),
      one.click.toFixed(1),
      one.editMain.toFixed(1),
      one.heapMegabytes.toFixed(0),
      `${Math.round(one.seen * 100)}%`,
    ]
    return `${one.name.padEnd(12)}${cells.map((cell) => cell.padStart(12)).join('')}`
  })
  return [`${''.padEnd(12)}${columns.map((column) => column.padStart(12)).join('')}`, ...lines].join('\n')
}

function say(targets: readonly Target[]): void {
  for (const target of targets) {
    const { what, value, bound } = target
    console.log(`  ${what}: ${value.toFixed(2)} (at most ${bound.toFixed(2)}) ${isMet(target) ? 'met' : 'MISSED'}`)
  }
}

/**
 * The console's stage beside a plain Canvas2D loop and a naive react-konva: 4096 px page, 1280 x 800, the same gestures by the same driver, CPU
 * by CDP's ThreadTime and by the browser's own count of its processes. `BENCH_ROUNDS` sets the rounds (default 3), `BENCH_BOXES` picks one
 * number of boxes, `BENCH_SCREENSHOTS` names a folder for the pictures looked at. Milliseconds are of this machine now; the ratios carry over.
 */
export async function run(): Promise<void> {
  const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3)
  const only = process.env['BENCH_BOXES']
  const served = await serve()
  try {
    const all: Figures[] = []
    for (const count of counts.filter((count) => only === undefined || count === Number(only))) {
      const figures = []
      for (const name of Object.keys(contestants) as Name[]) {
        console.error(`${count} boxes: ${name} ...`)
        figures.push(await measure(name, served.origin, count, name === 'naive' ? 1 : rounds))
      }
      console.log(`${count} boxes, CPU in milliseconds a frame\n${table(figures)}\n`)
      all.push(...figures)
    }
    say(
      targetsOf(
        all.filter(({ name }) => name === 'fieldproof'),
        all.filter(({ name }) => name === 'loop'),
      ),
    )
    say(largePageTargets(await measureLargePages(served)))
  } finally {
    served.close()
  }
}
