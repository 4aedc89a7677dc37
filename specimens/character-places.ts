import type { Line } from '../server/contract/result.ts'
import { contains, type Point, type Quad } from '../server/contract/geometry.ts'
import type { TrueLine } from './truth.ts'

/** Signs that are about as wide as each other, and about as hard to place. */
const classes = {
  Chinese: /\p{Script=Han}/u,
  digits: /\d/,
  Latin: /\p{Script=Latin}/u,
  punctuation: /[\p{P}\p{S}]/u,
} as const

type CharacterClass = keyof typeof classes

/** How far the place of one sign that was read lies from where it is printed. */
export interface PlaceError {
  class: CharacterClass
  /** Distance of the middles along the line, in widths of the printed sign. */
  widths: number
  /** The middle that was read lies within the printed sign's width. */
  inside: boolean
}

export interface PlaceSummary {
  class: CharacterClass | 'all'
  signs: number
  median: number
  p95: number
  /** Share of the middles within their sign, 0..1. */
  inside: number
}

const middleOf = ([a, b, c, d]: Quad): Point => [(a[0] + b[0] + c[0] + d[0]) / 4, (a[1] + b[1] + c[1] + d[1]) / 4]

/** The text's direction and how wide a quad is along it. */
function axisOf([[x0, y0], [x1, y1]]: Quad): { ux: number; uy: number; width: number } {
  const width = Math.hypot(x1 - x0, y1 - y0)
  return { ux: (x1 - x0) / (width || 1), uy: (y1 - y0) / (width || 1), width }
}

/**
 * Compares the places of the characters that were read with those of the glyphs that are printed, on the lines that were read exactly (blanks
 * aside): there it is certain which character stands for which glyph.
 */
export function placeErrors(truth: readonly TrueLine[], lines: readonly Line[]): PlaceError[] {
  const read = lines.flatMap(({ chars }) => chars).filter(({ text }) => text.trim() !== '')
  return truth.flatMap((line) => {
    const { ux, uy } = axisOf(line.quad)
    const along = ([x, y]: Point) => x * ux + y * uy
    const found = read
      .map((char) => ({ text: char.text.normalize('NFKC'), at: middleOf(char.quad) }))
      .filter(({ at }) => contains(line.quad, at))
      .toSorted((first, second) => along(first.at) - along(second.at))
    const printed = line.chars.map(({ text, quad }) => ({ text: text.normalize('NFKC'), quad }))
    if (found.map(({ text }) => text).join('\0') !== printed.map(({ text }) => text).join('\0')) return []
    return printed.flatMap(({ text, quad }, index): PlaceError[] => {
      const { width } = axisOf(quad)
      const kind = (Object.keys(classes) as CharacterClass[]).find((name) => classes[name].test(text))
      if (!kind || width < 1) return []
      const distance = Math.abs(along(found[index]!.at) - along(middleOf(quad)))
      return [{ class: kind, widths: distance / width, inside: distance <= width / 2 }]
    })
  })
}

function summaryOf(name: PlaceSummary['class'], errors: readonly PlaceError[]): PlaceSummary {
  const sorted = errors.map(({ widths }) => widths).toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
  return {
    class: name,
    signs: errors.length,
    median: at(0.5),
    p95: at(0.95),
    inside: errors.length === 0 ? 1 : errors.filter(({ inside }) => inside).length / errors.length,
  }
}

/** All signs together, then each class. */
export function summarisePlaces(errors: readonly PlaceError[]): PlaceSummary[] {
  return [
    summaryOf('all', errors),
    ...(Object.keys(classes) as CharacterClass[]).map((name) =>
      summaryOf(
        name,
        errors.filter((error) => error.class === name),
      ),
    ),
  ]
}
