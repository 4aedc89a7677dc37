import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { renderPages, type Page } from './pages.ts'
import { Contestant } from './process.ts'
import { geometricMean, median, score, type Score } from './score.ts'

const ours = { name: 'fieldproof', script: './fieldproof-process.ts' }
const theirs = { name: '@gutenye/ocr-node', script: './gutenye-process.ts' }
const contestants = [ours, theirs]
const queueLength = 20

export interface Figures {
  name: string
  /** Start of the process to the first page's text, median of the starts. */
  firstResultMs: number
  /** Milliseconds a page, one list a page, one number a pass. */
  times: number[][]
  score: Score
  queuePagesPerMinute: number
  stallP99: number
  stallMax: number
  peakMegabytes: number
}

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
async function measure(pages: readonly Page[], passes: number): Promise<Figures[]> {
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
    times: pages.map(() => []),
    score: { characters: 0, charactersFound: 0, lines: 0, linesExact: 0 },
    queuePagesPerMinute: 0,
    stallP99: 0,
    stallMax: 0,
    peakMegabytes: 0,
  }))
  for (let pass = -1; pass < passes; pass++) {
    for (const [at, page] of pages.entries()) {
      for (const [index, contestant] of running.entries()) {
        const { milliseconds, lines } = await contestant.ask({ type: 'read', path: page.path })
        const figure = figures[index]!
        // The first pass warms up, and is the one that is scored.
        if (pass < 0) figure.score = add(figure.score, score(page.lines, lines))
        else figure.times[at]!.push(milliseconds)
      }
    }
  }
  const queue = Array.from({ length: queueLength }, (_, index) => pages[index % pages.length]!.path)
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

const whole = (value: number) => value.toFixed(0)
const percent = (part: number, all: number) => `${((100 * part) / all).toFixed(2)} %`

function row(label: string, values: readonly string[], ratio: number | null): string {
  const cells = values.map((value) => value.padStart(18))
  return `${label.padEnd(44)}${cells.join('')}${ratio === null ? '' : ratio.toFixed(2).padStart(10)}`
}

/** One table: a row a page, then the sums. The ratio is ours to theirs: below 1 is faster or smaller. */
export function table(pages: readonly Page[], figures: readonly Figures[]): string {
  const [mine, other] = figures as [Figures, Figures]
  const both = (pick: (figure: Figures) => number, show: (value: number) => string = whole) =>
    [figures.map((figure) => show(pick(figure))), pick(mine) / pick(other)] as const
  const means = (pick: (times: readonly number[]) => number) => both((figure) => geometricMean(figure.times.map(pick)))
  const lines = [
    row(
      '',
      figures.map(({ name }) => name),
      null,
    ) + 'ratio'.padStart(10),
  ]
  for (const [at, page] of pages.entries()) {
    lines.push(row(`${page.name}: ms, median`, ...both((figure) => median(figure.times[at]!))))
  }
  lines.push(
    row('ms a page, geometric mean of medians', ...means(median)),
    row('ms a page, geometric mean of minima', ...means((times) => Math.min(...times))),
    row(
      'characters right (any order)',
      figures.map(({ score }) => percent(score.charactersFound, score.characters)),
      null,
    ),
    row(
      'lines exact',
      figures.map(({ score }) => percent(score.linesExact, score.lines)),
      null,
    ),
    row('peak memory (RSS), MB', ...both((figure) => figure.peakMegabytes)),
    row('pages a minute, full queue', ...both((figure) => figure.queuePagesPerMinute)),
    row('event loop stalled, p99 ms', ...both((figure) => figure.stallP99)),
    row('event loop stalled, longest ms', ...both((figure) => figure.stallMax)),
    row('process start to first result, ms', ...both((figure) => figure.firstResultMs)),
  )
  return lines.join('\n')
}

/**
 * The engine beside `@gutenye/ocr-node`, which carries the same models: the same pages in the same run, each contestant in a warm process of its own.
 * `BENCH_PASSES` sets the passes (default 5). Times are of this machine now; the ratios are what carries over.
 */
export async function run(): Promise<void> {
  const passes = Number(process.env['BENCH_PASSES'] ?? 5)
  console.log('Rendering pages ...')
  const pages = await renderPages()
  try {
    const figures = await measure(pages, passes)
    console.log(table(pages, figures))
  } finally {
    await rm(dirname(pages[0]!.path), { recursive: true, force: true })
  }
}
