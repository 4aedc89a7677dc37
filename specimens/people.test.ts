import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { idBirthDate, idSex, isIdNumber } from '../server/contract/checks/cn-id.ts'
import { packagedModels } from '../server/engine/model-paths.ts'
import { chineseSentences, chineseTitles } from './corpus.ts'
import { ethnicGroups, idCheckDigit, inventChinesePerson, inventIdNumber } from './people.ts'
import { inventAddress } from './places.ts'
import { createRandom } from './random.ts'

test('the check digit is that of the published examples of GB 11643', () => {
  expect(idCheckDigit('11010519491231002')).toBe('X')
  expect(idCheckDigit('44052418800101001')).toBe('4')
})

test('every invented ID number is valid, says its birth date and sex, and has a county that does not exist', () => {
  const random = createRandom('ids')
  for (let count = 0; count < 500; count++) {
    const sex = count % 2 === 0 ? 'M' : 'F'
    const { prefecture } = inventAddress(random)
    const number = inventIdNumber(random, prefecture, '1987-03-09', sex)
    expect(isIdNumber(number)).toBe(true)
    expect(idBirthDate(number)).toBe('1987-03-09')
    expect(idSex(number)).toBe(sex === 'M' ? '男' : '女')
    expect(Number(number.slice(4, 6))).toBeGreaterThan(70)
  }
})

test('all 56 ethnic groups are there and come up', () => {
  expect(new Set(ethnicGroups).size).toBe(56)
  const random = createRandom('groups')
  const seen = new Set(Array.from({ length: 3000 }, () => inventChinesePerson(random).ethnicity))
  expect([...ethnicGroups].filter((group) => !seen.has(group))).toEqual([])
})

test('names have two to four signs, or a middle dot', () => {
  const random = createRandom('names')
  const names = Array.from({ length: 400 }, () => inventChinesePerson(random).name)
  expect(
    names.filter((name) => !/^\p{Script=Han}{2,4}$|^\p{Script=Han}{2,5}·\p{Script=Han}{2,5}$/u.test(name)),
  ).toEqual([])
  expect(names.some((name) => name.includes('·'))).toBe(true)
})

test('the engine has a sign for everything that specimens print but one', () => {
  const known = new Set(readFileSync(packagedModels().dictionary, 'utf8').split('\n'))
  const random = createRandom('signs')
  const printed = [...chineseSentences, ...chineseTitles, ...ethnicGroups]
  for (let count = 0; count < 3000; count++) printed.push(inventChinesePerson(random).name, inventAddress(random).text)
  // NFKC: the model reads full-width punctuation as it is or as its half-width form.
  const unknown = new Set(
    Array.from(printed.join('')).filter((sign) => !known.has(sign) && !known.has(sign.normalize('NFKC'))),
  )
  // 仫佬: the model cannot read the first sign; the list of groups can still tell what stands there.
  expect([...unknown].join('')).toBe('仫')
})
