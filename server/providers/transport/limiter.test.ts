import { expect, test } from 'vitest'
import { createLimiter } from './limiter.ts'

/** A clock that moves only when the test says so. */
function fakeTime() {
  let now = 0
  let sleepers: { at: number; wake: () => void }[] = []
  return {
    clock: () => new Date(now),
    wait: (milliseconds: number, signal: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        sleepers.push({ at: now + milliseconds, wake: resolve })
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
      }),
    async pass(milliseconds: number) {
      await new Promise(setImmediate)
      for (const end = now + milliseconds; now < end;) {
        now += 10
        const due = sleepers.filter(({ at }) => at <= now)
        sleepers = sleepers.filter(({ at }) => at > now)
        for (const { wake } of due) wake()
        await new Promise(setImmediate)
      }
    },
    setBack(milliseconds: number) {
      now -= milliseconds
    },
  }
}

const never = new AbortController().signal

test('starts are spaced evenly, first come first served', async () => {
  const time = fakeTime()
  const limiter = createLimiter({ ...time, requestsPerSecond: 10 })
  const started: [number, number][] = []
  for (let call = 0; call < 25; call += 1)
    void limiter.enter(never).then(() => started.push([call, time.clock().getTime()]))
  await time.pass(1000)
  expect(started).toEqual(Array.from({ length: 11 }, (_, call) => [call, call * 100]))
  await time.pass(2000)
  expect(started).toHaveLength(25)
})

test('a pause earns no burst', async () => {
  const time = fakeTime()
  const limiter = createLimiter({ ...time, requestsPerSecond: 10 })
  await time.pass(10_000)
  let started = 0
  for (let call = 0; call < 10; call += 1) void limiter.enter(never).then(() => (started += 1))
  await time.pass(200)
  expect(started).toBe(3)
})

test('so many at a time, and the next as soon as one is over', async () => {
  const limiter = createLimiter({ ...fakeTime(), concurrent: 2 })
  const first = await limiter.enter(never)
  const second = await limiter.enter(never)
  const order: string[] = []
  const third = limiter.enter(never).then((leave) => (order.push('third'), leave))
  void limiter.enter(never).then(() => order.push('fourth'))
  await new Promise(setImmediate)
  expect(order).toEqual([])
  second()
  second()
  await third
  await new Promise(setImmediate)
  expect(order).toEqual(['third'])
  first()
  await new Promise(setImmediate)
  expect(order).toEqual(['third', 'fourth'])
})

test('who gives up leaves the queue at once, and those behind move up', async () => {
  const time = fakeTime()
  const limiter = createLimiter({ ...time, requestsPerSecond: 10 })
  await limiter.enter(never)
  const abort = new AbortController()
  const why = new Error('enough')
  const outcome: unknown[] = []
  const head = limiter.enter(abort.signal).catch((reason: unknown) => outcome.push(reason))
  const started: number[] = []
  void limiter.enter(never).then(() => started.push(time.clock().getTime()))
  await time.pass(50)
  abort.abort(why)
  await head
  expect(outcome).toEqual([why])
  await time.pass(200)
  expect(started).toHaveLength(1)
  expect(started[0]).toBeLessThanOrEqual(110)
  await expect(limiter.enter(abort.signal)).rejects.toBe(why)
})

test('a clock that is set back does not stop the queue', async () => {
  const time = fakeTime()
  const limiter = createLimiter({ ...time, requestsPerSecond: 10 })
  await time.pass(3_600_000 / 100)
  await limiter.enter(never)
  time.setBack(30_000)
  let started = 0
  for (let call = 0; call < 3; call += 1) void limiter.enter(never).then(() => (started += 1))
  await time.pass(400)
  expect(started).toBe(3)
})

test('without bounds nobody waits', async () => {
  const limiter = createLimiter(fakeTime())
  await Promise.all(Array.from({ length: 100 }, () => limiter.enter(never)))
  expect(limiter).toBeDefined()
})
