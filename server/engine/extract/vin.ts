import { isVin, vinAlphabet, vinHasCheckSign } from '../../contract/checks/vin.ts'
import { readVin } from './cards.ts'
import { fieldOf } from './field.ts'
import { onBestPage } from './form.ts'
import { around, heightOf } from './geometry.ts'
import type { Found } from './readers.ts'
import { glyphsOf, textOf, type Glyph, type TextPage } from './text-stream.ts'

/** The label of the number in documents: 车辆识别代号, 车架号, VIN. */
const labels = /识别代[号码]|车架号|VIN/

/** Runs of letters and digits that may be the number, those of a labelled row first. Other signs end a run, gaps do not: stamped signs stand apart. */
function candidates(page: TextPage): Glyph[][] {
  const runs: { labelled: boolean; run: Glyph[] }[] = []
  for (const { glyphs } of page.rows) {
    const labelled = labels.test(textOf(glyphs).replaceAll(' ', ''))
    let run: Glyph[] = []
    for (const glyph of [...glyphs, null]) {
      if (glyph && /^[A-Za-z0-9]$/.test(glyph.text)) run.push(glyph)
      // A star before and behind the number belongs to the stamp, a stray stroke is dirt.
      else if (!glyph || !/^[-.·'*]$/.test(glyph.text)) {
        runs.push({ labelled, run })
        run = []
      }
    }
  }
  return runs
    .filter(({ run }) => run.length >= 14 && run.length <= 24 && run.filter(({ text }) => /\d/.test(text)).length >= 3)
    .toSorted((first, second) => Number(second.labelled) - Number(first.labelled))
    .map(({ run }) => run)
}

/** The number in a run: of one that is longer, since other print stands close, the part whose check sign is right. */
function readHere(run: readonly Glyph[]): Found | null {
  for (let from = 0; from + 17 <= run.length; from += 1) {
    const found = readVin([run.slice(from, from + 17)])
    if (found && isVin(found.value) && vinHasCheckSign(found.value)) return found
  }
  return readVin([run])
}

/** Reads the place again with the alphabet of ISO 3779 alone; of the views the first whose check sign is right counts. */
async function lookAgain(page: TextPage, run: readonly Glyph[]): Promise<Found | null> {
  const box = around(run)
  const margin = 0.3 * heightOf(box)
  const quad = page.frame.quadOf({ ...box, left: box.left - margin, right: box.right + margin })
  const views = [
    ...[0.1, 0, 0.2, -0.05].map((padding) => ({ padding })),
    // Stamped into metal the signs hardly differ from their ground, and narrow ones run together.
    { padding: 0.1, channel: 'contrast' as const },
    { padding: 0.05, stretch: 1.25 },
  ].map((view) => ({ ...view, alphabet: vinAlphabet }))
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
    const here = readHere(run)
    const found = here && isVin(here.value) ? here : ((await lookAgain(page, run)) ?? here)
    if (found && isVin(found.value)) return { fields: [fieldOf('vin', { ...found, page: page.index })] }
    first ??= found
  }
  return { fields: first ? [fieldOf('vin', { ...first, page: page.index })] : [] }
})
