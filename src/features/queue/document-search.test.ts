import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { documentFilterSchema, documentSortSchema, documentStateSchema } from '#contract/document'
import { parseSearch, stringifySearch } from '../../ui/search-parameters.ts'
import {
  documentSorts,
  documentStates,
  parseDocumentSearch,
  questionOf,
  type DocumentSearch,
} from './document-search.ts'

const word = fc.string({ minLength: 1, maxLength: 200 })
const words = fc.uniqueArray(word, { minLength: 1, maxLength: 4 })
const date = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((each) => each.toISOString().slice(0, 10))

const anySearch: fc.Arbitrary<DocumentSearch> = fc.record(
  {
    state: fc.uniqueArray(fc.constantFrom(...documentStates), { minLength: 1 }),
    kind: words,
    provider: words,
    search: word,
    confidenceBelow: fc.double({ min: 0, max: 1, noNaN: true }).map(Math.abs),
    openChecks: fc.boolean(),
    who: word,
    from: date,
    to: date,
    sort: fc.constantFrom(...documentSorts.filter((sort) => sort !== 'newest')),
  },
  { requiredKeys: [] },
)

describe('the place in the list', () => {
  it('comes back from the URL as it went in', () => {
    fc.assert(
      fc.property(anySearch, (search) => {
        expect(parseDocumentSearch(parseSearch(stringifySearch(search)))).toEqual(search)
      }),
    )
  })

  it('is a filter that the contract accepts, whatever the URL says', () => {
    const anything = fc.dictionary(
      fc.constantFrom('state', 'kind', 'search', 'confidenceBelow', 'openChecks', 'who', 'from', 'to', 'sort', 'x'),
      fc.oneof(fc.string(), fc.array(fc.string()), fc.anything()),
    )
    fc.assert(
      fc.property(anything, (raw) => {
        const { filter, sort } = questionOf(parseDocumentSearch(raw))
        expect(documentFilterSchema.parse(filter)).toEqual(filter)
        expect(documentSortSchema.parse(sort)).toBe(sort)
      }),
    )
  })

  it('knows every state and order of the contract', () => {
    expect([...documentStates].sort()).toEqual([...documentStateSchema.options].sort())
    expect([...documentSorts].sort()).toEqual([...documentSortSchema.options].sort())
  })

  it('keeps the usual order out of the URL', () => {
    expect(parseDocumentSearch({ sort: 'newest' })).toEqual({})
    expect(questionOf({}).sort).toBe('newest')
  })
})
