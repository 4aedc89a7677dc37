import { ProblemError } from '../contract/problem.ts'
import {
  EnvelopeRefused,
  openEnvelope,
  sealAnswer,
  type OpenedEnvelope,
} from '../providers/ctyun/stand-in/open-envelope.ts'

/** The media type of a body, or an answer, that is encrypted as CTyun's protocol has it (PROTOCOLS.md, 6.3). */
export const envelopeType = 'application/vnd.fieldproof.envelope+json'

export function isEnvelope(contentType: string | undefined): boolean {
  return contentType?.split(';', 1)[0]?.trim().toLowerCase() === envelopeType
}

/** Bytes of the largest envelope around a file of so many: Base64 of SM4 with its padding, and the four short fields. */
export function largestEnvelope(maxFileBytes: number): number {
  return Math.ceil((maxFileBytes + 16) / 3) * 4 + 4096
}

/** What came in an envelope and encrypts its answer. */
export type AnswerKeys = Pick<OpenedEnvelope, 'sm4Key' | 'hashKey'>

const reasons = {
  AI_OP_40017: [
    'envelope-malformed',
    'The envelope is not of its form',
    'Five fields in standard Base64, an SM4 key of 16 bytes.',
  ],
  AI_OP_40018: [
    'envelope-altered',
    'A hash of the envelope does not match',
    'HMAC-SM3 with the hash key, over the Base64 text.',
  ],
  AI_OP_40019: [
    'envelope-key-wrong',
    'A key of the envelope cannot be decrypted',
    'Encrypt it by SM2 for the app’s present EncKey.',
  ],
  AI_OP_40020: [
    'envelope-body-wrong',
    'The body of the envelope cannot be decrypted',
    'SM4-ECB with PKCS#5 padding, by the key of ciphertextBlob.',
  ],
} as const

/** What is encrypted in an envelope, and the keys that its answer takes. @throws {ProblemError} `envelope-*`, with the document's own code beside it */
export function openEnvelopeText(text: string, privateKey: string): OpenedEnvelope {
  let envelope: unknown
  try {
    envelope = JSON.parse(text)
  } catch {
    envelope = null
  }
  try {
    return openEnvelope(envelope, privateKey)
  } catch (error) {
    if (!(error instanceof EnvelopeRefused)) throw error
    const [code, title, action] = reasons[error.code]
    throw new ProblemError(
      {
        title,
        status: 400,
        code,
        action,
        parameters: { ctyunCode: error.code },
        retryable: false,
        whoseFault: 'caller',
      },
      { cause: error },
    )
  }
}

/** The answer to an envelope, encrypted with the keys that came in it. Failures are answered plainly, as CTyun does. */
export function sealedAnswer(
  answer: unknown,
  keys: AnswerKeys,
): { encryptedResult: string; encryptedResultHash: string } {
  return sealAnswer(JSON.stringify(answer), keys)
}
