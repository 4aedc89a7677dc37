import { randomBytes, timingSafeEqual } from 'node:crypto'
import { base64Length } from '../base64-body.ts'
import { readSm2PublicKey, strictBase64 } from './sm/der.ts'
import { sm2Encrypt, type Sm2Layout } from './sm/sm2.ts'
import { sm3 } from './sm/sm3.ts'
import { sm4 } from './sm/sm4.ts'

/** The body of a request whose header `decrypted` is true; each value is Base64 (PROTOCOLS.md, 6.3). */
export interface Envelope {
  ciphertextBlob: string
  encryptedBody: string
  encryptedHashKey: string
  ciphertextBlobHash: string
  encryptedBodyHash: string
}

/** Made anew for every request; the answer to it is opened with the same ones. */
export interface EnvelopeKeys {
  sm4Key: Uint8Array
  hashKey: Uint8Array
}

/** Bytes of either key: SM4 has no other size, the document's sample takes as many for the hash. */
const keyBytes = 16

export function freshKeys(): EnvelopeKeys {
  return { sm4Key: randomBytes(keyBytes), hashKey: randomBytes(keyBytes) }
}

/** HMAC-SM3 over the Base64 text of the value that it protects, not over its bytes. */
export function hashOfText(hashKey: Uint8Array, base64: string): string {
  return sm3.hmac(hashKey, Buffer.from(base64, 'ascii')).toString('base64')
}

/**
 * Encrypts a body for the cloud. @param publicKey Base64 of X.509 DER, the console's EncKey
 * @throws {RangeError} when the key is none of the curve sm2p256v1
 */
export function sealBody(body: Uint8Array, publicKey: string, layout: Sm2Layout, keys: EnvelopeKeys): Envelope {
  const { point } = readSm2PublicKey(publicKey)
  const ciphertextBlob = sm2Encrypt(keys.sm4Key, point, layout).toString('base64')
  const encryptedBody = sm4.encrypt(body, keys.sm4Key).toString('base64')
  return {
    ciphertextBlob,
    encryptedBody,
    encryptedHashKey: sm2Encrypt(keys.hashKey, point, layout).toString('base64'),
    ciphertextBlobHash: hashOfText(keys.hashKey, ciphertextBlob),
    encryptedBodyHash: hashOfText(keys.hashKey, encryptedBody),
  }
}

/** Length of the JSON of an envelope around a body of so many bytes, so that a request can be planned before anything is encrypted. */
export function envelopeLength(bodyBytes: number): number {
  const values = {
    ciphertextBlob: 97 + keyBytes,
    encryptedBody: (Math.floor(bodyBytes / 16) + 1) * 16,
    encryptedHashKey: 97 + keyBytes,
    ciphertextBlobHash: 32,
    encryptedBodyHash: 32,
  }
  const quoted = Object.entries(values).map(([name, bytes]) => `"${name}":""`.length + base64Length(bytes))
  return '{}'.length + quoted.reduce((sum, length) => sum + length, quoted.length - 1)
}

/** Why an encrypted answer must not be used. */
export class AnswerAltered extends Error {
  override name = 'AnswerAltered'
}

/**
 * The text of an encrypted answer. Its hash is checked first: what does not match is not even decrypted.
 * @throws {AnswerAltered}
 */
export function openAnswer(answer: Readonly<Record<string, unknown>>, keys: EnvelopeKeys): string {
  const { encryptedResult, encryptedResultHash } = answer
  const ciphertext = strictBase64(encryptedResult)
  const given = strictBase64(encryptedResultHash)
  if (ciphertext === null || given === null)
    throw new AnswerAltered('The encrypted answer is not of its documented form')
  const expected = Buffer.from(hashOfText(keys.hashKey, encryptedResult as string), 'base64')
  if (given.byteLength !== expected.byteLength || !timingSafeEqual(given, expected)) {
    throw new AnswerAltered('The hash of the encrypted answer does not match')
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(sm4.decrypt(ciphertext, keys.sm4Key))
  } catch (cause) {
    throw new AnswerAltered('The encrypted answer cannot be decrypted', { cause })
  }
}
