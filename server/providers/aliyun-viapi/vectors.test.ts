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

describe('what the shared files have no example of', () => {
  const vectorOf = (protocol: string, name: string) =>
    files.find((file) => file.protocol === protocol)!.vectors.find((vector) => vector.name === name)!
  const holding = vectorOf('aliyun-oss-post-policy', 'verify-all-conditions-hold')
  const form = holding.inputs['form'] as Record<string, string>
  const checkForm = (fields: Record<string, string>, expected: unknown) =>
    vectorChecks['aliyun-oss-post-policy']!({ ...holding, inputs: { ...holding.inputs, form: fields }, expected })

  test('a form is judged under the name that the object will have', () => {
    const key = form['key']!
    const written = { ...form, key: key.replace('shot.png', '${filename}') }
    expect(checkForm(written, { allowed: true, status: [204] })).toEqual([])
    const { key: _, ...keyless } = form
    expect(checkForm({ ...keyless, KEY: key }, { allowed: true })).toEqual([])
    const other = { ...form, key: `\${filename}/${key}` }
    expect(checkForm(other, { allowed: false, status: 403, code: 'AccessDenied' })).toEqual([])
  })

  test('a form without a key is refused', () => {
    const vector = vectorOf('aliyun-oss-post-policy', 'verify-size-at-minimum')
    const { key: _, ...keyless } = vector.inputs['form'] as Record<string, string>
    const expected = { allowed: false, status: 400, code: 'InvalidArgument' }
    const inputs = { ...vector.inputs, form: keyless }
    expect(vectorChecks['aliyun-oss-post-policy']!({ ...vector, inputs, expected })).toEqual([])
  })

  test('the status of success is the one that the form asks for', () => {
    const asking = { ...form, success_action_status: '201' }
    expect(checkForm(asking, { allowed: true, status: 201 })).toEqual([])
    expect(checkForm(asking, { allowed: true, status: 204 })).toEqual(['verifier: the status is 201'])
    expect(checkForm({ ...form, success_action_status: '418' }, { allowed: true, status: 204 })).toEqual([])
  })

  test("links are made from the SDK's looser inputs", () => {
    const vector = vectorOf('aliyun-oss-presigned-get', 'plain')
    const { endpoint, objectName } = vector.inputs as { endpoint: string; objectName: string }
    const inputs = { ...vector.inputs, endpoint: endpoint.replace('http://', ''), objectName: `/${objectName}` }
    expect(vectorChecks['aliyun-oss-presigned-get']!({ ...vector, inputs })).toEqual([])
  })
})
