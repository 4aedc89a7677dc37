import { addYears, dayBefore, isoDate, randomDay } from '../dates.ts'
import type { Holder } from '../mrz.ts'
import { drawPortrait, hsl } from '../paper.ts'
import { pageSize, pickDateForm, printMrz, startPage } from '../passport-page.ts'
import { order, wordLabels, type Label } from '../passport-wording.ts'
import type { Random } from '../random.ts'
import { heldBy, layOn, onPapers, scribble } from '../scene.ts'
import { part, Sheet, type TextStyle } from '../sheet.ts'
import { inventNumber, inventTraveller, type Traveller } from '../travellers.ts'
import type { TrueLine } from '../truth.ts'
import type { SpecimenKind } from './kind.ts'

/** An invented foreign holder with all that a TD3 zone says of them. */
export function inventHolder(random: Random): {
  traveller: Traveller
  holder: Holder
  issue: ReturnType<typeof randomDay>
} {
  const traveller = inventTraveller(random)
  const issue = randomDay(random, 2012, 2024)
  const anniversary = addYears(issue, random.pick([5, 10, 10, 10]))
  const holder: Holder = {
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

/** Where a label stands, where its value, and where the room for both ends. */
interface Place {
  label: [x: number, y: number]
  value: [x: number, y: number]
  end: number
}

type Area = { left: number; right: number; top: number }

/** Values under their labels, several to a row: what most pages have. */
function stacked(random: Random, { left, right, top }: Area): (key: Label) => Place {
  const step = random.between(7.1, 7.3)
  const under = random.between(3.15, 3.5)
  const [sexX, birthX] = random.chance(0.5) ? [left, left + 22] : [left + 44, left]
  const at: Record<Label, [x: number, row: number, end: number]> = {
    type: [left, 0, left + 15],
    code: [left + 15, 0, left + 44],
    number: [left + 44, 0, right],
    surname: [left, 1, right],
    givenName: [left, 2, right],
    nationality: [left, 3, right],
    sex: [sexX, 4, sexX < birthX ? birthX : right],
    birth: [birthX, 4, birthX < sexX ? sexX : right],
    birthPlace: [left, 5, right],
    issue: [left, 6, left + 38],
    authority: [left + 39, 6, right],
    expiry: [left, 7, left + 38],
    signature: [left + 39, 7, right],
    person: [left + 44, 3, right],
  }
  return (key) => {
    const [x, row, end] = at[key]
    const y = top + row * step
    return { label: [x, y], value: [x, y + under], end }
  }
}

/** Each value to the right of its label, one to a row. */
function beside(random: Random, { left, right, top }: Area): (key: Label) => Place {
  const step = random.between(4.35, 4.55)
  const column = left + random.between(37, 40)
  const sequence = random.chance(0.5) ? order : order.toSorted((a, b) => (a === 'sex' ? 1 : 0) - (b === 'sex' ? 1 : 0))
  return (key) => {
    const y = top + Math.max(0, sequence.indexOf(key)) * step
    return { label: [left, y], value: [column, y], end: right }
  }
}

/** The value's style shrunk so that the text keeps within `room`. */
function fit(sheet: Sheet, text: string, style: TextStyle, room: number): TextStyle {
  const share = sheet.measure(text, style) / room
  return share > 1 ? { ...style, size: style.size / share, spacing: (style.spacing ?? 0) / share } : style
}

/** Names as the vocabulary wants them: only those accents stand that the zone lets a reader know. */
const known = (name: string) => name.replaceAll(/[^ÄÖÜ]/g, (sign) => sign.normalize('NFD').replaceAll(/\p{M}/gu, ''))

/** The page by itself. */
function drawPage(random: Random): Sheet {
  const hue = random.pick([205, 340, 150, 35, 265, 190])
  const sheet = startPage('passport', random, hue)
  const { traveller, holder, issue } = inventHolder(random)
  const { state } = traveller
  const say = wordLabels(random, state)
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
  const top = 15 + random.between(-0.8, 0.8)
  const portraitRight = random.chance(0.12)
  const left = (portraitRight ? 6.5 : 43) + random.between(-1.5, 1.5)
  const right = left + 78
  const placeOf = random.chance(0.15) ? beside(random, { left, right, top }) : stacked(random, { left, right, top })
  const print = (key: Label, text: string): TrueLine => {
    const place = placeOf(key)
    const [x, y] = place.label
    const sameLine = place.value[1] === y
    const labelRoom = (sameLine ? place.value[0] : place.end) - x - 1
    sheet.print(say(key), x, y, fit(sheet, say(key), label, labelRoom))
    return sheet.print(text, ...place.value, fit(sheet, text, value, place.end - place.value[0] - 1))
  }

  // A band of plain paper, as pages have under the zone.
  sheet.context.fillStyle = hsl(hue, 20, 96, 0.7)
  sheet.context.fillRect(0, 72.5, pageSize.width, 15.5)
  const portrait = {
    left: (portraitRight ? 86.5 : 5.5) + random.between(-1, 1),
    top: 17 + random.between(-1.5, 3),
    width: 33,
    height: 43,
  }
  const head: TextStyle = {
    face: labelFace,
    weight: 700,
    size: random.between(3.1, 3.9),
    colour: hsl(hue, 60, 28),
    spacing: 0.2,
  }
  sheet.print(state.name, left, top - 6, fit(sheet, state.name, head, right - left))
  const word = random.pick(['PASSPORT', 'PASSPORT', 'PASSPORT PASSEPORT'])
  sheet.print(word, portrait.left, top - 6, fit(sheet, word, { ...head, size: head.size * 0.82 }, portrait.width + 2))

  sheet.field('document_type', 'P', [print('type', 'P')])
  sheet.field('country_code', state.code, [print('code', state.code)])
  sheet.field('passport_number', holder.number, [print('number', holder.number)])
  sheet.field('surname', known(holder.surname), [print('surname', holder.surname)])
  sheet.field('given_name', known(holder.givenName), [print('givenName', holder.givenName)])
  const nationality = random.chance(0.15) ? state.code : state.nationality
  sheet.field('nationality', state.code, [print('nationality', nationality)])
  // The personal number, which some states print beside the nationality.
  const room = placeOf('person')
  if (random.chance(0.2) && room.value[1] !== room.label[1] && sheet.measure(nationality, value) < 42) {
    const number = inventNumber(random, random.pick(['NNNNNNNNNNN', 'NNNNNN-NNNN']))
    print('person', number)
  }
  const sexPrinted = state.language === 'fr' && random.chance(0.15) ? `${holder.sex}/${holder.sex}` : holder.sex
  const sex = print('sex', sexPrinted)
  sheet.field('sex', holder.sex, [sex])
  if (sexPrinted.length > 1) sheet.alsoAt('sex', [part(sex, 0, 1)])
  sheet.field('birth_date', isoDate(holder.birth), [print('birth', writeDate(holder.birth))])
  print('birthPlace', traveller.birthPlace)
  sheet.field('issue_date', isoDate(issue), [print('issue', writeDate(issue))])
  print('authority', state.authority)
  sheet.field('expiry_date', isoDate(holder.expiry), [print('expiry', writeDate(holder.expiry))])
  const signature = placeOf('signature')
  if (signature.value[1] !== signature.label[1]) {
    sheet.print(
      say('signature'),
      ...signature.label,
      fit(sheet, say('signature'), label, right - signature.label[0] - 1),
    )
  }

  drawPortrait(sheet.context, random.fork('portrait'), portrait, {
    ground: random.chance(0.6) ? hsl(hue, 12, 88) : undefined,
    grey: random.chance(0.35),
    sex: holder.sex,
  })
  const { width, height } = portrait
  sheet.region('portrait', portrait.left, portrait.top, portrait.left + width, portrait.top + height)
  if (random.chance(0.6)) {
    sheet.print('SPECIMEN', portrait.left + width / 2, 67.5, {
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
  sheet.alsoAt('sex', [part(line2, 20, 21)])
  return sheet
}

const endorsements = [
  'THIS PASSPORT CONTAINS 34 PAGES',
  'OFFICIAL OBSERVATIONS',
  'There are no official observations',
  'The bearer is requested to sign here',
  'Signature of bearer / Signature du titulaire',
  'In case of emergency please contact',
]

/** An open booklet: the page before the data page above it, with the fold between them. */
export function openBooklet(random: Random, kind: string, page: Sheet): Sheet {
  const scene = new Sheet(kind, { width: page.width, height: page.height * 1.98 }, page.canvas.width)
  const { context } = scene
  const fold = page.height * 0.98
  context.fillStyle = hsl(random.integer(0, 359), 25, random.between(90, 95))
  context.fillRect(0, 0, page.width, fold)
  const style: TextStyle = { face: random.pick(['sans', 'roman'] as const), size: 2.4, colour: hsl(220, 30, 30) }
  for (const [index, text] of random.sample(endorsements, 4).entries())
    scene.print(text, random.between(8, 30), 12 + index * 16, style)
  if (random.chance(0.5))
    scribble(context, random, { left: 30, top: 30, width: 60, height: 3 }, { colour: hsl(0, 0, 30) })
  layOn(scene, page, { left: 0, top: fold, width: page.width })
  const shade = context.createLinearGradient(0, fold - 5, 0, fold + 4)
  shade.addColorStop(0, 'rgba(0, 0, 0, 0)')
  shade.addColorStop(0.55, 'rgba(0, 0, 0, 0.35)')
  shade.addColorStop(1, 'rgba(0, 0, 0, 0)')
  context.fillStyle = shade
  context.fillRect(0, fold - 5, page.width, 9)
  return scene
}

/** A page by itself, in its open booklet, among papers, or held. */
export function inScene(random: Random, kind: string, page: Sheet): Sheet {
  if (random.chance(0.15)) return openBooklet(random, kind, page)
  if (random.chance(0.08)) return onPapers(random, kind, page)
  if (random.chance(0.1)) heldBy(random, page)
  return page
}

export const passport: SpecimenKind = {
  kind: 'passport',
  surroundings: 'book',
  draw: (random) => inScene(random.fork('around'), 'passport', drawPage(random)),
}
