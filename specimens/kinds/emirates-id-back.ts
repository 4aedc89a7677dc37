import { isoDate, shortDate, type Day } from '../dates.ts'
import { employers, inventEmiratesHolder, issuingPlaces, occupations, type EmiratesHolder } from '../emirates.ts'
import { markSpecimen } from '../form.ts'
import { checkDigit } from '../mrz.ts'
import { hsl } from '../paper.ts'
import { digitsOf } from '../business.ts'
import type { Random } from '../random.ts'
import { part, type Sheet, type TextStyle } from '../sheet.ts'
import { startCard } from './id-card-front.ts'
import type { SpecimenKind } from './kind.ts'

const filled = (text: string) => text.slice(0, 30).padEnd(30, '<')
const slashed = (day: Day) => isoDate(day).split('-').toReversed().join('/')

/** The three lines of a TD1 zone (ICAO 9303-5): card number, ID number as optional data, dates, names. */
function zoneOf(holder: EmiratesHolder, card: string): [string, string, string] {
  const line1 = filled(`ILARE${card}${checkDigit(card)}${holder.idNumber.replaceAll('-', '')}`)
  const birth = shortDate(holder.birth)
  const expiry = shortDate(holder.expiry)
  const dates = `${birth}${checkDigit(birth)}${holder.sex}${expiry}${checkDigit(expiry)}`
  const middle = `${dates}${holder.nationCode}`.padEnd(29, '<')
  const composite = checkDigit(line1.slice(5) + middle.slice(0, 7) + middle.slice(8, 15) + middle.slice(18, 29))
  const latin = (text: string) => text.toUpperCase().replaceAll(' ', '<')
  const names = `${latin(holder.family[0])}<<${holder.given.map(([name]) => latin(name)).join('<')}`
  return [line1, middle + composite, filled(names)]
}

interface Hand {
  label: TextStyle
  value: TextStyle
  arabic: TextStyle
  ink: string
}

/** The cards since 2021: card number, work and place in both scripts. */
function drawSince2021(sheet: Sheet, random: Random, { label, value, arabic }: Hand, card: string): void {
  const right = sheet.width - random.between(5, 8)
  const x = 6
  const number = random.pick(['Card Number', 'Card Number:', 'Card No.'])
  sheet.print(number, x, 7, label)
  sheet.printArabic('رقم البطاقة', x + 26, 7, arabic)
  sheet.field('card_number', card, [sheet.print(card, x, 11, value)])
  const [job, jobArabic] = random.pick(occupations)
  sheet.print(`Occupation: ${job}`, x, 15.4, label)
  sheet.printArabic(`المهنة: ${jobArabic}`, right, 15.4, arabic)
  if (random.chance(0.7)) {
    const [employer, employerArabic] = random.pick(employers)
    sheet.print(`Employer: ${employer}`, x, 19.4, label)
    sheet.printArabic(`صاحب العمل: ${employerArabic}`, right, 19.4, arabic)
  }
  const [place, placeArabic] = random.pick(issuingPlaces)
  sheet.print(`Issuing Place: ${place}`, x, 23.4, label)
  sheet.printArabic(`مكان الإصدار: ${placeArabic}`, right, 23.4, arabic)
  sheet.print('If you find this card, please return it to the nearest Police Station', x, 31, { ...label, size: 1.7 })
}

/** The cards until 2021: what the front leaves out stands above the zone. */
function drawUntil2021(
  sheet: Sheet,
  random: Random,
  { label, value, arabic }: Hand,
  card: string,
  holder: EmiratesHolder,
): void {
  const x = random.pick([6, 24])
  const row = (key: string | null, english: string, said: string, text: string, canonical: string, y: number) => {
    sheet.print(english, x, y, label)
    const printed = sheet.print(text, x + 19, y, value)
    sheet.printArabic(said, x + 50, y, arabic)
    if (key) sheet.field(key, canonical, [printed])
  }
  row('sex', 'Sex:', ':الجنس', holder.sex, holder.sex, 7)
  row('birth_date', 'Date of Birth', 'تاريخ الميلاد', slashed(holder.birth), isoDate(holder.birth), 11.4)
  row('expiry_date', 'Expiry Date', 'تاريخ الانتهاء', slashed(holder.expiry), isoDate(holder.expiry), 15.8)
  row('card_number', 'Card Number', 'رقم البطاقة', card, card, 20.2)
  sheet.print('Signature', x, 25, label)
  sheet.printArabic('التوقيع', x + 50, 25, arabic)
}

/** The back with its card number and a TD1 zone, of both generations of the card. */
export const emiratesIdBack: SpecimenKind = {
  kind: 'emirates-id-back',
  surroundings: 'card',
  draw(random) {
    const sheet = startCard('emirates-id-back', random, random.pick([35, 45, 15, 120]))
    const holder = inventEmiratesHolder(random)
    const ink = hsl(0, 0, random.between(4, 14))
    const face = random.pick(['arabic', 'arabic', 'naskh'] as const)
    const hand: Hand = {
      label: { face: 'sans', size: random.between(2, 2.3), colour: hsl(0, 0, random.between(14, 32)) },
      value: { face: 'sans', weight: 500, size: random.between(2.6, 3.2), colour: ink },
      arabic: { face, size: face === 'naskh' ? 2.7 : 2.3, colour: hsl(0, 0, random.between(14, 32)) },
      ink,
    }
    const card = digitsOf(random, 9)
    if (random.chance(0.6)) drawSince2021(sheet, random, hand, card)
    else drawUntil2021(sheet, random, hand, card, holder)
    const pitch = 25.4 / 10
    const style: TextStyle = { face: 'ocr-b', size: 3.5, pitch, colour: ink }
    const left = (sheet.width - 30 * pitch) / 2
    const lines = zoneOf(holder, card)
    const [first, second, third] = lines.map((text, index) => sheet.print(text, left, 36.5 + index * 6.35, style))
    sheet.field('country_code', 'ARE', [part(first!, 2, 5)])
    for (const [index, line] of [first!, second!, third!].entries()) {
      sheet.field(`mrz_line${index + 1}`, lines[index]!, [line])
    }
    const inZone = (key: string, value: string, from: number, to: number) => {
      const place = [part(second!, from, to)]
      if (key in sheet.truth.fields) sheet.alsoAt(key, place)
      else sheet.field(key, value, place)
    }
    inZone('birth_date', isoDate(holder.birth), 0, 6)
    inZone('sex', holder.sex, 7, 8)
    inZone('expiry_date', isoDate(holder.expiry), 8, 14)
    sheet.alsoAt('card_number', [part(first!, 5, 14)])
    sheet.region('mrz', left - 1, 33, left + 30 * pitch + 1, 51)
    markSpecimen(sheet, 62, 29.5, 2)
    return sheet
  },
}
