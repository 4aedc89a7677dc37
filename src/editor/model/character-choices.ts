import type { Quad } from '#contract/geometry'
import type { ReviewItem } from '#contract/review'
import { doubtfulCharacters } from './characters.ts'
import type { EditorState } from './editor-state.ts'

/** What the doubtful character in hand may be, the recogniser's own reading first. */
export interface CharacterChoices {
  item: string
  /** Where it stands in the value. */
  index: number
  /** Where it stands on the page. */
  quad: Quad
  choices: { text: string; confidence: number | null }[]
}

/** The choices for the doubtful character that F8 reached; null when none is in hand, or its value was written another way since. */
export function choicesInHand(
  { doubtful, threshold }: Pick<EditorState, 'doubtful' | 'threshold'>,
  item: ReviewItem,
): CharacterChoices | null {
  if (!doubtful || doubtful.item !== item.id || item.machine.value === null || item.value === null) return null
  const found = doubtfulCharacters({ ...item, value: item.machine.value }, threshold).find(
    ({ index }) => index === doubtful.index,
  )
  if (!found || item.value.length !== item.machine.value.length) return null
  const { text, confidence, alternatives, read, quad } = found.character
  // What our engine saw there comes before what it held for less likely. The confidence is that of its own reading: of a character that it did not
  // read nothing is known.
  const first =
    read === undefined
      ? [{ text, confidence }]
      : [
          { text, confidence: null },
          { text: read, confidence },
        ]
  const choices = [...first, ...alternatives].filter(
    (choice, index, all) =>
      choice.text.trim() !== '' &&
      choice.text.length === text.length &&
      // 8 and its full-width twin look alike: the one that comes first is offered.
      all.findIndex((other) => looksLike(other.text, choice.text)) === index,
  )
  return { item: item.id, index: doubtful.index, quad, choices }
}

function looksLike(first: string, second: string): boolean {
  return first.normalize('NFKC') === second.normalize('NFKC')
}

/** The value of an item with another character at a place. */
export function withCharacter(value: string, index: number, text: string): string {
  return value.slice(0, index) + text + value.slice(index + text.length)
}
