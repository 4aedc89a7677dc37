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

/** What a field or a period of validity becomes, by the key of its name. */
function infosOf({ kind, fields }: CardReading): Map<string, IdInfo> {
  const found = (key: string) => fields.find((field) => field.key === key && field.value !== null)
  const infos = new Map<string, IdInfo>()
  for (const [key, name] of Object.entries(names[kind])) {
    if (key === 'valid_period') {
      const [from, to] = [found('valid_from'), found('valid_to')]
      const ends = [from, to].flatMap((end) => end ?? [])
      // Invention: a beginning alone has a dash behind it; an end alone stands as older licences print it.
      const text = [...ends.map(({ value }) => value!.replaceAll('-', '.')), ...(to ? [] : [''])].join('-')
      if (ends.length > 0) infos.set(key, infoOf(name, text, ends))
    } else {
      const field = found(key)
      if (field) infos.set(key, infoOf(name, field.value!, [field]))
    }
  }
  return infos
}

/**
 * What was found; empty = nothing. Of a card the side on which more was. Invention: of a sheet that shows both sides (each says what only that side
 * prints) both, the front first, so that a name which stands on both is there twice.
 */
export function cardInfos(readings: readonly CardReading[]): IdInfo[] {
  const sides = readings.map((reading) => ({ kind: reading.kind, infos: infosOf(reading) }))
  const saysItsOwn = ({ kind, infos }: (typeof sides)[number]) =>
    [...infos.keys()].some((key) => sides.every((other) => other.kind === kind || !(key in names[other.kind])))
  const most = sides.toSorted((first, second) => second.infos.size - first.infos.size).slice(0, 1)
  const shown = sides.every(saysItsOwn) ? sides : most
  return shown.flatMap(({ infos }) => [...infos.values()])
}
