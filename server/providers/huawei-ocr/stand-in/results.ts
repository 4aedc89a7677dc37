import type { Field } from '../../../contract/result.ts'
import type { Operation } from '../limits.ts'

/** Native name and canonical key of every field that the tables and examples list, in their order. */
const passport = {
  country_code: 'country_code',
  passport_number: 'passport_number',
  surname: 'surname',
  given_name: 'given_name',
  sex: 'sex',
  date_of_birth: 'birth_date',
  date_of_expiry: 'expiry_date',
}

const emiratesFront = {
  id_number: 'id_number',
  name: 'name',
  name_arabic: 'name_arabic',
  nationality: 'nationality',
  nationality_arabic: 'nationality_arabic',
  sex: 'sex',
  date_of_birth: 'birth_date',
  expiry_date: 'expiry_date',
}

const emiratesBack = {
  card_number: 'card_number',
  country_code: 'country_code',
  machinecode1: 'mrz_line1',
  machinecode2: 'mrz_line2',
  machinecode3: 'mrz_line3',
  sex: 'sex',
  date_of_birth: 'birth_date',
  expiry_date: 'expiry_date',
}

const bankCard = {
  bank_name: 'bank_name',
  card_number: 'card_number',
  issue_date: 'issue_date',
  expiry_date: 'expiry_date',
  type: 'card_type',
  card_holder: 'card_holder',
}

export type ReadKind = 'passport' | 'emirates-id-front' | 'emirates-id-back' | 'bank-card'

const namesOf: Record<ReadKind, Readonly<Record<string, string>>> = {
  passport,
  'emirates-id-front': emiratesFront,
  'emirates-id-back': emiratesBack,
  'bank-card': bankCard,
}

/** The kinds that a picture may be of. Without `side` the service finds out by itself. */
export function kindsFor(operation: Operation, side: 'front' | 'back' | null): ReadKind[] {
  if (operation === 'passport') return ['passport']
  if (operation === 'bankcard') return ['bank-card']
  return side === null ? ['emirates-id-front', 'emirates-id-back'] : [`emirates-id-${side}`]
}

export interface Reading {
  kind: ReadKind
  fields: readonly Field[]
}

function found({ kind, fields }: Reading): Map<string, Field> {
  const keys = new Set(Object.values(namesOf[kind]))
  return new Map(fields.flatMap((field) => (field.value !== null && keys.has(field.key) ? [[field.key, field]] : [])))
}

/** The reading that found most of its kind's fields. */
export function best(readings: readonly Reading[]): Reading | undefined {
  return readings.toSorted((first, second) => found(second).size - found(first).size)[0]
}

/**
 * `result` as the document shows it: values are text, confidences 0..1 by field name. Passports and bank cards have every field, what was not read
 * as an empty text with confidence 0 (the bank card's example); Emirates cards have only what was read (theirs). Null: nothing was read.
 */
export function resultOf(reading: Reading): Record<string, unknown> | null {
  const values = found(reading)
  if (values.size === 0) return null
  const isSparse = reading.kind === 'emirates-id-front' || reading.kind === 'emirates-id-back'
  const result: Record<string, unknown> = {}
  const confidence: Record<string, number> = {}
  if (isSparse) result['side'] = reading.kind === 'emirates-id-front' ? 'front' : 'back'
  for (const [name, key] of Object.entries(namesOf[reading.kind])) {
    const field = values.get(key)
    if (!field && isSparse) continue
    result[name] = field?.value ?? ''
    if (!field) confidence[name] = 0
    else if (field.confidence !== null) confidence[name] = Math.round(field.confidence * 10_000) / 10_000
  }
  return { ...result, confidence, ...(reading.kind === 'passport' && { extra_info: {} }) }
}
