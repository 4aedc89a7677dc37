import { classOf, foldSign } from '../fold.ts'

/** One sign that a value may be printed with. */
export interface PatternSign {
  /** As the value has it: what a reviewer is shown where the page differs. */
  text: string
  /** Folded forms of which any may stand on the page. */
  accepts: readonly string[]
  /** Cost when another sign stands there, in misread signs. */
  wrong: number
  /** Cost when it is not printed. */
  absent: number
  /** It counts in the agreement, and a difference is marked. */
  counts: boolean
  /** Any sign may stand for it: a digit that the source masked. */
  masked: boolean
}

/** One way in which a value may be printed. */
export interface Pattern {
  signs: readonly PatternSign[]
  /** Costs nothing where it is printed between the pattern's signs though the pattern has it not. */
  ignores: ReadonlySet<string>
  /** Which of an order's positions are searched: all solid signs, or those without the words between numbers. */
  among: 'solid' | 'numeric'
  /** How much worse this writing is than the usual one, in shares of a whole value. */
  handicap: number
  /** Only a machine-readable zone prints it so. */
  mrzOnly: boolean
}

const maskSigns = /^[*＊●•█■#]$/u

export function signOf(text: string, options: Partial<PatternSign> = {}): PatternSign {
  const folded = foldSign(text)
  const counts = options.counts ?? (classOf(folded) !== 'mark' || maskSigns.test(text))
  return {
    text,
    accepts: [folded],
    wrong: counts ? 1 : 0.15,
    absent: counts ? 1 : 0.12,
    counts,
    masked: maskSigns.test(text),
    ...options,
  }
}

/** A sign that may be left out, and of which nothing is said then: a leading zero, a currency, what stands between numbers. */
export const optionalSign = (text: string, accepts: readonly string[], absent = 0.04): PatternSign =>
  signOf(text, {
    accepts: accepts.map((accepted) => foldSign(accepted)),
    wrong: 0.6,
    absent,
    counts: false,
    masked: false,
  })

export const noWords: ReadonlySet<string> = new Set()

export function patternOf(signs: readonly PatternSign[], options: Partial<Pattern> = {}): Pattern {
  return { signs, ignores: noWords, among: 'solid', handicap: 0, mrzOnly: false, ...options }
}

/** Longest run of signs that is looked for as a whole. */
export const longestPattern = 1_500

/** The signs of a text without its blanks; punctuation may be printed otherwise or not at all. */
export function textPattern(text: string, options: Partial<Pattern> = {}): Pattern | null {
  const signs: PatternSign[] = []
  for (const sign of text.slice(0, 2 * longestPattern).normalize('NFKC')) {
    if (foldSign(sign) === '') continue
    signs.push(signOf(sign))
    if (signs.length > longestPattern) return null
  }
  return signs.length === 0 ? null : patternOf(signs, options)
}
