import { expect, test } from 'vitest'
import { mrzDigitResults, mrzLayoutOf, parseMrz } from '../server/contract/checks/mrz.ts'
import { inventChineseHolder } from './kinds/passport-cn.ts'
import { inventHolder } from './kinds/passport.ts'
import { nameInMrz, writeTd3 } from './mrz.ts'
import { createRandom } from './random.ts'

test('writes the specimen of ICAO 9303-4, appendix A', () => {
  expect(
    writeTd3({
      documentCode: 'P',
      issuer: 'UTO',
      surname: 'ERIKSSON',
      givenName: 'ANNA MARIA',
      number: 'L898902C3',
      nationality: 'UTO',
      birth: { year: 1974, month: 8, day: 12 },
      sex: 'F',
      expiry: { year: 2012, month: 4, day: 15 },
      optional: 'ZE184226B',
    }),
  ).toEqual(['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'])
})

test('hyphens part names, apostrophes vanish, a lone name has no filler pair', () => {
  const holder = { ...inventHolder(createRandom(1)).holder, issuer: 'D', nationality: 'D' }
  expect(writeTd3({ ...holder, surname: "O'BRIEN", givenName: 'JEAN-LUC' })[0]).toMatch(/^P<D<<OBRIEN<<JEAN<LUC<+$/)
  expect(writeTd3({ ...holder, surname: 'DUOJI', givenName: '' })[0]).toMatch(/^P<D<<DUOJI<+$/)
  expect(nameInMrz("SMITH-HAYES O'NEIL")).toBe('SMITH HAYES ONEIL')
})

test('the check digits of every invented holder are right by the rules of the product', () => {
  const random = createRandom('holders')
  for (let count = 0; count < 400; count++) {
    const { holder } = count % 2 === 0 ? inventHolder(random) : inventChineseHolder(random)
    const lines = writeTd3(holder)
    expect(lines.map((line) => line.length)).toEqual([44, 44])
    expect(lines.join('')).toMatch(/^[A-Z0-9<]{88}$/)
    const layout = mrzLayoutOf(lines)
    expect(layout?.format).toBe('TD3')
    expect(mrzDigitResults(lines, layout!).every(({ ok }) => ok)).toBe(true)
    expect(parseMrz(lines)).not.toBeNull()
  }
})
