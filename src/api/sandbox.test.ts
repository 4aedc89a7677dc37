import { expect, it } from 'vitest'
import { faultSchema } from '#contract/sandbox'
import { faults } from './sandbox.ts'

it('every fault of the contract is offered', () => {
  expect([...faults].sort()).toEqual([...faultSchema.options].sort())
})
