import { kindByName } from '../../server/contract/documents/index.ts'
import type { Findings } from '../../server/contract/result.ts'
import type { groundFindings, GroundPage } from '../../server/engine/ground/index.ts'
import { ProviderError } from '../../server/providers/provider.ts'
import { boxThreshold, placeOverlap } from '../accuracy.ts'
import type { Specimen } from '../index.ts'
import type { Clouds, Operation } from './clouds.ts'
import { asPdf } from './real-engine.ts'
import { pairWithTruth, placeOf, withAlterations, withoutPlaces, type Value } from './values.ts'

/** What grounding did with one value. */
export interface ValueScore {
  name: string
  text: string
  /** Of the best of the true places; null = it was given no place. */
  overlap: number | null
  agreement: number | null
  /** Characters that were marked as read otherwise, `what it says`→`what was read`. */
  marks: string[]
}

/** The same value with one character changed. `wanted` is the mark that it must have, and alone. */
export interface AlteredScore extends ValueScore {
  wanted: string
  /** Whether the unaltered value agreed with the page in full: only then is the mark of the change the only one. */
  wasSure: boolean
}

export interface OperationScore {
  operation: Operation
  values: ValueScore[]
  altered: AlteredScore[]
  /** Values that the stand-in answered otherwise than they are printed: no place of theirs is right or wrong. */
  misread: { name: string; text: string }[]
  /** Why there was no answer; the stand-in refuses what it cannot read at all. */
  refused: string | null
  groundMs: number
}

export interface Measurement {
  clouds: Pick<Clouds, 'recognise'>
  ground: typeof groundFindings
  /** The engine's reading of the specimen. */
  page: () => Promise<GroundPage>
  operation: Operation
  specimen: Specimen
  seed: string
}

function scoreOf(findings: Findings, { name, at, text, places }: Value): ValueScore {
  const { quads, agreement, chars } = placeOf(findings, at)
  const overlap = quads.length === 0 ? null : Math.max(...places.map((place) => placeOverlap(quads, place)))
  const marks = chars.flatMap(({ text: says, read }) => (read === undefined ? [] : [`${says}→${read}`]))
  return { name, text, overlap, agreement, marks }
}

/** Below three signs one of them changed leaves little that is still the value. */
const shortest = 3
export const isLong = (text: string) => (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= shortest

/**
 * One specimen by way of a cloud's stand-in and its adapter, robbed of all places, grounded by the engine's own reading of the same picture, and
 * held against what is printed; then once more with one character of every right value changed.
 */
export async function measureOperation(measurement: Measurement): Promise<OperationScore> {
  const { clouds, ground, operation, specimen, seed } = measurement
  const { image, width, height, truth } = specimen
  const isFile = operation.kind === 'pdf' || operation.kind === 'document-structure'
  const score: OperationScore = { operation, values: [], altered: [], misread: [], refused: null, groundMs: 0 }
  let answer: Findings
  try {
    const document = {
      pages: [{ image, width, height }],
      ...(isFile && { file: { format: 'pdf' as const, bytes: asPdf(image) } }),
    }
    answer = (await clouds.recognise(operation, document)).findings
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    return { ...score, refused: error.problem.providerCode ?? error.problem.code }
  }
  const bare = withoutPlaces(operation, answer)
  const { values, misread } = pairWithTruth(operation, bare, truth)
  const definition = kindByName(operation.kind)!
  const page = await measurement.page()
  const started = performance.now()
  const grounded = await ground(definition, bare, [page])
  const groundMs = performance.now() - started
  const scores = values.map((value) => scoreOf(grounded, value))
  const { findings, changes } = withAlterations(operation.kind, bare, values, seed)
  const regrounded = await ground(definition, findings, [page])
  const altered = values.flatMap((value, index): AlteredScore[] => {
    const change = changes[index]
    if (!change) return []
    const { marks, agreement } = scores[index]!
    const wasSure = agreement === 1 && marks.length === 0
    return [{ ...scoreOf(regrounded, value), text: change.text, wanted: `${change.is}→${change.was}`, wasSure }]
  })
  return { ...score, values: scores, altered, misread, groundMs }
}

/** Shares of 0..1. */
export interface PlacementSummary {
  values: number
  right: number
  unplaced: number
  /** Placed, but by less than half where the value is printed. */
  wrong: number
  /** Of these the ones that do not touch it at all. */
  elsewhere: number
  misread: number
  refused: number
  /** Altered values of three signs and more. */
  altered: number
  alteredRight: number
  /** Of the altered ones that are placed right and whose unaltered value agreed in full: with exactly the changed character marked, and less than full agreement. */
  marked: number
  /** The altered ones that are shorter. */
  short: number
  shortRight: number
  groundMs: number
}

const isRight = ({ overlap }: ValueScore) => overlap !== null && overlap >= boxThreshold

/** Signs that are one to whoever compares a value with print: cases, widths, the sign of multiplication. */
const folded = (mark: string | undefined) => mark?.normalize('NFKC').toLowerCase().replaceAll('×', 'x')

export const isMarked = ({ marks, wanted, agreement }: AlteredScore): boolean =>
  marks.length === 1 && folded(marks[0]) === folded(wanted) && agreement !== null && agreement < 1

export function summarise(scores: readonly OperationScore[]): PlacementSummary {
  /** Of nothing everything is right, and nothing wrong. */
  const share = (part: number, whole: number, ofNothing = 1) => (whole === 0 ? ofNothing : part / whole)
  const values = scores.flatMap((score) => score.values)
  const all = scores.flatMap((score) => score.altered)
  const [long, short] = [all.filter(({ text }) => isLong(text)), all.filter(({ text }) => !isLong(text))]
  const count = (items: readonly ValueScore[], is: (score: ValueScore) => boolean) => items.filter(is).length
  const marked = long.filter((score) => score.wasSure && isRight(score))
  const wrong = (score: ValueScore) => score.overlap !== null && !isRight(score)
  return {
    values: values.length,
    right: share(count(values, isRight), values.length),
    unplaced: share(
      count(values, ({ overlap }) => overlap === null),
      values.length,
      0,
    ),
    wrong: share(count(values, wrong), values.length, 0),
    elsewhere: share(
      count(values, ({ overlap }) => overlap === 0),
      values.length,
      0,
    ),
    misread: scores.reduce((sum, { misread }) => sum + misread.length, 0),
    refused: scores.filter(({ refused }) => refused !== null).length,
    altered: long.length,
    alteredRight: share(count(long, isRight), long.length),
    marked: share(marked.filter(isMarked).length, marked.length),
    short: short.length,
    shortRight: share(count(short, isRight), short.length),
    groundMs: share(
      scores.reduce((sum, { groundMs }) => sum + groundMs, 0),
      scores.filter(({ refused }) => refused === null).length,
    ),
  }
}

/** Issue 4, "What must be shown" 2: values placed right, and placed wrong, of the answers whose places were taken away. */
export const targets: Readonly<Record<string, { right: number; wrong: number }>> = {
  clean: { right: 0.97, wrong: 0.01 },
  mild: { right: 0.9, wrong: 0.01 },
}
