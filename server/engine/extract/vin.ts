import { isVin, vinAlphabet } from '../../contract/checks/vin.ts'
import { readVin } from './cards.ts'
import { fieldOf } from './field.ts'
import { onBestPage } from './form.ts'
import { around, heightOf } from './geometry.ts'
import type { Found } from './readers.ts'
import { glyphsOf, type Glyph, type TextPage } from './text-stream.ts'

/** Runs that may be the number: 14 to 20 signs of which some are digits and none is Chinese. */
function candidates(page: TextPage): Glyph[][] {
  return page.rows
    .map(({ glyphs }) => glyphs.filter(({ text }) => /^[A-Za-z0-9]$/.test(text)))
    .filter((run) => run.length >= 14 && run.length <= 22 && run.filter(({ text }) => /\d/.test(text)).length >= 3)
}

/** Reads the place again with the alphabet of ISO 3779 alone; of the views the first whose check sign is right counts. */
async function lookAgain(page: TextPage, run: readonly Glyph[]): Promise<Found | null> {
  const box = around(run)
  const margin = 0.3 * heightOf(box)
  const quad = page.frame.quadOf({ ...box, left: box.left - margin, right: box.right + margin })
  const views = [0.1, 0, 0.2, -0.05].map((padding) => ({ alphabet: vinAlphabet, padding }))
  for (const { chars } of await page.look(quad, views)) {
    const found = readVin([glyphsOf(chars, page.frame, -1)])
    if (found && isVin(found.value)) return found
  }
  return null
}

/** Kind `vin`. A number whose check sign is wrong is looked at again; if it stays wrong it is answered as read, and its check says so. */
export const extractVin = onBestPage(async (page) => {
  let first: Found | null = null
  for (const run of candidates(page)) {
    const here = readVin([run])
    const found = here && isVin(here.value) ? here : ((await lookAgain(page, run)) ?? here)
    if (found && isVin(found.value)) return { fields: [fieldOf('vin', { ...found, page: page.index })] }
    first ??= found
  }
  return { fields: first ? [fieldOf('vin', { ...first, page: page.index })] : [] }
})
