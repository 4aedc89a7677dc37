import type { FieldDefinition, KindDefinition } from '../documents/definition.ts'
import type { Check } from '../result.ts'
import { sayCheck, type CheckText, type CheckValues } from './messages/index.ts'

/** The filled values of one document by key; of a field that occurs several times, the first. */
export type Values = ReadonlyMap<string, string>

/** A rule on one value. Null when the rule has nothing to say, e.g. because what it compares with is not there. */
export type FieldRule = (value: string, field: FieldDefinition, values: Values) => Check | null

/** A rule between fields: a result for every field that it concerns. */
export type CrossRule = (values: Values, kind: KindDefinition) => { key: string; check: Check }[]

/** A text of the catalogues: the id of the rule is what stands before the dot. */
function saying(ok: boolean, text: CheckText, values: CheckValues): Check {
  const says = Object.keys(values).length > 0 ? { text, values: { ...values } } : { text }
  return { id: text.slice(0, text.indexOf('.')), ok, message: sayCheck(text, values, 'en'), says }
}

export function passed(text: CheckText, values: CheckValues = {}): Check {
  return saying(true, text, values)
}

/** `repairs` are the values that would satisfy the rule, best first; left out when there are none. */
export function failed(text: CheckText, values: CheckValues = {}, repairs: readonly string[] = []): Check {
  const check = saying(false, text, values)
  return repairs.length > 0 ? { ...check, repairs: [...repairs] } : check
}
