import { isoDate, type Day } from '../dates.ts'
import { inventEmiratesHolder, wholeName, type EmiratesHolder } from '../emirates.ts'
import { markSpecimen } from '../form.ts'
import { drawPortrait, hsl } from '../paper.ts'
import type { Random } from '../random.ts'
import { part, type Sheet, type TextStyle } from '../sheet.ts'
import type { TrueLine } from '../truth.ts'
import { startCard } from './id-card-front.ts'
import type { SpecimenKind } from './kind.ts'

const slashed = (day: Day) => isoDate(day).split('-').toReversed().join('/')

/** How one card prints: the styles of labels and values in both scripts. */
interface Hand {
  label: TextStyle
  value: TextStyle
  arabicLabel: TextStyle
  arabicValue: TextStyle
}

function handOf(random: Random): Hand {
  const ink = hsl(0, 0, random.between(6, 18))
  const grey = hsl(random.pick([0, 210]), random.between(0, 30), random.between(16, 34))
  const arabic = random.pick(['arabic', 'arabic', 'naskh'] as const)
  const size = random.between(2.4, 2.8)
  // Naskh is drawn smaller in its em square.
  const grown = arabic === 'naskh' ? 1.25 : 1.12
  return {
    label: { face: 'sans', weight: 400, size: size * 0.86, colour: grey },
    value: { face: 'sans', weight: random.pick([400, 500]), size, colour: ink },
    arabicLabel: { face: arabic, weight: 400, size: size * 0.86 * grown, colour: grey },
    arabicValue: { face: arabic, weight: random.pick([400, 700]), size: size * grown, colour: ink },
  }
}

/** `Name: Omar ...`; the value is the field. */
function entry(sheet: Sheet, hand: Hand, label: string, text: string, x: number, y: number): TrueLine {
  sheet.print(label, x, y, hand.label)
  return sheet.print(text, x + sheet.measure(label, hand.label) + 1.4, y, hand.value)
}

/** `الاسم: عمر ...`, from the right edge; label and value are one print. */
function arabicEntry(sheet: Sheet, style: TextStyle, label: string, text: string, right: number, y: number): TrueLine {
  const line = sheet.printArabic(`${label} ${text}`, right, y, style)
  return part(line, Array.from(label.replaceAll(' ', '')).length)
}

/** Makes print as small as it must be for a place. */
function fitted(sheet: Sheet, style: TextStyle, text: string, room: number): TextStyle {
  const needed = sheet.measure(text, style)
  return needed > room ? { ...style, size: (style.size * room) / needed } : style
}

function header(sheet: Sheet, random: Random, hand: Hand, authority: boolean): void {
  const head: TextStyle = { ...hand.value, weight: 500, size: 3 }
  const right = sheet.width - 5
  sheet.print('UNITED ARAB EMIRATES', 5, 6, head)
  sheet.printArabic('الإمارات العربية المتحدة', right, 6, { ...hand.arabicValue, size: hand.arabicValue.size * 1.15 })
  if (authority) {
    const small = { ...hand.label, size: 1.45 }
    sheet.print('Federal Authority For Identity, Citizenship,', 5, 8.5, small)
    sheet.print('Customs & Port Security', 5, 10.4, small)
    sheet.printArabic('الهيئة الاتحادية للهوية والجنسية والجمارك وأمن المنافذ', right, 8.9, {
      ...hand.arabicLabel,
      size: 1.7,
    })
  }
  const citizen = random.chance(0.25)
  sheet.print(citizen ? 'Identity Card' : 'Resident Identity Card', 30, 12.6, { ...hand.value, weight: 700 })
  sheet.printArabic(citizen ? 'بطاقة هوية' : 'بطاقة هوية مقيم', right, 12.6, { ...hand.arabicValue, weight: 700 })
}

/** The cards since 2021: portrait on the left, all data on the front. */
function drawSince2021(sheet: Sheet, random: Random, holder: EmiratesHolder): void {
  const hand = handOf(random)
  header(sheet, random, hand, true)
  const x = 29
  const right = sheet.width - random.between(4, 7)
  const room = right - x
  sheet.print('ID Number', x, 16.6, hand.label)
  sheet.printArabic(random.pick(['رقم الهوية', 'رقم الهوية /']), x + 24, 16.6, hand.arabicLabel)
  const number = sheet.print(holder.idNumber, x, 20.6, { ...hand.value, size: 3.3 })
  sheet.field('id_number', holder.idNumber, [number])
  const nameLabel = random.pick(['الاسم:', 'الإسم:', 'الاسم :'])
  const arabicName = wholeName(holder, 1)
  const arabicStyle = fitted(sheet, hand.arabicValue, `${nameLabel} ${arabicName}`, room)
  sheet.field('name_arabic', arabicName, [arabicEntry(sheet, arabicStyle, nameLabel, arabicName, right, 25)])
  const name = wholeName(holder, 0)
  const latin = { ...hand, value: fitted(sheet, hand.value, name, room - 9) }
  sheet.field('name', name, [entry(sheet, latin, random.pick(['Name:', 'Name :']), name, x, 29.4)])
  const birth = entry(sheet, hand, 'Date of Birth:', slashed(holder.birth), x, 33.8)
  sheet.field('birth_date', isoDate(holder.birth), [birth])
  sheet.printArabic('تاريخ الميلاد', right, 33.8, hand.arabicLabel)
  const country = fitted(sheet, hand.value, holder.nationality[0], 22)
  const nationality = entry(sheet, { ...hand, value: country }, 'Nationality:', holder.nationality[0], x, 38.2)
  sheet.field('nationality', holder.nationality[0], [nationality])
  const said = fitted(sheet, hand.arabicValue, `الجنسية: ${holder.nationality[1]}`, 0.35 * room)
  sheet.field('nationality_arabic', holder.nationality[1], [
    arabicEntry(sheet, said, random.pick(['الجنسية:', 'الجنسية :']), holder.nationality[1], right, 38.2),
  ])
  entry(sheet, hand, random.pick(['Issuing Date:', 'Issue Date:']), slashed(holder.issue), x, 42.6)
  sheet.printArabic('تاريخ الإصدار', right, 42.6, hand.arabicLabel)
  sheet.field('expiry_date', isoDate(holder.expiry), [
    entry(sheet, hand, 'Expiry Date:', slashed(holder.expiry), x, 47),
  ])
  sheet.printArabic('تاريخ الانتهاء', right, 47, hand.arabicLabel)
  sheet.field('sex', holder.sex, [entry(sheet, hand, random.pick(['Sex:', 'Sex :']), holder.sex, x, 51.2)])
  sheet.printArabic('الجنس', x + random.between(15, 22), 51.2, hand.arabicLabel)
  const portrait = { left: 4.5, top: 14, width: 21, height: 27 }
  drawPortrait(sheet.context, random.fork('portrait'), portrait, { ground: hsl(0, 0, 96), sex: holder.sex })
  sheet.region('portrait', 4.5, 14, 25.5, 41)
}

/** The cards until 2021: number, names and nationality only; the rest stands on the back. */
function drawUntil2021(sheet: Sheet, random: Random, holder: EmiratesHolder): void {
  const hand = handOf(random)
  header(sheet, random, hand, false)
  const portraitRight = random.chance(0.6)
  const x = portraitRight ? 5 : 29
  const right = portraitRight ? 58 : sheet.width - 5
  const room = right - x
  sheet.print('ID Number', x, 20, hand.label)
  sheet.printArabic('رقم الهوية', x + 24, 20, hand.arabicLabel)
  const number = sheet.print(holder.idNumber, x, 24.6, { ...hand.value, weight: 700, size: 3.5 })
  sheet.field('id_number', holder.idNumber, [number])
  const arabicName = wholeName(holder, 1)
  const nameLabel = random.pick(['الإسم:', 'الاسم:'])
  const arabicStyle = fitted(sheet, hand.arabicValue, `${nameLabel} ${arabicName}`, room)
  sheet.field('name_arabic', arabicName, [arabicEntry(sheet, arabicStyle, nameLabel, arabicName, right, 31)])
  const name = wholeName(holder, 0)
  const latin = { ...hand, value: fitted(sheet, hand.value, name, room - 9) }
  sheet.field('name', name, [entry(sheet, latin, 'Name:', name, x, 36.4)])
  const said = fitted(sheet, hand.arabicValue, `الجنسية: ${holder.nationality[1]}`, 0.4 * room)
  sheet.field('nationality_arabic', holder.nationality[1], [
    arabicEntry(sheet, said, 'الجنسية:', holder.nationality[1], right, 42),
  ])
  const country = fitted(sheet, hand.value, holder.nationality[0], 0.3 * room)
  sheet.field('nationality', holder.nationality[0], [
    entry(sheet, { ...hand, value: country }, 'Nationality:', holder.nationality[0], x, 42),
  ])
  const left = portraitRight ? 61 : 4.5
  drawPortrait(
    sheet.context,
    random.fork('portrait'),
    { left, top: 16, width: 20, height: 26 },
    { ground: hsl(0, 0, 96), sex: holder.sex },
  )
  sheet.region('portrait', left, 16, left + 20, 42)
}

/** Front of the Emirates ID, of both generations of the card. */
export const emiratesIdFront: SpecimenKind = {
  kind: 'emirates-id-front',
  surroundings: 'card',
  draw(random) {
    const sheet = startCard('emirates-id-front', random, random.pick([35, 45, 15, 120]))
    const holder = inventEmiratesHolder(random)
    if (random.chance(0.65)) drawSince2021(sheet, random, holder)
    else drawUntil2021(sheet, random, holder)
    markSpecimen(sheet, 5, 51, 2.2)
    return sheet
  },
}
