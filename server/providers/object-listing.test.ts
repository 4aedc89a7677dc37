import { expect, test } from 'vitest'
import { pageOfListing } from './object-listing.ts'

const keys = ['a/1', 'a/2', 'b', 'c/1', 'd']
const order = { prefix: '', delimiter: '', after: '', max: 100 }

test('a bucket is listed in pages that miss nothing and repeat nothing', () => {
  for (const delimiter of ['', '/']) {
    const seen: string[] = []
    let after = ''
    for (let page = 0; page < 6; page++) {
      const listing = pageOfListing(keys, { ...order, delimiter, after, max: 2 })
      seen.push(...listing.keys, ...listing.prefixes)
      if (!listing.isTruncated) break
      after = listing.next
    }
    expect(seen.toSorted()).toEqual(delimiter === '' ? keys : ['a/', 'b', 'c/', 'd'])
  }
})

test('names behind a delimiter are folded, below a prefix as well', () => {
  expect(pageOfListing(keys, { ...order, delimiter: '/' })).toEqual({
    keys: ['b', 'd'],
    prefixes: ['a/', 'c/'],
    isTruncated: false,
    next: '',
  })
  expect(pageOfListing(keys, { ...order, delimiter: '/', prefix: 'a/' }).keys).toEqual(['a/1', 'a/2'])
  expect(pageOfListing(keys, { ...order, max: 5 }).isTruncated).toBe(false)
  expect(pageOfListing(keys, { ...order, max: 0 })).toMatchObject({ keys: [], isTruncated: false })
})
