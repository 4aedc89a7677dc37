import { plateForm } from '../../contract/checks/cn-plate.ts'
import type { Field, Region } from '../../contract/result.ts'
import { readPlate } from './cards.ts'
import { fieldOf } from './field.ts'
import { onBestPage } from './form.ts'
import { around, heightOf } from './geometry.ts'
import type { Found } from './readers.ts'
import { rowOf, splitAtGaps, type Glyph, type TextPage } from './text-stream.ts'

/** What a plate's form says about the vehicle, in the words of the clouds; the colour that would tell more is not looked at. */
const types: Partial<Record<NonNullable<ReturnType<typeof plateForm>>, string>> = {
  'new-energy': '小型新能源车',
  emergency: '应急救援',
  embassy: '使馆汽车',
  'armed-police': '武警车辆',
  military: '军用车辆',
}

const plateSignsOnly =
  '京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新ABCDEFGHJKLMNPQRSTUVWXYZ0123456789挂学警港澳领使'

/** A row that looks like a plate but is none, read again with the signs that plates have, also a little further left (the province is cut off most). */
async function lookAgain(page: TextPage, glyphs: readonly Glyph[]): Promise<Found | null> {
  const box = around(glyphs)
  const height = heightOf(box)
  for (const left of [box.left, box.left - 1.1 * height]) {
    const quad = page.frame.quadOf({ ...box, left: left - 0.1 * height, right: box.right + 0.1 * height })
    const views = [
      { alphabet: plateSignsOnly },
      { alphabet: plateSignsOnly, padding: 0.1 },
      { alphabet: plateSignsOnly, padding: -0.1 },
    ]
    for (const { chars } of await page.look(quad, views)) {
      const seen = chars.map((character) => ({
        ...page.frame.boxOf(character.quad),
        text: character.text.normalize('NFKC'),
        character,
        spaced: false,
        line: -1,
      }))
      const found = readPlate([seen])
      if (found) return found
    }
  }
  return null
}

const maybePlate = (glyphs: readonly Glyph[]) => {
  const signs = glyphs.filter(({ text }) => /^[\p{L}\p{N}]$/u.test(text))
  const digits = signs.filter(({ text }) => /\d/.test(text)).length
  return signs.length >= 5 && signs.length <= 9 && digits >= 2
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

async function platesOf(page: TextPage): Promise<Found[]> {
  const plates: Found[] = []
  const runs = page.rows.flatMap(({ glyphs }) => splitAtGaps(glyphs, 1.6))
  for (const [index, run] of runs.entries()) {
    const here = platesIn(run)
    if (here.length > 0) {
      plates.push(...here)
      continue
    }
    // Two-row plates: the province and letter above, five signs below.
    const next = runs[index + 1]
    const both = next && run.length <= 3 ? readPlate([rowOf([...run, ...next]).glyphs]) : null
    if (both) plates.push({ ...both, runs: [run, next!] })
    else if (maybePlate(run)) {
      const again = await lookAgain(page, run)
      if (again) plates.push(again)
    }
  }
  return plates.filter(({ value }, index) => plates.findIndex((other) => other.value === value) === index)
}

/** Kind `licence-plate`: every plate on the page, each with its region. */
export const extractLicencePlate = onBestPage(async (page) => {
  const fields: Field[] = []
  const regions: Region[] = []
  for (const plate of await platesOf(page)) {
    const number = fieldOf('plate_number', { ...plate, page: page.index })
    fields.push(number)
    const form = plateForm(plate.value)
    const type = form === null ? undefined : types[form]
    if (type !== undefined)
      fields.push({
        ...fieldOf('plate_type', { value: type, runs: plate.runs, page: page.index }),
        confidence: null,
        confidenceSource: null,
      })
    const box = around(plate.runs.flat())
    const margin = 0.25 * heightOf(box)
    const quad = page.frame.quadOf({
      left: box.left - margin,
      right: box.right + margin,
      top: box.top - margin,
      bottom: box.bottom + margin,
    })
    regions.push({ kind: 'plate', page: page.index, quad, text: plate.value, confidence: number.confidence })
  }
  return { fields, regions }
})
