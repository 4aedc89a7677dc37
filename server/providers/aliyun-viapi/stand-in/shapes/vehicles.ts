import { boundsOf, contains, quadOfBounds, type Quad } from '../../../../contract/geometry.ts'
import type { Field } from '../../../../contract/result.ts'
import type { StandInReading } from '../../../stand-in.ts'
import { ltwh, points, shortXywh } from './boxes.ts'
import { compactDate, fieldsOf, needAny, regionsOf, valueOf, score } from './values.ts'

/** Licences, plates and vehicle numbers, in the shapes of capabilities.json. */

/** The licence's marker for a text that could not be read, and the one for a place that was not found. */
const unread = (text: string) => (text === '' ? 'FailInRecognition' : text)

export function businessLicence(reading: StandInReading) {
  needAny(reading, ['name', 'credit_code', 'registration_number', 'legal_person', 'company_type'])
  const area = (kind: string) => {
    const [region] = regionsOf(reading, kind)
    return region ? ltwh(region.quad) : 'FailInDetection'
  }
  const of = (key: string) => valueOf(reading, key)
  const until = of('valid_to')
  return {
    // "29991231 means long-term or no term printed".
    ValidPeriod: /^\d{4}-/.test(until) ? compactDate(until) : '29991231',
    Address: unread(of('address')),
    Stamp: area('stamp'),
    Title: area('title'),
    Capital: unread(of('registered_capital')),
    LegalPerson: unread(of('legal_person')),
    EstablishDate: compactDate(of('established_date')),
    Name: unread(of('name')),
    RegisterNumber: unread(of('credit_code') || of('registration_number')),
    Type: unread(of('company_type')),
    QRCode: area('qr'),
    Angle: 0,
    Emblem: area('emblem'),
    Business: unread(of('business_scope')),
  }
}

export function driverLicenceFront(reading: StandInReading) {
  needAny(reading, ['licence_number', 'name', 'vehicle_class', 'first_issue_date'])
  const of = (key: string) => valueOf(reading, key)
  return {
    FaceResult: {
      VehicleType: of('vehicle_class'),
      IssueDate: compactDate(of('first_issue_date')),
      EndDate: compactDate(of('valid_to')),
      Gender: of('sex'),
      Address: of('address'),
      StartDate: compactDate(of('valid_from')),
      LicenseNumber: of('licence_number'),
      Name: of('name'),
      IssueUnit: of('issuing_unit'),
    },
  }
}

export function driverLicenceBack(reading: StandInReading) {
  needAny(reading, ['licence_number', 'name', 'archive_number', 'record'])
  const of = (key: string) => valueOf(reading, key)
  return {
    BackResult: {
      ArchiveNumber: of('archive_number'),
      Name: of('name'),
      CardNumber: of('licence_number'),
      Record: of('record'),
    },
  }
}

export function vehicleLicenceFront(reading: StandInReading) {
  needAny(reading, ['plate_number', 'owner', 'vin', 'engine_number'])
  const of = (key: string) => valueOf(reading, key)
  return {
    FaceResult: {
      IssueDate: compactDate(of('issue_date')),
      Model: of('model'),
      VehicleType: of('vehicle_type'),
      Owner: of('owner'),
      EngineNumber: of('engine_number'),
      PlateNumber: of('plate_number'),
      Address: of('address'),
      UseCharacter: of('use_character'),
      Vin: of('vin'),
      RegisterDate: compactDate(of('register_date')),
    },
  }
}

/** The licence prints 4945x1845x1480mm, 2205kg and 5人; the document answers the figures alone. Two masses of a towing vehicle stay as they are. */
const figures = (value: string) => {
  const plain = value.replaceAll('×', 'x')
  return /^[\dx.]+(?:kg|mm|人)$/i.test(plain) ? plain.replace(/[^\dx.]+$/i, '') : plain
}

export function vehicleLicenceBack(reading: StandInReading) {
  needAny(reading, ['plate_number', 'file_number', 'gross_mass', 'overall_dimension', 'inspection_record'])
  const of = (key: string) => valueOf(reading, key)
  return {
    BackResult: {
      OverallDimension: figures(of('overall_dimension')),
      InspectionRecord: of('inspection_record'),
      UnladenMass: figures(of('unladen_mass')),
      FileNumber: of('file_number'),
      TractionMass: figures(of('traction_mass')),
      GrossMass: figures(of('gross_mass')),
      PlateNumber: of('plate_number'),
      ApprovedPassengerCapacity: figures(of('approved_passengers')),
      // A dash stands where the page has no energy mark.
      EnergyType: of('energy_type') || '-',
      ApprovedLoad: figures(of('approved_load')),
    },
  }
}

const centreOf = (quads: readonly Quad[]): [number, number] => {
  const { left, top, right, bottom } = boundsOf(...quads)
  return [(left + right) / 2, (top + bottom) / 2]
}

/** Where a number stands, on one line or on two. */
const numberQuad = ({ quads }: Field): Quad | undefined =>
  quads.length > 1 ? quadOfBounds(boundsOf(...quads)) : quads[0]

/** Where the plate around a number is: the engine's own region for it, else the number that was read. */
function plateQuad(reading: StandInReading, field: Field): Quad | undefined {
  const { quads } = field
  if (quads.length === 0) return undefined
  const around = regionsOf(reading, 'plate').find(({ quad }) => contains(quad, centreOf(quads)))
  return around?.quad ?? numberQuad(field)
}

/** The sort that was found of each plate: by its place where it has one, else by its turn where every plate has a sort. */
function typesOf(reading: StandInReading, numbers: readonly Field[]): (Field | undefined)[] {
  const types = fieldsOf(reading, 'plate_type')
  return numbers.map((number, index) => {
    const plate = plateQuad(reading, number)
    const here = types.find(({ quads }) => plate && quads.length > 0 && contains(plate, centreOf(quads)))
    return here ?? (types.length === numbers.length && types[index]?.quads.length === 0 ? types[index] : undefined)
  })
}

/** The document's sorts of plates (capabilities.json, PlateType) by what the engine calls them. */
const plateSorts: readonly (readonly [pattern: RegExp, sort: string])[] = [
  [/新能源/, '新能源车'],
  [/小型汽车/, '小型汽车'],
  [/大型汽车/, '大型汽车'],
  [/挂/, '挂车'],
  [/教练|学$/, '教练车'],
  [/武警|军/, '军车'],
  [/警/, '警车'],
  [/使|领/, '使领馆车'],
  [/[港澳]/, '港澳车'],
]

/** Undefined: one that the document has no word for, or that the engine did not tell. */
const plateSort = (type: string | null | undefined) =>
  type ? plateSorts.find(([pattern]) => pattern.test(type))?.[1] : undefined

export function licencePlate(reading: StandInReading) {
  needAny(reading, ['plate_number'])
  const numbers = fieldsOf(reading, 'plate_number')
  const types = typesOf(reading, numbers)
  return {
    Plates: numbers.map((field, index) => {
      const [quad, number] = [plateQuad(reading, field), numberQuad(field)]
      const type = types[index]
      const sort = plateSort(type?.value)
      return {
        ...(sort !== undefined && { PlateTypeConfidence: score(type?.confidence), PlateType: sort }),
        Confidence: score(field.confidence),
        PlateNumber: field.value,
        ...(quad && number && { Roi: shortXywh(quad), Positions: points(number) }),
      }
    }),
  }
}

export function vinCode(reading: StandInReading) {
  needAny(reading, ['vin'])
  return { VinCode: valueOf(reading, 'vin') }
}
