import { describe, expect, it } from 'vitest'
import { Upcoming } from './upcoming.ts'

/** A queue of documents on a server that may be out of reach. */
function queue(waiting: string[]) {
  const made: string[][] = []
  const server = { waiting, reachable: true, questions: 0 }
  const upcoming = new Upcoming({
    ask: async (after) => {
      server.questions += 1
      if (!server.reachable) throw new Error('unreachable')
      return server.waiting.filter((id) => id !== after)
    },
    makeReady: async (ids) => {
      made.push([...ids])
    },
  })
  return { upcoming, server, made }
}

describe('what comes next', () => {
  it('is known, and the next two are made ready, before it is asked for', async () => {
    const { upcoming, made } = queue(['a', 'b', 'c', 'd'])
    await upcoming.arrived('a')
    expect(made).toEqual([['b', 'c']])
    expect(upcoming.next('a')).toBe('b')
  })

  it('is known without a connection too, and is never said to be nothing when nobody could be asked', async () => {
    const { upcoming, server } = queue(['a', 'b', 'c'])
    await upcoming.arrived('a')
    server.reachable = false
    expect(upcoming.next('a')).toBe('b')
    await upcoming.arrived('b')
    expect(upcoming.next('b')).toBe('c')
    await upcoming.arrived('c')
    await expect(upcoming.next('c')).rejects.toThrow('unreachable')
  })

  it('leads to none that was left by a decision which may still be on its way, until it is opened again', async () => {
    const { upcoming, server } = queue(['a', 'b'])
    await upcoming.arrived('a')
    expect(upcoming.next('a')).toBe('b')
    await upcoming.arrived('b')
    expect(await upcoming.next('b')).toBeNull()
    await upcoming.arrived('a')
    server.waiting.push('c')
    await upcoming.arrived('c')
    expect(upcoming.next('c')).toBe('a')
  })

  it('is asked for again when somebody else has taken it', async () => {
    const { upcoming, server } = queue(['a', 'b', 'c'])
    await upcoming.arrived('a')
    server.waiting = ['a', 'c']
    await upcoming.arrived('a')
    expect(upcoming.next('a')).toBe('c')
  })
})
