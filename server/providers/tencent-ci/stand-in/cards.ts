import { boundsOf } from '../../../contract/geometry.ts'
import type { Field } from '../../../contract/result.ts'
import type { CardType } from '../limits.ts'

export type CardKind = 'id-card-front' | 'id-card-back' | 'driver-licence-front' | 'driver-licence-back'

/** A card may show either side: the job does not say which. */
export const kindsOf: Record<CardType, readonly [CardKind, CardKind]> = {
  IDCard: ['id-card-front', 'id-card-back'],
  DriverLicense: ['driver-licence-front', 'driver-licence-back'],
}

/**
 * Names of fields. Those of the card's front are the document's own, which are translations.
 * Invention: those of the back and of driving licences, for which it gives none, in the same manner.
 */
const names: Record<CardKind, Readonly<Record<string, string>>> = {
  'id-card-front': {
    name: 'Name',
    sex: 'Gender',
    ethnicity: 'Ethnicity',
    birth_date: 'Birth (Date)',
    address: 'Address',
    id_number: 'Identification Number (ID Number)',
  },
  'id-card-back': { issuing_authority: 'Issuing Authority', valid_period: 'Valid Period' },
  'driver-licence-front': {
    licence_number: 'License Number',
    name: 'Name',
    sex: 'Gender',
    address: 'Address',
    first_issue_date: 'Date of First Issue',
    vehicle_class: 'Class',
    issuing_unit: 'Issuing Unit',
    valid_period: 'Valid Period',
  },
  'driver-licence-back': {
    name: 'Name',
    licence_number: 'License Number',
    archive_number: 'Archive Number',
    record: 'Record',
  },
}

/** One `IdInfo`, all text as XML has it. */
export interface IdInfo {
  Name: string
  DetectedText: string
  Score?: string
  Location?: { Point: string[] }
}

/** Top-left, bottom-left, bottom-right, top-right, against the clock, as in the document's example; whole pixels. */
function pointsOf(fields: readonly Field[]): string[] | null {
  const quads = fields.flatMap(({ quads: all }) => all)
  if (quads.length === 0) return null
  const { left, top, right, bottom } = boundsOf(...quads)
  const corners = [
    [left, top],
    [left, bottom],
    [right, bottom],
    [right, top],
  ] as const
  return corners.map(([x, y]) => `${Math.round(x)},${Math.round(y)}`)
}

function infoOf(name: string, text: string, fields: readonly Field[]): IdInfo {
  const confidences = fields.flatMap(({ confidence }) => confidence ?? [])
  const points = pointsOf(fields)
  return {
    Name: name,
    DetectedText: text,
    // What the engine does not report is left out, never made up.
    ...(confidences.length > 0 && { Score: String(Math.round(Math.min(...confidences) * 100)) }),
    ...(points && { Location: { Point: points } }),
  }
}

export interface CardReading {
  kind: CardKind
  fields: readonly Field[]
}

function infosOf({ kind, fields }: CardReading): IdInfo[] {
  const found = (key: string) => fields.find((field) => field.key === key && field.value !== null)
  return Object.entries(names[kind]).flatMap(([key, name]) => {
    if (key === 'valid_period') {
      const [from, to] = [found('valid_from'), found('valid_to')]
      const ends = [from, to].flatMap((end) => end ?? [])
      if (ends.length === 0) return []
      // Invention: a beginning alone has a dash behind it; an end alone stands as older licences print it.
      const text = [...ends.map(({ value }) => value!.replaceAll('-', '.')), ...(to ? [] : [''])].join('-')
      return [infoOf(name, text, ends)]
    }
    const field = found(key)
    return field ? [infoOf(name, field.value!, [field])] : []
  })
}

/** What was found, of the side on which more was; empty = nothing. */
export function bestInfos(readings: readonly CardReading[]): IdInfo[] {
  const [best = []] = readings.map(infosOf).toSorted((first, second) => second.length - first.length)
  return best
}
