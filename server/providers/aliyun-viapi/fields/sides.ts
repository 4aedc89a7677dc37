import { isIsoDate, parseWrittenDate } from '../../../contract/checks/dates.ts'
import { isRecord, textOf } from '../../values.ts'
import { points, rotated } from './boxes.ts'
import { createCollector, withRest, type Collector, type FindingsContext, type Found } from './collect.ts'
import { child, isGiven, nativeOf, restOf, take, type Native } from './native.ts'

/** Cards and licences of two sides: an object for each side that was found, and our keys for what it names. */
interface Side {
  /** Name below `Data`. */
  name: string
  kind: string
  keys: Readonly<Record<string, string>>
  more?: (collector: Collector, side: Native) => void
}

/** FaceRectangle and FaceRectVertices are the same place twice; the corners need no turning. */
function cardRegions(collector: Collector, side: Native): void {
  const [vertices, rectangle] = [child(side, 'FaceRectVertices'), child(side, 'FaceRectangle')]
  const fromVertices = points(vertices)
  const fromRectangle = rotated(rectangle, ['Width', 'Height'], 'upright')
  collector.region('card', child(side, 'CardAreas'), points(child(side, 'CardAreas')))
  collector.region('portrait', fromVertices ? vertices : rectangle, fromVertices ?? fromRectangle)
}

/** A length of validity, or its end as YYYYMMDD: the day is printed as YYYY-MM-DD, and so the text is. */
function licenceEnd(collector: Collector, side: Native): void {
  const end = child(side, 'EndDate')
  const text = textOf(end.value)
  const date = text !== null && /^\d{8}$/.test(text) ? parseWrittenDate(text) : null
  collector.field(end, { key: 'valid_to', ...(date !== null && isIsoDate(date) && { read: date }) })
}

const actions: Readonly<Record<string, { sides: readonly [Side, Side]; markers?: readonly string[] }>> = {
  RecognizeIdentityCard: {
    sides: [
      {
        name: 'FrontResult',
        kind: 'id-card-front',
        keys: {
          Name: 'name',
          Gender: 'sex',
          Nationality: 'ethnicity',
          BirthDate: 'birth_date',
          Address: 'address',
          IDNumber: 'id_number',
        },
        more: cardRegions,
      },
      {
        name: 'BackResult',
        kind: 'id-card-back',
        keys: { Issue: 'issuing_authority', StartDate: 'valid_from', EndDate: 'valid_to' },
        more: cardRegions,
      },
    ],
  },
  RecognizeDriverLicense: {
    sides: [
      {
        name: 'FaceResult',
        kind: 'driver-licence-front',
        keys: {
          LicenseNumber: 'licence_number',
          Name: 'name',
          Gender: 'sex',
          Address: 'address',
          IssueUnit: 'issuing_unit',
          IssueDate: 'first_issue_date',
          VehicleType: 'vehicle_class',
          StartDate: 'valid_from',
        },
        more: licenceEnd,
      },
      {
        name: 'BackResult',
        kind: 'driver-licence-back',
        keys: { Name: 'name', CardNumber: 'licence_number', ArchiveNumber: 'archive_number', Record: 'record' },
      },
    ],
  },
  RecognizeDrivingLicense: {
    // The energy mark is a dash where the car has none.
    markers: ['-'],
    sides: [
      {
        name: 'FaceResult',
        kind: 'vehicle-licence-front',
        keys: {
          PlateNumber: 'plate_number',
          VehicleType: 'vehicle_type',
          Owner: 'owner',
          Address: 'address',
          UseCharacter: 'use_character',
          Model: 'model',
          Vin: 'vin',
          EngineNumber: 'engine_number',
          RegisterDate: 'register_date',
          IssueDate: 'issue_date',
        },
      },
      {
        name: 'BackResult',
        kind: 'vehicle-licence-back',
        keys: {
          PlateNumber: 'plate_number',
          FileNumber: 'file_number',
          ApprovedPassengerCapacity: 'approved_passengers',
          GrossMass: 'gross_mass',
          UnladenMass: 'unladen_mass',
          ApprovedLoad: 'approved_load',
          OverallDimension: 'overall_dimension',
          TractionMass: 'traction_mass',
          EnergyType: 'energy_type',
          InspectionRecord: 'inspection_record',
        },
      },
    ],
  },
}

/** Whether a side was read: it names at least one of its values. An object of empty texts was not. */
const isRead = (side: Native, { keys }: Side) =>
  isRecord(side.value) && Object.keys(keys).some((name) => textOf(child(side, name).value) !== null)

/**
 * What came decides the kind; where both sides came (the examples of both licences, although Side=face was sent), the expected one. The values of the
 * other side are kept under their native names, since the kind has no keys for them.
 */
function sidesOf(action: string, sides: readonly [Side, Side], markers?: readonly string[]) {
  return (value: unknown, context: FindingsContext): Found => {
    const data = nativeOf(action, value)
    const read = sides.filter((side) => isRead(child(data, side.name), side))
    const given = sides.filter(({ name }) => isGiven(child(data, name)))
    const wanted = (candidates: readonly Side[]) =>
      candidates.find(({ kind }) => kind === context.kind) ?? candidates[0]
    const side = wanted(read) ?? wanted(given) ?? wanted(sides)!
    const native = child(data, side.name)
    const collector = createCollector(side.kind, context)
    for (const [name, key] of Object.entries(side.keys)) collector.field(child(native, name), { key, markers })
    side.more?.(collector, native)
    for (const { name } of sides.filter((other) => other !== side)) {
      const other = child(data, name)
      for (const leaf of restOf(other)) {
        const kept = { value: leaf.value, path: leaf.path, taken: data.taken }
        if (textOf(leaf.value) === null) take(kept)
        else collector.field(kept, { name: leaf.path.slice('Data.'.length), markers })
      }
    }
    return withRest(collector, data, markers)
  }
}

export const sidedActions = Object.fromEntries(
  Object.entries(actions).map(([action, { sides, markers }]) => [action, sidesOf(action, sides, markers)]),
)
