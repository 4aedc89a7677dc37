import { isoDate, shortDate } from '../dates.ts'
import { markSpecimen } from '../form.ts'
import { checkDigit } from '../mrz.ts'
import { hsl } from '../paper.ts'
import { digitsOf } from '../business.ts'
import { part, type TextStyle } from '../sheet.ts'
import { inventEmiratesHolder } from './emirates-id-front.ts'
import { startCard } from './id-card-front.ts'
import type { SpecimenKind } from './kind.ts'

const filled = (text: string) => text.slice(0, 30).padEnd(30, '<')

/** The back with its card number and a TD1 zone (ICAO 9303-5): number of the card, ID number as optional data, dates, names. */
export const emiratesIdBack: SpecimenKind = {
  kind: 'emirates-id-back',
  surroundings: 'card',
  draw(random) {
    const sheet = startCard('emirates-id-back', random, random.pick([35, 45, 15, 120]))
    const holder = inventEmiratesHolder(random)
    const ink = hsl(0, 0, random.between(4, 14))
    const label = { face: 'sans' as const, size: 2.2, colour: hsl(0, 0, 30) }
    const card = digitsOf(random, 9)
    sheet.print('Card Number', 6, 8, label)
    const printed = sheet.print(card, 6, 12, { face: 'sans', weight: 500, size: 3.2, colour: ink })
    sheet.field('card_number', card, [printed])
    sheet.print('Occupation: Engineer', 30, 8, label)
    sheet.print('Issuing Place: Abu Dhabi', 30, 12, label)
    sheet.print('If you find this card, please return it to the nearest Police Station', 6, 22, { ...label, size: 2 })
    const optional = holder.idNumber.replaceAll('-', '')
    const numberChecked = card + checkDigit(card)
    const line1 = filled(`ILARE${numberChecked}${optional}`)
    const birth = shortDate(holder.birth)
    const birthChecked = birth + checkDigit(birth)
    const expiry = shortDate(holder.expiry)
    const expiryChecked = expiry + checkDigit(expiry)
    const middle = `${birthChecked}${holder.sex}${expiryChecked}${holder.nationCode}`.padEnd(29, '<')
    const composite = checkDigit(line1.slice(5) + middle.slice(0, 7) + middle.slice(8, 15) + middle.slice(18, 29))
    const line2 = middle + composite
    const line3 = filled(`${holder.family}<<${holder.given.join('<')}`)
    const pitch = 25.4 / 10
    const style: TextStyle = { face: 'ocr-b', size: 3.5, pitch, colour: ink }
    const left = (sheet.width - 30 * pitch) / 2
    const [first, second, third] = [line1, line2, line3].map((text, index) =>
      sheet.print(text, left, 36.5 + index * 6.35, style),
    )
    sheet.field('country_code', 'ARE', [part(first!, 2, 5)])
    sheet.field('mrz_line1', line1, [first!])
    sheet.field('mrz_line2', line2, [second!])
    sheet.field('mrz_line3', line3, [third!])
    sheet.field('birth_date', isoDate(holder.birth), [part(second!, 0, 6)])
    sheet.field('sex', holder.sex, [part(second!, 7, 8)])
    sheet.field('expiry_date', isoDate(holder.expiry), [part(second!, 8, 14)])
    sheet.alsoAt('card_number', [part(first!, 5, 14)])
    sheet.region('mrz', left - 1, 33, left + 30 * pitch + 1, 51)
    markSpecimen(sheet, 62, 27, 2)
    return sheet
  },
}
