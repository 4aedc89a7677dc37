import type { Quad } from '#contract/geometry'
import type { Character } from '#contract/result'
import type { ReviewItem } from '#contract/review'
import { alignCharacters } from './characters.ts'

/** A run of a text in which two readings are the same, or differ. */
export interface ComparedRun {
  text: string
  differs: boolean
}

/** True when our engine read something else at this character's place than the provider did. */
const differs = ({ read }: Character): boolean => read !== undefined

/** Where the engine read something else; none for values that only the engine read. */
export function differingQuads(item: ReviewItem): Quad[] {
  if (item.agreement === null || item.agreement === 1) return []
  return item.chars.flatMap((character) => (differs(character) ? [character.quad] : []))
}

function runsOf(characters: readonly Character[], textOf: (character: Character) => string): ComparedRun[] {
  const runs: ComparedRun[] = []
  for (const character of characters) {
    const text = textOf(character)
    const last = runs.at(-1)
    if (last && last.differs === differs(character)) last.text += text
    else runs.push({ text, differs: differs(character) })
  }
  return runs.filter(({ text }) => text !== '')
}

/** Both readings of a value as it is printed, in runs; null when they do not differ or the value stands nowhere. */
export function comparisonOf({ chars }: ReviewItem): { provider: ComparedRun[]; engine: ComparedRun[] } | null {
  if (!chars.some(differs)) return null
  return { provider: runsOf(chars, ({ text }) => text), engine: runsOf(chars, ({ text, read }) => read ?? text) }
}

/**
 * The machine's value with every differing character as the engine read it; null when they agree. A value that is written another way than it is
 * printed (1990-01-02 for 1990年1月2日) takes the characters that both ways have in common.
 */
export function engineReading({ machine: { value }, chars }: ReviewItem): string | null {
  if (value === null || !chars.some(differs)) return null
  const aligned = alignCharacters(value, chars)
  let reading = ''
  for (const [index, position] of aligned.entries()) {
    const character = position === null ? undefined : chars[position]
    reading += character?.read ?? value[index]!
  }
  return reading === value ? null : reading
}
