import { describe, expect, it } from 'vitest'
import { checkLimits, type FileFacts, type Limits } from './limits.ts'

const limits: Limits = {
  formats: ['jpeg', 'png', 'pdf'],
  minBytes: 10,
  maxBytes: 1000,
  minSidePixels: 15,
  maxSidePixels: 4096,
  maxPixels: 10_000_000,
  maxPages: 5,
}
const good: FileFacts = { format: 'png', bytes: 500, width: 800, height: 600, pages: 1 }

describe('checkLimits', () => {
  it('passes a file within every limit, bounds included', () => {
    expect(checkLimits(good, limits)).toEqual([])
    expect(checkLimits({ ...good, bytes: 1000, width: 15, height: 4096, pages: 5 }, limits)).toEqual([])
  })

  it.each<[string, Partial<FileFacts>, string[]]>([
    ['an empty file', { bytes: 0, format: null }, ['file-empty']],
    ['junk', { format: null }, ['format-unknown']],
    ['a format that is not taken', { format: 'gif' }, ['format-not-accepted']],
    ['too few bytes', { bytes: 9 }, ['file-too-small']],
    ['too many bytes', { bytes: 1001 }, ['file-too-large']],
    ['a short side', { height: 14 }, ['image-too-small']],
    ['a long side', { width: 4097 }, ['image-too-large']],
    ['too many pixels', { width: 4000, height: 4000 }, ['too-many-pixels']],
    ['too many pages', { format: 'pdf', pages: 6 }, ['too-many-pages']],
    [
      'several at once',
      { bytes: 1001, width: 5000, height: 10 },
      ['file-too-large', 'image-too-small', 'image-too-large'],
    ],
  ])('refuses %s', (_name, change, codes) => {
    expect(checkLimits({ ...good, ...change }, limits).map(({ code }) => code)).toEqual(codes)
  })

  it('says the numbers, so that the screen can', () => {
    expect(checkLimits({ ...good, bytes: 1001 }, limits)[0]?.parameters).toEqual({ bytes: 1001, maxBytes: 1000 })
  })

  it('does not judge what cannot be known before decoding', () => {
    expect(checkLimits({ format: 'pdf', bytes: 500, width: null, height: null, pages: null }, limits)).toEqual([])
  })
})
