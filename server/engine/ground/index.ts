import type { KindDefinition } from '../../contract/documents/index.ts'
import type { Field, Findings, Line } from '../../contract/result.ts'
import { labelsOf } from './anchors/labels.ts'
import { mrzOf } from './anchors/mrz-columns.ts'
import { assign, type Candidate } from './assign.ts'
import { compareField, compareLine, mapOf } from './boxed.ts'
import { breathe, startBreath } from './breathe.ts'
import { areAlike, candidatesOf, sameValue, twinsOf, type Anchors } from './candidates.ts'
import { placeCells } from './cells.ts'
import { foldText } from './fold.ts'
import { hintsOf } from './hints.ts'
import { charactersOf, quadsOf } from './marks.ts'
import type { Place, Search } from './places.ts'
import { Masks } from './search.ts'
import { readDocument, type GroundPage } from './stream.ts'
import { isPrinted, mayBeUnprinted } from './unprinted.ts'
import type { PatternSign } from './writings/pattern.ts'

export type { GroundPage } from './stream.ts'

export interface GroundOptions {
  signal?: AbortSignal
}

/** Findings of a provider with every value placed on the page that our engine can find. Pure but for yielding to the event loop. */
export async function groundFindings(
  kind: KindDefinition,
  findings: Findings,
  pages: readonly GroundPage[],
  { signal }: GroundOptions = {},
): Promise<Findings> {
  const breath = startBreath(signal)
  const text = await readDocument(pages, breath)
  const texts = [...text.vocabulary.keys()]
  const search: Search = {
    text,
    breath,
    masks: new Masks(texts.length),
    wildId: text.vocabulary.get('*') ?? -1,
    idsOf: ({ accepts }: PatternSign) => accepts.flatMap((accepted) => text.vocabulary.get(accepted) ?? []),
    textOf: (id) => texts[id] ?? '',
    values: new Set(
      findings.fields.map(({ value }) => plainText((value ?? '').slice(0, 60))).filter((value) => value.length > 1),
    ),
  }
  const mrz = mrzOf(text)
  const anchors: Anchors = {
    labels: await labelsOf(kind, text, breath),
    mrz,
    onlyMrz: kind.kind === 'passport-mrz',
    hint: hintsOf(findings),
  }
  const open = findings.fields.filter((field) => field.value !== null && field.quads.length === 0)
  const wanted = open.filter((field) => isPrinted(field, kind))
  const candidates: Candidate[][] = []
  for (const field of wanted) {
    const definition = kind.fields.find(({ key }) => key === field.key)
    candidates.push(await candidatesOf(field, definition, anchors, search))
  }
  const places = new Map<Field, Place>()
  for (const [index, candidate] of assign(inOrder(wanted, candidates)).entries()) {
    if (candidate) places.set(wanted[index]!, candidate.place)
  }
  for (const [index, field] of wanted.entries()) {
    const shared = places.has(field) ? undefined : sharedPlace(field, candidates[index]!, places)
    if (shared) places.set(field, shared)
  }
  const compared = { map: mapOf(text.glyphs), search }
  const fields: Field[] = []
  for (const field of findings.fields) {
    const place = places.get(field)
    if (place) fields.push(placed(field, place))
    else if (wanted.includes(field)) {
      fields.push(regionField(field, pages) ?? { ...field, agreement: mayBeUnprinted(field) ? null : 0 })
    } else fields.push(field.quads.length > 0 ? await compareField(field, kind, compared) : field)
    await breathe(breath)
  }
  const lines: Line[] = []
  for (const line of findings.lines) lines.push(await compareLine(line, compared))
  const tables: Findings['tables'] = []
  for (const table of findings.tables) tables.push(await placeCells(table, search))
  return { ...findings, fields, lines, tables }
}

/** Letters and digits of a value alone, as a word of the page has them. */
const plainText = (value: string) => foldText(value).replace(/[^\p{L}\p{N}]/gu, '')

/** Of places that are equal in all else, values that read alike take theirs in the order in which they were answered. */
function inOrder(fields: readonly Field[], candidates: readonly Candidate[][]): Candidate[][] {
  const twinsFor = twinsOf(fields)
  return candidates.map((own, index) => {
    const twins = twinsFor(fields[index]!)
    if (twins.length < 2) return own
    const rank = twins.indexOf(fields[index]!)
    const order = own.toSorted((first, second) => first.place.glyphs[0]!.index - second.place.glyphs[0]!.index)
    return own.map((candidate) => ({
      ...candidate,
      score: candidate.score - 0.004 * Math.abs(order.indexOf(candidate) - rank),
    }))
  })
}

/** The only place of a value may be that of another field too, where it truly prints both. */
function sharedPlace(
  field: Field,
  candidates: readonly Candidate[],
  places: ReadonlyMap<Field, Place>,
): Place | undefined {
  const best = candidates.toSorted((first, second) => second.score - first.score)[0]
  if (!best || best.place.agreement < 0.6) return undefined
  const owners = [...places].filter(([, place]) => place.glyphs.some((glyph) => best.place.glyphs.includes(glyph)))
  // Of two values that differ in a sign one is wrong there, and both mean the same print.
  const alike = (owner: Field) => sameValue(owner, field) || (best.score > 0.6 && areAlike(owner, field))
  return owners.every(([owner]) => alike(owner)) ? best.place : undefined
}

const longestRegion = 400
const leastLikeRegion = 0.75

/** How alike two folded texts are, 0..1, by the edits from one to the other. */
function similarity(first: string, second: string): number {
  const [from, to] = [Array.from(first), Array.from(second)]
  if (first === second || Math.max(from.length, to.length) > longestRegion) return first === second ? 1 : 0
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [index, sign] of from.entries()) {
    const next = [index + 1]
    for (const [column, other] of to.entries()) {
      next.push(Math.min(next[column]! + 1, row[column + 1]! + 1, row[column]! + (sign === other ? 0 : 1)))
    }
    row = next
  }
  return 1 - row.at(-1)! / Math.max(1, from.length, to.length)
}

/** A code or a seal says its text as a whole: its place is that of the value. */
function regionField(field: Field, pages: readonly GroundPage[]): Field | undefined {
  const value = foldText(field.value!.slice(0, 4_000))
  let best: Field | undefined
  for (const { index, regions = [] } of pages) {
    for (const { quad, text } of regions.slice(0, 100)) {
      const agreement = text === undefined ? 0 : similarity(value, foldText(text.slice(0, 4_000)))
      if (agreement < leastLikeRegion || agreement <= (best?.agreement ?? 0)) continue
      best = { ...field, page: index, quads: [quad], boxSource: 'grounded', agreement }
    }
  }
  return best
}

function placed(field: Field, { pairs, glyphs, agreement }: Place): Field {
  return {
    ...field,
    page: glyphs[0]!.page,
    quads: quadsOf(pairs),
    boxSource: 'grounded',
    agreement,
    chars: charactersOf(pairs),
  }
}
