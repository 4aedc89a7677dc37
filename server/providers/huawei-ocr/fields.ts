import type { Field } from '../../contract/result.ts'
import { fieldOf } from '../field.ts'
import { confidenceOf, isRecord } from '../values.ts'
import { provider } from './errors.ts'
import type { Operation } from './limits.ts'

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

/** Names of the confidences and of the fields need not match; not reported stays null. */
function confidenceFor(confidences: unknown, name: string): number | null {
  return isRecord(confidences) && Object.hasOwn(confidences, name) ? confidenceOf(confidences[name]) : null
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

/**
 * Every field of one `result`, in its order. Keys that no table lists are kept (`laser_number`); names of `confidence` and of the fields need not
 * match, and a confidence without a value makes no field (DEFECTS.md). An empty text is "not found": value null.
 */
export function fieldsOf(result: Record<string, unknown>, { operation, kind, page, prefix }: FieldPlace): Field[] {
  const confidences = result['confidence']
  return Object.entries(result).flatMap(([name, value]) => {
    if (notFields.has(name)) return []
    const path = `${prefix}result.${name}`
    // `extra_info`: values in the official language of the country, empty by default.
    if (isRecord(value)) {
      const inner = isRecord(confidences) ? confidences[name] : undefined
      return Object.entries(value).map(([innerName, text]) =>
        fieldOf({
          provider,
          kind,
          nativeName: `${name}.${innerName}`,
          path: `${path}.${innerName}`,
          value: text,
          page,
          confidence: confidenceFor(inner, innerName),
        }),
      )
    }
    const key = keys[operation][name] ?? name
    const confidence = confidenceFor(confidences, name)
    // The service reports no coordinates at all: the console finds the places itself.
    return [fieldOf({ provider, kind, key, nativeName: name, path, value, page, confidence })]
  })
}
