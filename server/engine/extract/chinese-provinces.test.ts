import { expect, it } from 'vitest'
import { withProvince } from './chinese-provinces.ts'

it.each([
  ['重庆/CHONGOING', '重庆/CHONGQING'],
  ['四川I/SICHUAN', '四川/SICHUAN'],
  ['川/SICHUAN', '四川/SICHUAN'],
  ['陕西 / SHAANXI', '陕西 / SHAANXI'],
  ['山西/SHANXI', '山西/SHANXI'],
])('puts a province right in one language by the other: %s', (read, meant) => {
  expect(withProvince(read)).toBe(meant)
})

it.each(['乌鲁木齐/URUMQI', '伦敦/LONDON', '山东/SHANGHAI', 'BERLIN', '河北/HENAN', ''])(
  'leaves %j as it is',
  (place) => {
    expect(withProvince(place)).toBe(place)
  },
)
