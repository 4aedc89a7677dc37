import { plateForm } from '../../contract/checks/cn-plate.ts'
import type { Field, Region } from '../../contract/result.ts'
import type { GroundReading } from '../reading.ts'
import { fieldOf } from './field.ts'
import { onBestPage } from './form.ts'
import { around, heightOf } from './geometry.ts'
import { isLightOnDark, typeOf } from './plate-type.ts'
import { hasNoProvince, lookAgain, platesOf } from './plates-on-page.ts'
import type { Found } from './readers.ts'
import type { PageContext, TextPage } from './text-stream.ts'

/** How sure the views must be of a number of eight signs, where one of seven was read first. */
const leastOfEight = 0.05

/** On a white ground an ordinary number is a police car's (GA 36-2018, table 1): its red 警 is taken for a digit where it is small. */
function withPoliceSign(plate: Found, ground: GroundReading | null): Found {
  const { blue, yellow, green, white } = ground ?? { blue: 1, yellow: 0, green: 0, white: 0 }
  const last = plate.runs.at(-1)?.at(-1)
  if (white < 0.35 || Math.max(blue, yellow, green) > 0.15 || plateForm(plate.value) !== 'ordinary') return plate
  if (!last || last.character.confidence > 0.9 || (ground && isLightOnDark(ground))) return plate
  return { ...plate, value: `${plate.value.slice(0, -1)}警` }
}

/** Dark signs on green are a new-energy vehicle's, which has eight: one of two that stand close was lost. */
async function withEighthSign(page: TextPage, plate: Found, ground: GroundReading): Promise<Found> {
  const { blue, yellow, green } = ground
  const isGreen = green > 0.3 && green > 2 * (blue + yellow) && !isLightOnDark(ground)
  if (!isGreen || plate.runs.length > 1 || plateForm(plate.value) !== 'ordinary') return plate
  return (
    (await lookAgain(page, plate.runs.flat(), (number) => plateForm(number) === 'new-energy', leastOfEight)) ?? plate
  )
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
    // White plates without a province: letters and digits of another ground are a telephone number or an address.
    if (ground && !coloured && hasNoProvince(seen.value) && (ground.white < 0.2 || isLightOnDark(ground))) continue
    // Plates without a province are white: on another ground its sign was misread.
    const civil =
      coloured && hasNoProvince(seen.value)
        ? await lookAgain(page, seen.runs.flat(), (number) => !hasNoProvince(number), 0)
        : seen
    if (!civil) continue
    const plate = withPoliceSign(ground ? await withEighthSign(page, civil, ground) : civil, ground)
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
