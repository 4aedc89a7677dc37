import { isoDate } from '../../contract/checks/dates.ts'
import { asDigit, asLetter, lookAlikes } from '../../contract/checks/look-alikes.ts'
import { mrzCheckDigit, type MrzDigit, type MrzLayout } from '../../contract/checks/mrz.ts'
import { countryCodes } from './country-codes.ts'

/** What may stand at one position, with weights that add up to one, likeliest first. Empty = nothing was read there. */
export type Options = { sign: string; weight: number }[]

/** Weight of a sign that was not read but looks like one that was: enough for a check digit to choose, too little to win without. */
const lookAlikeWeight = 0.015
/** Signs that OCR-B tells apart by a few pixels: print alone says little between them, whatever the recogniser claims. */
const twins: Readonly<Record<string, string>> = {
  O: '0',
  '0': 'O',
  I: '1',
  '1': 'I',
  S: '5',
  '5': 'S',
  Z: '2',
  '2': 'Z',
  B: '8',
  '8': 'B',
}
const twinWeight = 0.1
const mostOptions = 5
const beamWidth = 300
/** A repair of one group must not be less likely than this beside the plain reading. */
const leastLikely = Math.log(1 / 3000)

/**
 * O and 0 between letters of the optional data: the engine reads both as 0 in OCR-B, and two of them cancel out in a check digit as often as not. Between
 * letters a 0 is an O; signs that may be either letter or digit (1 and I) say nothing about their neighbours.
 */
export function lettersAmongLetters(positions: readonly Options[], from: number, to: number): Options[] {
  const signAt = (index: number) => positions[index]?.[0]?.sign ?? ''
  /** The nearest sign in one direction that is surely a letter, a digit or a filler; null at the end of the data. */
  const nearest = (start: number, step: 1 | -1) => {
    let index = start + step
    while (index >= from && index < to && twins[signAt(index)] !== undefined) index += step
    return index >= from && index < to ? signAt(index) : null
  }
  const isLetter = (sign: string | null) => sign !== null && /^[A-Z]$/.test(sign)
  return positions.map((options, index) => {
    if (index < from || index >= to || options[0]?.sign !== '0') return options
    const sides = [nearest(index, -1), nearest(index, 1)]
    if (!sides.some(isLetter) || !sides.every((sign) => sign === null || isLetter(sign))) return options
    const rest = options.filter(({ sign }) => sign !== '0' && sign !== 'O')
    return [{ sign: 'O', weight: 0.55 }, { sign: '0', weight: 0.4 }, ...rest]
  })
}

/** Votes of all readings of one position, restricted to what the format allows there. */
export function optionsAt(votes: ReadonlyMap<string, number>, allowed: string): Options {
  const weights = new Map<string, number>()
  const add = (sign: string | undefined, weight: number) => {
    if (sign !== undefined && allowed.includes(sign)) weights.set(sign, (weights.get(sign) ?? 0) + weight)
  }
  const digitsOnly = !allowed.includes('A')
  const lettersOnly = !allowed.includes('0')
  for (const [sign, weight] of votes) {
    if (allowed.includes(sign)) add(sign, weight)
    else if (lettersOnly) add(asLetter(sign), 0.9 * weight)
    else if (digitsOnly) add(asDigit(sign), 0.9 * weight)
  }
  const total = Array.from(weights.values()).reduce((sum, weight) => sum + weight, 0)
  if (total === 0) return []
  const best = Array.from(weights).sort((first, second) => second[1] - first[1])[0]![0]
  for (const like of lookAlikes(best, allowed)) {
    const least = (twins[best] === like ? twinWeight : lookAlikeWeight) * total
    weights.set(like, Math.max(weights.get(like) ?? 0, least))
  }
  return Array.from(weights, ([sign, weight]) => ({ sign, weight: weight / total }))
    .sort((first, second) => second.weight - first.weight)
    .slice(0, mostOptions)
}

interface Candidate {
  text: string
  cost: number
}

/** The likeliest texts over some positions, best first. A position where nothing was read is a filler. */
function candidates(positions: readonly Options[], most = beamWidth): Candidate[] {
  let beam: Candidate[] = [{ text: '', cost: 0 }]
  for (const options of positions) {
    const choices = (options.length > 0 ? options : [{ sign: '<', weight: 1 }]).map(({ sign, weight }) => ({
      sign,
      cost: Math.log(weight),
    }))
    const top = choices[0]!.cost
    const next: Candidate[] = []
    for (const { text, cost } of beam) {
      for (const choice of choices) {
        const sum = cost + choice.cost - top
        // Both lists are in order: what follows is less likely still.
        if (sum < leastLikely) break
        next.push({ text: text + choice.sign, cost: sum })
      }
    }
    beam = next.sort((first, second) => second.cost - first.cost).slice(0, most)
  }
  return beam
}

function isShortDate(text: string): boolean {
  const [year, month, day] = [text.slice(0, 2), text.slice(2, 4), text.slice(4, 6)].map(Number)
  return isoDate(2000 + year!, month!, day!) !== null || isoDate(1900 + year!, month!, day!) !== null
}

function fits(digit: MrzDigit, text: string, printed: string): boolean {
  if ((digit.id === 'birth' || digit.id === 'expiry') && !isShortDate(text)) return false
  if (digit.mayBeFiller && printed === '<') return /^<*$/.test(text)
  return mrzCheckDigit(text) === printed
}

/**
 * Chooses the signs of one line of a zone. Each check digit picks the likeliest text that satisfies it; the composite digit then picks among
 * the best of each. Where nothing satisfies a digit the plain reading stays, so that the check can say so. `cost` is the logarithm of how much
 * less likely the chosen signs are than the plain reading: 0 when nothing was repaired.
 */
export function decodeLine(positions: readonly Options[], layout: MrzLayout, line: number): Candidate {
  const plain = positions.map((options) => options[0]?.sign ?? '<')
  const groups = layout.digits.filter(
    (digit) => digit.id !== 'composite' && digit.at.line === line && digit.over.every((span) => span.line === line),
  )
  const solved = groups.map((digit) => {
    const from = digit.over[0]!.from
    const to = digit.at.index + 1
    const found = candidates(positions.slice(from, to)).filter(({ text }) =>
      fits(digit, text.slice(0, -1), text.at(-1)!),
    )
    return { from, to, found: found.slice(0, 6) }
  })
  const apply = (base: string[], from: number, text: string) => {
    for (let index = 0; index < text.length; index += 1) base[from + index] = text[index]!
  }
  const chosen = [...plain]
  let cost = 0
  for (const { from, found } of solved) {
    if (!found[0]) continue
    apply(chosen, from, found[0].text)
    cost += found[0].cost
  }
  chooseCode(positions, layout, line, chosen)
  fillersForK(layout, line, chosen)

  const composite = layout.digits.find((digit) => digit.id === 'composite')
  const own = composite?.at.line === line && composite.over.every((span) => span.line === line)
  const settled = () => ({ text: chosen.join(''), cost })
  if (!composite || !own) return settled()
  const sumOf = (signs: readonly string[]) =>
    mrzCheckDigit(composite.over.map(({ from, to }) => signs.slice(from, to).join('')).join(''))
  const at = composite.at.index
  const expected = sumOf(chosen)
  if (expected === chosen[at]) return settled()
  // One group's second choice may satisfy both digits (6 and G have the same value in every weight).
  let best: { signs: string[]; cost: number } | null = null
  for (const { from, found } of solved) {
    for (const { text, cost } of found.slice(1)) {
      const signs = [...chosen]
      apply(signs, from, text)
      if (sumOf(signs) === signs[at] && (!best || cost > best.cost)) best = { signs, cost }
    }
  }
  const options = positions[at] ?? []
  const read = options.length === 0 ? 0.02 : options.find(({ sign }) => sign === expected)?.weight
  // With every group proven the composite digit itself is the likelier to be misread.
  if (expected !== null && read !== undefined && solved.every(({ found }) => found.length > 0)) {
    const digitCost = Math.log(read)
    if (!best || digitCost > best.cost) {
      chosen[at] = expected
      cost += digitCost
      return settled()
    }
  }
  return best ? { text: best.signs.join(''), cost: cost + best.cost } : settled()
}

/**
 * K is what a filler is most often misread as, and no check digit tells them apart: K counts 20. Between fillers it is one; so is one beside the only
 * filler of a holder's names, which are parted by two (ICAO 9303-3, 4.6).
 */
function fillersForK(layout: MrzLayout, line: number, chosen: string[]): void {
  for (const part of ['optional', 'optional2', 'names'] as const) {
    const span = layout.parts[part]
    if (span?.line !== line) continue
    const text = chosen.slice(span.from, span.to).join('')
    const between = text.replace(part === 'names' ? /(?<=<<)K+(?=<|$)/g : /(?<=<)K+(?=<|$)/g, (run) =>
      '<'.repeat(run.length),
    )
    const [inner = ''] = /^.*[^<]/.exec(between) ?? []
    const parted = part === 'names' && !inner.includes('<<') ? inner.replace(/<K|K</, '<<') : inner
    const mended = parted + between.slice(inner.length)
    for (let index = 0; index < mended.length; index += 1) chosen[span.from + index] = mended[index]!
  }
}

/** State and nationality are codes of a list: of the likely readings the first that is one. */
function chooseCode(positions: readonly Options[], layout: MrzLayout, line: number, chosen: string[]): void {
  for (const part of ['issuingState', 'nationality'] as const) {
    const span = layout.parts[part]
    if (span?.line !== line) continue
    const found = candidates(positions.slice(span.from, span.to), 60)
    const known = found.find(({ text }) => countryCodes.has(text.replace(/<+$/, '')))
    const text = known?.text ?? found[0]?.text ?? ''
    for (let index = 0; index < text.length; index += 1) chosen[span.from + index] = text[index]!
  }
}
