import { plateForm, plateProvinces } from '../../contract/checks/cn-plate.ts'
import { quadOfBounds } from '../../contract/geometry.ts'
import { readPlate } from './cards.ts'
import { around, heightOf, middleOf, quadAround } from './geometry.ts'
import { elect, plateSignsOnly, readingsAt, readingsWithin, widened, type Elected } from './plate-ballot.ts'
import type { Found } from './readers.ts'
import { glyphsOf, rowOf, splitAtGaps, type Glyph, type TextPage } from './text-stream.ts'

/** Forms of white plates without a province. */
export const hasNoProvince = (number: string) => ['military', 'armed-police'].includes(plateForm(number) ?? '')

/** A share of its views that makes a plate certain, and the least that makes one of print that was read as none. */
const certain = 0.5
const likely = 0.12

/** How far a run that is no plate may fall short of it, in its heights: the province is cut off most, the last sign now and then. */
const margins = [
  [0.15, 0.15],
  [1.3, 0.15],
  [0.15, 1],
] as const

const placeOf = (glyphs: readonly Glyph[]) => quadAround(glyphs.map(({ character }) => character.quad))

/** A run that looks like a plate but is none, read again also a little further left and right. */
export async function lookAgain(
  page: TextPage,
  glyphs: readonly Glyph[],
  wanted: (number: string) => boolean = () => true,
  least = likely,
): Promise<Found | null> {
  const readings: Glyph[][] = []
  let best: Elected | null = null
  for (const [left, right] of margins) {
    readings.push(...(await readingsAt(page, widened(placeOf(glyphs), left, right))))
    best = elect(readings, wanted)
    if (best && best.share > certain) break
  }
  // A plate seen from the side is read rightly in a few of many views, which differ where it is not.
  return best && (best.share > least || best.weight > 1) ? best : null
}

/** A plate of which every sign is this sure is not looked at again. */
const sure = 0.95

/** A plate with a doubtful sign: further views of its place vote together with what was read first. */
async function confirmed(page: TextPage, plate: Found): Promise<Found> {
  const glyphs = plate.runs.flat()
  if (plate.runs.length > 1 || glyphs.every(({ character }) => character.confidence >= sure)) return plate
  const views = await readingsAt(page, widened(placeOf(glyphs), 0.15, 0.15))
  return elect([glyphs, ...views]) ?? plate
}

const signsOf = (glyphs: readonly Glyph[]) => glyphs.filter(({ text }) => /^[\p{L}\p{N}]$/u.test(text))

const maybePlate = (glyphs: readonly Glyph[]) => {
  const signs = signsOf(glyphs)
  if (signs.length < 5 || signs.length > 9 || signs.filter(({ text }) => /[\dOI]/.test(text)).length < 2) return false
  // Digits with colons, strokes or dashes between them are a time, a day or a telephone number; many digits alone too.
  return (
    signs.some(({ text }) => /\D/.test(text)) || (signs.length <= 6 && !glyphs.some(({ text }) => /[:/-]/.test(text)))
  )
}

/** Every plate that a run of print spells: cars stand side by side. */
function platesIn(run: readonly Glyph[]): Found[] {
  const found = readPlate([run])
  if (!found) return []
  const taken = found.runs[0]!
  const from = run.indexOf(taken[0]!)
  const to = run.indexOf(taken.at(-1)!)
  return [...platesIn(run.slice(0, from)), found, ...platesIn(run.slice(to + 1))]
}

/** Lines of print apart from each other: plates of cars that stand side by side are in one row of the page. */
function runsOf(page: TextPage): Glyph[][] {
  return page.rows
    .flatMap(({ glyphs }) => splitAtGaps(glyphs, 1.6))
    .flatMap((run) => {
      const [first] = run
      const sizes = run.map(heightOf)
      // A plate is printed in one size: a run of two belongs to two cars.
      if (!first || Math.max(...sizes) < 1.6 * Math.min(...sizes)) return [run]
      const parts: Glyph[][] = []
      for (const glyph of run) {
        const part = parts.at(-1)
        if (part && part[0]!.line === glyph.line) part.push(glyph)
        else parts.push([glyph])
      }
      return parts
    })
}

/** The lower line of a plate of two lines: five signs close under the province and its letter. */
function lowerLine(upper: readonly Glyph[], runs: readonly Glyph[][]): Glyph[] | undefined {
  const box = around(upper)
  const height = heightOf(box)
  return runs.find((run) => {
    const other = around(run)
    const distance = middleOf(other) - middleOf(box)
    const signs = signsOf(run).length
    return (
      signs >= 4 &&
      signs <= 6 &&
      distance > 0.6 * height &&
      distance < 3.2 * height &&
      other.left < box.right + height &&
      other.right > box.left - height
    )
  })
}

/** A plate of two lines: as it was read, else each line again with the signs of plates. */
async function twoLines(page: TextPage, upper: Glyph[], runs: readonly Glyph[][]): Promise<Found | null> {
  const lower = lowerLine(upper, runs)
  if (!lower) return null
  const plain = readPlate([rowOf([...signsOf(upper), ...signsOf(lower)]).glyphs])
  if (plain) return { ...plain, runs: [upper, lower] }
  const again = async (run: Glyph[]) => {
    const box = around(run)
    const margin = 0.25 * heightOf(box)
    const quad = page.frame.quadOf({ ...box, left: box.left - margin, right: box.right + margin })
    const [seen] = await page.look(quad, [{ alphabet: plateSignsOnly }])
    return glyphsOf(seen?.chars ?? [], page.frame, run[0]!.line)
  }
  const [first, second] = [await again(upper), await again(lower)]
  const found = readPlate([[...first, ...second]])
  return found && { ...found, runs: [first, second] }
}

/** Province and letter detected apart from the signs behind them, of which the last may be cut off: the whole place is read again. */
async function besideProvince(
  page: TextPage,
  start: readonly Glyph[],
  runs: readonly Glyph[][],
): Promise<Found | null> {
  const [first] = signsOf(start)
  if (!first || !plateProvinces.includes(first.text)) return null
  const box = around(start)
  const height = heightOf(box)
  for (const run of runs) {
    const other = around(run)
    const signs = signsOf(run).length
    const beside = other.left > box.right - 0.5 * height && other.left < box.right + 2.5 * height
    if (!beside || signs < 3 || signs > 6 || Math.abs(middleOf(other) - middleOf(box)) > 0.7 * height) continue
    const whole = around([box, other])
    const place = { ...whole, left: whole.left - 0.1 * height, right: whole.right + 0.8 * height }
    const found = elect(await readingsAt(page, page.frame.quadOf(place)))
    if (found && found.share > likely) return found
  }
  return null
}

/** Where detection found no print of a plate: places that have a plate's ground and signs, and a whole picture that has its shape. */
async function platesByGround(page: TextPage): Promise<Found[]> {
  const places = (await page.inspect?.('plates')) ?? []
  if (page.inspect && page.width > 1.9 * page.height)
    places.push(quadOfBounds({ left: 0, top: 0, right: page.width, bottom: page.height }))
  const plates: Found[] = []
  for (const place of places) {
    const found = elect(await readingsWithin(page, place))
    if (found && found.share > likely) plates.push(found)
  }
  return plates
}

/** Every plate that the page's print spells, doubtful ones looked at again; where it spells none, those that the ground gives away. */
export async function platesOf(page: TextPage): Promise<Found[]> {
  const plates: Found[] = []
  const runs = runsOf(page)
  const taken = new Set<Glyph>()
  for (const run of runs) {
    if (run.some((glyph) => taken.has(glyph))) continue
    const here = platesIn(run)
    const signs = signsOf(run).length
    const short = here.length === 0 && signs >= 2 && signs <= 3
    const both = short ? ((await twoLines(page, run, runs)) ?? (await besideProvince(page, run, runs))) : null
    const again = here.length === 0 && !both && maybePlate(run) ? await lookAgain(page, run) : null
    const confirmedHere = await Promise.all(here.map((plate) => confirmed(page, plate)))
    for (const found of [...confirmedHere, both, again]) {
      if (!found) continue
      plates.push(found)
      for (const glyph of found.runs.flat()) taken.add(glyph)
    }
  }
  if (plates.length === 0) plates.push(...(await platesByGround(page)))
  return plates.filter(({ value }, index) => plates.findIndex((other) => other.value === value) === index)
}
