import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { vectorChecks } from './vectors.ts'

interface VectorFile {
  protocol: string
  vectors: { name: string; inputs: Record<string, unknown>; expected: Record<string, unknown> }[]
}

const file = JSON.parse(
  readFileSync(new URL('../__fixtures__/vectors/tencent-cos-v5.json', import.meta.url), 'utf8'),
) as VectorFile
const check = vectorChecks[file.protocol]!

describe('golden vectors of COS V5', () => {
  test.each(file.vectors)('$name', (vector) => {
    expect(check(vector)).toEqual([])
  })

  test.each(file.vectors)('$name is not passed with another signature', (vector) => {
    const { signature } = vector.expected as { signature: string }
    const other = signature.replace(/^./, (sign) => (sign === '0' ? '1' : '0'))
    // Wherever it stands: in a presigned URL too.
    const expected = JSON.parse(
      JSON.stringify(vector.expected).replaceAll(signature, other),
    ) as VectorFile['vectors'][0]['expected']
    const complaints = check({ ...vector, expected })
    expect(complaints.some((complaint) => complaint.startsWith('signer: signature'))).toBe(true)
    expect(complaints).toContain('verifier: refuses the request of the vector')
  })

  test('numbers of a query are signed as texts, and nothing as an empty one', () => {
    const vector = file.vectors.find(({ name }) => name === 'query-and-header-order')!
    const query = { ...(vector.inputs['query'] as Record<string, string>), 'max-keys': 10, marker: null }
    expect(check({ ...vector, inputs: { ...vector.inputs, query } })).toEqual([])
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
