import { mrzNameForms } from '../../contract/checks/mrz.ts'
import type { Field } from '../../contract/result.ts'
import { fieldOf } from './field.ts'
import type { MrzReading } from './mrz-read.ts'
import { distance, type Reading } from './passport-values.ts'
import { readingsOf } from './values.ts'
import type { Glyph } from './text-stream.ts'

/** Fields whose value a check digit of the zone proves. */
const digitOf: Readonly<Record<string, 'number' | 'birth' | 'expiry'>> = {
  passport_number: 'number',
  birth_date: 'birth',
  expiry_date: 'expiry',
}

const lettersOf = (text: string) => mrzNameForms(text)[0] ?? ''

/**
 * Blanks of a printed name by the zone: PP-OCR loses and invents them, while in the zone each is a filler. A hyphen or an apostrophe that was
 * read stays, since the zone cannot tell them from blanks.
 */
export function spacedAs(printed: string, said: string): string {
  const breaks = new Set<number>()
  let count = 0
  for (const sign of said) {
    if (sign === ' ') breaks.add(count)
    else count += 1
  }
  let text = ''
  let position = 0
  let pending = ''
  for (const sign of printed) {
    if (!/\p{L}/u.test(sign)) {
      pending += sign
      continue
    }
    const marks = pending.replace(/\s/g, '')
    if (position > 0) text += breaks.has(position) ? marks || ' ' : marks
    text += sign
    pending = ''
    position += 1
  }
  return text
}

/** True when the glyphs' own alternatives allow the zone's letters, or doubt the sign that differs. */
function mayMean(glyphs: readonly Glyph[], wanted: string): boolean {
  const own = glyphs.filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
  // A sign more or less: the zone, where each sign has its place, is believed only against print that was read unsurely.
  if (own.length !== wanted.length) return own.some(({ character }) => character.confidence < 0.7)
  return own.every((glyph, index) => {
    const sign = wanted[index]!
    if (glyph.text.toUpperCase() === sign) return true
    return glyph.character.confidence < 0.9 || readingsOf(glyph).some(({ text }) => text.toUpperCase() === sign)
  })
}

/** How the zone writes a letter whose marks the engine cannot read (ICAO 9303-3, section 6), by the letter that is read instead. */
const umlauts: Readonly<Record<string, string>> = { A: 'Ä', O: 'Ö', U: 'Ü' }

/**
 * The printed name with the umlauts that the zone writes out: MULLER, where the zone has MUELLER, is MÜLLER. Null when they differ otherwise, or when
 * the print has room for the E, which then was lost.
 */
export function withUmlauts({ value, glyphs }: Reading, said: string): string | null {
  const zone = lettersOf(said)
  let text = ''
  let at = 0
  for (const [index, sign] of Array.from(value).entries()) {
    const plain = lettersOf(sign)
    if (plain === '') {
      text += sign
      continue
    }
    const umlaut = umlauts[sign]
    const writtenOut = umlaut !== undefined && zone[at] === sign && zone[at + 1] === 'E'
    const rest = lettersOf(
      Array.from(value)
        .slice(index + 1)
        .join(''),
    )
    if (writtenOut && !rest.startsWith('E')) {
      text += umlaut
      at += 2
    } else if (zone.startsWith(plain, at)) {
      text += sign
      at += plain.length
    } else return null
  }
  if (at !== zone.length || text === value) return null
  const letters = glyphs.filter(({ text: sign }) => /\p{L}/u.test(sign))
  const steps = letters
    .slice(1)
    .map((glyph, index) => (glyph.left + glyph.right - letters[index]!.left - letters[index]!.right) / 2)
  const usual = steps.toSorted((first, second) => first - second)[Math.floor(steps.length / 2)] ?? 0
  const words = text.split(/[^\p{L}]+/u)
  const ends = new Set(words.map((_, index) => words.slice(0, index + 1).join('').length - 1))
  const roomForE = Array.from(words.join('')).some(
    (sign, index) => /[ÄÖÜ]/.test(sign) && !ends.has(index) && (steps[index] ?? 0) > 1.65 * usual,
  )
  return roomForE ? null : text
}

/** The least sure sign of a part of the zone. */
const surety = (glyphs: readonly Glyph[]) =>
  Math.min(1, ...glyphs.filter(({ text }) => text !== '<').map(({ character }) => character.confidence))

/**
 * The field that the page prints, beside what the zone says. The printed value stands, as printed, unless a check digit proves the zone's reading
 * and the print was read with one or two signs otherwise; a name, which nothing checks, follows the surer of the two. A real contradiction stays
 * for the check to show.
 */
export function reconcile(
  key: string,
  printed: Reading,
  inZone: { value: string; glyphs: Glyph[] } | undefined,
  zone: MrzReading | null,
  page: number,
): Field {
  const field = (value: string) => fieldOf(key, { value, runs: [printed.glyphs], page })
  if (!inZone || !zone) return field(printed.value)
  const said = inZone.value
  if (key === 'surname' || key === 'given_name') {
    if (lettersOf(printed.value) === lettersOf(said)) return field(spacedAs(printed.value, said))
    if (mrzNameForms(printed.value).includes(lettersOf(said))) return field(printed.value)
    const marked = withUmlauts(printed, said)
    if (marked !== null) return field(marked)
    const near = distance(lettersOf(printed.value), lettersOf(said), 2) <= 2
    return field(near && surety(inZone.glyphs) > 0.6 && mayMean(printed.glyphs, lettersOf(said)) ? said : printed.value)
  }
  if (key === 'nationality')
    return field(/^[A-Z]{1,3}$/.test(printed.value) && printed.value !== said && !zone.proven ? printed.value : said)
  const proof = digitOf[key]
  const proven = proof !== undefined && zone.mrz.digits.some(({ id, ok }) => id === proof && ok)
  if (printed.value === said || !proven) return field(printed.value)
  const digits = (text: string) => text.replaceAll('-', '')
  const near = distance(digits(printed.value), digits(said), 2) <= 2
  const allowed = key === 'passport_number' ? mayMean(printed.glyphs, said) : surety(printed.glyphs) < 0.9
  return field(near && allowed ? said : printed.value)
}
