import type { Glyph } from './text-stream.ts'

/** Part of a text that a pattern found, with the glyphs that spell it. */
export interface Spelled {
  text: string
  glyphs: Glyph[]
}

export interface SpelledMatch extends Spelled {
  /** The pattern's groups by number from 1; undefined where a group took no part. */
  groups: (Spelled | undefined)[]
}

/** The text of glyphs without blanks, and the glyph that each of its UTF-16 units comes from. */
function spell(glyphs: readonly Glyph[], blanks: boolean): { text: string; owners: (Glyph | null)[] } {
  let text = ''
  const owners: (Glyph | null)[] = []
  for (const [index, glyph] of glyphs.entries()) {
    if (blanks && index > 0 && glyph.spaced) {
      text += ' '
      owners.push(null)
    }
    text += glyph.text
    for (let unit = 0; unit < glyph.text.length; unit += 1) owners.push(glyph)
  }
  return { text, owners }
}

function partOf(text: string, owners: readonly (Glyph | null)[], from: number, to: number): Spelled {
  const glyphs = [...new Set(owners.slice(from, to))].filter((glyph) => glyph !== null)
  return { text: text.slice(from, to), glyphs }
}

/**
 * Every place where a pattern stands in what glyphs spell, blanks left out unless `blanks`. The pattern must have the flags `d` (for the groups' places)
 * and `g`.
 */
export function findAll(glyphs: readonly Glyph[], pattern: RegExp, { blanks = false } = {}): SpelledMatch[] {
  const { text, owners } = spell(glyphs, blanks)
  return Array.from(text.matchAll(pattern), (match) => ({
    ...partOf(text, owners, match.index, match.index + match[0].length),
    groups: (match.indices ?? []).map((place) => (place ? partOf(text, owners, place[0], place[1]) : undefined)),
  }))
}

/** The first place where a pattern stands, or null. */
export function findFirst(
  glyphs: readonly Glyph[],
  pattern: RegExp,
  options?: { blanks?: boolean },
): SpelledMatch | null {
  return findAll(glyphs, pattern, options)[0] ?? null
}
