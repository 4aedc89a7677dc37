import type { FieldDefinition, KindDefinition } from '../documents/definition.ts'
import type { Check } from '../result.ts'
import { amountsAddUp, amountWordsAgree, cnAmountWords } from './amount-rules.ts'
import { cnIdBirthDate, cnIdChecksum, cnIdSex } from './cn-id-rules.ts'
import { cnPlate } from './cn-plate.ts'
import { dateOrder } from './date-order-rule.ts'
import { email } from './email.ts'
import { luhn } from './luhn.ts'
import { mrzAgrees, mrzDigits, mrzFieldDigit } from './mrz-rules.ts'
import type { CrossRule, FieldRule } from './rule.ts'
import {
  booleanValid,
  dateTimeValid,
  dateValid,
  enumValue,
  moneyValid,
  monthValid,
  numberValid,
  timeValid,
} from './type-rules.ts'
import { uscc } from './uscc.ts'
import { vin } from './vin.ts'

/** Rules on one value, by the `check` of a field's definition. */
const fieldRules: Readonly<Record<string, FieldRule>> = {
  'cn-amount-words': cnAmountWords,
  'cn-id-checksum': cnIdChecksum,
  'cn-plate': cnPlate,
  email,
  luhn,
  'mrz-check-digit': mrzFieldDigit,
  uscc,
  vin,
}

/** Rules between fields, by the ids in a kind's `cross`. */
const crossRules: Readonly<Record<string, CrossRule>> = {
  'amount-words-agree': amountWordsAgree,
  'amounts-add-up': amountsAddUp,
  'cn-id-birth-date': cnIdBirthDate,
  'cn-id-sex': cnIdSex,
  'date-order': dateOrder,
  'mrz-agrees': mrzAgrees,
}

/** Rules that follow from a field's type. */
const typeRules: Partial<Record<FieldDefinition['type'], FieldRule>> = {
  boolean: booleanValid,
  date: dateValid,
  datetime: dateTimeValid,
  enum: enumValue,
  money: moneyValid,
  month: monthValid,
  number: numberValid,
  time: timeValid,
}

/** Ids of every rule that a kind may name. */
export const checkIds: readonly string[] = [...Object.keys(fieldRules), ...Object.keys(crossRules)]

/** No rule accepts a text nearly as long; of longer ones the beginning is judged, so that whatever is put in takes no time. */
const longestJudged = 1000

/**
 * Every check of a document's values, by field key: what follows from each field's type, its own `check`, and the kind's `cross` rules
 * at the fields that they concern; and the check digits of a machine-readable zone where the kind has one. Pure; browser and server run it on the same values with the same outcome. An empty value (null or
 * '') is not a failed check: it has none, and neither has a rule whose other side is empty. A key that occurs several times has the
 * results of each value, in order; rules between fields look at its first.
 */
export function runChecks(
  kind: KindDefinition,
  values: readonly { key: string; value: string | null }[],
): Record<string, Check[]> {
  const filled = values.flatMap(({ key, value }) =>
    value === null || value === '' ? [] : [{ key, value: value.slice(0, longestJudged) }],
  )
  const first = new Map(filled.toReversed().map(({ key, value }) => [key, value]))
  const definitions = new Map(kind.fields.map((field) => [field.key, field]))
  const results = new Map<string, Check[]>()
  const add = (key: string, check: Check | null | undefined) => {
    if (!check) return
    const checks = results.get(key)
    if (checks) checks.push(check)
    else results.set(key, [check])
  }
  for (const { key, value } of filled) {
    const field = definitions.get(key)
    if (!field) continue
    add(key, typeRules[field.type]?.(value, field, first))
    if (field.check) add(key, fieldRules[field.check]?.(value, field, first))
  }
  if (definitions.has('mrz_line2')) for (const { key, check } of mrzDigits(first, kind)) add(key, check)
  for (const id of kind.cross) {
    for (const { key, check } of crossRules[id]?.(first, kind) ?? []) add(key, check)
  }
  return Object.fromEntries(results)
}
