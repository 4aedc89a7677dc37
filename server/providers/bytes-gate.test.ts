import { expect, test } from 'vitest'
import { createBytesGate } from './bytes-gate.ts'

const never = new AbortController().signal

async function settled(promise: Promise<unknown>): Promise<boolean> {
  return Promise.race([promise.then(() => true), new Promise<boolean>((resolve) => setImmediate(() => resolve(false)))])
}

test('lets in what fits, and the next when there is room again', async () => {
  const gate = createBytesGate(100)
  const leave = await gate.enter(60, never)
  const second = gate.enter(50, never)
  expect(await settled(second)).toBe(false)
  expect(gate.state()).toEqual({ bytes: 60, waiting: 1 })
  leave()
  leave()
  expect(await settled(second)).toBe(true)
  expect(gate.state()).toEqual({ bytes: 50, waiting: 0 })
})

test('nobody is overtaken, not even by one that would fit', async () => {
  const gate = createBytesGate(100)
  const leave = await gate.enter(60, never)
  const large = gate.enter(90, never)
  const small = gate.enter(10, never)
  expect(await settled(small)).toBe(false)
  leave()
  expect(await settled(large)).toBe(true)
  expect(await settled(small)).toBe(true)
})

test('one that is larger than the gate goes alone', async () => {
  const gate = createBytesGate(100)
  const leaveFirst = await gate.enter(10, never)
  const giant = gate.enter(500, never)
  expect(await settled(giant)).toBe(false)
  leaveFirst()
  const leave = await giant
  const next = gate.enter(1, never)
  expect(await settled(next)).toBe(false)
  leave()
  expect(await settled(next)).toBe(true)
})

test('who gives up makes way for those behind', async () => {
  const gate = createBytesGate(100)
  await gate.enter(60, never)
  const abort = new AbortController()
  const large = gate.enter(90, abort.signal)
  const small = gate.enter(40, never)
  const why = new Error('gone')
  abort.abort(why)
  await expect(large).rejects.toBe(why)
  expect(await settled(small)).toBe(true)
  expect(gate.state()).toEqual({ bytes: 100, waiting: 0 })
  await expect(gate.enter(1, abort.signal)).rejects.toBe(why)
})

test('giving up after having been let in changes nothing', async () => {
  const gate = createBytesGate(100)
  const abort = new AbortController()
  const leave = await gate.enter(60, abort.signal)
  abort.abort()
  expect(gate.state()).toEqual({ bytes: 60, waiting: 0 })
  leave()
  expect(gate.state()).toEqual({ bytes: 0, waiting: 0 })
})
