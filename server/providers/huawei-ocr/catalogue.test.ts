import { expect, test } from 'vitest'
import { capabilities, operationOf } from './catalogue.ts'
import { limitsOf } from './limits.ts'
import { fixture } from './testing.ts'

interface Fact {
  id: string
  path: string
  inputs: { name: string; in: string; allowedValues?: string[] }[]
  limits: { formats: string[]; maxBytes: number; maxBase64Bytes: number; minWidth: number; maxWidth: number }
}

const facts = fixture<Fact[]>('capabilities.json')

test('has the operations of the document', () => {
  expect(capabilities.map(({ id }) => id)).toEqual(facts.map(({ id }) => id))
})

test.each(facts)('$id has the limits, address and parameters of the document', ({ id, path, inputs, limits }) => {
  const capability = capabilities.find((candidate) => candidate.id === id)!
  const operation = operationOf(id)!
  expect(path).toBe(`/v2/{project_id}/ocr/${operation}`)
  expect(capability.limits).toBe(limitsOf[operation])
  // JPG and JPEG are one format (`bankcard-formats`).
  const formats = new Set(limits.formats.map((format) => (format === 'jpg' ? 'jpeg' : format)))
  expect(new Set(capability.limits.formats)).toEqual(formats)
  expect(capability.limits).toMatchObject({
    maxBytes: limits.maxBytes,
    minSidePixels: limits.minWidth,
    maxSidePixels: limits.maxWidth,
  })
  expect(Math.floor(limits.maxBase64Bytes / 4) * 3).toBe(limits.maxBytes)
  // `image` and `url` are the request's file, chosen by a parameter of ours.
  const documented = inputs.filter((input) => input.in === 'body' && input.name !== 'image' && input.name !== 'url')
  expect(capability.parameters.map(({ name }) => name)).toEqual([...documented.map(({ name }) => name), 'transport'])
  for (const { name, allowedValues } of documented) {
    const { values } = capability.parameters.find((parameter) => parameter.name === name)!
    // Empty means the same as absent.
    expect(values).toEqual(allowedValues!.filter((value) => value !== ''))
  }
})
