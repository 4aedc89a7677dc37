import { isIsoDate, parseWrittenDate } from './dates.ts'
import { fenOf, moneyOf, parseWrittenMoney } from './money.ts'
import { failed, passed, type FieldRule } from './rule.ts'
import { parseWrittenDateTime, parseWrittenMonth, parseWrittenNumber, parseWrittenTime } from './written-values.ts'

/** `date-valid`: a day that exists, as YYYY-MM-DD, or one of the texts that may stand in its place. */
export const dateValid: FieldRule = (value, { key, alternatives = [] }) => {
  if (isIsoDate(value) || alternatives.includes(value)) return passed('date-valid.right')
  const written = parseWrittenDate(value, { years: key.startsWith('birth') ? 'birth' : 'expiry' })
  const repairs = written === null ? [] : [written]
  if (alternatives.length === 0) return failed('date-valid.wrong', {}, repairs)
  return failed('date-valid.wrong-or', { alternatives: alternatives.join(', ') }, repairs)
}

const synonyms: Readonly<Record<string, readonly string[]>> = {
  M: ['男', 'MALE', 'MAN', 'H'],
  F: ['女', 'FEMALE', 'WOMAN'],
  X: ['<', 'UNSPECIFIED'],
  男: ['M', 'MALE'],
  女: ['F', 'FEMALE'],
}

/** `enum`: one of the values that the field may take. A value that means one of them offers it. */
export const enumValue: FieldRule = (value, { values = [] }) => {
  if (values.includes(value)) return passed('enum.right')
  const upper = value.normalize('NFKC').trim().toUpperCase()
  const repairs = values.filter((allowed) => allowed.toUpperCase() === upper || synonyms[allowed]?.includes(upper))
  return failed('enum.wrong', { values: values.join(', ') }, repairs)
}

type FormRule = `${'money' | 'number' | 'month' | 'time' | 'datetime' | 'boolean'}-valid`

/** A rule of a type: `isRight` accepts the canonical form, `written` turns what people write into it. */
function formRule(
  id: FormRule,
  isRight: (value: string) => boolean,
  written: (value: string) => string | null,
): FieldRule {
  return (value, { alternatives = [] }) => {
    if (isRight(value) || alternatives.includes(value)) return passed(`${id}.right`)
    const repair = written(value)
    return failed(`${id}.wrong`, {}, repair === null ? [] : [repair])
  }
}

/** `money-valid`: a decimal string of two places (canonical/documents.json). */
export const moneyValid = formRule(
  'money-valid',
  (value) => fenOf(value) !== null,
  (value) => {
    const fen = parseWrittenMoney(value)
    return fen === null ? null : moneyOf(fen)
  },
)

/** `number-valid`: a decimal string. */
export const numberValid = formRule(
  'number-valid',
  (value) => /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(value),
  parseWrittenNumber,
)

/** `month-valid`: MM/YY, as cards print it. */
export const monthValid = formRule(
  'month-valid',
  (value) => /^(?:0[1-9]|1[0-2])\/\d{2}$/.test(value),
  parseWrittenMonth,
)

/** `time-valid`: HH:MM of a day of 24 hours. */
export const timeValid = formRule('time-valid', (value) => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(value), parseWrittenTime)

/** `datetime-valid`: ISO 8601 YYYY-MM-DDTHH:MM of a day that exists. */
export const dateTimeValid = formRule(
  'datetime-valid',
  (value) => /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d$/.test(value) && isIsoDate(value.slice(0, 10)),
  parseWrittenDateTime,
)

const truths: Readonly<Record<string, string>> = {
  是: 'true',
  YES: 'true',
  '1': 'true',
  否: 'false',
  NO: 'false',
  '0': 'false',
}

/** `boolean-valid`: true or false. */
export const booleanValid = formRule(
  'boolean-valid',
  (value) => value === 'true' || value === 'false',
  (value) => {
    const plain = value.trim().toUpperCase()
    return /^(?:TRUE|FALSE)$/.test(plain) ? plain.toLowerCase() : (truths[plain] ?? null)
  },
)
