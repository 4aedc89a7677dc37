import { expect, test } from 'vitest'
import { pathOf } from './limits.ts'
import { base64, bodyOf, standIn } from './stand-in.testing.ts'
import { start } from './testing.ts'

const plate = 'ctyun.ocr.plate'

function customer() {
  const { call, sandbox } = standIn()
  let bought = 0
  const buy = (units: number) =>
    sandbox.accounts.deliver({
      id: `package-${(bought += 1)}`,
      provider: 'ctyun',
      unitsPerCall: { [plate]: 1 },
      units,
      used: 0,
      validFrom: start,
      validUntil: new Date(start.getTime() + 60 * 60 * 1000),
    })
  const ask = async (...pictures: unknown[]) => {
    const { status, body } = await call({ path: pathOf[plate], body: bodyOf(plate, ...pictures) })
    return [status, body['statusCode']]
  }
  return { call, sandbox, buy, ask }
}

test('a call that was refused with the code of an empty package is served once another is bought', async () => {
  const { buy, ask, sandbox } = customer()
  const picture = await base64()
  buy(1)
  expect(await ask(picture)).toEqual([200, 0])
  expect(await ask(picture)).toEqual([403, 51003])
  buy(10)
  expect(await ask(picture)).toEqual([200, 0])
  expect(sandbox.accounts.left()).toEqual({ 'package-1': 0, 'package-2': 9 })
})

test('each picture of a list is a call, also one that cannot be read; a list longer than what is left is refused whole', async () => {
  const { buy, ask, sandbox } = customer()
  const picture = await base64()
  buy(4)
  expect(await ask(picture, 'QUJD', picture)).toEqual([200, 0])
  expect(sandbox.accounts.left()).toEqual({ 'package-1': 1 })
  expect(await ask(picture, picture)).toEqual([403, 51003])
  expect(sandbox.accounts.left()).toEqual({ 'package-1': 1 })
})

test('the refusal of a whole list is one call, what the gateway turns away is none', async () => {
  const { buy, call, ask, sandbox } = customer()
  buy(5)
  expect(await ask()).toEqual([200, 4005])
  expect(sandbox.accounts.left()).toEqual({ 'package-1': 4 })
  await call({ path: pathOf[plate], sk: 'wrong' })
  await call({ path: pathOf[plate], body: 'no JSON' })
  expect(sandbox.accounts.left()).toEqual({ 'package-1': 4 })
})

test('what was given back, and what has expired, is answered with codes of their own', async () => {
  const { buy, ask, sandbox } = customer()
  const picture = await base64()
  buy(5)
  sandbox.accounts.withdraw('package-1')
  expect(await ask(picture)).toEqual([403, 51002])
  sandbox.accounts.deliver({
    id: 'old',
    provider: 'ctyun',
    unitsPerCall: { [plate]: 1 },
    units: 5,
    used: 0,
    validFrom: new Date(0),
    validUntil: new Date(1),
  })
  expect(await ask(picture)).toEqual([403, 51001])
})
