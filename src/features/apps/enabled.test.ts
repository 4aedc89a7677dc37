import { expect, it } from 'vitest'
import { isEnabled, withAll, withOne } from './enabled.ts'

const cloud = { id: 'cloud', capabilities: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] } as never

it('names one capability, or all of a provider with those to come', () => {
  expect(withOne([], cloud, 'a', true)).toEqual(['cloud/a'])
  expect(withAll(['other/x', 'cloud/a'], 'cloud', true)).toEqual(['other/x', 'cloud/*'])
  expect(isEnabled(['cloud/*'], 'cloud', 'to-come')).toBe(true)
  expect(isEnabled(['cloud/a'], 'cloud', 'b')).toBe(false)
})

it('leaves the others named when one is taken from all', () => {
  expect(withOne(['other/x', 'cloud/*'], cloud, 'b', false)).toEqual(['other/x', 'cloud/a', 'cloud/c'])
  expect(withAll(['other/x', 'cloud/*'], 'cloud', false)).toEqual(['other/x'])
})
