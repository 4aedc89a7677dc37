import { idBirthDate, idCheckSign, idRepairs, idSex, isIdNumber } from './cn-id.ts'
import { failed, passed, type CrossRule, type FieldRule, type Values } from './rule.ts'

/** Repairs that agree with the printed birth date and sex come first: they were read somewhere else. */
function repairsFor(value: string, values: Values): string[] {
  const agreement = (candidate: string) =>
    Number(idBirthDate(candidate) === values.get('birth_date')) + Number(idSex(candidate) === values.get('sex'))
  return idRepairs(value).toSorted((first, second) => agreement(second) - agreement(first))
}

/** `cn-id-checksum`: shape, birth date and check sign of a Chinese ID number (GB 11643-1999). */
export const cnIdChecksum: FieldRule = (value, _, values) => {
  if (!/^\d{17}[\dX]$/.test(value)) return failed('cn-id-checksum.shape', {}, repairsFor(value, values))
  if (idBirthDate(value) === null) return failed('cn-id-checksum.date', {}, repairsFor(value, values))
  if (!isIdNumber(value)) {
    const said = { expected: idCheckSign(value)!, actual: value[17]! }
    return failed('cn-id-checksum.sign', said, repairsFor(value, values))
  }
  return passed('cn-id-checksum.right')
}

/** The ID number, once it is right in itself: a wrong one says nothing about other fields, and is flagged already. */
const provenId = (values: Values) => {
  const number = values.get('id_number') ?? ''
  return isIdNumber(number) ? number : ''
}

/** `cn-id-birth-date`: the birth date is the one inside the ID number. Silent while either is not there or the number is wrong in itself. */
export const cnIdBirthDate: CrossRule = (values) => {
  const inside = idBirthDate(provenId(values))
  const printed = values.get('birth_date')
  if (inside === null || printed === undefined) return []
  const check =
    inside === printed ? passed('cn-id-birth-date.right') : failed('cn-id-birth-date.wrong', { inside }, [inside])
  return [{ key: 'birth_date', check }]
}

/** `cn-id-sex`: the sex is the one inside the ID number (an odd 17th digit is male). Silent as `cn-id-birth-date` is. */
export const cnIdSex: CrossRule = (values) => {
  const inside = idSex(provenId(values))
  const printed = values.get('sex')
  if (inside === null || printed === undefined) return []
  const check = inside === printed ? passed('cn-id-sex.right') : failed('cn-id-sex.wrong', { inside }, [inside])
  return [{ key: 'sex', check }]
}
