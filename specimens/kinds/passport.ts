import { addYears, dayBefore, isoDate, randomDay } from '../dates.ts'
import type { Td3 } from '../mrz.ts'
import { drawPortrait, hsl } from '../paper.ts'
import { pageSize, pickDateForm, printMrz, startPage } from '../passport-page.ts'
import type { Random } from '../random.ts'
import { part, type Sheet, type TextStyle } from '../sheet.ts'
import { inventNumber, inventTraveller, type State, type Traveller } from '../travellers.ts'
import type { TrueLine } from '../truth.ts'
import type { SpecimenKind } from './kind.ts'

const labels = {
  type: { en: 'Type', fr: 'Type', es: 'Tipo', de: 'Typ' },
  code: { en: 'Country code', fr: 'Code du pays', es: 'Codigo', de: 'Kode' },
  number: { en: 'Passport No.', fr: 'No. du passeport', es: 'Pasaporte No.', de: 'Pass-Nr.' },
  surname: { en: 'Surname', fr: 'Nom', es: 'Apellidos', de: 'Name' },
  givenName: { en: 'Given names', fr: 'Prenoms', es: 'Nombres', de: 'Vornamen' },
  nationality: { en: 'Nationality', fr: 'Nationalite', es: 'Nacionalidad', de: 'Staatsangehoerigkeit' },
  birth: { en: 'Date of birth', fr: 'Date de naissance', es: 'Fecha de nacimiento', de: 'Geburtsdatum' },
  sex: { en: 'Sex', fr: 'Sexe', es: 'Sexo', de: 'Geschlecht' },
  birthPlace: { en: 'Place of birth', fr: 'Lieu de naissance', es: 'Lugar de nacimiento', de: 'Geburtsort' },
  issue: { en: 'Date of issue', fr: 'Date de delivrance', es: 'Fecha de expedicion', de: 'Ausstellungsdatum' },
  expiry: { en: 'Date of expiry', fr: "Date d'expiration", es: 'Fecha de caducidad', de: 'Gueltig bis' },
  authority: { en: 'Authority', fr: 'Autorite', es: 'Autoridad', de: 'Behoerde' },
  signature: { en: "Holder's signature", fr: 'Signature du titulaire', es: 'Firma del titular', de: 'Unterschrift' },
}

/** An invented foreign holder with all that a TD3 zone says of them. */
export function inventHolder(random: Random): {
  traveller: Traveller
  holder: Td3
  issue: ReturnType<typeof randomDay>
} {
  const traveller = inventTraveller(random)
  const issue = randomDay(random, 2012, 2024)
  const anniversary = addYears(issue, random.pick([5, 10, 10, 10]))
  const holder: Td3 = {
    documentCode: 'P',
    issuer: traveller.state.code,
    surname: traveller.surname,
    givenName: traveller.givenName,
    number: traveller.number,
    nationality: traveller.state.code,
    birth: randomDay(random, 1940, 2010),
    sex: traveller.sex,
    expiry: random.chance(0.5) ? anniversary : dayBefore(anniversary),
    emptyDigit: random.chance(0.35) ? '<' : '0',
    optional: random.chance(0.35) ? inventNumber(random, random.pick(['NNNNNNNN', 'ANNNNNNNN', 'NNNNNNNNNNNNNN'])) : '',
  }
  return { traveller, holder, issue }
}

/** How a page words its labels: English alone, or with a second language after a stroke. */
function wording(random: Random, { language }: State): (key: keyof typeof labels) => string {
  const form = random.pick(['/', ' / '])
  const bilingual = language !== null && random.chance(0.75)
  return (key) => (bilingual ? `${labels[key].en}${form}${labels[key][language]}` : labels[key].en)
}

/** The value's style shrunk so that the text keeps within `room`. */
function fit(sheet: Sheet, text: string, style: TextStyle, room: number): TextStyle {
  const share = sheet.measure(text, style) / room
  return share > 1 ? { ...style, size: style.size / share, spacing: (style.spacing ?? 0) / share } : style
}

export const passport: SpecimenKind = {
  kind: 'passport',
  surroundings: 'book',
  draw(random) {
    const hue = random.pick([205, 340, 150, 35, 265, 190])
    const sheet = startPage('passport', random, hue)
    const { traveller, holder, issue } = inventHolder(random)
    const { state } = traveller
    const say = wording(random, state)
    const writeDate = pickDateForm(random, state.language)
    const labelFace = random.pick(['sans', 'roman', 'sans'] as const)
    const label: TextStyle = {
      face: labelFace,
      size: random.between(1.85, 2.15),
      colour: hsl(hue + random.pick([0, 20, 180]), random.between(10, 60), random.between(25, 42)),
    }
    const value: TextStyle = {
      face: random.pick(['sans', 'roman', 'mono', 'sans'] as const),
      weight: random.pick([400, 700]),
      size: random.between(2.9, 3.35),
      colour: hsl(0, 0, random.between(4, 18)),
      spacing: random.pick([0, 0, 0.12, 0.25]),
    }
    const ground = random.between(-0.8, 0.8)
    const left = 43 + random.between(-1.5, 1.5)
    const right = 121
    const step = random.between(7.1, 7.3)
    const row = (index: number) => 15 + ground + index * step
    const under = random.between(3.15, 3.5)
    const place = (key: keyof typeof labels, text: string, x: number, index: number, end = right): TrueLine => {
      sheet.print(say(key), x, row(index), fit(sheet, say(key), label, end - x - 1))
      return sheet.print(text, x, row(index) + under, fit(sheet, text, value, end - x - 1))
    }

    // A band of plain paper, as pages have under the zone.
    sheet.context.fillStyle = hsl(hue, 20, 96, 0.7)
    sheet.context.fillRect(0, 72.5, pageSize.width, 15.5)
    const head: TextStyle = {
      face: labelFace,
      weight: 700,
      size: random.between(3.1, 3.9),
      colour: hsl(hue, 60, 28),
      spacing: 0.2,
    }
    sheet.print(state.name, left, 9 + ground, fit(sheet, state.name, head, right - left))
    const word = random.pick(['PASSPORT', 'PASSPORT', 'PASSPORT PASSEPORT'])
    sheet.print(word, 6, 9 + ground, fit(sheet, word, { ...head, size: head.size * 0.82 }, left - 9))

    const columns = [left, left + 15, left + 44] as const
    sheet.field('document_type', 'P', [place('type', 'P', columns[0], 0, columns[1])])
    sheet.field('country_code', state.code, [place('code', state.code, columns[1], 0, columns[2])])
    sheet.field('passport_number', holder.number, [place('number', holder.number, columns[2], 0)])
    sheet.field('surname', holder.surname, [place('surname', holder.surname, left, 1)])
    sheet.field('given_name', holder.givenName, [place('givenName', holder.givenName, left, 2)])
    const nationality = place('nationality', state.nationality, left, 3)
    sheet.field('nationality', state.code, [nationality])

    const sexFirst = random.chance(0.5)
    const birthX = sexFirst ? left + 22 : left
    const sexX = sexFirst ? left : left + 44
    const sexPrinted = state.language === 'fr' && random.chance(0.15) ? `${holder.sex}/${holder.sex}` : holder.sex
    const printSex = () => {
      const line = place('sex', sexPrinted, sexX, 4, sexFirst ? birthX : right)
      sheet.field('sex', holder.sex, [line])
      if (sexPrinted.length > 1) sheet.alsoAt('sex', [part(line, 0, 1)])
    }
    if (sexFirst) printSex()
    sheet.field('birth_date', isoDate(holder.birth), [
      place('birth', writeDate(holder.birth), birthX, 4, sexFirst ? right : sexX),
    ])
    if (!sexFirst) printSex()
    place('birthPlace', traveller.birthPlace, left, 5)
    sheet.field('issue_date', isoDate(issue), [place('issue', writeDate(issue), left, 6, left + 38)])
    place('authority', state.authority, left + 39, 6)
    sheet.field('expiry_date', isoDate(holder.expiry), [place('expiry', writeDate(holder.expiry), left, 7, left + 38)])
    sheet.print(say('signature'), left + 39, row(7), fit(sheet, say('signature'), label, 37))

    const portrait = { left: 5.5 + random.between(-1, 1), top: 17 + random.between(-1.5, 3), width: 33, height: 43 }
    drawPortrait(sheet.context, random.fork('portrait'), portrait, {
      ground: random.chance(0.6) ? hsl(hue, 12, 88) : undefined,
      grey: random.chance(0.35),
      sex: holder.sex,
    })
    sheet.region(
      'portrait',
      portrait.left,
      portrait.top,
      portrait.left + portrait.width,
      portrait.top + portrait.height,
    )
    if (random.chance(0.6)) {
      sheet.print('SPECIMEN', 22, 67.5, {
        face: 'sans',
        weight: 700,
        size: 3.4,
        colour: hsl(0, 55, 55, 0.55),
        spacing: 0.6,
        align: 'centre',
      })
    }

    const [, line2] = printMrz(sheet, random, holder, 77.6 + random.between(-0.4, 0.6))
    sheet.alsoAt('nationality', [part(line2, 10, 10 + state.code.length)])
    return sheet
  },
}
