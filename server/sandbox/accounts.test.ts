import { expect, test } from 'vitest'
import { createAccounts, type Delivery } from './accounts.ts'

const day = 24 * 60 * 60 * 1000

function account() {
  let now = Date.parse('2026-03-01T00:00:00Z')
  const accounts = createAccounts({ clock: () => new Date(now) })
  const deliver = (id: string, units: number, more: Partial<Delivery> = {}) =>
    accounts.deliver({
      id,
      provider: 'ctyun',
      unitsPerCall: { plate: 1 },
      units,
      used: 0,
      validFrom: new Date(now),
      validUntil: new Date(now + 10 * day),
      ...more,
    })
  return {
    accounts,
    deliver,
    take: (calls = 1) => accounts.take('ctyun', 'plate', calls),
    pass: (ms: number) => (now += ms),
  }
}

test('who never bought anything is served, who used up what they bought is not, until they buy again', () => {
  const { deliver, take, accounts } = account()
  expect([take(), take()]).toEqual([null, null])
  deliver('first', 2)
  expect([take(), take(), take()]).toEqual([null, null, 'used-up'])
  deliver('second', 1)
  expect([take(), take()]).toEqual([null, 'used-up'])
  expect(accounts.left()).toEqual({ first: 0, second: 0 })
})

test('a package is delivered once, and its own count stays', () => {
  const { deliver, take, accounts } = account()
  deliver('first', 5, { used: 2 })
  take()
  deliver('first', 5, { used: 2 })
  expect(accounts.left()).toEqual({ first: 2 })
})

test('a list is served whole, over several packages, or not at all', () => {
  const { deliver, take, accounts } = account()
  deliver('first', 2)
  deliver('second', 2)
  expect(take(5)).toBe('used-up')
  expect(accounts.left()).toEqual({ first: 2, second: 2 })
  expect(take(3)).toBeNull()
  expect(accounts.left()).toEqual({ first: 0, second: 1 })
})

test('points are taken by their coefficient', () => {
  const { deliver, accounts } = account()
  deliver('points', 500, { provider: 'aliyun', unitsPerCall: { card: 100, invoice: 218 } })
  expect([accounts.take('aliyun', 'invoice', 2), accounts.take('aliyun', 'card', 1)]).toEqual([null, 'used-up'])
  expect(accounts.left()).toEqual({ points: 64 })
})

test('what is over, not begun or given back serves nothing, and the stand-in says which', () => {
  const { deliver, take, pass, accounts } = account()
  deliver('first', 5)
  accounts.withdraw('first')
  expect(take()).toBe('not-bought')
  expect(accounts.left()).toEqual({ first: 0 })
  deliver('later', 5, { validFrom: new Date('2026-03-05T00:00:00Z'), validUntil: new Date('2026-03-06T00:00:00Z') })
  expect(take()).toBe('used-up')
  pass(4 * day)
  expect(take()).toBeNull()
  pass(2 * day)
  expect(take()).toBe('expired')
})
