import type { Random } from './random.ts'

/** A day of the calendar. */
export interface Day {
  year: number
  /** 1..12 */
  month: number
  /** 1..31 */
  day: number
}

export function isoDate({ year, month, day }: Day): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** YYMMDD, as the MRZ writes dates (ICAO 9303-3). */
export function shortDate(day: Day): string {
  return isoDate(day).slice(2).replaceAll('-', '')
}

/** A day between the first of `firstYear` and the end of `lastYear`. Day 29 to 31 never comes, so that adding years is always a date. */
export function randomDay(random: Random, firstYear: number, lastYear: number): Day {
  return { year: random.integer(firstYear, lastYear), month: random.integer(1, 12), day: random.integer(1, 28) }
}

export function addYears(day: Day, years: number): Day {
  return { ...day, year: day.year + years }
}

/** The day before: many passports end the day before the anniversary of their issue. */
export function dayBefore({ year, month, day }: Day): Day {
  const date = new Date(Date.UTC(year, month - 1, day - 1))
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}
