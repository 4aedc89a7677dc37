import { readSm2PrivateKey } from '../sm/der.ts'
import { sm2Decrypt } from '../sm/sm2.ts'
import { sm3 } from '../sm/sm3.ts'
import { sm4 } from '../sm/sm4.ts'
import type { EncryptionCode } from './codes.ts'

export interface OpenedEnvelope {
  body: Buffer
  sm4Key: Buffer
  hashKey: Buffer
}

/** An envelope that cannot be opened, with the code of the document (PROTOCOLS.md, 6.3). */
export class EnvelopeRefused extends Error {
  readonly code: EncryptionCode

  constructor(code: EncryptionCode) {
    super(code)
    this.code = code
  }
}

function attempt<Value>(code: EncryptionCode, work: () => Value): Value {
  try {
    return work()
  } catch {
    throw new EnvelopeRefused(code)
  }
}

/**
 * Standard Base64 with padding. The bits of the last character that belong to no byte may be anything, as for Java's decoder: a field that was altered
 * there is well-formed, and its hash, which is over the text, tells.
 */
const base64Form = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/

function fieldBytes(value: unknown): Buffer | null {
  return typeof value === 'string' && value !== '' && base64Form.test(value) ? Buffer.from(value, 'base64') : null
}

const names = [
  'ciphertextBlob',
  'encryptedBody',
  'encryptedHashKey',
  'ciphertextBlobHash',
  'encryptedBodyHash',
] as const

/** HMAC-SM3 over the Base64 text, as the document's code has it. */
const macOf = (hashKey: Uint8Array, text: string) => sm3.hmac(hashKey, Buffer.from(text)).toString('base64')

/**
 * The body of an encrypted request. Both SM2 layouts are tried, with and without the leading 04: C3 makes the choice unambiguous.
 * @param privateKey hex, or Base64 of PKCS#8 @throws {EnvelopeRefused}
 */
export function openEnvelope(envelope: unknown, privateKey: string): OpenedEnvelope {
  const record = (typeof envelope === 'object' && envelope !== null ? envelope : {}) as Record<string, unknown>
  const bytes = Object.fromEntries(
    names.map((name) => {
      const value = fieldBytes(record[name])
      if (value === null) throw new EnvelopeRefused('AI_OP_40017')
      return [name, value]
    }),
  ) as Record<(typeof names)[number], Buffer>
  const secret = /^[\da-f]{1,64}$/i.test(privateKey) ? privateKey.padStart(64, '0') : readSm2PrivateKey(privateKey)
  const hashKey = attempt('AI_OP_40019', () => sm2Decrypt(bytes.encryptedHashKey, secret).plaintext)
  for (const name of ['ciphertextBlob', 'encryptedBody'] as const) {
    if (macOf(hashKey, record[name] as string) !== record[`${name}Hash`]) throw new EnvelopeRefused('AI_OP_40018')
  }
  const sm4Key = attempt('AI_OP_40019', () => sm2Decrypt(bytes.ciphertextBlob, secret).plaintext)
  // The document offers keys of 256 bits too, which SM4 does not have.
  if (sm4Key.byteLength !== 16) throw new EnvelopeRefused('AI_OP_40017')
  return { body: attempt('AI_OP_40020', () => sm4.decrypt(bytes.encryptedBody, sm4Key)), sm4Key, hashKey }
}

/** A successful answer, encrypted with the keys of its request. */
export function sealAnswer(
  text: string,
  { sm4Key, hashKey }: { sm4Key: Uint8Array; hashKey: Uint8Array },
): { encryptedResult: string; encryptedResultHash: string } {
  const encryptedResult = sm4.encrypt(Buffer.from(text), sm4Key).toString('base64')
  return { encryptedResult, encryptedResultHash: macOf(hashKey, encryptedResult) }
}
