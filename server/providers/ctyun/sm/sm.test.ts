import { afterEach, describe, expect, test, vi } from 'vitest'
import { sandboxSm2Key } from '../sandbox-key.ts'
import { fixture } from '../testing.ts'
import { freshKeys, sealBody } from '../envelope.ts'
import { readSm2PrivateKey, readSm2PublicKey, strictBase64 } from './der.ts'
import { sm2Decrypt, sm2Encrypt, sm2Layouts } from './sm2.ts'
import { portableSm3, sm3 } from './sm3.ts'
import { portableSm4, sm4 } from './sm4.ts'

const { sm2Standard, encryption } =
  fixture<Record<'sm2Standard' | 'encryption', Record<string, string>>>('facts/vectors.json')

afterEach(() => vi.restoreAllMocks())

describe('SM2', () => {
  test('decrypts the example of the standard in both layouts, with and without 04', () => {
    const { c1Hex = '', c2Hex = '', c3Hex = '', plaintext, privateKeyHex = '' } = sm2Standard
    for (const c1 of [c1Hex, c1Hex.slice(2)]) {
      for (const [layout, text] of [
        ['C1C2C3', c1 + c2Hex + c3Hex],
        ['C1C3C2', c1 + c3Hex + c2Hex],
      ] as const) {
        const opened = sm2Decrypt(Buffer.from(text, 'hex'), privateKeyHex)
        expect([opened.plaintext.toString(), opened.layout]).toEqual([plaintext, layout])
      }
    }
  })

  test('is randomised, 97 bytes longer, and refuses an empty text', () => {
    const { point } = readSm2PublicKey(sandboxSm2Key.publicKey)
    const [first, second] = [1, 2].map(() => sm2Encrypt(Buffer.from('abc'), point, 'C1C2C3'))
    expect([first!.byteLength, first![0]]).toEqual([100, 4])
    expect(first).not.toEqual(second)
    expect(() => sm2Encrypt(Buffer.alloc(0), point, 'C1C2C3')).toThrow(RangeError)
  })

  test('takes its chance from the cryptographic source, and an envelope never from Math.random', () => {
    const guessable = vi.spyOn(Math, 'random')
    const drawn = vi.spyOn(globalThis.crypto, 'getRandomValues')
    for (const layout of sm2Layouts) sealBody(Buffer.from('abc'), sandboxSm2Key.publicKey, layout, freshKeys())
    expect(guessable).not.toHaveBeenCalled()
    // One ephemeral key for each of the two keys in each of the two envelopes: at least 32 bytes of chance.
    const bytes = drawn.mock.calls.map(([array]) => array?.byteLength ?? 0)
    expect(bytes).toHaveLength(4)
    expect(Math.min(...bytes)).toBeGreaterThanOrEqual(32)
  })

  test('refuses what is too short, no point, or of another key', () => {
    const { point } = readSm2PublicKey(sandboxSm2Key.publicKey)
    const ciphertext = sm2Encrypt(Buffer.from('abc'), point, 'C1C3C2')
    for (const bytes of [Buffer.alloc(0), Buffer.alloc(96, 4), Buffer.alloc(113, 4), ciphertext.subarray(0, 99)]) {
      expect(() => sm2Decrypt(bytes, sandboxSm2Key.privateKey)).toThrow(RangeError)
    }
    expect(() => sm2Decrypt(ciphertext, sm2Standard['privateKeyHex']!)).toThrow(RangeError)
  })
})

describe.each([
  ['OpenSSL', sm4, sm3],
  ['JavaScript', portableSm4, portableSm3],
] as const)('%s', (_, cipher, hash) => {
  const key = Buffer.from('0123456789abcdeffedcba9876543210', 'hex')

  test('SM4: the example of the standard, and what is wrong', () => {
    // GB/T 32907: the key as plaintext; the second block is padding.
    expect(cipher.encrypt(key, key).toString('hex').slice(0, 32)).toBe('681edf34d206965e86b3e94f536e4246')
    for (const length of [0, 15, 24, 32]) expect(() => cipher.encrypt(key, Buffer.alloc(length))).toThrow(RangeError)
    for (const bytes of [Buffer.alloc(0), Buffer.alloc(15), Buffer.alloc(16), Buffer.alloc(32, 7)]) {
      expect(() => cipher.decrypt(bytes, key)).toThrow(Error)
    }
  })

  test('SM3: the example of the standard, and keys longer than a block', () => {
    const abc = '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'
    expect(hash.hash(Buffer.from('abc')).toString('hex')).toBe(abc)
    const long = Buffer.alloc(200, 9)
    expect(hash.hmac(long, key)).toEqual(sm3.hmac(sm3.hash(long), key))
  })
})

describe('keys', () => {
  test('those of the facts are read', () => {
    expect(readSm2PublicKey(encryption['encKey']!)).toMatchObject({ point: sm2Standard['publicKeyHex'], derBytes: 91 })
    expect(readSm2PublicKey(`${encryption['encKey']!.slice(0, 64)}\n${encryption['encKey']!.slice(64)}`).derBytes).toBe(
      91,
    )
  })

  const p256 =
    'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEoBUyo8CQAFPeYPvv78ylh5MwFZjTCLQeb042TjiMJxG+9DLFmRSMlBQ9T/RsLLc+PmpB1+7yPAR+oR5gZn3kJQ=='
  test.each([
    ['another curve', p256],
    ['a point beside the curve', `${sandboxSm2Key.publicKey.slice(0, -8)}AAAAAA==`],
    ['half a key', sandboxSm2Key.publicKey.slice(0, 60)],
    ['no Base64', 'not a key!'],
    ['nothing', ''],
    ['a list of nothing', 'MAA='],
  ])('%s is no public key', (_, text) => {
    expect(() => readSm2PublicKey(text)).toThrow(RangeError)
  })

  test('a public key is no private one', () => {
    expect(() => readSm2PrivateKey(sandboxSm2Key.publicKey)).toThrow(RangeError)
  })
})

test('strict Base64 takes exactly what it would write itself', () => {
  expect(strictBase64('QUI=')).toEqual(Buffer.from('AB'))
  for (const text of ['', 'QUI', 'QUI==', 'QU I=', 'QUJ=', '-_==', 5, undefined]) expect(strictBase64(text)).toBeNull()
})
