import type { ReadingFound } from '#contract/actions'
import type { Recognition } from '#contract/result'
import { itemsOf } from '#contract/review'
import type { Reading } from './readings.ts'

type Readings = ReadonlyMap<string, readonly Reading[]>

/** The newest reading that succeeded of each recogniser but the one under review, of the same kind. */
function othersOf(own: Recognition, readings: readonly ReadingFound[]): ReadingFound[] {
  const newest = new Map<string, ReadingFound>()
  for (const reading of readings) {
    const { id, provider, capability, mode, kind, status } = reading
    const key = `${provider} ${capability} ${mode}`
    if (id !== own.id && status === 'succeeded' && kind === own.kind && !newest.has(key)) newest.set(key, reading)
  }
  return [...newest.values()]
}

/** What other recognisers read in each field, by the id that the field has in the review. Lines and cells of another reading are others. */
export function readingsByField(own: Recognition, readings: readonly ReadingFound[]): Map<string, Reading[]> {
  const found = new Map<string, Reading[]>()
  for (const reading of othersOf(own, readings)) {
    const { provider, mode } = reading
    for (const { id, source, value, confidence } of itemsOf({ ...reading, raw: null })) {
      if (source !== 'field' || value === null) continue
      found.set(id, [...(found.get(id) ?? []), { value, origin: 'recogniser', confidence, by: { provider, mode } }])
    }
  }
  return found
}

/** Readings with those of recognisers replaced; what was looked at in this session stays, in front. */
export function withRecognisers(before: Readings, own: Recognition, readings: readonly ReadingFound[]): Readings {
  const found = readingsByField(own, readings)
  const looked = [...before].map(([id, all]) => [id, all.filter(({ origin }) => origin !== 'recogniser')] as const)
  return new Map([...found, ...looked.map(([id, own]) => [id, [...own, ...(found.get(id) ?? [])]] as const)])
}
