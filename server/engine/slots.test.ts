import { describe, expect, it } from 'vitest'
import { Slots } from './slots.ts'

const silent = () => {}

describe('Slots', () => {
  it('serves first come first served and tells everybody how far they have come', async () => {
    const slots = new Slots(['only'], 10)
    await slots.take(undefined, silent)
    const positions: string[] = []
    const served: string[] = []
    const waiters = ['a', 'b', 'c'].map(async (name) => {
      const slot = await slots.take(undefined, (position) => positions.push(`${name}${position}`))
      served.push(name)
      slots.give(slot)
    })
    slots.give('only')
    await Promise.all(waiters)
    expect(served).toEqual(['a', 'b', 'c'])
    expect(positions).toEqual(['a1', 'b2', 'c3', 'b1', 'c2', 'c1'])
  })

  it('refuses with engine-busy when the line is full', async () => {
    const slots = new Slots(['only'], 1)
    await slots.take(undefined, silent)
    const waiting = slots.take(undefined, silent)
    await expect(slots.take(undefined, silent)).rejects.toMatchObject({
      problem: { code: 'engine-busy', retryable: true, status: 503 },
    })
    slots.give('only')
    await expect(waiting).resolves.toBe('only')
  })

  it('lets a waiter leave, and moves up those behind', async () => {
    const slots = new Slots(['only'], 10)
    await slots.take(undefined, silent)
    const abort = new AbortController()
    const leaving = slots.take(abort.signal, silent)
    const moved: number[] = []
    const staying = slots.take(undefined, (position) => moved.push(position))
    abort.abort(new Error('enough'))
    await expect(leaving).rejects.toThrow('enough')
    expect(moved).toEqual([2, 1])
    slots.give('only')
    await expect(staying).resolves.toBe('only')
    expect(slots.waiting).toBe(0)
  })

  it('refuses everybody after it was closed', async () => {
    const slots = new Slots(['only'], 10)
    await slots.take(undefined, silent)
    const waiting = slots.take(undefined, silent)
    slots.close(new Error('closed'))
    await expect(waiting).rejects.toThrow('closed')
    await expect(slots.take(undefined, silent)).rejects.toThrow('closed')
  })
})
