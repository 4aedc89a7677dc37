import type { ReadingFound } from '#contract/actions'
import type { Mode } from '#contract/result'

/** A recogniser in the comparison, with its newest reading. `number` is the digit that takes its value. */
export interface Column {
  id: string
  number: number
  provider: string
  capability: string
  mode: Mode
  underReview: boolean
  reading: ReadingFound
}

/** What makes two readings those of one recogniser. A stand-in and the cloud that it stands in for are two. */
export function recogniserOf({ provider, capability, mode }: Pick<ReadingFound, 'provider' | 'capability' | 'mode'>) {
  return `${provider} ${capability} ${mode}`
}

/**
 * The recognisers that read a document as one kind, each with its newest reading: the one under review first, the others in the order in which
 * they were first asked, so that none changes its number when another comes in.
 * @param readings newest first
 */
export function columnsOf(readings: readonly ReadingFound[], kind: string, underReview: string | null): Column[] {
  const ofKind = readings.filter((reading) => reading.kind === kind)
  const chosen = new Map<string, ReadingFound>()
  const own = ofKind.find(({ id }) => id === underReview)
  if (own) chosen.set(recogniserOf(own), own)
  for (const reading of ofKind.toReversed()) {
    const key = recogniserOf(reading)
    if (own && key === recogniserOf(own)) continue
    chosen.set(key, reading)
  }
  return [...chosen].map(([key, reading], index) => ({
    id: key,
    number: index + 1,
    provider: reading.provider,
    capability: reading.capability,
    mode: reading.mode,
    underReview: reading === own,
    reading,
  }))
}
