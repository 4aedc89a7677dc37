import type { KindDefinition } from '../documents/definition.ts'
import { isIsoDate } from './dates.ts'
import { swapRepairs } from './look-alikes.ts'
import { inEveryLanguage } from './messages/index.ts'
import { failed, passed, type CrossRule, type Values } from './rule.ts'

type DateKey =
  | 'birth_date'
  | 'issue_date'
  | 'expiry_date'
  | 'valid_from'
  | 'valid_to'
  | 'register_date'
  | 'first_issue_date'
  | 'established_date'

/**
 * Dates that must follow one another, earlier first; `same` where both may be one day. A pair is compared only where both fields belong to the kind
 * and are filled.
 */
const pairs: readonly (readonly [DateKey, DateKey, 'same'?])[] = [
  ['birth_date', 'issue_date'],
  ['birth_date', 'expiry_date'],
  ['issue_date', 'expiry_date'],
  ['valid_from', 'valid_to'],
  ['register_date', 'issue_date', 'same'],
  ['first_issue_date', 'valid_from', 'same'],
  ['established_date', 'valid_from', 'same'],
]

/** Whether a pair stands in order; null where it cannot be compared. */
function inOrder(values: Values, [earlier, later, same]: (typeof pairs)[number]): boolean | null {
  const first = values.get(earlier)
  const second = values.get(later)
  if (first === undefined || second === undefined || !isIsoDate(first) || !isIsoDate(second)) return null
  return first < second || (same !== undefined && first === second)
}

/** Dates that differ from a field's in one look-alike digit, or in the order of day and month, and stand in order with all others. */
function repairsOf(key: DateKey, values: Values): string[] {
  const value = values.get(key)!
  const fits = (candidate: string) => {
    if (!isIsoDate(candidate)) return false
    const changed = new Map(values).set(key, candidate)
    return pairs.every((pair) => !pair.includes(key) || inOrder(changed, pair) !== false)
  }
  const [year, month, day] = value.split('-')
  const turned = `${year}-${day}-${month}`
  const swaps = swapRepairs(value, () => '0123456789', fits)
  return [...new Set(fits(turned) ? [...swaps, turned] : swaps)].slice(0, 5)
}

/** The kind's own name of a date; none of them is in Arabic. */
function nameOf(key: DateKey, kind: KindDefinition) {
  const own = kind.fields.find((field) => field.key === key)?.label
  return { ...inEveryLanguage(`date.${key}`), ...own }
}

/**
 * `date-order`: birth before issue before expiry, validity's start before its end. Texts that stand in place of a date (长期) and values
 * that are no dates are not compared. A broken order is reported at both fields: either may be the wrong one.
 */
export const dateOrder: CrossRule = (values, kind) => {
  const compared = pairs.flatMap((pair) => {
    const ok = inOrder(values, pair)
    return ok === null ? [] : [{ pair, ok }]
  })
  const keys = [...new Set(compared.flatMap(({ pair: [earlier, later] }) => [earlier, later]))]
  return keys.map((key) => {
    // One message for a field: the first pair that is out of order.
    const wrong = compared.find(({ pair, ok }) => !ok && pair.includes(key))
    if (!wrong) return { key, check: passed('date-order.right') }
    const [earlier, later] = wrong.pair
    const said = {
      earlier: nameOf(earlier, kind),
      first: values.get(earlier)!,
      later: nameOf(later, kind),
      second: values.get(later)!,
    }
    return { key, check: failed('date-order.wrong', said, repairsOf(key, values)) }
  })
}
