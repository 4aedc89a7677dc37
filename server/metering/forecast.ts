import type { Forecast } from '../contract/forecast.ts'
import { modelOf, type UseModel } from './forecast-model.ts'
import { createDraws } from './forecast-draws.ts'

const dayMs = 24 * 60 * 60 * 1000

/** Whole days are looked at, so that every day of the week counts alike. */
export const historyWindow = 28
/** Less than a week says nothing about a week. */
const leastHistory = 7
/** Runs that are thrown: the ends of an interval of 80 % then stand on forty runs each. */
const runs = 400
/** Nobody plans further by the last four weeks, days. */
const horizon = 730
const [lowShare, highShare] = [0.1, 0.9]

/** A package as the forecast sees it: units left, and days of the vendor, both inclusive. */
export interface ForecastPackage {
  id: string
  left: number
  from: string
  /** A package is taken to be usable all of the day on which it expires. */
  until: string
}

export interface ForecastInput {
  /** The vendor's day of today, `yyyy-mm-dd`, and how much of it is still to come, 0..1. */
  today: string
  todayLeft: number
  /** Units that were wanted on each of the whole days before today, the oldest first, none left out; at most `historyWindow`. */
  history: readonly number[]
  /** In the order in which they are used. */
  packages: readonly ForecastPackage[]
  /** The same seed throws the same runs: what is on screen does not dance. */
  seed: string
}

export type ForecastFigures = Pick<Forecast, 'state' | 'historyDays' | 'perDay' | 'runsOut' | 'losses' | 'lastExpiry'>

const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / dayMs
const dayOf = (number: number) => new Date(number * dayMs).toISOString().slice(0, 10)

/** The value below which a share of the runs lie. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
}

interface Run {
  /** Days from today until nothing was left; infinite when everything expired first. */
  emptyAfter: number
  /** Units lost by package. */
  lost: number[]
}

/** One way in which the coming days may go. */
function throwRun(input: ForecastInput, until: readonly number[], from: readonly number[], model: UseModel): Run {
  const left = input.packages.map((each) => each.left)
  const lost = left.map(() => 0)
  const start = dayNumber(input.today)
  const draw = model.startRun()
  const last = Math.min(horizon, Math.max(...until) - start)
  for (let after = 0; after <= last; after += 1) {
    const day = start + after
    let wanted = draw(day, after === 0 ? input.todayLeft : 1)
    for (const [index, each] of left.entries()) {
      if (each === 0 || from[index]! > day || until[index]! < day) continue
      const taken = Math.min(each, wanted)
      left[index] = each - taken
      wanted -= taken
    }
    for (const [index, each] of left.entries()) {
      if (until[index] !== day || each === 0) continue
      lost[index] = each
      left[index] = 0
    }
    if (left.every((each) => each === 0)) {
      // What expired on its last day was not used up.
      const isLoss = lost.some((each, index) => each > 0 && until[index] === day)
      return { emptyAfter: isLoss && wanted === 0 ? Infinity : after, lost }
    }
  }
  return { emptyAfter: Infinity, lost }
}

/**
 * When the packages of a pool will be used up, and what expires unused: four hundred runs of the coming days, each with a level, a trend and a
 * scatter that the last four weeks allow, on the shape of their week. Pure and repeatable.
 */
export function forecast(input: ForecastInput): ForecastFigures {
  const usable = input.packages.filter(({ left, until }) => left > 0 && until >= input.today)
  const lastExpiry = usable.map(({ until }) => until).toSorted((one, other) => other.localeCompare(one))[0] ?? null
  const historyDays = input.history.length
  const perDay = historyDays === 0 ? null : input.history.reduce((sum, each) => sum + each, 0) / historyDays
  const none = { historyDays, perDay, runsOut: null, losses: [], lastExpiry }
  if (usable.length === 0) return { ...none, state: 'empty' }
  if (historyDays < leastHistory) return { ...none, perDay: null, state: 'not-enough-history' }
  const all = usable.map(({ id, left, until }) => ({
    packageId: id,
    expires: until,
    units: { low: left, likely: left, high: left },
  }))
  if (perDay === 0) return { ...none, losses: all, state: 'unused' }
  const draws = createDraws(input.seed)
  const model = modelOf(input.history, dayNumber(input.today), draws)
  const until = usable.map((each) => dayNumber(each.until))
  const from = usable.map((each) => dayNumber(each.from))
  const thrown = Array.from({ length: runs }, () => throwRun({ ...input, packages: usable }, until, from, model))
  const ends = thrown.map(({ emptyAfter }) => emptyAfter).toSorted((one, other) => one - other)
  const today = dayNumber(input.today)
  const day = (after: number) => dayOf(today + after)
  const [low, likely, high] = [lowShare, 0.5, highShare].map((share) => quantile(ends, share)) as [
    number,
    number,
    number,
  ]
  const losses = usable.flatMap((each, index) => {
    const lost = thrown.map((run) => run.lost[index]!).toSorted((one, other) => one - other)
    const units = { low: quantile(lost, lowShare), likely: quantile(lost, 0.5), high: quantile(lost, highShare) }
    return units.likely > 0 ? [{ packageId: each.id, expires: each.until, units }] : []
  })
  if (likely === Infinity) return { ...none, losses, state: 'expires' }
  const runsOut = { low: day(low), likely: day(likely), high: high === Infinity ? null : day(high) }
  return { ...none, runsOut, losses, state: 'runs-out' }
}
