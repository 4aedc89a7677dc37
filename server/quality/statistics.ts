import { confidenceClasses, lowestOf, type AutoApproval, type Calibration, type Share } from '../contract/quality.ts'

/** The 97.5th percentile of the normal distribution: intervals of 95 %. */
const z = 1.959_963_985

/**
 * The interval of Wilson for so many of so many: unlike the usual one it stays within 0..1 and does not shrink to nothing when nothing, or everything,
 * was counted (E. B. Wilson, "Probable inference", JASA 22, 1927).
 */
export function shareOf(count: number, of: number): Share | null {
  if (of === 0) return null
  const share = count / of
  const centre = share + (z * z) / (2 * of)
  const margin = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))
  const whole = 1 + (z * z) / of
  return {
    count,
    of,
    share,
    low: Math.max(0, (centre - margin) / whole),
    high: Math.min(1, (centre + margin) / whole),
  }
}

/** Values by the class of their confidence: those that stood and those that did not. */
export interface ByConfidence {
  right: readonly number[]
  wrong: readonly number[]
}

/** What a value of a class says of itself, about: the middle of the class. */
function saidBy(place: number): number {
  const above = place + 1 < confidenceClasses ? lowestOf(place + 1) : 1
  return (lowestOf(place) + above) / 2
}

/** Tenths, but the last tenth in two: most values lie there. */
const binBounds = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1]

/**
 * The reliability diagram: of values that claim so much, how many stood. The expected calibration error is the mean distance between the two, weighted by
 * counts (Naeini, Cooper, Hauskrecht 2015); values without a confidence are no part of either.
 */
export function calibrate({ right, wrong }: ByConfidence): Omit<Calibration, 'provider'> {
  const places = Array.from({ length: confidenceClasses - 1 }, (_, index) => index + 1)
  const countAt = (place: number) => right[place]! + wrong[place]!
  const total = places.reduce((sum, place) => sum + countAt(place), 0)
  let distance = 0
  const bins = binBounds.slice(0, -1).flatMap((from, index) => {
    const to = binBounds[index + 1]!
    // Bounds are sums of tenths, so a class that begins at one is compared with room for the last bit.
    const inside = places.filter((place) => lowestOf(place) >= from - 1e-9 && lowestOf(place) < to - 1e-9)
    const of = inside.reduce((sum, place) => sum + countAt(place), 0)
    const stood = shareOf(
      inside.reduce((sum, place) => sum + right[place]!, 0),
      of,
    )
    if (!stood) return []
    const meanConfidence = inside.reduce((sum, place) => sum + saidBy(place) * countAt(place), 0) / of
    distance += of * Math.abs(meanConfidence - stood.share)
    return [{ from, to, meanConfidence, stood }]
  })
  return { bins, unknown: shareOf(right[0]!, right[0]! + wrong[0]!), error: total === 0 ? null : distance / total }
}

/** Documents by the class of the lowest confidence on them. */
export interface DocumentsByConfidence {
  clean: readonly number[]
  faulty: readonly number[]
}

const from = (values: readonly number[], place: number) =>
  values.slice(Math.max(1, place)).reduce((sum, value) => sum + value, 0)
const all = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

/**
 * The lowest confidence from which on values could be approved without a person, so that no more than a share of them would be wrong: not what was seen,
 * but the upper end of its interval must stay below it. Values without a confidence never go through.
 * @param wanted share of wrong values, 0..1
 */
export function findThreshold(fields: ByConfidence, documents: DocumentsByConfidence, wanted: number): AutoApproval {
  let chosen: number | null = null
  let isSeen = false
  for (let place = confidenceClasses - 1; place >= 1; place -= 1) {
    const right = from(fields.right, place)
    const wrong = from(fields.wrong, place)
    const errors = shareOf(wrong, right + wrong)
    if (!errors) continue
    if (errors.share <= wanted) isSeen = true
    // A class without values changes nothing: the threshold stands at the lowest value that it lets through.
    if (errors.high <= wanted && fields.right[place]! + fields.wrong[place]! > 0) chosen = place
  }
  if (chosen === null) {
    const nothing = { threshold: null, fields: null, wrongFields: null, documents: null, wrongDocuments: null }
    const reported = from(fields.right, 1) + from(fields.wrong, 1)
    return { wanted, state: isSeen || reported === 0 ? 'not-enough-data' : 'none', ...nothing }
  }
  const through = from(fields.right, chosen) + from(fields.wrong, chosen)
  const wholeThrough = from(documents.clean, chosen) + from(documents.faulty, chosen)
  return {
    wanted,
    state: 'found',
    threshold: lowestOf(chosen),
    fields: shareOf(through, all(fields.right) + all(fields.wrong)),
    wrongFields: shareOf(from(fields.wrong, chosen), through),
    documents: shareOf(wholeThrough, all(documents.clean) + all(documents.faulty)),
    wrongDocuments: shareOf(from(documents.faulty, chosen), wholeThrough),
  }
}
