import { expect, it } from 'vitest'
import type { Capability, Parameter } from '#contract/provider'
import { formParameters, initialValues, refusalOf, refusalsOf, sentValues } from './parameter-values.ts'

const label = { en: 'X', zh: 'X' }
const parameter = (patch: Partial<Parameter>): Parameter => ({
  name: 'x',
  type: 'string',
  required: false,
  label,
  ...patch,
})
const capability = (parameters: Parameter[], patch: Partial<Capability> = {}): Capability => ({
  id: 'A',
  label,
  kinds: ['general-text'],
  parameters,
  limits: { formats: ['jpeg'] },
  asynchronous: false,
  ...patch,
})

const side = parameter({ name: 'Side', type: 'enum', required: true, values: ['face', 'back'] })
const height = parameter({ name: 'Height', type: 'integer', minimum: 10, maximum: 20, default: '16' })

it('begins with the defaults, and with the first value where one has to be chosen', () => {
  const optional = parameter({ name: 'Type', type: 'enum', values: ['a'] })
  const flag = parameter({ name: 'Skew', type: 'boolean', required: true })
  expect(initialValues(capability([side, height, optional, flag]))).toEqual({
    Side: 'face',
    Height: '16',
    Skew: 'false',
  })
})

it('refuses what the catalogue does not allow, and nothing else', () => {
  const cases: [Partial<Parameter>, string, string | undefined][] = [
    [{ required: true }, '', 'missing'],
    [{ required: true, default: 'a' }, '', undefined],
    [{}, '', undefined],
    [{ type: 'enum', values: ['a'] }, 'b', 'unknown'],
    [{ type: 'number' }, 'many', 'no-number'],
    [{ type: 'number', minimum: 0.5 }, '0.5', undefined],
    [{ type: 'integer' }, '1.5', 'no-integer'],
    [{ type: 'integer', minimum: 10 }, '9', 'too-small'],
    [{ type: 'integer', maximum: 20 }, '21', 'too-large'],
    [{ type: 'integer', minimum: 10, maximum: 20 }, '20', undefined],
    [{ maxLength: 3 }, 'abcd', 'too-long'],
    [{ pattern: '[a-z]+' }, 'ab1', 'no-match'],
    [{ pattern: 'a|b' }, 'b', undefined],
  ]
  for (const [patch, value, refusal] of cases)
    expect([patch, refusalOf(parameter(patch), value)]).toEqual([patch, refusal])
  expect(refusalsOf(capability([side, height]), { Side: 'top', Height: '16' })).toEqual({ Side: 'unknown' })
})

it('sends what was given, and leaves the object’s key of a direct upload to the console', () => {
  const key = parameter({ name: 'ObjectKey', required: true })
  const direct = capability([key, height], { delivery: 'browser' })
  expect(formParameters(direct)).toEqual([height])
  expect(formParameters(capability([key]))).toEqual([key])
  expect(sentValues(direct, { ObjectKey: 'k', Height: '', Other: 'x' })).toEqual({})
  expect(sentValues(direct, { Height: '12' })).toEqual({ Height: '12' })
})
