import { isIsoDate } from './dates.ts'
import { failed, passed, type CrossRule } from './rule.ts'

/**
 * Dates that must follow one another, earlier first; `same` where both may be one day. A pair is compared only where both fields belong to the kind
 * and are filled.
 */
const pairs: readonly (readonly [string, string, 'same'?])[] = [
  ['birth_date', 'issue_date'],
  ['birth_date', 'expiry_date'],
  ['issue_date', 'expiry_date'],
  ['valid_from', 'valid_to'],
  ['register_date', 'issue_date', 'same'],
  ['first_issue_date', 'valid_from', 'same'],
  ['established_date', 'valid_from', 'same'],
]

/**
 * `date-order`: birth before issue before expiry, validity's start before its end. Texts that stand in place of a date (长期) and values
 * that are no dates are not compared. A broken order is reported at both fields: either may be the wrong one.
 */
export const dateOrder: CrossRule = (values, kind) => {
  const results = new Map<string, { ok: boolean; messages: string[] }>()
  const label = (key: string) => kind.fields.find((field) => field.key === key)?.label.en ?? key
  for (const [earlier, later, same] of pairs) {
    const first = values.get(earlier)
    const second = values.get(later)
    if (first === undefined || second === undefined || !isIsoDate(first) || !isIsoDate(second)) continue
    const ok = first < second || (same !== undefined && first === second)
    for (const key of [earlier, later]) {
      const result = results.get(key) ?? { ok: true, messages: [] }
      results.set(key, result)
      if (ok) continue
      result.ok = false
      result.messages.push(`${label(earlier)} (${first}) must be before ${label(later)} (${second}).`)
    }
  }
  return [...results].map(([key, { ok, messages }]) => ({
    key,
    check: ok ? passed('date-order', 'The dates are in order.') : failed('date-order', messages.join(' ')),
  }))
}
