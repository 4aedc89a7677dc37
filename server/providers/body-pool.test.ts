import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openBase64Body } from './base64-body.ts'
import { holdBody } from './bodies-being-sent.ts'
import { createBodyPool } from './body-pool.ts'

const megabyte = 1024 * 1024

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('memory that was given back is used again for a body that fits', () => {
  const pool = createBodyPool(100 * megabyte)
  const first = pool.take(5 * megabyte - 7)
  expect(first.byteLength).toBe(5 * megabyte - 7)
  pool.give(first)
  pool.give(first)
  const second = pool.take(5 * megabyte - 100)
  expect(second.buffer).toBe(first.buffer)
  expect(second.byteLength).toBe(5 * megabyte - 100)
  expect(pool.take(5 * megabyte).buffer).not.toBe(first.buffer)
})

test.each([256 * 1024, 273_080, megabyte - 1, megabyte, 14_000_000])(
  '%i bytes are used again, with little to spare',
  (bytes) => {
    const pool = createBodyPool(100 * megabyte)
    const first = pool.take(bytes)
    expect(first.buffer.byteLength / bytes).toBeLessThan(1.13)
    pool.give(first)
    expect(pool.take(bytes).buffer).toBe(first.buffer)
  },
)

test('what is too small or much too large is left alone', () => {
  const pool = createBodyPool(100 * megabyte)
  const first = pool.take(4 * megabyte)
  pool.give(first)
  expect(pool.take(5 * megabyte).buffer).not.toBe(first.buffer)
  expect(pool.take(megabyte).buffer).not.toBe(first.buffer)
  const small = pool.take(100)
  pool.give(small)
  expect(pool.take(100).buffer).not.toBe(small.buffer)
})

test("memory that is still being sent is nobody else's until it is gone", () => {
  const pool = createBodyPool(100 * megabyte)
  const body = pool.take(megabyte)
  const [letGo, letGoAgain] = [holdBody(body), holdBody(body.subarray(10))]
  pool.give(body)
  expect(pool.take(megabyte).buffer).not.toBe(body.buffer)
  letGo()
  letGo()
  expect(pool.take(megabyte).buffer).not.toBe(body.buffer)
  letGoAgain()
  expect(pool.take(megabyte).buffer).toBe(body.buffer)
})

test('keeps no more than its bound, and nothing after a while without use', () => {
  const pool = createBodyPool(2 * megabyte)
  const bodies = [1, 2, 3].map(() => pool.take(megabyte))
  for (const body of bodies) pool.give(body)
  const again = [1, 2, 3].map(() => pool.take(megabyte).buffer)
  expect(again.filter((memory) => bodies.some(({ buffer }) => buffer === memory))).toHaveLength(2)

  const last = pool.take(megabyte)
  pool.give(last)
  vi.advanceTimersByTime(9000)
  expect(pool.take(megabyte).buffer).toBe(last.buffer)
  pool.give(last)
  vi.advanceTimersByTime(10_001)
  expect(pool.take(megabyte).buffer).not.toBe(last.buffer)
})

test('a body in used memory holds nothing of the one before', () => {
  const pool = createBodyPool(100 * megabyte)
  const write = (fill: number, bytes: number) => {
    const open = openBase64Body('{"image":"', bytes, '"}', { pool })
    open.write(Buffer.alloc(bytes, fill))
    return { ...open.end(), release: () => open.release() }
  }
  const first = write(1, megabyte)
  first.release()
  const second = write(2, megabyte - 1000)
  expect(second.body.buffer).toBe(first.body.buffer)
  expect(second.body.toString()).toBe(`{"image":"${Buffer.alloc(megabyte - 1000, 2).toString('base64')}"}`)
})
