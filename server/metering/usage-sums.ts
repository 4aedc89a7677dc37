import type { UsageRow } from '../contract/metering.ts'
import { durationClasses, percentileMs } from './durations.ts'

/** Sums of calls. Durations in milliseconds, money in fen; `durations` counts calls by class of duration. */
export interface Sums extends Omit<UsageRow, 'key' | 'meanMs' | 'p95Ms'> {
  durationMs: number
  durations: number[]
}

export const nothing = (): Sums => ({
  requests: 0,
  calls: 0,
  succeeded: 0,
  units: 0,
  fen: 0,
  bytes: 0,
  durationMs: 0,
  durations: Array.from({ length: durationClasses }, () => 0),
})

/** Adds more calls to the sums. */
export function add(sums: Sums, more: Sums): void {
  sums.requests += more.requests
  sums.calls += more.calls
  sums.succeeded += more.succeeded
  sums.units += more.units
  sums.fen += more.fen
  sums.bytes += more.bytes
  sums.durationMs += more.durationMs
  for (const [index, count] of more.durations.entries()) sums.durations[index]! += count
}

/** The sums as a figure: with the mean, and the duration that 95 of 100 calls keep under. */
export function rowOf(
  key: string,
  { requests, calls, succeeded, units, fen, bytes, durationMs, durations }: Sums,
): UsageRow {
  const timed = durations.reduce((total, count) => total + count, 0)
  return {
    key,
    requests,
    calls,
    succeeded,
    units,
    fen,
    bytes,
    meanMs: timed === 0 ? null : durationMs / timed,
    p95Ms: percentileMs(durations, 0.95),
  }
}
