import { describe, expect, test } from 'vitest'
import { createJobQueue, stopReason } from './queue.ts'

/** Jobs that end when the test says so. */
function controlled(concurrency: number) {
  const started: string[] = []
  const signals = new Map<string, AbortSignal>()
  const ends = new Map<string, () => void>()
  const queue = createJobQueue({
    concurrency,
    handle: (id, signal) => {
      started.push(id)
      signals.set(id, signal)
      return new Promise<void>((resolve) => {
        ends.set(id, resolve)
        signal.addEventListener('abort', () => resolve())
      })
    },
  })
  const end = async (id: string) => {
    ends.get(id)!()
    // The queue goes on in the microtasks after the end of a job.
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
  }
  return { queue, started, signals, end }
}

describe('the queue', () => {
  test('begins a job in the very call that adds it: nothing is polled', () => {
    const { queue, started } = controlled(2)
    queue.add('a')
    expect(started).toEqual(['a'])
  })

  test('runs no more at once than it may, in the order of arrival', async () => {
    const { queue, started, end } = controlled(2)
    for (const id of ['a', 'b', 'c', 'd']) queue.add(id)
    expect(started).toEqual(['a', 'b'])
    await end('b')
    expect(started).toEqual(['a', 'b', 'c'])
    await end('a')
    expect(started).toEqual(['a', 'b', 'c', 'd'])
  })

  test('lets a person go before a batch, and moves a job out of the batch when a person wants it', async () => {
    const { queue, started, end } = controlled(1)
    queue.add('first')
    for (const id of ['batch 1', 'batch 2', 'batch 3']) queue.add(id, { batch: true })
    queue.add('person')
    queue.add('batch 3')
    for (const id of ['first', 'person', 'batch 3', 'batch 1']) await end(id)
    expect(started).toEqual(['first', 'person', 'batch 3', 'batch 1', 'batch 2'])
  })

  test('takes the same id once, whether it waits or runs', async () => {
    const { queue, started, end } = controlled(1)
    for (const id of ['a', 'a', 'b', 'b']) queue.add(id)
    queue.add('b', { batch: true })
    await end('a')
    await end('b')
    expect(started).toEqual(['a', 'b'])
  })

  test('takes a waiting job out without starting it', async () => {
    const { queue, started, end } = controlled(1)
    queue.add('a')
    queue.add('b')
    queue.add('c', { batch: true })
    expect([queue.cancel('b'), queue.cancel('c'), queue.cancel('unknown')]).toEqual([true, true, false])
    await end('a')
    expect(started).toEqual(['a'])
  })

  test('aborts a running job and says why', () => {
    const { queue, signals } = controlled(1)
    queue.add('a')
    expect(stopReason(signals.get('a')!)).toBeNull()
    expect(queue.cancel('a')).toBe(false)
    expect(stopReason(signals.get('a')!)).toBe('cancelled')
  })

  test('stops when the running jobs are done, and starts none of those that wait', async () => {
    const { queue, started, signals, end } = controlled(1)
    queue.add('a')
    queue.add('b')
    const stopped = queue.stop(60_000)
    queue.add('c')
    await end('a')
    await stopped
    expect(started).toEqual(['a'])
    expect(signals.get('a')!.aborted).toBe(false)
  })

  test('aborts what is not done in time, saying that it stops', async () => {
    const { queue, signals } = controlled(1)
    queue.add('a')
    await queue.stop(1)
    expect(stopReason(signals.get('a')!)).toBe('stopping')
  })
})
