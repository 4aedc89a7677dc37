import type { FieldDefinition } from '../../contract/documents/index.ts'
import type { Field } from '../../contract/result.ts'
import { nationalityCode } from '../extract/country-codes.ts'
import { alignIn } from './align.ts'
import type { Candidate } from './assign.ts'
import { runsAt, standing, type Labels } from './anchors/labels.ts'
import { mrzRun, mrzStanding, type Mrz } from './anchors/mrz-columns.ts'
import { foldText } from './fold.ts'
import { placeOf, placesOf, type Place, type Search } from './places.ts'
import { placeOfParts } from './parts.ts'
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

/** A run, and what stands before and behind the stroke of one in two languages (女/F). */
function partsOf(run: PageGlyph[]): PageGlyph[][] {
  const stroke = run.findIndex(({ text }) => text === '/')
  return stroke < 0 ? [run] : [run, run.slice(0, stroke), run.slice(stroke + 1)].filter((part) => part.length > 0)
}

/** What stands at the value's label when it does not read like it: a short value of which one sign is wrong has nothing else to be found by. */
function placesAtLabel(key: string, patterns: readonly Pattern[], { labels, mrz }: Anchors, search: Search): Place[] {
  const short = patterns.filter((pattern) => !pattern.mrzOnly && countOf(pattern) <= longestAtLabel)
  if (short.length === 0) return []
  const printed = runsAt(key, labels, search.text)
  const zone = mrz ? mrzRun(key, mrz) : []
  return [...printed.flatMap(partsOf), ...(zone.length > 0 ? [zone] : [])].flatMap((run) => {
    const solid = run.filter((glyph) => glyph.class !== 'mark')
    let best: Place | null = null
    for (const pattern of short) {
      const [count, most] = [countOf(pattern), pattern.signs.filter(({ counts }) => counts).length]
      const kind = solid.some((glyph) => glyph.class === 'han') ? 'han' : 'other'
      const off = Math.min(Math.abs(solid.length - count), Math.abs(solid.length - most))
      if (off > (count > 3 ? 1 : 0) || kind !== classesOf(pattern)) continue
      const window = { from: run[0]!.index, to: run.at(-1)!.index + 1, slack: 0 }
      const alignment = alignIn(search.text.across, pattern, window, search)
      const place = alignment && placeOf(pattern, alignment, search)
      const whole = place && (place.pairs.length <= 2 || place.agreement >= 0.4)
      if (place && whole && (!best || place.likeness > best.likeness)) best = place
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
  const { likeness, agreement, cut, isolated, mrz } = place
  // A day inside a longer number is one only where nothing else on the page is.
  if (cut >= 0.8 && !(count >= 6 && agreement === 1)) return false
  if (count <= 1) return agreement === 1 && (own >= 0.4 || (alone && cut === 0))
  if (count <= 3)
    return agreement === 1
      ? own >= 0.35 || alone || count > 2
      : agreement >= 0.5 && (isolated || mrz) && (own >= 0.4 || alone)
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
  const best = Math.max(0, ...found.filter(({ cut }) => cut < 0.8).map(({ agreement }) => agreement))
  const agreeing = found.filter(({ agreement, cut }) => agreement === best && cut < 0.8)
  // An amount in words is no rival of its figures.
  const usual = Math.max(0, ...agreeing.map(({ likeness }) => likeness)) - 0.2
  const equals = agreeing.filter(({ likeness }) => likeness >= usual)
  const apart = equals.filter(({ isolated }) => isolated)
  const alone = (place: Place) => (equals.length === 1 ? equals[0] === place : apart.length === 1 && apart[0] === place)
  const { labels, mrz, onlyMrz, hint } = anchors
  const stand = (place: Place) =>
    place.mrz && mrz
      ? { own: mrzStanding(field.key, place.glyphs, mrz), rival: 1 }
      : standing(field.key, place.glyphs, labels)
  const score = (place: Place, { own: near, rival }: { own: number; rival: number }) => {
    const { likeness, cut, glyphs } = place
    // Beside print the zone is the second choice, wherever in it a value stands.
    const own = place.mrz && !onlyMrz ? 0.2 * near : near
    const covered = glyphs.every(({ index }) => labels.covered[index]) ? weights.covered : 0
    return (
      likeness +
      weights.own * own -
      weights.rival * Math.max(0, rival - own) -
      weights.cut * cut -
      (place.mrz && !onlyMrz && !field.key.startsWith('mrz_') ? weights.mrz : 0) -
      covered -
      (place.isolated ? 0 : 0.04) +
      weights.hint * hint(field, place) -
      (glyphs[0]!.page === field.page ? 0 : weights.otherPage)
    )
  }
  const candidates: Candidate[] = []
  let labelled = false
  for (const place of found) {
    const stands = stand(place)
    const hinted = hint(field, place) >= 0.9 ? 0.6 : 0
    const count = place.pairs.filter(({ sign, glyph }) => sign?.counts && (glyph || sign.absent >= 0.5)).length
    // 元 behind a figure says what the label would.
    const priced = definition?.type === 'money' && place.glyphs.at(-1)!.text === '元' && place.isolated ? 0.4 : 0
    const own = Math.max(stands.own, hinted, priced)
    if (!isNearEnough(place, { count, own, alone: alone(place) })) continue
    if (place.agreement === 1 && (own >= 0.35 || count > 3)) labelled = true
    candidates.push({ place, score: score(place, stands) })
  }
  if (labelled) return candidates
  // Of a short value that reads otherwise at its label, what reads like it elsewhere is chance.
  const atLabel = placesAtLabel(field.key, patterns, anchors, search).map((place) => {
    const stands = { own: 1, rival: 0 }
    return { place, score: Math.max(0.1, score(place, stands) - 0.1) }
  })
  const isText = definition === undefined || definition.type === 'text'
  if (candidates.length === 0 && atLabel.length === 0 && isText) {
    const place = await placeOfParts(field.value ?? '', search)
    return place ? [{ place, score: score(place, stand(place)) }] : []
  }
  const short = candidates.every(({ place }) => place.glyphs.length <= 3)
  return atLabel.length > 0 &&
    short &&
    candidates.every(({ place }) => place.agreement === 1 || place.glyphs.length < 3)
    ? [...candidates.filter(({ place }) => stand(place).own >= 0.35), ...atLabel]
    : [...candidates, ...atLabel]
}

/** Beyond this many signs values are not compared with each other. */
const longestCompared = 300
const comparable = ({ value }: Field) => foldText((value ?? '').slice(0, longestCompared))

/** Values that read alike, so that one place may print both. */
export const sameValue = (first: Field, second: Field): boolean => comparable(first) === comparable(second)

/** Values of the same length that differ in no more than one sign of three or more; words of five may each have one of their own. */
export function areAlike(first: Field, second: Field): boolean {
  const [one, other] = [Array.from(comparable(first)), Array.from(comparable(second))]
  if (one.length < 3 || one.length !== other.length) return false
  const most = one.length >= 5 && !/\d/.test(one.join('')) ? 2 : 1
  return one.filter((sign, index) => sign !== other[index]).length <= most
}

/** Which fields of an answer have the same value, by that value: the places of such must be told apart. */
export function twinsOf(fields: readonly Field[]): (field: Field) => readonly Field[] {
  const groups = new Map<string, Field[]>()
  for (const field of fields) {
    const value = comparable(field)
    groups.set(value, [...(groups.get(value) ?? []), field])
  }
  return (field) => groups.get(comparable(field)) ?? []
}
