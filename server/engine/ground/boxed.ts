import { boundsOf, contains, type Point, type Quad } from '../../contract/geometry.ts'
import type { KindDefinition } from '../../contract/documents/index.ts'
import type { Field, Line } from '../../contract/result.ts'
import { alignIn } from './align.ts'
import { breathe } from './breathe.ts'
import { charactersOf } from './marks.ts'
import { placeOf, type Place, type Search } from './places.ts'
import type { Order, PageGlyph } from './stream.ts'
import { isPrinted } from './unprinted.ts'
import { writingsOf } from './writings/index.ts'
import { textPattern, type Pattern } from './writings/pattern.ts'

/** The glyphs of a document by where they stand. */
export interface GlyphMap {
  glyphs: readonly PageGlyph[]
  centres: readonly Point[]
}

export function mapOf(glyphs: readonly PageGlyph[]): GlyphMap {
  const centres = glyphs.map(({ character: { quad } }): Point => {
    const [a, b, c, d] = quad
    return [(a[0] + b[0] + c[0] + d[0]) / 4, (a[1] + b[1] + c[1] + d[1]) / 4]
  })
  return { glyphs, centres }
}

/** A quad that is larger by a share of its height all round: boxes of clouds often cut the first or last sign. */
function grown([a, b, c, d]: Quad, share: number): Quad {
  const along: Point = [b[0] - a[0], b[1] - a[1]]
  const across: Point = [d[0] - a[0], d[1] - a[1]]
  const [width, height] = [Math.hypot(...along), Math.hypot(...across)]
  const by = share * Math.min(width, height)
  const [u, v] = [width > 0 ? by / width : 0, height > 0 ? by / height : 0]
  const moved = ([x, y]: Point, right: number, down: number): Point => [
    x + right * u * along[0] + down * v * across[0],
    y + right * u * along[1] + down * v * across[1],
  ]
  return [moved(a, -1, -1), moved(b, 1, -1), moved(c, 1, 1), moved(d, -1, 1)]
}

/** What our engine read in a place, in reading order. */
function glyphsIn({ glyphs, centres }: GlyphMap, page: number, quads: readonly Quad[]): PageGlyph[] {
  const bounds = quads.map((quad) => ({ quad, ...boundsOf(quad) }))
  return glyphs.filter((glyph, index) => {
    const [x, y] = centres[index]!
    return (
      glyph.page === page &&
      bounds.some(
        ({ quad, left, right, top, bottom }) =>
          x >= left && x <= right && y >= top && y <= bottom && contains(quad, [x, y]),
      )
    )
  })
}

function orderOf(glyphs: readonly PageGlyph[]): Order {
  const all = Int32Array.from(glyphs.keys())
  return { glyphs, steps: new Float32Array(glyphs.length), solid: all, numeric: all }
}

/** The best reading of what stands in a place as one of the writings. */
function bestIn(glyphs: readonly PageGlyph[], patterns: readonly Pattern[], search: Search): Place | null {
  const order = orderOf(glyphs)
  let best: Place | null = null
  for (const pattern of patterns) {
    const alignment = alignIn(order, pattern, { from: 0, to: glyphs.length, slack: 0 }, search)
    const place = alignment && placeOf(pattern, alignment, search)
    if (place && (!best || place.agreement - best.agreement + place.likeness - best.likeness > 0)) best = place
  }
  return best
}

async function readIn(
  quads: readonly Quad[],
  page: number,
  patterns: readonly Pattern[],
  { map, search }: { map: GlyphMap; search: Search },
): Promise<{ seen: boolean; place: Place | null }> {
  const glyphs = glyphsIn(map, page, quads)
  let place = glyphs.length > 0 ? bestIn(glyphs, patterns, search) : null
  await breathe(search.breath)
  if (!place || place.agreement < 1) {
    const around = glyphsIn(
      map,
      page,
      quads.map((quad) => grown(quad, 0.45)),
    )
    const wider = around.length > glyphs.length ? bestIn(around, patterns, search) : null
    await breathe(search.breath)
    // In the narrow place a sign may have been cut off; in the wide one neighbours are no part of the value anyway.
    if (wider && wider.agreement > (place?.agreement ?? 0.5) + 0.01) place = wider
  }
  return { seen: glyphs.length > 0, place }
}

/**
 * A field with the provider's own place, and how well what our engine read there agrees. Nothing read there says nothing: it may be a photograph or a
 * place of another measure.
 */
export async function compareField(
  field: Field,
  kind: KindDefinition,
  context: { map: GlyphMap; search: Search },
): Promise<Field> {
  const kept: Field = { ...field, boxSource: field.boxSource ?? 'provider' }
  if (field.value === null || !isPrinted(field, kind)) return kept
  const definition = kind.fields.find(({ key }) => key === field.key)
  const { vocabulary } = context.search.text
  const patterns = writingsOf(field, { definition, has: (folded) => vocabulary.has(folded) })
  const { seen, place } = await readIn(field.quads, field.page, patterns, context)
  if (!place) return seen && patterns.length > 0 ? { ...kept, agreement: 0 } : kept
  return { ...kept, agreement: place.agreement, ...(place.agreement > 0 && { chars: charactersOf(place.pairs) }) }
}

/** A provider's line with the engine's characters, where the engine read there something like it. */
export async function compareLine(line: Line, context: { map: GlyphMap; search: Search }): Promise<Line> {
  if (line.chars.length > 0) return line
  const pattern = textPattern(line.text)
  if (!pattern) return line
  const { place } = await readIn([line.quad], line.page, [pattern], context)
  return place && place.agreement >= 0.4 ? { ...line, chars: charactersOf(place.pairs) } : line
}
