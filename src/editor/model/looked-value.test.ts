import { expect, test } from 'vitest'
import { drawnItem } from '#contract/review'
import { lookedValue } from './looked-value.ts'

const item = (key: string | null, machine: string | null) => {
  const empty = drawnItem('1', 'field', key, { page: 0, quads: [], boxSource: null })
  return { ...empty, machine: { ...empty.machine, value: machine } }
}

test.each([
  ['id-card-front', 'id_number', null, '3401 75201 91 21 1 1 379', '340175201912111379'],
  ['id-card-front', 'address', '合肥市北环路244号', '合肥市 北环路 244号', '合肥市北环路244号'],
  ['id-card-front', 'name', null, '诸葛 康丽', '诸葛康丽'],
  ['id-card-front', 'birth_date', '1940-12-06', '1940 年 1 2月 6日', '1940-12-06'],
  ['id-card-front', 'birth_date', '1940-12-06', '1940', '1940'],
  ['passport', 'given_name', 'ANNA MARIA', 'ANNA MARIE', 'ANNA MARIE'],
  ['general-text', null, null, 'as it 是 printed', 'as it 是 printed'],
])('%s %s, first read %j: %j becomes %j', (kind, key, machine, text, expected) => {
  expect(lookedValue(text, item(key, machine), kind)).toBe(expected)
})
