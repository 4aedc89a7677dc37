import { contains, middleOf, type Quad } from '#contract/geometry'
import type { ReviewItem } from '#contract/review'
import { alignCharacters } from './characters.ts'

function quadOf(quads: readonly Quad[], character: Quad): number {
  return quads.findIndex((quad) => contains(quad, middleOf(character)))
}

/** The length of a line along its text, in page pixels. */
function lengthOf([a, b]: Quad): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1])
}

/**
 * On which of its lines on the page the caret of an item stands: by the character before it where that was read, otherwise by how much of the
 * text lies before it and how long the lines are.
 */
export function lineAt({ value, quads, chars }: Pick<ReviewItem, 'value' | 'quads' | 'chars'>, caret: number): number {
  if (quads.length < 2 || value === null || value === '') return 0
  const aligned = chars.length > 0 ? alignCharacters(value, chars) : []
  for (let at = Math.min(caret, value.length) - 1; at >= 0; at -= 1) {
    const position = aligned[at]
    const character = position === null || position === undefined ? undefined : chars[position]
    const line = character ? quadOf(quads, character.quad) : -1
    if (line >= 0) return line
  }
  if (aligned.length > 0) return 0
  const lengths = quads.map(lengthOf)
  let rest = (Math.min(caret, value.length) / value.length) * lengths.reduce((sum, length) => sum + length, 0)
  for (const [line, length] of lengths.entries()) {
    if (rest <= length) return line
    rest -= length
  }
  return quads.length - 1
}
