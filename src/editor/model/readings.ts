import { fieldDefinition } from '#contract/documents/index'
import type { Check, Mode } from '#contract/result'
import type { ReviewItem } from '#contract/review'
import { alignCharacters } from './characters.ts'
import { engineReading } from './comparison.ts'

/** Another value that a field may have, and who says so. */
export interface Reading {
  value: string
  origin: 'machine' | 'engine' | 'check' | 'look' | 'recogniser' | 'character' | 'vocabulary'
  confidence: number | null
  /** Who read it, for readings of other recognisers: the provider's id, and its mode, since a stand-in is no cloud. */
  by?: { provider: string; mode: Mode }
}

/** More would hide what comes after them; F8 goes through all that a character may be. */
const MAXIMUM_CHARACTER_READINGS = 5

/**
 * The values to choose from with Arrow-down, each once, in the order of INTERACTION.md ("Fix"): what the machine said, what our engine read at
 * the same place, what was read again here, other recognisers' values, single characters read otherwise, values that would satisfy a broken check,
 * and the vocabulary of the field.
 */
export function readingsOf(
  item: ReviewItem,
  kind: string,
  checks: readonly Check[],
  others: readonly Reading[] = [],
): Reading[] {
  const definition = item.key === null ? undefined : fieldDefinition(kind, item.key)
  const machine: Reading[] =
    item.machine.value === null ? [] : [{ value: item.machine.value, origin: 'machine', confidence: item.confidence }]
  const atItsPlace = engineReading(item)
  const engine: Reading[] = atItsPlace === null ? [] : [{ value: atItsPlace, origin: 'engine', confidence: null }]
  const repairs = checks
    .filter(({ ok }) => !ok)
    .flatMap(({ repairs = [] }) => repairs.map((value): Reading => ({ value, origin: 'check', confidence: null })))
  const vocabulary = [...(definition?.values ?? []), ...(definition?.alternatives ?? [])].map((value): Reading => ({
    value,
    origin: 'vocabulary',
    confidence: null,
  }))
  const fits = new Set(repairs.map(({ value }) => value))
  const seen = new Set<string>()
  const all = [...machine, ...engine, ...others, ...characterReadings(item, fits), ...repairs, ...vocabulary]
  return all.filter(({ value }) => {
    if (value === '' || seen.has(value)) return false
    seen.add(value)
    return true
  })
}

/**
 * The machine's value with one character read otherwise: those first that satisfy the check which is broken, then the likeliest.
 * @param fits the values that satisfy it
 */
function characterReadings(item: ReviewItem, fits: ReadonlySet<string>): Reading[] {
  const { value } = item.machine
  if (value === null || item.chars.length === 0) return []
  const readings: Reading[] = []
  for (const [index, position] of alignCharacters(value, item.chars).entries()) {
    const character = position === null ? undefined : item.chars[position]
    for (const { text, confidence } of character?.alternatives ?? []) {
      // Below one in a hundred a reading is noise of the last layer, not a choice.
      if (confidence < 0.01 || text.trim() === '') continue
      readings.push({ value: value.slice(0, index) + text + value.slice(index + 1), origin: 'character', confidence })
    }
  }
  return readings
    .sort((first, second) => {
      const byCheck = Number(fits.has(second.value)) - Number(fits.has(first.value))
      return byCheck === 0 ? (second.confidence ?? 0) - (first.confidence ?? 0) : byCheck
    })
    .slice(0, MAXIMUM_CHARACTER_READINGS)
}

/** The reading after the present value, going round; an own value that nobody read leads to the first. */
export function nextReading(readings: readonly Reading[], value: string | null, direction: 1 | -1 = 1): Reading | null {
  if (readings.length === 0) return null
  const position = readings.findIndex((reading) => reading.value === value)
  if (position < 0) return (direction === 1 ? readings[0] : readings.at(-1)) ?? null
  if (readings.length === 1) return null
  return readings[(position + direction + readings.length) % readings.length] ?? null
}
