import type { PlaceSummary } from '../../specimens/character-places.ts'
import { geometricMean, median, type Score } from './score.ts'

export interface Figures {
  name: string
  /** Start of the process to the first page's text, median of the starts. */
  firstResultMs: number
  /** Milliseconds a page, one list a page, one number a pass; by the clock, and of processor time. */
  times: number[][]
  processorTimes: number[][]
  score: Score
  queuePagesPerMinute: number
  stallP99: number
  stallMax: number
  peakMegabytes: number
}

/** What issue 4 asks for, and ENGINE.md of the places. */
const targets = { timesFaster: 1.5, memoryShare: 0.4, stallMs: 20, placeWidths: 1 / 3, placesInside: 0.98 }

const whole = (value: number) => value.toFixed(0)
const percent = (part: number, all: number) => `${((100 * part) / all).toFixed(2)} %`
const smallest = (values: readonly number[]) => Math.min(...values)

function row(label: string, values: readonly string[], ratio?: number): string {
  const cells = values.map((value) => value.padStart(18))
  return `${label.padEnd(42)}${cells.join('')}${ratio === undefined ? '' : ratio.toFixed(2).padStart(8)}`
}

/** A row a page, then the sums: ours first. The ratio is ours to the better of the others, so below 1 is faster or smaller. */
export function table(names: readonly string[], figures: readonly Figures[]): string {
  const beside = (
    label: string,
    pick: (figure: Figures) => number,
    best: (values: readonly number[]) => number = smallest,
  ) => {
    const [mine, ...others] = figures.map(pick)
    return row(label, [mine!, ...others].map(whole), mine! / best(others))
  }
  const means = (label: string, times: 'times' | 'processorTimes', pick: (values: readonly number[]) => number) =>
    beside(label, (figure) => geometricMean(figure[times].map(pick)))
  return [
    `${row(
      '',
      figures.map(({ name }) => name),
    )}   ratio`,
    ...names.map((name, page) => beside(`${name}: ms, median`, ({ times }) => median(times[page]!))),
    means('ms a page, geometric mean of medians', 'times', median),
    means('ms a page, geometric mean of minima', 'times', smallest),
    means('processor ms a page, mean of minima', 'processorTimes', smallest),
    row(
      'characters right (any order)',
      figures.map(({ score }) => percent(score.charactersFound, score.characters)),
    ),
    row(
      'lines exact',
      figures.map(({ score }) => percent(score.linesExact, score.lines)),
    ),
    beside('peak memory (RSS), MB', ({ peakMegabytes }) => peakMegabytes),
    beside(
      'pages a minute, full queue',
      ({ queuePagesPerMinute }) => queuePagesPerMinute,
      (values) => Math.max(...values),
    ),
    beside('calling thread stalled, p99 ms', ({ stallP99 }) => stallP99),
    beside('calling thread stalled, longest ms', ({ stallMax }) => stallMax),
    beside('process start to first result, ms', ({ firstResultMs }) => firstResultMs),
  ].join('\n')
}

interface Verdict {
  target: string
  reached: string
  passed: boolean
}

/** The targets, each with what was reached. `memoryOf` names whose memory ours is held against. */
export function verdicts(figures: readonly Figures[], memoryOf: string): Verdict[] {
  const [mine, ...others] = figures as [Figures, ...Figures[]]
  const faster = (pick: (values: readonly number[]) => number) => {
    const [ours, ...theirs] = figures.map(({ times }) => geometricMean(times.map(pick)))
    return Math.min(...theirs) / ours!
  }
  const [byMedians, byMinima] = [faster(median), faster(smallest)]
  const right = ({ score }: Figures) => score.charactersFound / score.characters
  const best = Math.max(...others.map(right))
  const memory = mine.peakMegabytes / figures.find(({ name }) => name === memoryOf)!.peakMegabytes
  return [
    {
      target: `${targets.timesFaster} times as fast as the faster of the others`,
      reached: `${byMedians.toFixed(2)} by medians, ${byMinima.toFixed(2)} by minima`,
      passed: Math.min(byMedians, byMinima) >= targets.timesFaster,
    },
    {
      target: 'no fewer characters right than either',
      reached: `${percent(right(mine), 1)} against ${percent(best, 1)}`,
      passed: right(mine) >= best,
    },
    {
      target: `peak memory at most ${targets.memoryShare} of that of ${memoryOf}`,
      reached: memory.toFixed(2),
      passed: memory <= targets.memoryShare,
    },
    {
      target: `calling thread never stalled for more than ${targets.stallMs} ms`,
      reached: `${mine.stallMax.toFixed(1)} ms`,
      passed: mine.stallMax <= targets.stallMs,
    },
  ]
}

/** A row a class of signs. */
export function placesTable(places: readonly PlaceSummary[]): string {
  const cells = (name: string, values: readonly string[]) =>
    `${name.padEnd(34)}${values.map((value) => value.padStart(12)).join('')}`
  const head = cells('places of characters, in widths', ['signs', 'median', 'p95', 'inside'])
  const rows = places.map(({ class: name, signs, median: middle, p95, inside }) =>
    cells(name, [whole(signs), middle.toFixed(3), p95.toFixed(2), percent(inside, 1)]),
  )
  return [head, ...rows].join('\n')
}

export function placeVerdicts(places: readonly PlaceSummary[]): Verdict[] {
  const all = places.find(({ class: name }) => name === 'all')!
  return [
    {
      target: 'median error of a character under a third of its width',
      reached: all.median.toFixed(3),
      passed: all.signs > 0 && all.median < targets.placeWidths,
    },
    {
      target: `${percent(targets.placesInside, 1)} of the middles within their character`,
      reached: percent(all.inside, 1),
      passed: all.inside >= targets.placesInside,
    },
  ]
}

export const judged = (list: readonly Verdict[]) =>
  list.map(({ target, reached, passed }) => `${passed ? 'pass' : 'FAIL'}  ${target}: ${reached}`).join('\n')
