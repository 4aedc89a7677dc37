import { comparable } from './consensus.ts'

/**
 * A stretch of a value beside a reference: the same in both, `other` where the value has characters that the reference has not, `missing`
 * where it lacks the reference's (then `text` is what it lacks).
 */
export interface DifferenceRun {
  kind: 'same' | 'other' | 'missing'
  text: string
}

/** Beyond so many pairs of characters, what lies between the common ends is marked as a whole. */
const mostPairs = 1_000_000

function pushed(runs: DifferenceRun[], kind: DifferenceRun['kind'], text: string): void {
  const last = runs.at(-1)
  if (text === '') return
  if (last?.kind === kind) last.text += text
  else runs.push({ kind, text })
}

/** Lengths of the longest common subsequences of all ends of the two texts. */
function commonLengths(value: readonly string[], reference: readonly string[]): Uint16Array[] {
  const rows = Array.from({ length: value.length + 1 }, () => new Uint16Array(reference.length + 1))
  for (let at = value.length - 1; at >= 0; at--) {
    for (let other = reference.length - 1; other >= 0; other--) {
      rows[at]![other] =
        value[at] === reference[other]
          ? rows[at + 1]![other + 1]! + 1
          : Math.max(rows[at + 1]![other]!, rows[at]![other + 1]!)
    }
  }
  return rows
}

/** A value cut into what it has in common with a reference and what not, character by character. Ways of writing that are no difference are not marked. */
export function differencesOf(value: string, reference: string): DifferenceRun[] {
  if (comparable(value) === comparable(reference)) return value === '' ? [] : [{ kind: 'same', text: value }]
  const signs = Array.from(value)
  const others = Array.from(reference)
  const [own, wanted] = [signs, others].map((text) => text.map((sign) => sign.normalize('NFKC')))
  let start = 0
  while (start < own!.length && start < wanted!.length && own![start] === wanted![start]) start++
  let end = 0
  while (end < own!.length - start && end < wanted!.length - start && own!.at(-1 - end) === wanted!.at(-1 - end)) end++
  const runs: DifferenceRun[] = []
  pushed(runs, 'same', signs.slice(0, start).join(''))
  const [from, to] = [own!.slice(start, own!.length - end), wanted!.slice(start, wanted!.length - end)]
  if (from.length * to.length > mostPairs) pushed(runs, 'other', signs.slice(start, signs.length - end).join(''))
  else {
    const common = commonLengths(from, to)
    let at = 0
    let other = 0
    while (at < from.length || other < to.length) {
      if (at < from.length && other < to.length && from[at] === to[other]) {
        pushed(runs, 'same', signs[start + at]!)
        at++
        other++
      } else if (at < from.length && (other === to.length || common[at + 1]![other]! >= common[at]![other + 1]!)) {
        pushed(runs, 'other', signs[start + at]!)
        at++
      } else {
        pushed(runs, 'missing', others[start + other]!)
        other++
      }
    }
  }
  pushed(runs, 'same', signs.slice(signs.length - end).join(''))
  return withoutReplaced(runs)
}

/** Where characters stand in place of others, the ones in place are mark enough: what is missing is said only where nothing stands for it. */
function withoutReplaced(runs: readonly DifferenceRun[]): DifferenceRun[] {
  return runs.filter(({ kind }, index) => {
    const beside = runs[index - 1]?.kind === 'other' || runs[index + 1]?.kind === 'other'
    return kind !== 'missing' || !beside
  })
}
