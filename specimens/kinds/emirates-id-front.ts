import { addYears, isoDate, randomDay, type Day } from '../dates.ts'
import { markSpecimen, printForm } from '../form.ts'
import { drawPortrait, hsl } from '../paper.ts'
import type { Random } from '../random.ts'
import { startCard } from './id-card-front.ts'
import type { SpecimenKind } from './kind.ts'

/** People who do not exist, in Latin letters: the engine reads no Arabic, and no free Arabic face is installed to draw it. */
const givenNames = {
  M: 'OMAR SALEM KHALID YOUSEF RASHID HAMAD TARIQ SAMI'.split(' '),
  F: 'LAYLA MARIAM NOURA HUDA SALMA AISHA REEM DANA'.split(' '),
}
const families = 'ALNASSERI ALDHAHERI ALMULLA HADDAD RAHMAN QURESHI FERNANDES ALSAYED MENON'.split(' ')
const nations: readonly (readonly [string, string])[] = [
  ['United Arab Emirates', 'ARE'],
  ['Egypt', 'EGY'],
  ['India', 'IND'],
  ['Jordan', 'JOR'],
  ['Pakistan', 'PAK'],
  ['Philippines', 'PHL'],
]

export interface EmiratesHolder {
  idNumber: string
  given: string[]
  family: string
  nationality: string
  nationCode: string
  sex: 'M' | 'F'
  birth: Day
  issue: Day
  expiry: Day
}

/** 784, the year of birth, seven digits, and the Luhn digit. */
export function inventEmiratesHolder(random: Random): EmiratesHolder {
  const sex = random.chance(0.5) ? 'M' : 'F'
  const birth = randomDay(random, 1955, 2005)
  const first = `784${birth.year}${Array.from({ length: 7 }, () => random.integer(0, 9)).join('')}`
  const sum = Array.from(first)
    .toReversed()
    .reduce((total, sign, index) => {
      const value = Number(sign) * (index % 2 === 0 ? 2 : 1)
      return total + (value > 9 ? value - 9 : value)
    }, 0)
  const digits = first + String((10 - (sum % 10)) % 10)
  const [nationality, nationCode] = random.pick(nations)
  const issue = randomDay(random, 2019, 2024)
  return {
    idNumber: `${digits.slice(0, 3)}-${digits.slice(3, 7)}-${digits.slice(7, 14)}-${digits.slice(14)}`,
    given: random.sample(givenNames[sex], 2),
    family: random.pick(families),
    nationality,
    nationCode,
    sex,
    birth,
    issue,
    expiry: addYears(issue, random.pick([2, 5, 10])),
  }
}

const slashed = (day: Day) => isoDate(day).split('-').toReversed().join('/')
const title = (name: string) => name[0] + name.slice(1).toLowerCase()

export const emiratesIdFront: SpecimenKind = {
  kind: 'emirates-id-front',
  surroundings: 'card',
  draw(random) {
    const sheet = startCard('emirates-id-front', random, random.pick([35, 45, 15, 120]))
    const holder = inventEmiratesHolder(random)
    const ink = hsl(0, 0, random.between(6, 18))
    const label = { face: 'sans' as const, weight: 400, size: 2.2, colour: hsl(0, 0, 30) }
    const value = { face: 'sans' as const, weight: 500, size: 2.7, colour: ink }
    sheet.print('UNITED ARAB EMIRATES', 6, 6, { ...value, size: 3.1 })
    sheet.print('Federal Authority For Identity, Citizenship, Customs', 6, 9.2, { ...label, size: 1.9 })
    sheet.print('Resident Identity Card', 57, 6, { ...value, weight: 700, size: 2.7 })
    const name = [...holder.given, holder.family].map(title).join(' ')
    const x = 30
    const entry = (text: string, key: string, printed: string, y: number, canonical?: string) => ({
      label: text,
      labelAt: [x, y] as const,
      key,
      text: printed,
      at: [x + sheet.measure(text, label) + 1.6, y] as const,
      ...(canonical !== undefined && { value: canonical }),
    })
    printForm(sheet, { label, value }, [
      {
        label: 'ID Number',
        labelAt: [x, 14],
        key: 'id_number',
        text: holder.idNumber,
        at: [x, 17.8],
        style: { ...value, size: 3.4 },
      },
      entry('Name:', 'name', name, 23),
      entry('Date of Birth:', 'birth_date', slashed(holder.birth), 28.4, isoDate(holder.birth)),
      entry('Nationality:', 'nationality', holder.nationality, 33.8),
      { label: 'Issuing Date:', labelAt: [x, 39.2], text: slashed(holder.issue), at: [x + 16, 39.2] },
      entry('Expiry Date:', 'expiry_date', slashed(holder.expiry), 44.6, isoDate(holder.expiry)),
      { label: 'Sex:', labelAt: [62, 28.4], key: 'sex', text: holder.sex, at: [68.5, 28.4] },
    ])
    const portrait = { left: 5, top: 14, width: 21, height: 27 }
    drawPortrait(sheet.context, random.fork('portrait'), portrait, { ground: hsl(0, 0, 96), sex: holder.sex })
    sheet.region('portrait', 5, 14, 26, 41)
    markSpecimen(sheet, 5, 50, 2.2)
    return sheet
  },
}
