import { expect, test } from 'vitest'
import { readVectorFile, runVectors } from './run.ts'

const checks = {
  known: (vector: unknown) => ((vector as { expected: number }).expected === 1 ? [] : ['expected 1']),
  broken: () => {
    throw new Error('no inputs')
  },
}
const vectors = [
  { name: 'a', expected: 1 },
  { name: 'b', expected: 2 },
]

test('each vector passes or says what is wrong', () => {
  expect(runVectors({ protocol: 'known', vectors }, checks)).toEqual([
    { name: 'a', mismatches: [] },
    { name: 'b', mismatches: ['expected 1'] },
  ])
})

test('a vector that cannot be taken, and a protocol that is not known, fail', () => {
  expect(runVectors({ protocol: 'broken', vectors }, checks)[0]!.mismatches).toEqual([
    'could not be checked: no inputs',
  ])
  expect(runVectors({ protocol: 'toString', vectors }, checks)[0]!.mismatches).toHaveLength(1)
})

test('what is no file of vectors is said', () => {
  expect(readVectorFile('{')).toBe('is not JSON')
  expect(readVectorFile('{"vectors":[]}')).toMatch(/^is not of the form/)
  expect(readVectorFile('{"protocol":"known","vectors":[{"name":"a","expected":1}]}')).toMatchObject({
    protocol: 'known',
  })
})
