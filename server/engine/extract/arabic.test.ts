import { describe, expect, it } from 'vitest'
import type { Quad } from '../../contract/geometry.ts'
import { ProblemError } from '../../contract/problem.ts'
import type { ArabicLine, Inspections } from '../reading.ts'
import { arabicCountryName } from './arabic-countries.ts'
import { fakePage, type Printed } from './fake-reading.ts'
import { extractFindings } from './index.ts'
import type { PageContext } from './text-stream.ts'

const card: Printed[] = [
  { text: 'UNITED ARAB EMIRATES', x: 60, y: 40 },
  { text: 'ID Number', x: 300, y: 120 },
  { text: '784-1991-7433116-7', x: 300, y: 160 },
  { text: 'Name: Omar Salem Alnasseri', x: 300, y: 280 },
  { text: 'Nationality: Jordan', x: 300, y: 340 },
]

/** Arabic words at the right of the page, from right to left; a number is a gap. */
function arabic(y: number, ...texts: (string | number)[]): ArabicLine {
  let right = 1150
  const words = texts.flatMap((text) => {
    if (typeof text === 'number') {
      right -= text
      return []
    }
    const signs = Array.from(text)
    const from = right
    const chars = signs.map((sign, index) => {
      const [x1, x0] = [from - index * 14, from - (index + 1) * 14]
      const quad: Quad = [
        [x0, y],
        [x1, y],
        [x1, y + 24],
        [x0, y + 24],
      ]
      return { text: sign, quad, confidence: 0.9, alternatives: [] }
    })
    const left = from - signs.length * 14
    right = left - 8
    const quad: Quad = [
      [left, y],
      [from, y],
      [from, y + 24],
      [left, y + 24],
    ]
    return [{ text, quad, confidence: 0.9, chars }]
  })
  return { words }
}

function pageWith(lines: () => ArabicLine[], printed = card): PageContext {
  const inspect = <What extends keyof Inspections>(what: What) =>
    what === 'arabic' ? Promise.resolve(lines() as Inspections[What]) : Promise.reject(new Error(what))
  return { ...fakePage(printed), inspect: (what) => inspect(what) }
}

const header = arabic(40, 'للهوية', 'والجنسية', 'والجمارك')
const name = arabic(230, 'الاسم:', 'عمر', 'سالم', 'الناصري')
const nationality = arabic(340, 'الجنسية:', 'الأردن')

async function valuesOf(page: PageContext) {
  const { fields, lines } = await extractFindings('emirates-id-front', [page])
  return { lines, fields, ...Object.fromEntries(fields.map(({ key, value }) => [key, value])) } as Record<
    string,
    unknown
  > & {
    lines: typeof lines
    fields: typeof fields
  }
}

describe('Arabic on an Emirates ID', () => {
  it('gives name and nationality behind their labels, with characters as they are read and a quad that stands upright', async () => {
    const values = await valuesOf(pageWith(() => [header, name, nationality]))
    expect(values).toMatchObject({ name_arabic: 'عمر سالم الناصري', nationality_arabic: 'الأردن' })
    expect(values).toMatchObject({ name: 'Omar Salem Alnasseri', nationality: 'Jordan' })
    const field = values.fields.find(({ key }) => key === 'name_arabic')!
    expect(field.chars!.map(({ text }) => text).join('')).toBe('عمرسالمالناصري')
    const [[left, , right]] = field.quads as [Quad]
    expect(left[0]).toBeLessThan(right[0])
    expect(left[1]).toBeLessThan(right[1])
  })

  it('stands among the lines where it is printed', async () => {
    const { lines } = await valuesOf(pageWith(() => [header, name, nationality]))
    const texts = lines.map(({ text }) => text)
    expect(texts.indexOf('الاسم: عمر سالم الناصري')).toBe(texts.indexOf('784-1991-7433116-7') + 1)
  })

  it('ends where a wide gap or another label begins', async () => {
    const torn = arabic(230, 'الاسم:', 'عمر', 'سالم', 'الناصري', 120, 'قح')
    const together = arabic(340, 'الجنسية:', 'الأردن', 'تاريخ', 'الميلاد')
    expect(await valuesOf(pageWith(() => [torn, together]))).toMatchObject({
      name_arabic: 'عمر سالم الناصري',
      nationality_arabic: 'الأردن',
    })
  })

  it('is absent where its label is not there, and never what the models made of Latin print', async () => {
    const latin = arabic(280, 1150 - 560, 'زمت', 'قلا')
    expect(await valuesOf(pageWith(() => [header, latin]))).not.toHaveProperty('name_arabic')
  })

  it('is absent where it cannot be read, and the rest is there', async () => {
    const failing = pageWith(() => {
      throw new ProblemError({ code: 'engine-failed', title: 'x', status: 500, retryable: false, whoseFault: 'us' })
    })
    const page: PageContext = { ...failing, inspect: (what) => Promise.resolve().then(() => failing.inspect!(what)) }
    const values = await valuesOf(page)
    expect(values).toMatchObject({ name: 'Omar Salem Alnasseri' })
    expect(values).not.toHaveProperty('name_arabic')
  })
})

describe('names of states', () => {
  it('are those of the list that are near what was read, the one of the Latin print before others', () => {
    expect(arabicCountryName('الاردن', 'Jordan').name).toBe('الأردن')
    expect(arabicCountryName('الفليين', null).name).toBe('الفلبين')
    expect(arabicCountryName('السودا', 'Sudan').name).toBe('السودان')
    expect(arabicCountryName('لبتان', 'Lebanon').name).toBe('لبنان')
  })

  it('stay as they were read where none is near', () => {
    expect(arabicCountryName('أتلانتس', 'Atlantis')).toEqual({ name: 'أتلانتس', known: false })
    expect(arabicCountryName('مصر', 'India').name).toBe('مصر')
  })
})
