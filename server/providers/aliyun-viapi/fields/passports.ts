import { confidenceOf, numberOf, textOf } from '../../values.ts'
import { numbers } from './boxes.ts'
import { createCollector, withRest, type Collector, type FindingsContext, type Found } from './collect.ts'
import { child, isGiven, items, nativeOf, take, type Native } from './native.ts'

const chinaKeys = {
  Type: 'document_type',
  Country: 'country_code',
  PassportNo: 'passport_number',
  SourceCountry: 'nationality',
  Sex: 'sex',
  BirthDate: 'birth_date',
  IssueDate: 'issue_date',
  ExpiryDate: 'expiry_date',
  NameChinese: 'name_chinese',
  Authority: 'issuing_authority',
  PersonId: 'person_id',
} as const

/** Places stand as printed, with their Latin letters, under a name of their own; without it the Chinese part alone is what is known. */
const placeKeys = { BirthPlace: 'birth_place', IssuePlace: 'issue_place' } as const

function places(collector: Collector, data: Native): void {
  for (const [name, key] of Object.entries(placeKeys)) {
    const printed = child(data, `${name}Raw`)
    collector.field(textOf(printed.value) === null ? child(data, name) : printed, { key })
  }
}

const digitsIn = (line: Native) => textOf(line.value)?.match(/\d/g)?.length ?? 0

/** The line of names begins with the document's code and holds hardly a digit; the line of numbers is full of them. */
const isFirstLine = (line: Native) => /^[A-Z]/.test(textOf(line.value) ?? '') && digitsIn(line) < 8

/** Surname and given names of `LI.SI`, `LI SI`, `LI,SI` or `LI<<SI`; where the machine-readable line tells them apart, it decides. */
function nameParts(name: string, mrzLine: string | null): readonly [surname: string, given: string | null] {
  const [surnameInLine, givenInLine] = (mrzLine?.slice(5) ?? '')
    .split('<<')
    .map((part) => part.replaceAll('<', ' ').trim())
  const bare = (text: string) => text.replaceAll(/[\s.,/<-]/g, '').toUpperCase()
  if (surnameInLine && bare(name) === bare(`${surnameInLine}${givenInLine ?? ''}`)) {
    return [surnameInLine, givenInLine || null]
  }
  const [surname, ...given] = name.split(/<<|\s*[.,/]\s*/).length > 1 ? name.split(/<<|\s*[.,/]\s*/) : name.split(/\s+/)
  return [surname!.trim(), given.join(' ').replaceAll('<', ' ').trim() || null]
}

function names(collector: Collector, native: Native, mrzLine: string | null): void {
  const name = textOf(native.value)
  const [surname, given] = name === null ? [null, null] : nameParts(name, mrzLine)
  collector.field(native, { key: 'surname', read: surname })
  if (given !== null || name === null) collector.field(native, { key: 'given_name', read: given })
}

/** Data pages of Chinese passports. The table swaps LineOne and LineZero: their content decides (contradictions). */
export function chinaPassport(value: unknown, context: FindingsContext): Found {
  const data = nativeOf('RecognizeChinapassport', value)
  const collector = createCollector('passport-cn', context)
  for (const [name, key] of Object.entries(chinaKeys)) collector.field(child(data, name), { key })
  places(collector, data)
  const lines = [child(data, 'LineOne'), child(data, 'LineZero')].filter(isGiven)
  const [one, zero] = lines
  const isSwapped = one && zero ? digitsIn(one) > digitsIn(zero) : one !== undefined && !isFirstLine(one)
  const [first, second] = isSwapped ? [zero, one] : [one, zero]
  if (first) collector.field(first, { key: 'mrz_line1' })
  if (second) collector.field(second, { key: 'mrz_line2' })
  names(collector, child(data, 'Name'), textOf(first?.value))
  return withRest(collector, data)
}

const mrzKeys: Readonly<Record<string, string>> = {
  type: 'document_type',
  country_code: 'country_code',
  passport_no: 'passport_number',
  surname: 'surname',
  given_name: 'given_name',
  nationality: 'nationality',
  birth: 'birth_date',
  sex: 'sex',
  date_of_issue: 'issue_date',
  date_of_expiry: 'expiry_date',
  mrz1: 'mrz_line1',
  mrz2: 'mrz_line2',
}

/** Machine-readable zones: an entry a field; only the two lines have a box and scores (DEFECTS.md, key-missing). */
export function passportMrz(value: unknown, context: FindingsContext): Found {
  const data = nativeOf('RecognizePassportMRZ', value)
  const collector = createCollector('passport-mrz', context)
  const regions = items(child(data, 'Regions')).map((region) => ({
    region,
    name: textOf(take(child(region, 'Name'))) ?? 'Content',
    content: child(region, 'Content'),
  }))
  const firstLine = textOf(regions.find(({ name }) => name === 'mrz1')?.content.value)
  const hasParts = regions.some(({ name }) => name === 'surname' || name === 'given_name')
  for (const { region, name, content } of regions) {
    const [box, score, found] = [
      child(region, 'BandBoxes'),
      child(region, 'RecognitionScore'),
      child(region, 'DetectionScore'),
    ]
    const quad = numbers(box)
    const confidence = confidenceOf(take(score))
    if (numberOf(take(found)) !== null || name.startsWith('mrz')) {
      collector.region('mrz', box, quad, { text: content.value, confidence: confidenceOf(found.value) })
    }
    if (name === 'name' && !hasParts) names(collector, content, firstLine)
    else collector.field(content, { key: mrzKeys[name], name, quads: [quad], confidence })
  }
  return withRest(collector, data)
}
