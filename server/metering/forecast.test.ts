import { describe, expect, it } from 'vitest'
import { createDraws } from './forecast-draws.ts'
import { forecast, type ForecastInput, type ForecastPackage } from './forecast.ts'

const dayMs = 24 * 60 * 60 * 1000
/** A Monday. */
const today = '2026-11-23'
const later = (days: number, from = today) => new Date(Date.parse(from) + days * dayMs).toISOString().slice(0, 10)
const daysUntil = (day: string) => (Date.parse(day) - Date.parse(today)) / dayMs
const pack = (left: number, lasts = 400, id = 'p1'): ForecastPackage => ({
  id,
  left,
  from: later(-30),
  until: later(lasts),
})
const history = (of: (day: number) => number, days = 28) => Array.from({ length: days }, (_, index) => of(index - days))
const guess = (given: Partial<ForecastInput>) =>
  forecast({ today, todayLeft: 1, history: [], packages: [pack(1000)], seed: 'test', ...given })
/** 28 days back is a Monday too. */
const isWeekend = (day: number) => ((day % 7) + 7) % 7 >= 5

describe('when packages will be used up', () => {
  it('even use: about left divided by rate, and sure of it', () => {
    const { state, runsOut, perDay } = guess({ history: history(() => 50) })
    expect(state).toBe('runs-out')
    expect(perDay).toBe(50)
    // 1,000 at 50 a day: the twentieth day, today included.
    expect(Math.abs(daysUntil(runsOut!.likely) - 19)).toBeLessThanOrEqual(1)
    expect(daysUntil(runsOut!.high!) - daysUntil(runsOut!.low)).toBeLessThanOrEqual(4)
    expect(runsOut!.low <= runsOut!.likely && runsOut!.likely <= runsOut!.high!).toBe(true)
  })

  it('use on working days only ends on a working day', () => {
    const office = history((day) => (isWeekend(day) ? 0 : 70))
    // 350 a week: 1,050 last three weeks, to the Friday.
    const { runsOut } = guess({ history: office, packages: [pack(1045)] })
    expect(daysUntil(runsOut!.likely)).toBeGreaterThanOrEqual(17)
    expect(daysUntil(runsOut!.likely)).toBeLessThanOrEqual(21)
    expect(isWeekend(daysUntil(runsOut!.likely))).toBe(false)
    for (const left of [330, 680, 1030, 1380]) {
      const day = guess({ history: office, packages: [pack(left)] }).runsOut!.likely
      expect(isWeekend(daysUntil(day)), `${left} on ${day}`).toBe(false)
    }
  })

  it('a ramp ends sooner than its average says', () => {
    const ramp = history((day) => 4 * (29 + day))
    const average = guess({ history: history(() => 58) })
    const { runsOut } = guess({ history: ramp, packages: [pack(2000)] })
    // 112 yesterday and growing by 4 a day: 2,000 last two weeks, by the average of 58 they would last five.
    expect(daysUntil(runsOut!.likely)).toBeLessThanOrEqual(17)
    expect(daysUntil(runsOut!.likely)).toBeGreaterThanOrEqual(12)
    expect(average.runsOut).not.toBeNull()
  })

  it('uneven use is told with a wider interval', () => {
    const width = ({ runsOut }: ReturnType<typeof guess>) => daysUntil(runsOut!.high!) - daysUntil(runsOut!.low)
    const even = guess({ history: history(() => 50) })
    const batches = guess({ history: history((day) => (day % 4 === 0 ? 200 : 0)) })
    expect(width(batches)).toBeGreaterThan(width(even))
  })

  it('the interval holds what comes in about 8 of 10 cases', () => {
    const draws = createDraws('worlds')
    const worlds = 60
    let held = 0
    for (let world = 0; world < worlds; world += 1) {
      const day = () => draws.count(20, 2)
      const past = history(day)
      let left = 400
      let end = 0
      for (; left > 0; end += 1) left -= day()
      const { runsOut } = guess({ history: past, packages: [pack(400)], seed: String(world) })
      const actual = later(end - 1)
      if (runsOut!.low <= actual && actual <= (runsOut!.high ?? '9')) held += 1
    }
    expect(held / worlds).toBeGreaterThanOrEqual(0.68)
    expect(held / worlds).toBeLessThanOrEqual(0.97)
  })

  it('is the same whenever it is asked', () => {
    const asked = { history: history((day) => 40 + ((day * 7) % 13)) }
    expect(guess(asked)).toEqual(guess(asked))
  })
})

describe('what is not guessed', () => {
  it.each([
    ['no day', [], 'not-enough-history'],
    ['one day', [30], 'not-enough-history'],
    ['six days', [1, 2, 3, 4, 5, 6], 'not-enough-history'],
    ['seven days', [5, 5, 5, 5, 5, 5, 5], 'runs-out'],
  ])('%s', (_, days, state) => {
    expect(guess({ history: days, packages: [pack(100)] })).toMatchObject({ state, historyDays: days.length })
  })

  it('no use at all: it stays until it expires, and is lost', () => {
    expect(guess({ history: history(() => 0), packages: [pack(900, 40)] })).toMatchObject({
      state: 'unused',
      runsOut: null,
      perDay: 0,
      lastExpiry: later(40),
      losses: [{ packageId: 'p1', expires: later(40), units: { low: 900, likely: 900, high: 900 } }],
    })
  })

  it('nothing left', () => {
    expect(guess({ history: history(() => 9), packages: [] }).state).toBe('empty')
    expect(guess({ history: history(() => 9), packages: [pack(0)] }).state).toBe('empty')
    expect(guess({ history: history(() => 9), packages: [pack(10, -1)] }).state).toBe('empty')
  })
})

describe('packages that expire', () => {
  it('before they are used up: how many calls are lost', () => {
    const { state, losses, runsOut } = guess({ history: history(() => 10), packages: [pack(1000, 29)] })
    expect(state).toBe('expires')
    expect(runsOut).toBeNull()
    // 30 days of 10, today and the last day included.
    expect(losses).toHaveLength(1)
    expect(losses[0]!.units.likely).toBeGreaterThan(670)
    expect(losses[0]!.units.likely).toBeLessThan(730)
    expect(losses[0]!.units.low).toBeLessThanOrEqual(losses[0]!.units.likely)
  })

  it('with another stacked behind it: the first is lost in part, the second is used up', () => {
    const { state, runsOut, losses } = guess({
      history: history(() => 50),
      packages: [pack(1000, 9, 'first'), pack(500, 300, 'second')],
    })
    expect(state).toBe('runs-out')
    expect(losses.map(({ packageId }) => packageId)).toEqual(['first'])
    expect(Math.abs(losses[0]!.units.likely - 500)).toBeLessThan(60)
    // Ten days of the first, ten of the second.
    expect(Math.abs(daysUntil(runsOut!.likely) - 19)).toBeLessThanOrEqual(2)
  })

  it('stacked packages are used one after the other', () => {
    const stacked = guess({ history: history(() => 50), packages: [pack(500), pack(500, 400, 'p2')] })
    const { runsOut } = guess({ history: history(() => 50) })
    expect(Math.abs(daysUntil(stacked.runsOut!.likely) - daysUntil(runsOut!.likely))).toBeLessThanOrEqual(1)
    expect(stacked.losses).toEqual([])
  })
})

it('draws have the mean and the variance that were asked for', () => {
  const draws = createDraws('moments')
  for (const [mean, dispersion] of [
    [0.4, 1],
    [3, 2],
    [30, 5],
    [900, 4],
  ] as const) {
    const values = Array.from({ length: 4000 }, () => draws.count(mean, dispersion))
    const average = values.reduce((sum, each) => sum + each, 0) / values.length
    const variance = values.reduce((sum, each) => sum + (each - average) ** 2, 0) / values.length
    expect(Math.abs(average / mean - 1), `mean ${mean}`).toBeLessThan(0.08)
    expect(Math.abs(variance / (mean * dispersion) - 1), `variance of ${mean}`).toBeLessThan(0.25)
  }
})
