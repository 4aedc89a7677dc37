import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PatchedMap } from './patched-map.ts'

describe('a patched map', () => {
  it('holds what a plain map would after any changes', () => {
    const change = fc.tuple(fc.integer({ min: 0, max: 120 }), fc.option(fc.integer(), { nil: undefined }))
    fc.assert(
      fc.property(fc.array(fc.array(change, { maxLength: 30 }), { maxLength: 20 }), (steps) => {
        const plain = new Map<number, number>(Array.from({ length: 40 }, (_, index) => [index, index]))
        let patched = new PatchedMap(new Map(plain))
        for (const step of steps) {
          patched = patched.with(step)
          for (const [key, value] of step) {
            if (value === undefined) plain.delete(key)
            else plain.set(key, value)
          }
          expect(new Map(patched)).toEqual(plain)
          expect(patched.size).toBe(plain.size)
          const keys = Array.from({ length: 121 }, (_, key) => key)
          expect(keys.map((key) => patched.get(key))).toEqual(keys.map((key) => plain.get(key)))
          expect(keys.filter((key) => patched.has(key))).toEqual(keys.filter((key) => plain.has(key)))
        }
      }),
      { numRuns: 30 },
    )
  })

  it('stays itself when nothing changes, and tells what changed since another', () => {
    const first = new PatchedMap(
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
    )
    expect(first.with([['a', 1]])).toBe(first)
    expect(first.with([['c', undefined]])).toBe(first)
    const second = first.with([['a', 3]])
    const third = second.with([
      ['b', undefined],
      ['c', 4],
    ])
    expect(second.changedFrom(first)).toEqual(['a'])
    expect(third.changedFrom(first)).toEqual(['a', 'b', 'c'])
    expect(third.changedFrom(second)).toEqual(['b', 'c'])
    expect(second.changedFrom(new Map())).toBeNull()
    expect([...third.keys()]).toEqual(['a', 'c'])
  })
})
