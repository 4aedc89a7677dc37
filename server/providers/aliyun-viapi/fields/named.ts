import type { Reading } from '../../geometry.ts'
import { numberOf, textOf } from '../../values.ts'
import { ltwh } from './boxes.ts'
import { createCollector, withRest, type Collector, type FindingsContext, type Found } from './collect.ts'
import { child, items, nativeOf, take, type Native } from './native.ts'

/** Actions whose answers name each value: native names below `Data`, and our keys for them. */
interface Named {
  kind: string
  keys: Readonly<Record<string, string>>
  /** Members, or lists of members, with a box (`ltwh`), and the regions that they are. */
  regions?: Readonly<Record<string, string>>
  /** Texts that stand in place of a value that was not found (capabilities.json, failureMarkers). */
  markers?: readonly string[]
  more?: (collector: Collector, data: Native) => void
}

const failed = ['FailInRecognition', 'FailInDetection']

/** Numbers of 18 places are the unified credit code, the older ones of 15 the registration number (the overview and the table disagree). */
function registerNumber(collector: Collector, data: Native): void {
  const number = child(data, 'RegisterNumber')
  const isOld = /^\d{13,15}$/.test(textOf(number.value) ?? '')
  collector.field(number, { key: isOld ? 'registration_number' : 'credit_code', markers: failed })
}

/** Several dates are joined with commas: the earlier is that of issue (capabilities.json, RecognizeBankCard, ValidDate). */
function cardDates(collector: Collector, data: Native): void {
  const dates = child(data, 'ValidDate')
  const order = (month: string) =>
    month.replace(/^\s*(\d+)\D+(?:20)?(\d+)\s*$/, (_, mm: string, yy: string) => yy + mm.padStart(2, '0'))
  const months = (textOf(dates.value) ?? '').split(/[,;、]/).filter((part) => part.trim() !== '')
  const sorted = months.sort((first, second) => (order(first) < order(second) ? -1 : 1))
  if (sorted.length > 1) collector.field(dates, { key: 'issue_date', read: sorted[0] })
  collector.field(dates, { key: 'expiry_date', ...(sorted.length > 1 && { read: sorted.at(-1) }) })
}

/** The table calls IsBlur "is it sharp", but true means blurred; the score's threshold decides in no stated direction (contradictions). */
function screenshot(collector: Collector, data: Native): void {
  const spoof = child(data, 'SpoofResult')
  collector.field(child(spoof, 'IsSpoof'), { key: 'is_recaptured' })
  collector.field(child(spoof, 'ResultMap', 'ScreenScore'), { key: 'recapture_score' })
}

const actions: Readonly<Record<string, Named>> = {
  RecognizeAccountPage: {
    kind: 'household-register',
    keys: {
      Name: 'name',
      Relation: 'relation',
      Gender: 'sex',
      BirthPlace: 'birth_place',
      NativePlace: 'native_place',
      Nationality: 'ethnicity',
      BirthDate: 'birth_date',
      IDNumber: 'id_number',
    },
    regions: {
      TitleArea: 'title',
      RegisterStampAreas: 'register-stamp',
      UndertakeStampAreas: 'undertaker-stamp',
      InvalidStampAreas: 'invalid-stamp',
      OtherStampAreas: 'other-stamp',
    },
    markers: failed,
  },
  RecognizeBankCard: {
    kind: 'bank-card',
    keys: { CardNumber: 'card_number', BankName: 'bank_name' },
    more: cardDates,
  },
  RecognizeBusinessLicense: {
    kind: 'business-licence',
    keys: {
      Name: 'name',
      Type: 'company_type',
      Address: 'address',
      LegalPerson: 'legal_person',
      Capital: 'registered_capital',
      EstablishDate: 'established_date',
      ValidPeriod: 'valid_to',
      Business: 'business_scope',
    },
    regions: { Stamp: 'stamp', Title: 'title', Emblem: 'emblem', QRCode: 'qr' },
    markers: failed,
    more: registerNumber,
  },
  RecognizeTrainTicket: {
    kind: 'train-ticket',
    keys: {
      DepartureStation: 'departure_station',
      Destination: 'arrival_station',
      Number: 'train_number',
      Date: 'departure_time',
      Seat: 'seat',
      Level: 'seat_class',
      Price: 'price',
      Name: 'passenger_name',
    },
  },
  RecognizeVINCode: { kind: 'vin', keys: { VinCode: 'vin' } },
  DetectCardScreenshot: {
    kind: 'card-screenshot',
    keys: { IsCard: 'is_card', IsBlur: 'is_blurred' },
    more: screenshot,
  },
}

/** The direction in which the text of a picture runs that was turned clockwise by `Angle` (0, 90, 180, 270). */
function readingOf(data: Native): Reading {
  const angle = numberOf(child(data, 'Angle').value)
  return angle === null || angle % 360 === 0 ? 'upright' : angle
}

function namedOf(action: string, { kind, keys, regions = {}, markers, more }: Named) {
  return (value: unknown, context: FindingsContext): Found => {
    const data = nativeOf(action, value)
    const collector = createCollector(kind, context)
    for (const [name, key] of Object.entries(keys)) collector.field(child(data, name), { key, markers })
    more?.(collector, data)
    const reading = readingOf(data)
    for (const [name, region] of Object.entries(regions)) {
      const places = child(data, name)
      for (const place of Array.isArray(places.value) ? items(places) : [places]) {
        collector.region(region, place, ltwh(place, reading))
      }
      take(places)
    }
    return withRest(collector, data, markers)
  }
}

export const namedActions = Object.fromEntries(
  Object.entries(actions).map(([action, named]) => [action, namedOf(action, named)]),
)

const cardLists = {
  Titles: 'title',
  Companies: 'company',
  Departments: 'department',
  OfficePhoneNumbers: 'office_phone',
  CellPhoneNumbers: 'mobile_phone',
  Addresses: 'address',
  Emails: 'email',
} as const

/** Lists of texts; an empty one is a value that was not found. */
export function businessCard(value: unknown, context: FindingsContext): Found {
  const data = nativeOf('RecognizeBusinessCard', value)
  const collector = createCollector('business-card', context)
  collector.field(child(data, 'Name'), { key: 'name' })
  for (const [name, key] of Object.entries(cardLists)) {
    const list = child(data, name)
    const entries = items(list)
    for (const entry of entries) collector.field(entry, { key })
    if (entries.length === 0) collector.field(list, { key, read: null })
    take(list)
  }
  return withRest(collector, data)
}
