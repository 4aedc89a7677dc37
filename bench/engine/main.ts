import { readFile, rm } from 'node:fs/promises'
import { createEngine } from '../../server/engine/engine.ts'
import { placeErrors, summarisePlaces, type PlaceError, type PlaceSummary } from '../../specimens/character-places.ts'
import { renderPages, type Page } from './pages.ts'
import { Contestant } from './process.ts'
import { judged, placesTable, placeVerdicts, table, verdicts, type Figures } from './report.ts'
import { median, score, type Score } from './score.ts'

const contestants = [
  { name: 'fieldproof', script: './fieldproof-process.ts' },
  { name: '@gutenye/ocr-node', script: './gutenye-process.ts' },
  { name: 'ppu-paddle-ocr', script: './ppu-process.ts' },
]
const queueLength = 20

/** A fresh process each time, one contestant after the other: imports, models, first page. */
async function timeToFirst(script: { name: string; script: string }, page: Page): Promise<number> {
  const start = performance.now()
  const contestant = await Contestant.start(script.name, script.script)
  await contestant.ask({ type: 'read', path: page.path })
  const milliseconds = performance.now() - start
  await contestant.stop()
  return milliseconds
}

function add(total: Score, more: Score): Score {
  return {
    characters: total.characters + more.characters,
    charactersFound: total.charactersFound + more.charactersFound,
    lines: total.lines + more.lines,
    linesExact: total.linesExact + more.linesExact,
  }
}

/** Each page goes through every contestant in turn, so that a disturbance of the machine hits all of them. */
async function measure(pages: readonly Page[], timed: number, passes: number): Promise<Figures[]> {
  const first: number[][] = contestants.map(() => [])
  for (let start = 0; start < 3; start++) {
    for (const [index, contestant] of contestants.entries())
      first[index]!.push(await timeToFirst(contestant, pages[0]!))
  }
  const running: Contestant[] = []
  for (const { name, script } of contestants) running.push(await Contestant.start(name, script))
  const figures = running.map(({ name }, index): Figures => ({
    name,
    firstResultMs: median(first[index]!),
    times: Array.from({ length: timed }, () => []),
    processorTimes: Array.from({ length: timed }, () => []),
    score: { characters: 0, charactersFound: 0, lines: 0, linesExact: 0 },
    queuePagesPerMinute: 0,
    stallP99: 0,
    stallMax: 0,
    peakMegabytes: 0,
  }))
  for (let pass = -1; pass < passes; pass++) {
    // The first pass warms up, and is the one that is scored, over more pages than are timed.
    for (const [at, page] of pages.slice(0, pass < 0 ? pages.length : timed).entries()) {
      for (const [index, contestant] of running.entries()) {
        const { milliseconds, processorMs, lines } = await contestant.ask({ type: 'read', path: page.path })
        const figure = figures[index]!
        if (pass < 0) {
          figure.score = add(
            figure.score,
            score(
              page.truth.map(({ text }) => text),
              lines,
            ),
          )
          continue
        }
        figure.times[at]!.push(milliseconds)
        figure.processorTimes[at]!.push(processorMs)
      }
    }
  }
  const queue = Array.from({ length: queueLength }, (_, index) => pages[index % timed]!.path)
  for (const [index, contestant] of running.entries()) {
    const { milliseconds, stallP99, stallMax } = await contestant.ask({ type: 'queue', paths: queue })
    const { peakMegabytes } = await contestant.ask({ type: 'memory' })
    Object.assign(figures[index]!, {
      peakMegabytes,
      queuePagesPerMinute: (60_000 * queueLength) / milliseconds,
      stallP99,
      stallMax,
    })
    await contestant.stop()
  }
  return figures
}

/** How near the characters stand to the glyphs that are printed. The others say nothing of single characters. */
async function measurePlaces(pages: readonly Page[]): Promise<PlaceSummary[]> {
  const engine = createEngine()
  try {
    const errors: PlaceError[] = []
    for (const { path, truth } of pages) {
      const page = await engine.open(await readFile(path))
      errors.push(...placeErrors(truth, (await page.read()).lines))
      page.close()
    }
    return summarisePlaces(errors)
  } finally {
    await engine.close()
  }
}

/**
 * The engine beside `@gutenye/ocr-node` and `ppu-paddle-ocr`, which carry the same models: the same pages in the same run, each contestant in a
 * warm process of its own. `BENCH_PASSES` sets the passes (default 5). Times are of this machine now; the ratios are what carries over.
 */
export async function run(): Promise<void> {
  const passes = Number(process.env['BENCH_PASSES'] ?? 5)
  console.log('Rendering pages ...')
  const { folder, pages, timed } = await renderPages()
  try {
    const figures = await measure(pages, timed, passes)
    const places = await measurePlaces(pages)
    console.log(
      table(
        pages.slice(0, timed).map(({ name }) => name),
        figures,
      ),
    )
    console.log(`\n${placesTable(places)}`)
    console.log(`\n${judged([...verdicts(figures, '@gutenye/ocr-node'), ...placeVerdicts(places)])}`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
