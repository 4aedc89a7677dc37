import { z } from '@hono/zod-openapi'
import type { AppRow } from '../apps/apps.ts'
import { privateKeyOf } from '../apps/enc-key.ts'
import { largestEnvelope, openEnvelopeText } from '../apps/envelope.ts'
import { ProblemError } from '../contract/problem.ts'
import type { OpenedEnvelope } from '../providers/ctyun/stand-in/open-envelope.ts'
import type { Vault } from '../storage/vault.ts'
import { fileEmpty, fileTooLarge, readBytes } from './body.ts'

const base64 = { type: 'string' as const, format: 'byte' }

/** For the OpenAPI document; what comes is judged by the envelope's own code, whose refusals name the step that failed. */
export const envelopeSchema = {
  type: 'object' as const,
  required: ['ciphertextBlob', 'encryptedBody', 'encryptedHashKey', 'ciphertextBlobHash', 'encryptedBodyHash'],
  properties: {
    ciphertextBlob: { ...base64, description: 'SM2(EncKey, SM4 key of 16 bytes)' },
    encryptedBody: { ...base64, description: 'SM4-ECB-PKCS5(SM4 key, the bytes of the file)' },
    encryptedHashKey: { ...base64, description: 'SM2(EncKey, hash key)' },
    ciphertextBlobHash: { ...base64, description: 'HMAC-SM3(hash key, the Base64 text of ciphertextBlob)' },
    encryptedBodyHash: { ...base64, description: 'HMAC-SM3(hash key, the Base64 text of encryptedBody)' },
  },
}

export const sealedAnswerSchema = z.object({
  encryptedResult: z.base64().describe('SM4-ECB-PKCS5(SM4 key of the request, the Recognition as JSON)'),
  encryptedResultHash: z.base64().describe('HMAC-SM3(hash key of the request, the Base64 text of encryptedResult)'),
})

interface EnvelopeRules {
  app: AppRow | undefined
  vault: Vault
  maxFileBytes: number
}

/**
 * The file in a request's envelope, and the keys that its answer takes.
 * @throws {ProblemError} `envelope-needs-app`, `enc-key-missing`, `enc-key-unreadable`, `envelope-*`, `file-too-large`, `file-empty`
 */
export async function openEnvelopeBody(
  request: Request,
  { app, vault, maxFileBytes }: EnvelopeRules,
): Promise<OpenedEnvelope> {
  if (!app) {
    throw new ProblemError({
      title: 'Only an app may send an envelope',
      status: 400,
      code: 'envelope-needs-app',
      detail: 'An EncKey belongs to an app.',
      action: 'Call with the key and secret of an app, or send the file as it is.',
      retryable: false,
      whoseFault: 'caller',
    })
  }
  const privateKey = await privateKeyOf(app, vault)
  const text = new TextDecoder().decode(await readBytes(request, largestEnvelope(maxFileBytes)))
  const opened = openEnvelopeText(text, privateKey)
  if (opened.body.byteLength > maxFileBytes) throw fileTooLarge(opened.body.byteLength, maxFileBytes)
  if (opened.body.byteLength === 0) throw fileEmpty()
  return opened
}
