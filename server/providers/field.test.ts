import { describe, expect, it } from 'vitest'
import type { Quad } from '../contract/geometry.ts'
import { fieldSchema, lineSchema, regionSchema } from '../contract/result.ts'
import { fieldOf, lineOf, regionOf } from './field.ts'

const quad: Quad = [
  [1, 2],
  [5, 2],
  [5, 4],
  [1, 4],
]

describe('fieldOf', () => {
  const input = { provider: 'some-cloud', kind: 'id-card-front', nativeName: 'Birth', path: 'Data.Birth' }

  it('names the key of the vocabulary and normalises to its type', () => {
    const field = fieldOf({
      ...input,
      key: 'birth_date',
      value: 19960111,
      quads: [quad, null],
      confidence: 0.9,
      page: 2,
    })
    expect(fieldSchema.parse(field)).toEqual(field)
    expect(field).toEqual({
      key: 'birth_date',
      value: '1996-01-11',
      native: { path: 'Data.Birth', value: 19960111 },
      page: 2,
      quads: [quad],
      boxSource: 'provider',
      confidence: 0.9,
      confidenceSource: 'provider',
      agreement: null,
      checks: [],
    })
  })

  it('keeps what the vocabulary does not know under the native name, and says nothing that the source did not say', () => {
    expect(fieldOf({ ...input, value: 'x' })).toMatchObject({
      key: 'some-cloud:Birth',
      value: 'x',
      quads: [],
      boxSource: null,
      confidence: null,
      confidenceSource: null,
      page: 0,
    })
    expect(fieldOf({ ...input, key: 'no_such_key', value: 'x' }).key).toBe('some-cloud:Birth')
  })

  it('reads another text than the native value where one is given', () => {
    expect(fieldOf({ ...input, key: 'birth_date', value: 'born 1996-01-11 in A', read: '1996-01-11' })).toMatchObject({
      value: '1996-01-11',
      native: { value: 'born 1996-01-11 in A' },
    })
    expect(fieldOf({ ...input, key: 'birth_date', value: 'x', read: null }).value).toBeNull()
    expect(fieldOf({ ...input, key: 'name', value: 'Failed', failureMarkers: ['Failed'] }).value).toBeNull()
  })
})

describe('places', () => {
  it('are drawn only where they are known', () => {
    const line = { text: 'a', page: 0, confidence: null, path: 'Data[0]' }
    expect(lineOf({ ...line, quad: null })).toEqual([])
    expect(lineSchema.parse(lineOf({ ...line, quad })[0])).toEqual({ ...line, quad, chars: [] })
    const region = { kind: 'card', page: 0, path: 'Data.Card' }
    expect(regionOf({ ...region, quad: null })).toEqual([])
    expect(regionOf({ ...region, quad, text: '' })).toEqual([{ ...region, quad, confidence: null }])
    expect(regionSchema.parse(regionOf({ ...region, quad, text: 'x', confidence: 0.5 })[0])).toMatchObject({
      text: 'x',
      confidence: 0.5,
    })
  })
})
