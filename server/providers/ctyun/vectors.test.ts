import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { vectorChecks } from './vectors.ts'

interface Vector {
  name: string
  kind?: string
  inputs: Record<string, unknown>
  expected: Record<string, unknown>
}

const file = (protocol: string) =>
  JSON.parse(readFileSync(new URL(`../__fixtures__/vectors/${protocol}.json`, import.meta.url), 'utf8')) as {
    vectors: Vector[]
  }

const eop = file('ctyun-eop').vectors
const envelope = file('ctyun-sm-envelope').vectors
const byName = (name: string) => [...eop, ...envelope].find((vector) => vector.name === name)!

/** The vector with one of its expected or input values replaced. */
function changed(vector: Vector, side: 'inputs' | 'expected', values: Record<string, unknown>): Vector {
  return { ...vector, [side]: { ...vector[side], ...values } }
}

describe('golden vectors', () => {
  test.each(eop.map((vector) => [vector.name, vector] as const))('ctyun-eop: %s', (_, vector) => {
    expect(vectorChecks['ctyun-eop']!(vector)).toEqual([])
  })

  test.each(envelope.map((vector) => [vector.name, vector] as const))('ctyun-sm-envelope: %s', (_, vector) => {
    expect(vectorChecks['ctyun-sm-envelope']!(vector)).toEqual([])
  })

  test('every kind of the envelope is among them', () => {
    expect(new Set(envelope.map(({ kind }) => kind)).size).toBe(9)
  })
})

describe('a vector that is wrong does not pass', () => {
  const general = byName('general-text')
  test.each([
    ['signature', changed(general, 'expected', { signature: 'AAAA' })],
    ['key', changed(general, 'expected', { kAk: '00' })],
    ['string to sign', changed(general, 'expected', { stringToSign: 'x' })],
    ['date', changed(general, 'inputs', { utcOffsetMinutes: 0 })],
    [
      'authorization',
      changed(general, 'expected', { authorization: 'FAKEEOPAK001EXAMPLE Headers=eop-date Signature=AAAA' }),
    ],
    ['form', { ...general, inputs: {} }],
  ])('ctyun-eop: another %s', (_, vector) => {
    expect(vectorChecks['ctyun-eop']!(vector)).not.toEqual([])
  })

  test.each([
    ['public-key', { x: '00' }],
    ['private-key', { privateKeyHex: '00' }],
    ['sm4-1', { ciphertextBase64: '+C87c4Hr5quD30TeIXNj3Q==' }],
    ['hmac-sm3-1', { macBase64: 'AAAA' }],
    ['hmac-sm3-2', { sm3Hex: '00' }],
    ['sm2-decrypt-0-c1c2c3', { plaintextHex: '00' }],
    ['envelope-3-c1c3c2', { bodyText: '{}' }],
    ['envelope-3-c1c2c3', { hashKeyHex: '00' }],
    ['reject-blob-hash', { error: 'AI_OP_40019' }],
    ['response-0', { answerText: '{}' }],
  ])('ctyun-sm-envelope: %s', (name, expected) => {
    expect(vectorChecks['ctyun-sm-envelope']!(changed(byName(name), 'expected', expected))).not.toEqual([])
  })

  test('an envelope that is whole is not taken for a rejected one, nor an answer', () => {
    const whole = byName('envelope-0-c1c2c3')
    const rejected = { ...whole, kind: 'envelope-reject', expected: { error: 'AI_OP_40018' } }
    const answer = { ...byName('response-0'), kind: 'response-reject', expected: { error: 'x' } }
    for (const vector of [rejected, answer, { ...whole, kind: 'unheard-of' }]) {
      expect(vectorChecks['ctyun-sm-envelope']!(vector)).toHaveLength(1)
    }
  })
})

describe('vectors of other forms', () => {
  test('SM2 ciphertexts without the leading 04 are read, in either layout', () => {
    for (const name of ['sm2-decrypt-0-c1c2c3', 'sm2-decrypt-3-c1c3c2']) {
      const vector = byName(name)
      const bytes = Buffer.from(vector.inputs['ciphertextBase64'] as string, 'base64').subarray(1)
      const bare = changed(vector, 'inputs', { pointPrefix04: false, ciphertextBase64: bytes.toString('base64') })
      expect(vectorChecks['ctyun-sm-envelope']!(bare)).toEqual([])
    }
  })

  test('keys in PKCS#8 alone, and no layout given', () => {
    const vector = byName('envelope-2-c1c3c2')
    const { privateKeyHex: _, layout: __, ...inputs } = vector.inputs
    expect(vectorChecks['ctyun-sm-envelope']!({ ...vector, inputs })).toEqual([])
  })
})
