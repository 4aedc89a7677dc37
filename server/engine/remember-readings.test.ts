import { describe, expect, test } from 'vitest'
import type { Engine, Reading } from './reading.ts'
import { rememberReadings } from './remember-readings.ts'

const timings = { decodeMs: 0, detectMs: 0, orientMs: 0, recogniseMs: 0 }

/** An engine whose readings end when the test says so, and that counts what it is asked. */
function slowEngine() {
  const counts = { opened: 0, closed: 0, read: 0, looked: 0 }
  const waiting: { end: () => void; fail: () => void }[] = []
  const engine: Engine = {
    async open(image) {
      counts.opened += 1
      return {
        width: 10 * image.length,
        height: 10,
        read: ({ signal } = {}) => {
          counts.read += 1
          return new Promise((resolve, reject) => {
            const reading: Reading = { width: 10 * image.length, height: 10, rotation: 0, lines: [], timings }
            waiting.push({ end: () => resolve(reading), fail: () => reject(new Error('broken')) })
            signal?.addEventListener('abort', () => reject(signal.reason as Error))
          })
        },
        look: async () => {
          counts.looked += 1
          return []
        },
        inspect: async () => {
          throw new Error('not asked here')
        },
        close: () => void (counts.closed += 1),
      }
    },
    stats: () => ({ workers: 1, busy: 0, waiting: 0 }),
    close: async () => undefined,
  }
  return { engine, counts, waiting }
}

const picture = new Uint8Array([1, 2, 3])

/** Lets everything that can go on go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('readings that are remembered', () => {
  test('one picture is read once for two who ask at the same time, and for one who comes later', async () => {
    const { engine, counts, waiting } = slowEngine()
    const remembering = rememberReadings(engine)
    const first = await remembering.open(picture)
    const reading = first.read()
    await settle()
    const second = await remembering.open(new Uint8Array(picture))
    const shared = second.read()
    waiting[0]!.end()
    expect(await shared).toBe(await reading)
    const third = await remembering.open(picture)
    expect([third.width, await third.read()]).toEqual([30, await reading])
    for (const page of [first, second, third]) page.close()
    await settle()
    expect(counts).toEqual({ opened: 1, closed: 1, read: 1, looked: 0 })
  })

  test('a picture whose reading is known is decoded when its pixels are wanted, and closed', async () => {
    const { engine, counts, waiting } = slowEngine()
    const remembering = rememberReadings(engine)
    const first = await remembering.open(picture)
    const reading = first.read()
    await settle()
    waiting[0]!.end()
    await reading
    first.close()
    const second = await remembering.open(picture)
    await second.look(
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ],
      [{}],
    )
    second.close()
    await settle()
    expect(counts).toEqual({ opened: 2, closed: 2, read: 1, looked: 1 })
  })

  test('who shares a reading that its owner gave up reads for himself; who gives up himself does not', async () => {
    const { engine, counts, waiting } = slowEngine()
    const remembering = rememberReadings(engine)
    const owner = new AbortController()
    const first = await remembering.open(picture)
    const given = first.read({ signal: owner.signal })
    await settle()
    const second = await remembering.open(picture)
    const shared = second.read()
    const impatient = new AbortController()
    const third = await remembering.open(picture)
    const left = third.read({ signal: impatient.signal })
    impatient.abort(new Error('enough'))
    await expect(left).rejects.toThrow('enough')
    owner.abort(new Error('given up'))
    await expect(given).rejects.toThrow('given up')
    await settle()
    expect(counts.read).toBe(2)
    waiting[1]!.end()
    expect((await shared).width).toBe(30)
  })

  test('a reading that failed is not remembered, and the oldest are forgotten', async () => {
    const { engine, counts, waiting } = slowEngine()
    const remembering = rememberReadings(engine, { pages: 2 })
    const readOnce = async (image: Uint8Array, how: 'end' | 'fail') => {
      const page = await remembering.open(image)
      const before = waiting.length
      const reading = page.read()
      await settle()
      waiting[before]?.[how]()
      await reading.catch(() => undefined)
      page.close()
    }
    await readOnce(picture, 'fail')
    await readOnce(picture, 'end')
    expect(counts.read).toBe(2)
    await readOnce(new Uint8Array([1]), 'end')
    await readOnce(new Uint8Array([2]), 'end')
    await readOnce(picture, 'end')
    expect(counts.read).toBe(5)
    await readOnce(new Uint8Array([2]), 'end')
    expect(counts.read).toBe(5)
  })
})
