import { heightOf } from '../extract/geometry.ts'
import { alignIn, type Aligner, type Alignment, type Pairing } from './align.ts'
import { breathe, type Breath } from './breathe.ts'
import { foldSign } from './fold.ts'
import { agreementOf } from './marks.ts'
import { windowsOf, type Masks, type Searcher, type Window } from './search.ts'
import type { DocumentText, Order, PageGlyph } from './stream.ts'
import type { Pattern } from './writings/pattern.ts'

/** A place on the page where a value may stand. */
export interface Place {
  pairs: readonly Pairing[]
  /** Glyphs that say the value, in reading order. */
  glyphs: readonly PageGlyph[]
  /** How alike value and print are, for choosing: gaps, punctuation and unusual writings cost a little. */
  likeness: number
  /** How alike they are, for telling: signs that count alone. */
  agreement: number
  /** 0 where the place is a word or number of its own, up to 1 where it is cut out of a longer one. */
  cut: number
  /** It stands by itself: no print close before or behind it. */
  isolated: boolean
  mrz: boolean
}

/** Everything that searching the document needs. */
export interface Search extends Aligner, Searcher {
  text: DocumentText
  masks: Masks
  breath: Breath
  /** The values of the answer, folded, letters and digits alone. */
  values: ReadonlySet<string>
}

const isNear = (before: PageGlyph | undefined, after: PageGlyph | undefined) =>
  before !== undefined &&
  after !== undefined &&
  before.page === after.page &&
  before.row === after.row &&
  !after.spaced &&
  after.left - before.right < 0.45 * Math.max(heightOf(before), heightOf(after))

/** How much two neighbours make one word of what the place's edge parts. */
function bond(inside: PageGlyph, outside: PageGlyph | undefined, beyond: PageGlyph | undefined): number {
  if (!outside) return 0
  if (inside.class === 'digit' && outside.class === 'digit') return 1
  if (inside.class === 'letter' && outside.class === 'letter') return 1
  if (
    inside.class === 'digit' &&
    outside.class === 'mark' &&
    /^[.,\-/:]$/u.test(outside.text) &&
    beyond?.class === 'digit'
  )
    return outside.text === '.' || outside.text === ',' ? 0.8 : 0.4
  if (inside.class !== 'han' && outside.class !== 'han' && inside.class !== 'mark' && outside.class !== 'mark')
    return 0.3
  return 0
}

/** What stands between the numbers of a day or a time. */
const withinNumbers = /^[:/.-]$/

/** The digits of a day, or of a time with its seconds: receipts print both without a space between. */
const dayOrTime = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$|^(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?$/

/**
 * Letters and digits that go on from a glyph without a gap, outwards from a place; with `whole` also past the signs within a day or a time, left out
 * as in values' plain text.
 */
function wordBeyond(glyph: PageGlyph, direction: 1 | -1, text: DocumentText, whole: boolean): string {
  let word = ''
  let inner = glyph
  for (let index = glyph.index + direction; word.length < 60; index += direction) {
    const outer = text.glyphs[index]
    if (!outer || !(direction > 0 ? isNear(inner, outer) : isNear(outer, inner))) break
    const passes = whole && withinNumbers.test(foldSign(outer.text))
    if (outer.class !== 'digit' && outer.class !== 'letter' && !passes) break
    const sign = passes ? '' : foldSign(outer.text)
    word = direction > 0 ? word + sign : sign + word
    inner = outer
  }
  return word
}

/** Whether no print stands close to a place in its first and last row. */
function isIsolated(glyphs: readonly PageGlyph[], text: DocumentText): boolean {
  const [first, last] = [glyphs[0]!, glyphs.at(-1)!]
  const [before, after] = [text.glyphs[first.index - 1], text.glyphs[last.index + 1]]
  const touches = (left: PageGlyph | undefined, right: PageGlyph | undefined) =>
    isNear(left, right) && left?.class !== 'mark' && right?.class !== 'mark'
  return !touches(before, first) && !touches(last, after)
}

/** Whether a place is cut out of a longer word or number. What goes on as another value of the answer is that value's. */
function cutOf(glyphs: readonly PageGlyph[], { text, values }: Search): number {
  const [first, last] = [glyphs[0]!, glyphs.at(-1)!]
  const at = (index: number) => text.glyphs[index]
  if (glyphs.length > 1) {
    const beyond = [first, last].map((glyph, side) => {
      const direction = side === 0 ? -1 : 1
      return [wordBeyond(glyph, direction, text, false), wordBeyond(glyph, direction, text, true)]
    })
    const isOther = ([word = '', whole = '']: string[]) =>
      word === '' || values.has(word) || values.has(whole) || (whole !== word && dayOrTime.test(whole))
    if (beyond.some(([word]) => word !== '') && beyond.every(isOther)) return 0
  }
  const before = isNear(at(first.index - 1), first) ? at(first.index - 1) : undefined
  const earlier = before && isNear(at(first.index - 2), before) ? at(first.index - 2) : undefined
  const after = isNear(last, at(last.index + 1)) ? at(last.index + 1) : undefined
  const later = after && isNear(after, at(last.index + 2)) ? at(last.index + 2) : undefined
  return Math.max(bond(first, before, earlier), bond(last, after, later))
}

/** A leading zero that was taken for unprinted though a digit stands right before the rest: the value is wrong there. */
function withLeadingDigit({ pairs, cost }: Alignment, text: DocumentText): Pick<Alignment, 'pairs' | 'cost'> {
  const start = pairs.findIndex(({ glyph }) => glyph !== null)
  const [zero, first] = [pairs[start - 1], pairs[start]?.glyph]
  const before = first && text.glyphs[first.index - 1]
  if (!first || !zero?.sign?.counts || zero.sign.absent >= 0.5 || first.class !== 'digit') return { pairs, cost }
  if (!before || before.class !== 'digit' || !isNear(before, first)) return { pairs, cost }
  const same = zero.sign.accepts.includes(foldSign(before.text))
  return {
    pairs: [{ sign: zero.sign, glyph: before, same }, ...pairs.slice(start)],
    cost: cost - zero.sign.absent + (same ? 0 : zero.sign.wrong),
  }
}

export function placeOf(pattern: Pattern, alignment: Alignment, search: Search): Place | null {
  const { pairs, cost } = withLeadingDigit(alignment, search.text)
  const glyphs = pairs.flatMap(({ sign, glyph }) => (glyph && sign ? [glyph] : []))
  const weight = pairs.reduce(
    (sum, { sign, glyph }) => (sign?.counts && (glyph || sign.absent >= 0.5) ? sum + sign.wrong : sum),
    0,
  )
  if (glyphs.length === 0 || weight === 0) return null
  // What is masked says nothing by itself.
  const told = pairs.filter(({ sign, glyph }) => sign && glyph && !sign.masked && glyph.text !== '*').length
  if (told < 0.4 * glyphs.length) return null
  const mrz = glyphs.filter((glyph) => glyph.mrz).length * 2 > glyphs.length
  if (pattern.mrzOnly && !mrz) return null
  return {
    pairs,
    glyphs,
    likeness: 1 - cost / weight - pattern.handicap,
    agreement: agreementOf(pairs),
    cut: mrz ? 0 : cutOf(glyphs, search),
    isolated: isIsolated(glyphs, search.text),
    mrz,
  }
}

/** Places by their glyphs, so that those which share signs are found at once. */
export class PlaceIndex {
  private readonly owners = new Map<number, number[]>()
  private readonly sizes: number[] = []

  add({ glyphs }: Place): number {
    const number = this.sizes.length
    this.sizes.push(glyphs.length)
    for (const { index } of glyphs) {
      const owners = this.owners.get(index)
      if (owners) owners.push(number)
      else this.owners.set(index, [number])
    }
    return number
  }

  /** The first place that has at least this share of its signs, or of the given place's, in common with it; of which of the two is said. */
  like({ glyphs }: Place, share: number, of: 'smaller' | 'larger'): number | undefined {
    const common = new Map<number, number>()
    for (const { index } of glyphs) {
      for (const owner of this.owners.get(index) ?? []) common.set(owner, (common.get(owner) ?? 0) + 1)
    }
    for (const [owner, count] of common) {
      const sizes = [glyphs.length, this.sizes[owner]!]
      if (count >= share * (of === 'smaller' ? Math.min(...sizes) : Math.max(...sizes))) return owner
    }
    return undefined
  }
}

/** Likeness under which nobody would call it the value. */
const leastLikeness = 0.5
const mostPlaces = 64

/** Of places that overlap much the best one stays. */
function distinct(places: readonly Place[], most: number): Place[] {
  const kept: Place[] = []
  const index = new PlaceIndex()
  const rank = ({ likeness, cut }: Place) => likeness - 0.3 * cut
  for (const place of places.toSorted((first, second) => rank(second) - rank(first))) {
    if (kept.length >= most) break
    if (index.like(place, 0.5, 'smaller') !== undefined) continue
    index.add(place)
    kept.push(place)
  }
  return kept
}

/** Every place on the pages where one of the writings may stand, the likeliest first. */
export async function placesOf(
  patterns: readonly Pattern[],
  search: Search,
  { most = mostPlaces } = {},
): Promise<Place[]> {
  const { across, down } = search.text
  const found: Place[] = []
  const seen = new Set<string>()
  for (const [index, pattern] of patterns.entries()) {
    const orders: Order[] = pattern.signs.length > 4 ? [across, down] : [across]
    for (const order of orders) {
      const windows: readonly Window[] = windowsOf(order, pattern, search)
      await breathe(search.breath)
      for (const window of windows) {
        const alignment = alignIn(order, pattern, window, search)
        await breathe(search.breath)
        if (!alignment) continue
        const place = placeOf(pattern, alignment, search)
        if (!place || place.likeness < leastLikeness) continue
        const name = `${index}/${place.glyphs[0]!.index}/${place.glyphs.at(-1)!.index}/${place.likeness.toFixed(4)}`
        if (seen.has(name)) continue
        seen.add(name)
        found.push(place)
      }
    }
  }
  return distinct(found, most)
}
