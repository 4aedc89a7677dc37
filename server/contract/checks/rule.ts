import type { FieldDefinition, KindDefinition } from '../documents/definition.ts'
import type { Check } from '../result.ts'

/** The filled values of one document by key; of a field that occurs several times, the first. */
export type Values = ReadonlyMap<string, string>

/** A rule on one value. Null when the rule has nothing to say, e.g. because what it compares with is not there. */
export type FieldRule = (value: string, field: FieldDefinition, values: Values) => Check | null

/** A rule between fields: a result for every field that it concerns. */
export type CrossRule = (values: Values, kind: KindDefinition) => { key: string; check: Check }[]

export function passed(id: string, message: string): Check {
  return { id, ok: true, message }
}

/** `repairs` are the values that would satisfy the rule, best first; left out when there are none. */
export function failed(id: string, message: string, repairs: readonly string[] = []): Check {
  return repairs.length > 0 ? { id, ok: false, message, repairs: [...repairs] } : { id, ok: false, message }
}
