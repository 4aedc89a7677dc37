import { idBirthDate, idCheckSign, idRepairs, idSex, isIdNumber } from './cn-id.ts'
import { failed, passed, type CrossRule, type FieldRule } from './rule.ts'

/** `cn-id-checksum`: shape, birth date and check sign of a Chinese ID number (GB 11643-1999). */
export const cnIdChecksum: FieldRule = (value) => {
  const id = 'cn-id-checksum'
  if (!/^\d{17}[\dX]$/.test(value)) {
    const message = 'A Chinese ID number has 17 digits and then a digit or a capital X.'
    return failed(id, message, idRepairs(value))
  }
  if (idBirthDate(value) === null) {
    return failed(id, 'Digits 7 to 14 of the ID number are not a date that exists.', idRepairs(value))
  }
  if (!isIdNumber(value)) {
    const message = `The last sign of the ID number would have to be ${idCheckSign(value)}, it is ${value[17]}.`
    return failed(id, message, idRepairs(value))
  }
  return passed(id, 'The check sign of the ID number is right.')
}

/** `cn-id-birth-date`: the birth date is the one inside the ID number. Silent while either is no date (other rules say so). */
export const cnIdBirthDate: CrossRule = (values) => {
  const inside = idBirthDate(values.get('id_number') ?? '')
  const printed = values.get('birth_date')
  if (inside === null || printed === undefined) return []
  const id = 'cn-id-birth-date'
  const check =
    inside === printed
      ? passed(id, 'The birth date agrees with the ID number.')
      : failed(id, `The ID number says that the birth date is ${inside}.`, [inside])
  return [{ key: 'birth_date', check }]
}

/** `cn-id-sex`: the sex is the one inside the ID number (an odd 17th digit is male). */
export const cnIdSex: CrossRule = (values) => {
  const inside = idSex(values.get('id_number') ?? '')
  const printed = values.get('sex')
  if (inside === null || printed === undefined) return []
  const id = 'cn-id-sex'
  const check =
    inside === printed
      ? passed(id, 'The sex agrees with the ID number.')
      : failed(id, `The ID number says that the sex is ${inside}.`, [inside])
  return [{ key: 'sex', check }]
}
