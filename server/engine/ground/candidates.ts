import type { FieldDefinition } from '../../contract/documents/index.ts'
import type { Field } from '../../contract/result.ts'
import { nationalityCode } from '../extract/country-codes.ts'
import { alignIn } from './align.ts'
import type { Candidate } from './assign.ts'
import { runsAt, standing, type Labels } from './anchors/labels.ts'
import { mrzStanding, type Mrz } from './anchors/mrz-columns.ts'
import { foldText } from './fold.ts'
import { placeOf, placesOf, type Place, type Search } from './places.ts'
import type { PageGlyph } from './stream.ts'
import { writingsOf } from './writings/index.ts'
import { textPattern, type Pattern } from './writings/pattern.ts'

/** Everything that speaks for one place or another. */
export interface Anchors {
  labels: Labels
  mrz: Mrz | null
  /** The zone is all there is to read: its places are as good as any. */
  onlyMrz: boolean
  /** How much a provider's own lines and regions speak for a place of a field, 0..1. */
  hint: (field: Field, place: Place) => number
}

/** Values up to this many signs may stand at their label though most of them read otherwise. */
const longestAtLabel = 6

const weights = { own: 0.4, rival: 0.3, mrz: 0.35, cut: 0.5, covered: 0.3, hint: 0.35, otherPage: 0.03 }

const countOf = ({ signs }: Pattern) => signs.filter(({ counts, absent }) => counts && absent >= 0.5).length

function classesOf({ signs }: Pattern): string {
  return signs.some(({ counts, text }) => counts && /\p{Script=Han}/u.test(text)) ? 'han' : 'other'
}

/** What stands at the value's label when it does not read like it: a short value of which one sign is wrong has nothing else to be found by. */
function placesAtLabel(key: string, patterns: readonly Pattern[], { labels }: Anchors, search: Search): Place[] {
  const short = patterns.filter((pattern) => !pattern.mrzOnly && countOf(pattern) <= longestAtLabel)
  if (short.length === 0) return []
  return runsAt(key, labels, search.text).flatMap((run) => {
    const solid = run.filter((glyph) => glyph.class !== 'mark')
    let best: Place | null = null
    for (const pattern of short) {
      const count = countOf(pattern)
      const kind = solid.some((glyph) => glyph.class === 'han') ? 'han' : 'other'
      if (Math.abs(solid.length - count) > (count > 3 ? 1 : 0) || kind !== classesOf(pattern)) continue
      const window = { from: run[0]!.index, to: run.at(-1)!.index + 1 }
      const alignment = alignIn(search.text.across, pattern, window, search)
      const place = alignment && placeOf(pattern, alignment, search)
      if (place && (!best || place.likeness > best.likeness)) best = place
    }
    return best ? [best] : []
  })
}

/** Words of the page that name the state whose code a value is. */
function nationalityPatterns({ text }: Search, value: string): Pattern[] {
  if (!/^[A-Z]{1,3}$/.test(value)) return []
  const written = new Set<string>()
  for (const { rows } of text.pages) {
    for (const { glyphs } of rows) {
      let run: PageGlyph[] = []
      const close = () => {
        const words = run.map(({ text: sign, spaced }, index) => (index > 0 && spaced ? ` ${sign}` : sign)).join('')
        if (run.length > 3 && run.length < 40 && nationalityCode(words) === value) written.add(words)
        run = []
      }
      for (const glyph of glyphs) {
        const before = run.at(-1)
        if (before && (glyph.left - before.right > 1.2 * (glyph.bottom - glyph.top) || glyph.mrz)) close()
        run.push(glyph)
      }
      close()
    }
  }
  return [...written].flatMap((words) => textPattern(words, { handicap: 0.01 }) ?? [])
}

/** Whether a place is near enough to be called the value's; short values need a label, long ones less. */
function isNearEnough(place: Place, { count, own, alone }: { count: number; own: number; alone: boolean }): boolean {
  const { likeness, agreement, cut } = place
  // A day inside a longer number is one only where nothing else on the page is.
  if (cut >= 0.8 && !(count >= 6 && agreement === 1)) return false
  if (count <= 1) return agreement === 1 && (own >= 0.4 || (alone && cut === 0))
  if (count === 2) return agreement === 1 && (own >= 0.35 || alone)
  if (count === 3) return agreement === 1 || (agreement > 0.6 && own >= 0.4)
  if (count <= 6) return likeness >= 0.72 || (agreement >= 0.5 && own >= 0.6)
  return likeness >= 0.7 || (likeness >= 0.5 && own >= 0.6)
}

/** The places that a field may have, each with what speaks for it. */
export async function candidatesOf(
  field: Field,
  definition: FieldDefinition | undefined,
  anchors: Anchors,
  search: Search,
): Promise<Candidate[]> {
  const { text } = search
  const patterns = writingsOf(field, { definition, has: (folded) => text.vocabulary.has(folded) })
  if (field.key === 'nationality' && field.value !== null) patterns.push(...nationalityPatterns(search, field.value))
  if (patterns.length === 0) return []
  const found = await placesOf(patterns, search)
  const count = Math.min(...patterns.filter(({ handicap }) => handicap < 0.05).map(countOf), countOf(patterns[0]!))
  const exact = found.filter(({ agreement, cut }) => agreement === 1 && cut < 0.8).length
  const { labels, mrz, onlyMrz, hint } = anchors
  const stand = (place: Place) =>
    place.mrz && mrz
      ? { own: mrzStanding(field.key, place.glyphs, mrz), rival: 1 }
      : standing(field.key, place.glyphs, labels)
  const score = (place: Place, { own, rival }: { own: number; rival: number }) => {
    const { likeness, cut, glyphs } = place
    const covered = glyphs.every(({ index }) => labels.covered[index]) ? weights.covered : 0
    return (
      likeness +
      weights.own * own -
      weights.rival * Math.max(0, rival - own) -
      weights.cut * cut -
      (place.mrz && !onlyMrz && !field.key.startsWith('mrz_') ? weights.mrz : 0) -
      covered +
      weights.hint * hint(field, place) -
      (glyphs[0]!.page === field.page ? 0 : weights.otherPage)
    )
  }
  const candidates: Candidate[] = []
  for (const place of found) {
    const stands = stand(place)
    const hinted = hint(field, place) >= 0.9 ? 0.6 : 0
    if (!isNearEnough(place, { count, own: Math.max(stands.own, hinted), alone: exact === 1 })) continue
    candidates.push({ place, score: score(place, stands) })
  }
  if (!candidates.some(({ place }) => place.agreement === 1 && !place.mrz)) {
    for (const place of placesAtLabel(field.key, patterns, anchors, search)) {
      if (found.includes(place)) continue
      candidates.push({ place, score: Math.max(0.1, score(place, { own: 1, rival: 0 }) - 0.1) })
    }
  }
  return candidates
}

/** Values that read alike, so that one place may print both. */
export const sameValue = (first: Field, second: Field): boolean =>
  foldText(first.value ?? '') === foldText(second.value ?? '')
