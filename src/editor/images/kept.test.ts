import { describe, expect, it } from 'vitest'
import { Kept } from './kept.ts'

const load = (value: number) => () => Promise.resolve(value)

describe('what is kept', () => {
  it('stays within its bound, the least recently used first to go', async () => {
    const kept = new Kept<number>(10, (value) => value)
    await kept.get('a', load(4))
    await kept.get('b', load(4))
    expect(kept.peek('a')).toBe(4)
    await kept.get('c', load(4))
    expect(kept.held).toBe(8)
    expect(kept.peek('b')).toBeNull()
    expect(kept.peek('a')).toBe(4)
    await kept.get('large', load(50))
    expect(kept.peek('large')).toBe(50)
    expect(kept.held).toBe(50)
    await kept.get('d', load(1))
    expect(kept.held).toBe(1)
  })

  it('is loaded once, and again after it failed', async () => {
    const kept = new Kept<number>(10, () => 1)
    let times = 0
    const failing = () => {
      times += 1
      return times === 1 ? Promise.reject(new Error('away')) : Promise.resolve(7)
    }
    await expect(kept.get('a', failing)).rejects.toThrow('away')
    expect(await Promise.all([kept.get('a', failing), kept.get('a', failing)])).toEqual([7, 7])
    expect(times).toBe(2)
  })
})
