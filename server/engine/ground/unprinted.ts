import type { KindDefinition } from '../../contract/documents/index.ts'
import type { Field } from '../../contract/result.ts'

/** Keys whose values follow from the picture or are worked out, and stand nowhere in print. */
const neverPrinted: ReadonlySet<string> = new Set(['plate_type', 'recapture_score', 'code_details'])

/** Keys whose values sources often work out (a bank from its card number): not to find them says nothing against them. */
const sometimesPrinted: ReadonlySet<string> = new Set([
  'bank_name',
  'card_type',
  'country_code',
  'document_type',
  'brand',
  'organizer_type',
])

/** Whether the value of a field can be expected in print. Native keys outside the vocabulary are looked for like texts. */
export function isPrinted({ key, value }: Field, { fields }: KindDefinition): boolean {
  const definition = fields.find((candidate) => candidate.key === key)
  if (definition?.type === 'boolean' || neverPrinted.has(key)) return false
  return value !== null && (definition !== undefined || !/^(?:true|false|yes|no)$/i.test(value))
}

/** Whether a value that is found nowhere says nothing against its source. */
export const mayBeUnprinted = ({ key }: Field): boolean => sometimesPrinted.has(key) || key.includes(':')
