import { uuidv7 } from 'uuidv7'
import type { Random } from '../../specimens/random.ts'
import type { CallEnd, MeteredCall } from '../../server/metering/ledger.ts'
import { streams, type Stream } from './streams.ts'

export const dayMs = 24 * 60 * 60 * 1000
const hourMs = 60 * 60 * 1000

/** Monday to Sunday; the vendors' working week. */
const weekday = [1, 1.05, 1.1, 1.05, 0.95, 0.4, 0.25]

/** Calls by the hour of the vendors' clock (UTC+8): mornings, a lunch, afternoons, a few at night. */
const hours = [1, 1, 0, 0, 0, 1, 2, 5, 10, 14, 15, 12, 7, 9, 13, 14, 12, 9, 6, 5, 4, 3, 2, 1]

function hourOf(random: Random): number {
  const total = hours.reduce((sum, weight) => sum + weight, 0)
  let left = random.next() * total
  return hours.findIndex((weight) => (left -= weight) < 0)
}

export interface DemoCall {
  at: Date
  stream: Stream
  call: MeteredCall
  end: CallEnd
}

/** One afternoon a provider could hardly be reached, as happens once a month. */
const outage = { provider: 'huawei-ocr', daysAgo: 9, fromHour: 13, toHour: 18 }

function endOf(stream: Stream, random: Random, isOut: boolean): CallEnd {
  if (isOut && random.chance(0.7)) {
    return { outcome: 'network-error', durationMs: 30_000, code: 'provider-timeout' }
  }
  const durationMs = Math.round(stream.medianMs * Math.exp(stream.spread * random.gaussian()))
  let left = random.next() * 1000
  const failed = stream.failures.find(({ inThousand }) => (left -= inThousand) < 0)
  if (!failed) return { outcome: 'succeeded', durationMs, code: null }
  const tookMs = failed.code === 'provider-timeout' ? 30_000 : failed.outcome === 'refused' ? 60 : durationMs
  return { outcome: failed.outcome, durationMs: tookMs, code: failed.code }
}

/** Every call of the `days` before `until`, in the order of time. */
export function inventCalls(
  random: Random,
  until: Date,
  days: number,
  appIds: ReadonlyMap<string, string>,
): DemoCall[] {
  const calls: DemoCall[] = []
  // Whole days of the vendors' calendar.
  const midnight = Math.floor((until.getTime() + 8 * hourMs) / dayMs) * dayMs - 8 * hourMs
  for (let daysAgo = days; daysAgo >= 0; daysAgo -= 1) {
    const start = midnight - daysAgo * dayMs
    const share = weekday[(new Date(start + 12 * hourMs).getUTCDay() + 6) % 7]!
    // The company grows a little.
    const growth = 1 + 0.25 * (1 - daysAgo / days)
    for (const stream of streams) {
      const expected = stream.aDay * share * growth
      const count = Math.max(0, Math.round(expected + Math.sqrt(expected) * random.gaussian()))
      for (let index = 0; index < count; index += 1) {
        const hour = hourOf(random)
        const at = new Date(start + hour * hourMs + random.integer(0, hourMs - 1))
        if (at >= until) continue
        const isOut =
          stream.provider === outage.provider &&
          daysAgo === outage.daysAgo &&
          hour >= outage.fromHour &&
          hour < outage.toHour
        const call: MeteredCall = {
          callId: uuidv7(),
          provider: stream.provider,
          capability: stream.capability,
          mode: stream.mode,
          appId: appIds.get(stream.app) ?? 'console',
          bytes: random.integer(90_000, 1_400_000),
          ...(stream.video && { video: { ...stream.video, seconds: stream.video.seconds + random.integer(-30, 40) } }),
        }
        calls.push({ at, stream, call, end: endOf(stream, random, isOut) })
      }
    }
  }
  return calls.toSorted((one, other) => one.at.getTime() - other.at.getTime())
}
