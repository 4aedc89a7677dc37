import { isIdNumber } from '../../contract/checks/cn-id.ts'
import { plateForm, plateSigns } from '../../contract/checks/cn-plate.ts'
import { isVin, vinRepairs } from '../../contract/checks/vin.ts'
import { readIdNumber } from './id-number.ts'
import type { OpenForm } from './form.ts'
import { readText, type Found, type Reader } from './readers.ts'
import { findAll } from './spelling.ts'
import { textOf } from './text-stream.ts'
import { isHan, readingsOf } from './values.ts'

/** The ID number that stands anywhere on the page, looked at again where its check sign is wrong. */
export async function idNumberAnywhere<Label extends string>(
  { page, hits }: OpenForm<Label>,
  label?: Label,
): Promise<Found | null> {
  const rows = hits.filter(({ key }) => key === label).map(({ row }) => row)
  const number = await readIdNumber(page, [...rows, ...page.rows.filter((row) => !rows.includes(row))])
  return number ? { value: number.value, runs: [number.glyphs] } : null
}

/** An ID number that is right as it was read; what is not goes on to `idNumberAnywhere`. */
export const readIdNumberHere: Reader = (runs) => {
  for (const run of runs) {
    for (const { text, glyphs } of findAll(run, /\d{17}[\dXx]/dg)) {
      if (isIdNumber(text.toUpperCase())) return { value: text.toUpperCase(), runs: [glyphs], raw: text }
    }
  }
  return null
}

/**
 * A plate: its form decides between what the engine read and its other readings, sign by sign. Null when nothing has the form of one.
 */
export const readPlate: Reader = (runs) => {
  for (const run of runs) {
    const signs = run.filter(({ text }) => plateSigns(text) !== '')
    // From left to right, and at each place the longer form first: an ordinary plate may be the begin of nothing but itself.
    for (let start = 0; start + 7 <= signs.length; start += 1) {
      for (const length of [8, 7]) {
        if (start + length > signs.length) continue
        const glyphs = signs.slice(start, start + length)
        const text = plateSigns(textOf(glyphs))
        if (plateForm(text) !== null) return { value: text, runs: [glyphs], raw: textOf(run) }
      }
    }
    for (const length of [8, 7]) {
      if (signs.length !== length) continue
      // One sign may have been misread: the likeliest other reading that makes a plate.
      const found = signs
        .flatMap((glyph, index) =>
          readingsOf(glyph)
            .slice(1)
            .map(({ text, confidence }) => ({
              value: plateSigns(textOf(signs.slice(0, index)) + text + textOf(signs.slice(index + 1))),
              confidence,
            })),
        )
        .filter(({ value }) => plateForm(value) !== null)
        .toSorted((first, second) => second.confidence - first.confidence)[0]
      if (found && found.confidence > 0.05) return { value: found.value, runs: [signs], raw: textOf(run) }
    }
  }
  return null
}

/** A vehicle identification number. I, O and Q, which none has, are 1 and 0; another sign is put right only by the check sign. */
export const readVin: Reader = (runs) => {
  for (const run of runs) {
    for (const { text, glyphs } of findAll(run, /[A-Za-z0-9]{17}/dg)) {
      const upper = text.toUpperCase().replaceAll('I', '1').replace(/[OQ]/g, '0')
      if (!/\d/.test(upper)) continue
      return { value: isVin(upper) ? upper : likeliestVin(upper, glyphs), runs: [glyphs], raw: text }
    }
  }
  return null
}

/** The repair that one of the engine's other readings speaks for; the plain reading when none does. */
function likeliestVin(plain: string, glyphs: Parameters<typeof textOf>[0]): string {
  const supported = vinRepairs(plain).find((candidate) => {
    const at = Array.from(candidate).findIndex((sign, index) => sign !== plain[index])
    const glyph = glyphs[at]
    return glyph !== undefined && readingsOf(glyph).some(({ text }) => text.toUpperCase() === candidate[at])
  })
  return supported ?? plain
}

/** Where a value is wanted from anywhere on the page: the reader is tried on each row. */
export function inAnyRow<Label extends string>(read: Reader): (form: OpenForm<Label>) => Found | null {
  return ({ page }) => {
    for (const row of page.rows) {
      const found = read([row.glyphs])
      if (found) return found
    }
    return null
  }
}

/** An address as printed, without what remains of its English label (the `ess` of Address), which stands under the Chinese one and close to the value. */
export const readAddress: Reader = ([first, ...rest]) => {
  if (!first) return null
  const from = first.findIndex((glyph) => !/^[a-z]$/.test(glyph.text))
  const begins = from > 0 && from < 7 && isHan(first[from]!)
  return readText()([begins ? first.slice(from) : first, ...rest])
}
