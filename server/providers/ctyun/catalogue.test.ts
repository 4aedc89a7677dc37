import { expect, test } from 'vitest'
import { capabilities } from './catalogue.ts'
import { limitsOf, pathOf, picturesPerCall, type CapabilityId } from './limits.ts'
import { fixture } from './testing.ts'

interface Fact {
  id: CapabilityId
  nameZh: string
  path: string
  inputs: { name: string; in: string }[]
  limits: {
    formats: string[]
    maxBytes: number
    minWidth: number
    maxWidth: number
    exclusiveBounds: boolean
    maxBatch: number
  }
}

const facts = fixture<Fact[]>('facts/capabilities.json')

test('has the operations of the document, under its names', () => {
  expect(capabilities.map(({ id, label }) => [id, label.zh])).toEqual(facts.map(({ id, nameZh }) => [id, nameZh]))
})

test.each(facts)('$id has the limits and the path of the document', ({ id, path, inputs, limits }) => {
  const capability = capabilities.find((candidate) => candidate.id === id)!
  expect(pathOf[id]).toBe(path)
  expect(capability.limits).toBe(limitsOf[id])
  const formats = new Set(limits.formats.map((format) => (format === 'jpg' ? 'jpeg' : format)))
  expect(new Set(capability.limits.formats)).toEqual(formats)
  const inside = limits.exclusiveBounds ? 1 : 0
  expect(capability.limits).toMatchObject({
    maxBytes: limits.maxBytes,
    minSidePixels: limits.minWidth + inside,
    maxSidePixels: limits.maxWidth - inside,
    maxPages: limits.maxBatch,
  })
  expect(limits.maxBatch).toBeLessThanOrEqual(picturesPerCall)
  // The pictures are the request's file and Action has one value, so there is nothing to choose.
  const body = inputs.filter((input) => input.in === 'body').map(({ name }) => name)
  expect(body.filter((name) => !['data', 'Action', 'ImageData'].includes(name))).toEqual([])
  expect(capability.parameters).toEqual([])
})
