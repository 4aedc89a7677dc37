import type { Quad } from '../../contract/geometry.ts'
import type { Field } from '../../contract/result.ts'
import { quadAround } from './geometry.ts'
import { textOf, type Glyph } from './text-stream.ts'

/**
 * How sure the engine is of a value, 0..1: the root of (geometric mean x minimum) of its signs. A value is wrong as soon as one sign is, which
 * a mean hides in a long address; the product of all would punish length, though errors come singly. Null without signs.
 */
export function confidenceOf(glyphs: readonly { character: { confidence: number } }[]): number | null {
  if (glyphs.length === 0) return null
  let logarithms = 0
  let least = 1
  for (const { character } of glyphs) {
    const confidence = Math.min(1, Math.max(1e-6, character.confidence))
    logarithms += Math.log(confidence)
    least = Math.min(least, confidence)
  }
  return Math.sqrt(Math.exp(logarithms / glyphs.length) * least)
}

export interface FieldSource {
  /** Canonical value; null when the label stands there and nothing beside it. */
  value: string | null
  /** The glyphs that say it, one list a printed line. */
  runs: readonly (readonly Glyph[])[]
  page: number
  /** The raw text, where it is not what the glyphs spell. */
  raw?: string
  /** Overrides what the glyphs say, e.g. after a second look. */
  confidence?: number | null
  quads?: Quad[]
}

/** A canonical field with a quad for each printed line, tight around the line's own signs. */
export function fieldOf(key: string, { value, runs, page, raw, confidence, quads }: FieldSource): Field {
  const filled = runs.filter((run) => run.length > 0)
  const glyphs = filled.flat()
  const places = quads ?? filled.map((run) => quadAround(run.map(({ character }) => character.quad)))
  const sure = confidence === undefined ? confidenceOf(glyphs) : confidence
  return {
    key,
    value,
    native: { path: `fields.${key}`, value: raw ?? (filled.length > 0 ? filled.map(textOf).join('\n') : null) },
    page,
    quads: places,
    boxSource: places.length > 0 ? 'provider' : null,
    confidence: sure,
    confidenceSource: sure === null ? null : 'engine',
    agreement: null,
    chars: glyphs.map(({ character }) => character),
    checks: [],
  }
}
