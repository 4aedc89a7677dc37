import { percentile } from '../review/percentile.ts'

/** What was asked, and how long each answer took, milliseconds. */
export interface Measured {
  what: string
  times: readonly number[]
  /** What the 95th percentile may be; null where nothing is promised. */
  most: number | null
}

/** Milliseconds: the overview of a month and the packages view, on two cores, with ten million entries (issue 6). */
export const mostOfAPage = 200
/** Milliseconds: what metering adds to a call. */
export const mostOfACall = 2

/** Whether the promise is kept; null where there is none. A call's own metering is held to its median: a garbage collection is not its doing. */
export function isKept({ times, most }: Measured, share = 0.95): boolean | null {
  return most === null ? null : percentile(times, share) <= most
}

const verdicts = { true: 'ok', false: 'MISSED', null: '' }

/** A line a question. */
export function lineOf(measured: Measured, share = 0.95): string {
  const { what, times, most } = measured
  const [median, late] = [percentile(times, 0.5), percentile(times, 0.95)].map((time) =>
    time.toFixed(time < 10 ? 2 : 0),
  )
  const kept = isKept(measured, share)
  return `| ${what} | ${times.length} | ${median} | ${late} | ${most ?? '-'} | ${verdicts[`${kept}`]} |`
}
