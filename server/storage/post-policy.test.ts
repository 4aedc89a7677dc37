import { describe, expect, test } from 'vitest'
import vectorFile from './__fixtures__/aliyun-oss-post-policy.json' with { type: 'json' }
import {
  checkSize,
  encodePolicy,
  fieldMap,
  objectKey,
  parsePolicy,
  signedFields,
  signPolicy,
  verifyPostForm,
} from './post-policy.ts'

interface Vector {
  name: string
  kind: string
  inputs: {
    credentials: { accessKeyId: string; accessKeySecret: string }
    policyText: string
    bucket?: string
    now?: string
    form?: Record<string, string>
    file?: { size: number }
  }
  expected: {
    policy?: string
    signature?: string
    formFields?: Record<string, string>
    allowed?: boolean
    status?: number[]
    code?: string[]
  }
}
const vectors = vectorFile.vectors as unknown as Vector[]
const ofKind = (kind: string) => vectors.filter((vector) => vector.kind === kind)

test('the name of the object is that of the form, with the name of the file in it', () => {
  const keyOf = (fields: [string, string][], fileName: string) => objectKey(fieldMap(fields), fileName)
  expect(keyOf([['KEY', 'a/${filename}']], '$&.png')).toBe('a/$&.png')
  expect(keyOf([['key', 'a/b.png']], 'c.png')).toBe('a/b.png')
  expect(keyOf([['key', '']], 'c.png')).toBeUndefined()
  expect(keyOf([], 'c.png')).toBeUndefined()
})

describe('the shared vectors', () => {
  test('are all here', () => {
    expect([ofKind('sign').length, ofKind('verify').length]).toEqual([6, 22])
  })

  test.each(ofKind('sign'))('$name', ({ inputs, expected }) => {
    const policy = encodePolicy(inputs.policyText)
    expect(policy).toBe(expected.policy)
    expect(signPolicy(policy, inputs.credentials.accessKeySecret)).toBe(expected.signature)
    expect(signedFields(inputs.policyText, inputs.credentials)).toEqual(expected.formFields)
  })

  test.each(ofKind('verify'))('$name', ({ inputs, expected }) => {
    const verdict = verifyPostForm(fieldMap(Object.entries(inputs.form!)), {
      credentials: inputs.credentials,
      bucket: inputs.bucket!,
      now: new Date(inputs.now!),
    })
    const refusal = verdict.allowed ? checkSize(verdict.policy, inputs.file!.size) : verdict.refusal
    expect(refusal === null).toBe(expected.allowed)
    expect(expected.status).toContain(refusal?.status ?? 204)
    expect(expected.code ?? [undefined]).toContain(refusal?.code)
  })
})

describe('beyond the vectors', () => {
  const credentials = { accessKeyId: 'id', accessKeySecret: 'secret' }
  const now = new Date('2026-01-01T00:00:00Z')
  const judge = (policy: unknown, form: Record<string, string> = {}) => {
    const fields = { ...signedFields(JSON.stringify(policy), credentials), ...form }
    const verdict = verifyPostForm(fieldMap(Object.entries(fields)), { credentials, bucket: 'b', now })
    return verdict.allowed ? 'allowed' : verdict.refusal.code
  }
  const expiration = '2026-01-01T00:00:01Z'

  test('a policy ends at the moment it names', () => {
    expect(judge({ expiration: '2026-01-01T00:00:00Z', conditions: [] })).toBe('AccessDenied')
    expect(judge({ expiration, conditions: [] })).toBe('allowed')
  })

  test('field names are matched without regard to case, in the form and in the policy', () => {
    expect(judge({ expiration, conditions: [['eq', '$KEY', 'a']] }, { Key: 'a' })).toBe('allowed')
    expect(judge({ expiration, conditions: [{ 'Content-Type': 'x' }] }, { 'content-TYPE': 'y' })).toBe('AccessDenied')
  })

  test('a form cannot claim another bucket than the one addressed', () => {
    expect(judge({ expiration, conditions: [{ bucket: 'other' }] }, { bucket: 'other' })).toBe('AccessDenied')
  })

  test('a field that is named twice counts once, the first time', () => {
    const form = fieldMap([
      ['key', 'allowed/a'],
      ['KEY', 'elsewhere/b'],
    ])
    expect(form.get('key')).toBe('allowed/a')
  })

  test.each([
    ['a list for a document', []],
    ['a local time', { expiration: '2026-01-01T00:00:01', conditions: [] }],
    ['a date that is none', { expiration: '2026-13-41T00:00:01Z', conditions: [] }],
    ['a range upside down', { expiration, conditions: [['content-length-range', 5, 1]] }],
    ['a range of texts', { expiration, conditions: [['content-length-range', '0', '9']] }],
    ['a field without $', { expiration, conditions: [['eq', 'key', 'a']] }],
    ['an empty condition', { expiration, conditions: [{}] }],
    ['a number to equal', { expiration, conditions: [['eq', '$key', 1]] }],
    ['too many parts', { expiration, conditions: [['eq', '$key', 'a', 'b']] }],
    ['null', { expiration, conditions: [null] }],
  ])('%s is no policy', (_, policy) => {
    expect(judge(policy)).toBe('InvalidPolicyDocument')
  })

  test('Base64 that is no UTF-8 or no JSON is no policy', () => {
    expect(parsePolicy(Buffer.from([0xff, 0xfe]).toString('base64'))).toBeTypeOf('string')
    expect(parsePolicy('not json')).toBeTypeOf('string')
  })

  test('one altered character of the policy breaks the signature', () => {
    const fields = signedFields(JSON.stringify({ expiration, conditions: [] }), credentials)
    const form = fieldMap(Object.entries({ ...fields, policy: fields.policy.replace(/.$/, 'A') }))
    const verdict = verifyPostForm(form, { credentials, bucket: 'b', now })
    expect(verdict).toMatchObject({ allowed: false, refusal: { status: 403, code: 'SignatureDoesNotMatch' } })
  })
})
