import type { Character } from '#contract/result'
import type { ReviewItem } from '#contract/review'

/**
 * For each character (code unit) of a value the index of the page's character that it came from, or null: a date that was written
 * 1990年1月2日 stands as 1990-01-02, so only its digits have a place. Longest common subsequence; values are short.
 */
export function alignCharacters(value: string, chars: readonly Character[]): (number | null)[] {
  const aligned: (number | null)[] = Array.from({ length: value.length }, () => null)
  if (chars.map(({ text }) => text).join('') === value && chars.every(({ text }) => text.length === 1)) {
    return aligned.map((_, index) => index)
  }
  const rows = value.length
  const columns = chars.length
  if (rows * columns > 250_000) return aligned
  const lengths = Array.from({ length: rows + 1 }, () => new Uint16Array(columns + 1))
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      lengths[row]![column] = same(value[row]!, chars[column]!.text)
        ? lengths[row + 1]![column + 1]! + 1
        : Math.max(lengths[row + 1]![column]!, lengths[row]![column + 1]!)
    }
  }
  for (let row = 0, column = 0; row < rows && column < columns;) {
    if (same(value[row]!, chars[column]!.text)) aligned[row++] = column++
    else if (lengths[row + 1]![column]! >= lengths[row]![column + 1]!) row++
    else column++
  }
  return aligned
}

function same(first: string, second: string): boolean {
  return first === second || first.normalize('NFKC') === second.normalize('NFKC')
}

/** A character of a value that may be read wrongly. */
export interface DoubtfulCharacter {
  item: string
  /** Where it stands in the value. */
  index: number
  character: Character
}

/**
 * The doubtful characters of an item, in the order of its value: those whose probability is below the threshold, and those where our engine read
 * something else than the provider.
 */
export function doubtfulCharacters(item: ReviewItem, threshold: number): DoubtfulCharacter[] {
  const isDoubtful = ({ confidence, read }: Character) => confidence < threshold || read !== undefined
  if (item.value === null || !item.chars.some(isDoubtful)) return []
  return alignCharacters(item.value, item.chars).flatMap((position, index) => {
    const character = position === null ? undefined : item.chars[position]
    return character && isDoubtful(character) ? [{ item: item.id, index, character }] : []
  })
}

/** The next (or previous) doubtful character after a place in the list of items; it goes round. Null when there is none. */
export function neighbourDoubtful(
  items: readonly ReviewItem[],
  threshold: number,
  current: { item: string; index: number } | null,
  direction: 1 | -1,
): DoubtfulCharacter | null {
  const start = Math.max(
    0,
    items.findIndex(({ id }) => id === current?.item),
  )
  for (let step = 0; step <= items.length; step++) {
    const item = items[(start + direction * step + items.length * 2) % Math.max(1, items.length)]
    if (!item) return null
    const found = doubtfulCharacters(item, threshold)
    if (step > 0 || current === null || current.item !== item.id) {
      const first = direction === 1 ? found[0] : found.at(-1)
      if (first) return first
      continue
    }
    const beside =
      direction === 1
        ? found.find(({ index }) => index > current.index)
        : found.findLast(({ index }) => index < current.index)
    if (beside) return beside
  }
  return null
}
