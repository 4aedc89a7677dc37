/** What CTC says of one character: its class, where along the line it stands, and what else it might be. */
export interface Aligned {
  /** Index into the dictionary. */
  sign: number
  /** Its highest probability among the steps of its run, 0..1. */
  confidence: number
  /** Where its middle lies, in steps: the mean of its run's steps, each weighed by its probability, at the middle of the step. */
  centre: number
  /** First and last step of the run. */
  first: number
  last: number
  /** Other signs at those steps, best first, neither the blank nor itself. */
  alternatives: { sign: number; confidence: number }[]
}

const blank = 0
/** How many other signs are said of a sign at most. */
export const alternativeCount = 3
/** One more is kept, as one may be the same sign in its other width. */
const keptCount = alternativeCount + 1

/** The classes that an alphabet allows, the blank among them, in ascending order. Characters that the model does not know are left out. */
export function classesOf(alphabet: string, dictionary: readonly string[]): Uint32Array {
  const wanted = new Set(alphabet)
  const classes = [blank]
  for (const [index, sign] of dictionary.entries()) if (index !== blank && wanted.has(sign)) classes.push(index)
  return Uint32Array.from(classes)
}

/**
 * Keeps only the allowed classes of each step and makes them add up to one again, which is what masking the logits before the softmax
 * would have given. The answer has one column for each allowed class.
 */
export function restrict(probabilities: Float32Array, classes: number, allowed: Uint32Array): Float32Array {
  const steps = probabilities.length / classes
  const kept = new Float32Array(steps * allowed.length)
  for (let step = 0; step < steps; step++) {
    let sum = 0
    for (let column = 0; column < allowed.length; column++) sum += probabilities[step * classes + allowed[column]!]!
    for (let column = 0; column < allowed.length; column++) {
      kept[step * allowed.length + column] =
        sum > 0 ? probabilities[step * classes + allowed[column]!]! / sum : column === 0 ? 1 : 0
    }
  }
  return kept
}

function bestOf(probabilities: Float32Array, from: number, classes: number): number {
  // Three of four steps are blank, and more than half is always the most: no need to look at 6,624 others.
  if (probabilities[from + blank]! > 0.5) return blank
  let best = blank
  let most = probabilities[from + blank]!
  for (let index = 1; index < classes; index++) {
    const value = probabilities[from + index]!
    if (value > most) {
      most = value
      best = index
      if (value > 0.5) break
    }
  }
  return best
}

/** Takes a sign up among the likeliest, best first. By hand: a sort for each of the many that come and go took a tenth of all the time outside the models. */
function add(found: Aligned['alternatives'], sign: number, confidence: number): void {
  let at = 0
  while (at < found.length && found[at]!.sign !== sign) at++
  if (at === found.length) {
    if (at < keptCount) found.push({ sign, confidence })
    else found[--at] = { sign, confidence }
  } else if (found[at]!.confidence >= confidence) return
  const entry = found[at]!
  entry.confidence = confidence
  for (; at > 0 && found[at - 1]!.confidence < confidence; at--) found[at] = found[at - 1]!
  found[at] = entry
}

/** The likeliest signs of a run of steps by their highest probability, without the blank and without the sign itself. */
function alternativesOf(
  probabilities: Float32Array,
  classes: number,
  first: number,
  last: number,
  sign: number,
  ceiling: number,
): Aligned['alternatives'] {
  const found: Aligned['alternatives'] = []
  let floor = 0
  for (let step = first; step <= last; step++) {
    const from = step * classes
    for (let index = 1; index < classes; index++) {
      const value = probabilities[from + index]!
      if (value <= floor || index === sign) continue
      add(found, index, value)
      if (found.length === keptCount) floor = found[keptCount - 1]!.confidence
    }
  }
  for (const alternative of found) alternative.confidence = Math.min(alternative.confidence, ceiling)
  return found
}

/** Reads the steps of one line greedily: runs of one class are one character, blanks part equal ones (CTC). */
export function align(probabilities: Float32Array, classes: number): Aligned[] {
  const steps = probabilities.length / classes
  const best = Uint16Array.from({ length: steps }, (_, step) => bestOf(probabilities, step * classes, classes))
  const characters: Aligned[] = []
  let step = 0
  while (step < steps) {
    const sign = best[step]!
    const first = step
    let sum = 0
    let weighed = 0
    let most = 0
    do {
      const probability = probabilities[step * classes + sign]!
      sum += probability
      weighed += probability * (step + 0.5)
      most = Math.max(most, probability)
      step++
    } while (step < steps && best[step] === sign)
    if (sign === blank) continue
    characters.push({
      sign,
      confidence: Math.min(most, 1),
      centre: weighed / sum,
      first,
      last: step - 1,
      alternatives: alternativesOf(probabilities, classes, first, step - 1, sign, most),
    })
  }
  return characters
}
