import type { Draws } from './forecast-draws.ts'

/** The use of a pool as the last weeks show it, of which runs are thrown. */
export interface UseModel {
  /** Begins a run with a level and a trend of its own; what it answers draws the units of a day, or of a part of it. */
  startRun: () => (day: number, part: number) => number
}

/** Days of the week are told apart once each was seen twice. */
const leastForWeek = 14
/** A trend is believed when it stands out of the scatter by so many standard errors ... */
const believed = 3
/** ... and loses a tenth of its pace a week: nothing grows by four weeks' measure for ever. */
const dampingADay = 0.9 ** (1 / 7)

/** 0 = Sunday; 1970-01-01 was a Thursday. */
const weekday = (day: number) => (((day + 4) % 7) + 7) % 7

const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length

/** By day of the week, how much of an average day is used on it. */
function weekShape(history: readonly number[], first: number): number[] {
  const overall = mean(history)
  if (history.length < leastForWeek) return Array.from({ length: 7 }, () => 1)
  const shape = Array.from({ length: 7 }, (_, day) => {
    const own = history.filter((_, index) => weekday(first + index) === day)
    return mean(own) / overall
  })
  const average = mean(shape)
  return shape.map((each) => each / average)
}

interface Line {
  /** At the last day of the history. */
  level: number
  slope: number
  levelError: number
  slopeError: number
}

/** The line through the days, freed from the shape of their week, by weighted least squares: a day that is used more says more. */
function lineOf(history: readonly number[], weights: readonly number[]): Line {
  const last = history.length - 1
  let [w, wx, wxx, wy, wxy] = [0, 0, 0, 0, 0]
  for (const [index, value] of history.entries()) {
    const weight = weights[index]!
    if (weight === 0) continue
    const x = index - last
    const y = value / weight
    w += weight
    wx += weight * x
    wxx += weight * x * x
    wy += weight * y
    wxy += weight * x * y
  }
  const determinant = w * wxx - wx * wx
  const flat = { level: wy / w, slope: 0 }
  const fitted =
    determinant > 0 ? { level: (wxx * wy - wx * wxy) / determinant, slope: (w * wxy - wx * wy) / determinant } : flat
  const scatter = ({ level, slope }: typeof flat, freedom: number) => {
    let sum = 0
    for (const [index, value] of history.entries()) {
      const weight = weights[index]!
      if (weight > 0) sum += weight * (value / weight - level - slope * (index - last)) ** 2
    }
    return sum / Math.max(1, history.length - freedom)
  }
  const variance = scatter(fitted, 2)
  // No scatter is less than that of counts, whose variance is their mean.
  const least = Math.max(flat.level, 1e-9)
  const slopeError = determinant > 0 ? Math.sqrt((Math.max(variance, least) * w) / determinant) : 0
  if (Math.abs(fitted.slope) > believed * slopeError) {
    return { ...fitted, slopeError, levelError: Math.sqrt((Math.max(variance, least) * wxx) / determinant) }
  }
  return { ...flat, slopeError: 0, levelError: Math.sqrt(Math.max(scatter(flat, 1), least) / w) }
}

/**
 * Level, trend and scatter of the days before `today` (a number of days since 1970), on the shape of their week. A day is then negative binomial:
 * counts scatter more than Poisson where people work in batches.
 */
export function modelOf(history: readonly number[], today: number, draws: Draws): UseModel {
  const first = today - history.length
  const shape = weekShape(history, first)
  const weights = history.map((_, index) => shape[weekday(first + index)]!)
  const line = lineOf(history, weights)
  const last = history.length - 1
  const expected = weights.map((weight, index) => Math.max(0, weight * (line.level + line.slope * (index - last))))
  const terms = history.flatMap((value, index) =>
    expected[index]! > 0 ? [(value - expected[index]!) ** 2 / expected[index]!] : [],
  )
  const dispersion = Math.max(1, terms.reduce((sum, each) => sum + each, 0) / Math.max(1, terms.length - 2))
  return {
    startRun() {
      const level = Math.max(0, line.level + line.levelError * draws.normal())
      const slope = line.slope + line.slopeError * draws.normal()
      return (day, part) => {
        const ahead = day - today + 1
        const damped = (slope * (1 - dampingADay ** ahead)) / (1 - dampingADay)
        return draws.count(shape[weekday(day)]! * Math.max(0, level + damped) * part, dispersion)
      }
    },
  }
}
