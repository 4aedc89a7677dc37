import { fieldDefinition } from '../../contract/documents/index.ts'
import type { Field } from '../../contract/result.ts'
import { isRecord } from './answer-json.ts'
import { provider } from './errors.ts'
import type { Operation } from './limits.ts'
import { normalised } from './values.ts'

/**
 * Native names whose key differs. The passport table lists seven of the thirteen fields that it promises (seed-facts, `passport-13-fields`);
 * `nationality` to `machine_code2` are the names that Huawei Cloud's public passport recogniser answers in the same shape (PROTOCOLS.md tag P).
 */
const keys: Record<Operation, Readonly<Record<string, string>>> = {
  passport: {
    passport_type: 'document_type',
    date_of_birth: 'birth_date',
    date_of_expiry: 'expiry_date',
    date_of_issue: 'issue_date',
    machine_code: 'mrz_line1',
    machine_code2: 'mrz_line2',
  },
  'emirates-id-card': {
    date_of_birth: 'birth_date',
    machinecode1: 'mrz_line1',
    machinecode2: 'mrz_line2',
    machinecode3: 'mrz_line3',
  },
  bankcard: { type: 'card_type' },
}

/** Beside the fields in a result: the side that was read decides the kind, confidences belong to the fields. */
const notFields = new Set(['side', 'confidence'])

/** 0..1, as a number or as its text; null for everything else, so that "not reported" stays so. */
function confidenceOf(confidences: unknown, name: string): number | null {
  const value = isRecord(confidences) && Object.hasOwn(confidences, name) ? confidences[name] : null
  const isGiven = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')
  const confidence = isGiven ? Number(value) : Number.NaN
  return confidence >= 0 && confidence <= 1 ? confidence : null
}

/** The kind that a result is of: by its own `side`, by the side that was asked for, by what only one side has, else as expected. */
export function kindOf(
  operation: Operation,
  result: Record<string, unknown>,
  asked: string | undefined,
  expected: string,
): string {
  if (operation === 'passport') return 'passport'
  if (operation === 'bankcard') return 'bank-card'
  const side = typeof result['side'] === 'string' && result['side'].trim() !== '' ? result['side'].trim() : asked
  if (side === 'front' || side === 'back') return `emirates-id-${side}`
  const hasBack = ['card_number', 'laser_number', 'machinecode1'].some((name) => Object.hasOwn(result, name))
  const hasFront = ['id_number', 'name', 'nationality'].some((name) => Object.hasOwn(result, name))
  if (hasBack === hasFront) return expected
  return hasBack ? 'emirates-id-back' : 'emirates-id-front'
}

export interface FieldPlace {
  operation: Operation
  kind: string
  page: number
  /** What stands before `result` in a native path: empty, or `[n].` when there are several answers. */
  prefix: string
}

function field(name: string, value: unknown, confidences: unknown, place: FieldPlace, path: string): Field {
  const key = keys[place.operation][name] ?? name
  const definition = fieldDefinition(place.kind, key)
  const confidence = confidenceOf(confidences, name)
  return {
    key: definition ? key : `${provider}:${name}`,
    value: normalised(definition, value),
    native: { path, value },
    page: place.page,
    // The service reports no coordinates at all: the console finds the places itself.
    quads: [],
    boxSource: null,
    confidence,
    confidenceSource: confidence === null ? null : 'provider',
    agreement: null,
    checks: [],
  }
}

/**
 * Every field of one `result`, in its order. Keys that no table lists are kept (`laser_number`); names of `confidence` and of the fields need not
 * match, and a confidence without a value makes no field (DEFECTS.md). An empty text is "not found": value null.
 */
export function fieldsOf(result: Record<string, unknown>, place: FieldPlace): Field[] {
  const confidences = result['confidence']
  return Object.entries(result).flatMap(([name, value]) => {
    if (notFields.has(name)) return []
    const path = `${place.prefix}result.${name}`
    // `extra_info`: values in the official language of the country, empty by default.
    if (isRecord(value)) {
      return Object.entries(value).map(([inner, text]) => ({
        ...field(inner, text, isRecord(confidences) ? confidences[name] : null, place, `${path}.${inner}`),
        key: `${provider}:${name}.${inner}`,
      }))
    }
    return [field(name, value, confidences, place, path)]
  })
}
