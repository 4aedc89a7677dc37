import { expect, test } from 'vitest'
import { capabilities } from './catalogue.ts'
import { fixtureText } from './testing.ts'

interface Input {
  name: string
  in: string
  type: string
  allowedValues?: string[]
  default?: string
  required: boolean
  maxLength?: number
  pattern?: string
}

const [fact] = JSON.parse(fixtureText('capabilities.json')) as { id: string; async: boolean; inputs: Input[] }[]
const [capability] = capabilities

test('has the operation of the document', () => {
  expect([capability!.id, capability!.asynchronous]).toEqual([fact!.id, fact!.async])
})

/** What the adapter sets itself, and what is a setting of the console (see catalogue.ts). */
const ours = ['Request.Tag', 'Request.Input.Object', 'Request.CallBack', 'Request.CallBackType']

test('has every parameter of the document that is the caller to choose', () => {
  const documented = fact!.inputs.filter(
    (input) => input.in === 'body' && input.type !== 'container' && !ours.includes(input.name),
  )
  const names = documented.map(({ name }) => name.split('.').at(-1))
  expect(capability!.parameters.map(({ name }) => name)).toEqual(names)
  for (const [at, input] of documented.entries()) {
    const parameter = capability!.parameters[at]!
    expect(parameter.required).toBe(input.required)
    expect(new Set(parameter.values)).toEqual(new Set(input.allowedValues))
    expect(parameter.maxLength).toBe(input.maxLength)
    expect(parameter.pattern).toBe(input.pattern)
    expect(parameter.default ?? input.default).toBe(input.default ?? parameter.default)
  }
})
