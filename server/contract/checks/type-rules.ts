import { isIsoDate, parseWrittenDate } from './dates.ts'
import { failed, passed, type FieldRule } from './rule.ts'

/** `date-valid`: a day that exists, as YYYY-MM-DD, or one of the texts that may stand in its place. */
export const dateValid: FieldRule = (value, { key, alternatives = [] }) => {
  const id = 'date-valid'
  if (isIsoDate(value) || alternatives.includes(value)) return passed(id, 'The date exists.')
  const written = parseWrittenDate(value, { years: key.startsWith('birth') ? 'birth' : 'expiry' })
  const message = ['This is not a date that exists, written YYYY-MM-DD', ...alternatives].join(' or ')
  return failed(id, `${message}.`, written === null ? [] : [written])
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
  const id = 'enum'
  if (values.includes(value)) return passed(id, 'The value is one of those allowed.')
  const upper = value.normalize('NFKC').trim().toUpperCase()
  const repairs = values.filter((allowed) => allowed.toUpperCase() === upper || synonyms[allowed]?.includes(upper))
  return failed(id, `The value must be one of ${values.join(', ')}.`, repairs)
}
