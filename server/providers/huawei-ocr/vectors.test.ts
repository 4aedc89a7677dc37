import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { vectorChecks } from './vectors.ts'

interface VectorFile {
  protocol: string
  vectors: { name: string; inputs: Record<string, unknown>; expected: Record<string, unknown> }[]
}

const file = JSON.parse(
  readFileSync(new URL('../__fixtures__/vectors/huawei-sdk-hmac-sha256.json', import.meta.url), 'utf8'),
) as VectorFile
const check = vectorChecks[file.protocol]!

describe('golden vectors of SDK-HMAC-SHA256', () => {
  test.each(file.vectors)('$name', (vector) => {
    expect(check(vector)).toEqual([])
  })

  test.each(file.vectors)('$name is not passed with another signature', (vector) => {
    const { signature, authorization } = vector.expected as { signature: string; authorization: string }
    const other = signature.replace(/^./, (sign) => (sign === '0' ? '1' : '0'))
    const expected = { ...vector.expected, signature: other, authorization: authorization.replace(signature, other) }
    const complaints = check({ ...vector, expected })
    expect(complaints.some((complaint) => complaint.startsWith('signer: signature'))).toBe(true)
    expect(complaints).toContain('verifier: refuses the request of the vector')
  })

  test('numbers and truth values of a query are signed as the texts that an SDK makes of them', () => {
    const vector = file.vectors.find(({ name }) => name === 'get-sorted-query')!
    const query = { ...(vector.inputs['query'] as Record<string, string>), page: 1, Enabled: true }
    expect(check({ ...vector, inputs: { ...vector.inputs, query } })).toEqual([])
  })

  test('headers may be written in any case', () => {
    const vector = file.vectors[0]!
    const headers = Object.entries(vector.inputs['headersToSign'] as Record<string, string>)
    const headersToSign = Object.fromEntries(headers.map(([name, value]) => [name.toUpperCase(), value]))
    expect(check({ ...vector, inputs: { ...vector.inputs, headersToSign } })).toEqual([])
  })

  test('the verifier is held against a vector that expects a signature alone', () => {
    const [vector] = file.vectors as [VectorFile['vectors'][0]]
    const { signature } = vector.expected
    expect(check({ ...vector, expected: { signature } })).toEqual([])
    const complaints = check({ ...vector, expected: { signature, request: { target: '/elsewhere' } } })
    expect(complaints).toContain('verifier: refuses the request of the vector')
  })

  test('says so when a vector has another form', () => {
    expect(check({ inputs: {}, expected: {} })[0]).toMatch(/another form/)
  })
})
