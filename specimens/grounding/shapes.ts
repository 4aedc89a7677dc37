import type { Operation } from './clouds.ts'

/**
 * How a place travels: `corners` as four corners, `bounds` as an upright rectangle (both in whole pixels; several lines of print become one
 * rectangle), `turned` as a rectangle of whole pixels and whole degrees. Undefined: not at all.
 */
export type PlaceForm = 'corners' | 'bounds' | 'turned'

/** A value that comes back otherwise than it went, because the vendor's documented form says it otherwise. */
export interface Rewriting {
  why: string
  /** What comes back of a canonical value; null: nothing. */
  as: (value: string) => string | null
}

/** What the answer of an operation can hold of what the local engine finds. What is not said here must come back as it went. */
export interface Shape {
  /** Keys that the answer has no place for, with the reason. */
  lost: Readonly<Record<string, string>>
  rewritten: Readonly<Record<string, Rewriting>>
  /** Keys that come back though the engine found nothing, and as what. */
  assumed: Readonly<Record<string, { why: string; value: string }>>
  /** Keys that the stand-in decides by itself, with the reason. */
  judged: Readonly<Record<string, string>>
  /** Keys that one member of the answer holds together, in one place and with one confidence. */
  together: readonly (readonly string[])[]
  /** Of all fields, or of some. */
  places: PlaceForm | Readonly<Record<string, PlaceForm>> | null
  /** Whether the answer says how sure it is: of all fields, or of some. */
  confidences: boolean | readonly string[]
  /** Kinds of regions, with how each travels. */
  regions: Readonly<Record<string, PlaceForm>>
  lines: { place: PlaceForm; confidence: boolean } | null
  frames: { place: PlaceForm; confidence: boolean } | null
  /** Texts, spans and order of cells always; their places never, since no answer has them. */
  tables: boolean
  /** Why tables lose something of their text, if they do. */
  cellText?: Rewriting
  html: 'same' | 'made' | null
}

const nothing: Shape = {
  lost: {},
  rewritten: {},
  assumed: {},
  judged: {},
  together: [],
  places: null,
  confidences: false,
  regions: {},
  lines: null,
  frames: null,
  tables: false,
  html: null,
}

const figuresAlone: Rewriting = {
  why: 'RecognizeDrivingLicense answers the figures without their unit, and x for the sign of multiplication (example)',
  as: (value) => value.replaceAll('×', 'x').replace(/(?:kg|mm|人)$/, ''),
}

const noLabel = 'the answer has no member for it'

/** The sorts of the document by the engine's words, null where it has none; those that are not here have the same name. */
const plateSorts: Readonly<Record<string, string | null>> = {
  小型新能源车: '新能源车',
  大型新能源车: '新能源车',
  教练汽车: '教练车',
  警用汽车: '警车',
  武警车辆: '军车',
  军用车辆: '军车',
  使馆汽车: '使领馆车',
  领馆汽车: '使领馆车',
  港澳入出境车: '港澳车',
  应急救援: null,
  外籍汽车: null,
}

/** The nine sorts of capabilities.json, PlateType. */
const plateSort: Rewriting = {
  why: 'PlateType knows nine sorts of plates by words of its own',
  as: (value) => (value in plateSorts ? plateSorts[value]! : value),
}

/** By operation, or by operation and kind where its kinds differ. */
const shapes: Readonly<Record<string, Partial<Shape>>> = {
  'RecognizeIdentityCard id-card-front': { regions: { card: 'corners', portrait: 'corners' } },
  'RecognizeIdentityCard id-card-back': {},
  RecognizeAccountPage: {
    regions: {
      title: 'bounds',
      'register-stamp': 'bounds',
      'undertaker-stamp': 'bounds',
      'invalid-stamp': 'bounds',
      'other-stamp': 'bounds',
    },
  },
  RecognizeBankCard: { lost: { card_type: noLabel, card_holder: noLabel } },
  RecognizeBusinessCard: {},
  RecognizeQrCode: {},
  RecognizeChinapassport: {},
  RecognizePassportMRZ: {
    places: { mrz_line1: 'bounds', mrz_line2: 'bounds' },
    confidences: ['mrz_line1', 'mrz_line2'],
  },
  RecognizeBusinessLicense: {
    lost: {
      registration_number: 'one member, RegisterNumber, holds either number; the credit code goes first',
      paid_in_capital: noLabel,
      valid_from: noLabel,
    },
    assumed: { valid_to: { why: '29991231 means without end, or no term printed (ValidPeriod)', value: '长期' } },
    regions: { stamp: 'bounds', title: 'bounds', emblem: 'bounds', qr: 'bounds' },
  },
  RecognizeStamp: {
    places: { stamp_text: 'bounds' },
    confidences: true,
    regions: { stamp: 'bounds' },
  },
  RecognizeCharacter: { lines: { place: 'turned', confidence: true } },
  RecognizeTable: { tables: true },
  'RecognizeTable html': { tables: true, html: 'made' },
  'TrimDocument html': {
    tables: true,
    html: 'same',
    cellText: {
      why: 'a line break in the HTML of a cell is a blank',
      as: (value) => value.replaceAll('\n', ' '),
    },
  },
  'TrimDocument json': { tables: true, html: 'made' },
  DetectCardScreenshot: {
    rewritten: {
      recapture_score: { why: 'a number of JSON has no noughts at its end', as: (value) => String(Number(value)) },
    },
  },
  RecognizePoiName: {
    places: { sign_name: 'corners', address: 'corners', phone: 'corners', other_text: 'corners' },
    confidences: true,
  },
  RecognizePdf: { lines: { place: 'corners', confidence: false } },
  RecognizeVideoCharacter: { frames: { place: 'turned', confidence: true } },
  RecognizeDriverLicense: {},
  'RecognizeDrivingLicense vehicle-licence-front': {},
  'RecognizeDrivingLicense vehicle-licence-back': {
    rewritten: {
      approved_passengers: figuresAlone,
      gross_mass: figuresAlone,
      unladen_mass: figuresAlone,
      approved_load: figuresAlone,
      overall_dimension: figuresAlone,
      traction_mass: figuresAlone,
    },
  },
  RecognizeLicensePlate: {
    rewritten: { plate_type: plateSort },
    places: { plate_number: 'corners' },
    confidences: true,
    regions: { plate: 'bounds' },
  },
  RecognizeVINCode: {},
  RecognizeTaxiInvoice: { places: 'turned' },
  RecognizeVATInvoice: { places: 'bounds' },
  RecognizeTrainTicket: {},
  RecognizeTakeoutOrder: { places: 'bounds', confidences: true },
  RecognizeQuotaInvoice: { places: 'corners', confidences: true },
  RecognizeTicketInvoice: { places: 'corners', confidences: true },
  GetSmsOcrOssInfo: { places: 'corners', confidences: true, lines: { place: 'corners', confidence: true } },
  'ctyun.ocr.general': { lines: { place: 'corners', confidence: false } },
  'ctyun.ocr.idcard': {},
  'ctyun.ocr.plate': {
    // Its one box is the number's.
    judged: { plate_type: 'every plate has one of three colours (蓝牌 ...), which the stand-in sees for itself' },
    places: { plate_number: 'corners' },
    confidences: ['plate_number'],
  },
  'ctyun.ocr.business-license': {
    lost: { business_scope: noLabel },
  },
  'huawei.ocr.passport': {
    lost: {
      document_type: 'the table promises thirteen fields and lists seven; it is not among them',
      nationality: 'the table promises thirteen fields and lists seven; it is not among them',
      issue_date: 'the table promises thirteen fields and lists seven; it is not among them',
      mrz_line1: 'the table promises thirteen fields and lists seven; it is not among them',
      mrz_line2: 'the table promises thirteen fields and lists seven; it is not among them',
    },
    confidences: true,
  },
  'huawei.ocr.emirates-id-card': { confidences: true },
  'huawei.ocr.bankcard': { confidences: true },
  'tencent-ci.image-license-rec': {
    together: [['valid_from', 'valid_to']],
    places: 'bounds',
    confidences: true,
  },
}

/** @throws {RangeError} for an operation that nobody has written down */
export function shapeOf({ capability, kind, parameters }: Operation): Shape {
  const form = parameters['OutputFormat'] ?? parameters['OutputType'] ?? ''
  const shape = shapes[`${capability} ${kind}`] ?? shapes[`${capability} ${form}`] ?? shapes[capability]
  if (!shape) throw new RangeError(`What ${capability} can hold is not written down.`)
  return { ...nothing, ...shape }
}
