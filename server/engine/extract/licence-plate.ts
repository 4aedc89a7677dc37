import { plateForm, plateProvinces } from '../../contract/checks/cn-plate.ts'
import type { Field, Region } from '../../contract/result.ts'
import type { GroundReading } from '../reading.ts'
import { readPlate } from './cards.ts'
import { fieldOf } from './field.ts'
import { onBestPage } from './form.ts'
import { around, heightOf, middleOf, type Box } from './geometry.ts'
import type { Found } from './readers.ts'
import { glyphsOf, rowOf, splitAtGaps, type Glyph, type PageContext, type TextPage } from './text-stream.ts'

/** What a plate's form says about the vehicle, in the words of the clouds. */
const typesByForm: Partial<Record<NonNullable<ReturnType<typeof plateForm>>, string>> = {
  emergency: '应急救援',
  embassy: '使馆汽车',
  'armed-police': '武警车辆',
  military: '军用车辆',
}

const typesBySuffix: Readonly<Record<string, string>> = {
  挂: '挂车',
  学: '教练汽车',
  警: '警用汽车',
  领: '领馆汽车',
  港: '港澳入出境车',
  澳: '港澳入出境车',
}

/** The vehicle that a plate belongs to: by its form and last sign, else by the colour of its ground (GA 36-2018, table 1). */
function typeOf(number: string, ground: GroundReading | null): string | null {
  const form = plateForm(number)
  if (form === null) return null
  if (form === 'new-energy') return /\d$/.test(number) ? '小型新能源车' : '大型新能源车'
  const known = typesByForm[form] ?? typesBySuffix[number.at(-1)!]
  if (known !== undefined) return known
  if (!ground) return null
  const { blue, yellow, green, black } = ground
  const most = Math.max(blue, yellow, green)
  const clear = most > 0.25 || (most > 0.1 && most > 0.7 * (blue + yellow + green))
  if (!clear) return black > 0.5 ? '外籍汽车' : null
  return most === blue ? '小型汽车' : most === yellow ? '大型汽车' : null
}

const plateSignsOnly =
  '京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新ABCDEFGHJKLMNPQRSTUVWXYZ0123456789挂学警港澳领使'

/** Forms of white plates without a province. */
const hasNoProvince = (number: string) => ['military', 'armed-police'].includes(plateForm(number) ?? '')

/** Reads a place with the signs that plates have; the first view that says a plate (with its province if `civil`) counts. */
async function look(page: TextPage, box: Box, civil = false): Promise<Found | null> {
  const views = [0, 0.1, -0.1, 0.2].map((padding) => ({ alphabet: plateSignsOnly, padding }))
  for (const { chars } of await page.look(page.frame.quadOf(box), views)) {
    const found = readPlate([glyphsOf(chars, page.frame, -1)])
    if (found && !(civil && hasNoProvince(found.value))) return found
  }
  return null
}

/** A run that looks like a plate but is none, read again also a little further left (the province is cut off most) and right. */
async function lookAgain(page: TextPage, glyphs: readonly Glyph[], civil = false): Promise<Found | null> {
  const box = around(glyphs)
  const height = heightOf(box)
  for (const [left, right] of [
    [0.1, 0.1],
    [1.2, 0.1],
    [0.1, 0.9],
  ] as const) {
    const found = await look(page, { ...box, left: box.left - left * height, right: box.right + right * height }, civil)
    if (found) return found
  }
  return null
}

const signsOf = (glyphs: readonly Glyph[]) => glyphs.filter(({ text }) => /^[\p{L}\p{N}]$/u.test(text))

const maybePlate = (glyphs: readonly Glyph[]) => {
  const signs = signsOf(glyphs)
  return signs.length >= 5 && signs.length <= 9 && signs.filter(({ text }) => /\d/.test(text)).length >= 2
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
    const found = await look(page, { ...whole, left: whole.left - 0.1 * height, right: whole.right + 0.8 * height })
    if (found) return found
  }
  return null
}

async function platesOf(page: TextPage): Promise<Found[]> {
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
    for (const found of [...here, both, again]) {
      if (!found) continue
      plates.push(found)
      for (const glyph of found.runs.flat()) taken.add(glyph)
    }
  }
  return plates.filter(({ value }, index) => plates.findIndex((other) => other.value === value) === index)
}

/** On a white ground an ordinary number is a police car's (GA 36-2018, table 1): its red 警 is taken for a digit where it is small. */
function withPoliceSign(plate: Found, ground: GroundReading | null): Found {
  const { blue, yellow, green, white } = ground ?? { blue: 1, yellow: 0, green: 0, white: 0 }
  const last = plate.runs.at(-1)?.at(-1)
  if (white < 0.35 || Math.max(blue, yellow, green) > 0.15 || plateForm(plate.value) !== 'ordinary') return plate
  if (!last || last.character.confidence > 0.9) return plate
  return { ...plate, value: `${plate.value.slice(0, -1)}警` }
}

async function groundOf(
  { inspect }: Pick<PageContext, 'inspect'>,
  quad: Region['quad'],
): Promise<GroundReading | null> {
  return (await inspect?.('ground', 0, quad)) ?? null
}

/** Kind `licence-plate`: every plate on the page, each with its region. */
export const extractLicencePlate = onBestPage(async (page) => {
  const fields: Field[] = []
  const regions: Region[] = []
  for (const seen of await platesOf(page)) {
    const place = around(seen.runs.flat())
    const ground = await groundOf(page, page.frame.quadOf(place))
    const coloured = ground !== null && Math.max(ground.blue, ground.yellow, ground.green) > 0.25
    // Plates without a province are white: on another ground its sign was misread.
    const civil = coloured && hasNoProvince(seen.value) ? await lookAgain(page, seen.runs.flat(), true) : seen
    if (!civil) continue
    const plate = withPoliceSign(civil, ground)
    const number = fieldOf('plate_number', { ...plate, page: page.index })
    fields.push(number)
    const box = place
    const margin = 0.25 * heightOf(around(plate.runs[0]!))
    const quad = page.frame.quadOf({
      left: box.left - margin,
      right: box.right + margin,
      top: box.top - margin,
      bottom: box.bottom + margin,
    })
    const type = typeOf(plate.value, ground)
    if (type !== null)
      fields.push({
        ...fieldOf('plate_type', { value: type, runs: plate.runs, page: page.index }),
        confidence: null,
        confidenceSource: null,
      })
    regions.push({ kind: 'plate', page: page.index, quad, text: plate.value, confidence: number.confidence })
  }
  return { fields, regions }
})
