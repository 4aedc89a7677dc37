import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { looksLikeJson, parseEscapedJson, parseJson } from './json.ts'

describe('parseJson', () => {
  it('keeps the digits of numbers that JavaScript would write differently', () => {
    expect(
      parseJson('{"a":6212262315007683105,"b":4.00,"c":012345,"d":-2,"e":1.5,"f":[10000000000000000000000]}'),
    ).toEqual({
      a: '6212262315007683105',
      b: '4.00',
      c: '012345',
      d: -2,
      e: 1.5,
      f: ['10000000000000000000000'],
    })
  })

  it('leaves strings alone, whatever they look like', () => {
    const value = { text: '0012 "03" \\ 4.00', '007': 'x\\"1.0' }
    expect(parseJson(JSON.stringify(value))).toEqual(value)
    expect(parseJson('\uFEFF{"a":1}')).toEqual({ a: 1 })
  })

  it('reads what JSON.stringify wrote', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value)
        expect(parseJson(text)).toEqual(JSON.parse(text))
      }),
      { numRuns: 50 },
    )
  })

  it('reads strings of many megabytes', () => {
    const picture = 'QUJD'.repeat(3_000_000)
    expect((parseJson(`{"a":"${picture}","b":1.0}`) as { a: string }).a).toHaveLength(picture.length)
  })

  it('refuses what is no JSON', () => {
    for (const text of ['', '{', '{"a":1', 'hello', '<html>', '{"a":}'])
      expect(() => parseJson(text)).toThrow(SyntaxError)
  })
})

describe('JSON inside strings', () => {
  it('is read at each depth of escaping', () => {
    const value = { Content: '<a href="x">1</a>', list: [1, 'b\\c'] }
    const once = JSON.stringify(value)
    expect(parseEscapedJson(once)).toEqual(value)
    expect(parseEscapedJson(JSON.stringify(once))).toEqual(value)
    const simple = JSON.stringify({ Content: '<b>1</b>' })
    expect(parseEscapedJson(simple.replaceAll('"', '\\"'))).toEqual({ Content: '<b>1</b>' })
  })

  it('is refused when it never becomes JSON', () => {
    expect(() => parseEscapedJson('{"a":1')).toThrow(SyntaxError)
    expect(() => parseEscapedJson('\\"\\"\\"x')).toThrow(SyntaxError)
  })

  it('is told from other texts by its beginning', () => {
    expect([' {"a":1}', '[1]', '\uFEFF{}'].map(looksLikeJson)).toEqual([true, true, true])
    expect(['<a/>', '', 'text'].map(looksLikeJson)).toEqual([false, false, false])
  })
})
