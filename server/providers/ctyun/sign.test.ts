import { describe, expect, test } from 'vitest'
import { bodyDigest, eopDate, headerBlock, signEop, sortedQuery, stringToSign } from './sign.ts'
import { fixture } from './testing.ts'

interface Facts {
  signature: {
    name: string
    accessKey: string
    securityKey: string
    signedHeaders: Record<string, string> & { 'eop-date': string }
    query: string
    sortedQuery: string
    body: string
    bodySha256: string
    stringToSign: string
    signature: string
    authorization: string
  }[]
}

interface Examples {
  headerBlocks: { signedHeaders: string[]; block: string }[]
}

describe('EOP signature', () => {
  test.each(fixture<Facts>('facts/vectors.json').signature)('$name', (facts) => {
    const { accessKey, securityKey, signedHeaders, query } = facts
    const bodySha256 = bodyDigest(Buffer.from(facts.body))
    expect(bodySha256).toBe(facts.bodySha256)
    expect(signEop({ accessKey, securityKey, headers: signedHeaders, query, bodySha256 })).toMatchObject({
      query: facts.sortedQuery,
      stringToSign: facts.stringToSign,
      signature: facts.signature,
      authorization: facts.authorization,
    })
  })

  test.each(fixture<Examples>('examples/signature.examples.json').headerBlocks)(
    'header block of the document: $signedHeaders',
    ({ signedHeaders, block }) => {
      const values: Record<string, string> = {
        ccad: '123',
        'ctyun-eop-request-id': '123456789',
        'eop-date': '20210531T100101Z',
        host: '1.1.1.1:9080',
      }
      const headers = Object.fromEntries(signedHeaders.toReversed().map((name) => [name, values[name]!]))
      expect(headerBlock(headers)).toBe(block)
    },
  )

  test('the date is the wall clock of the offset, over midnight too', () => {
    const evening = new Date('2024-12-31T20:30:59.999Z')
    expect(eopDate(evening, 480)).toBe('20250101T043059Z')
    expect(eopDate(evening, 0)).toBe('20241231T203059Z')
    expect(eopDate(evening, -330)).toBe('20241231T150059Z')
  })

  test('whole pairs are sorted by their bytes, repeated and empty ones kept', () => {
    expect(sortedQuery('b=2&a=2&a=1&a-b=&%E4=1&A=1')).toBe('%E4=1&A=1&a-b=&a=1&a=2&b=2')
    expect(sortedQuery('')).toBe('')
  })

  test('three line feeds stand before the digest where there is no query', () => {
    expect(stringToSign('eop-date:x\n', '', 'd')).toBe('eop-date:x\n\n\nd')
  })
})
