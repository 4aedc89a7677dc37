import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { vectorChecks } from './vectors.ts'

interface VectorFile {
  protocol: string
  vectors: { name: string; inputs: Record<string, unknown>; expected: Record<string, unknown> }[]
}

const files = Object.keys(vectorChecks).map((protocol) => {
  const path = new URL(`../__fixtures__/vectors/${protocol}.json`, import.meta.url)
  return JSON.parse(readFileSync(path, 'utf8')) as VectorFile
})

test('there is a file for every protocol', () => {
  expect(files.map(({ protocol, vectors }) => [protocol, vectors.length])).toEqual([
    ['aliyun-rpc', 17],
    ['aliyun-acs3', 10],
    ['aliyun-oss-presigned-get', 7],
    ['aliyun-oss-post-policy', 28],
  ])
})

describe.each(files)('$protocol', ({ protocol, vectors }) => {
  test.each(vectors)('$name', (vector) => {
    expect(vectorChecks[protocol]!(vector)).toEqual([])
  })

  test('a vector that expects something else is told apart', () => {
    for (const { inputs, expected, ...vector } of vectors) {
      const wrong = expected['signature'] === undefined ? { allowed: !expected['allowed'] } : { signature: 'AAAA' }
      const found = vectorChecks[protocol]!({ ...vector, inputs, expected: { ...expected, ...wrong } })
      expect(`${vector.name}: ${found.join()}`).toMatch(/signature is|the verdict is/)
    }
  })

  test('a vector of another form is said to be one', () => {
    expect(vectorChecks[protocol]!({ inputs: {}, expected: {} }).join()).toContain('another form')
  })
})
