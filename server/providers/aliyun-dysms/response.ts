import { z } from 'zod'
import type { CloudAnswer } from '../http.ts'
import { looksLikeJson } from '../json.ts'
import { parseXml } from '../xml.ts'
import { dysmsError } from './errors.ts'

/** Only what is read; `Bucket` is a placeholder in the document's example and `Host` names the bucket already (PROTOCOLS.md 2.1). */
const modelSchema = z.object({
  Policy: z.string().min(1),
  StartPath: z.string().nullish(),
  Bucket: z.string().nullish(),
  AccessKeyId: z.string().min(1),
  Signature: z.string().min(1),
  Host: z.string().min(1),
  ExpireTime: z.union([z.string(), z.number()]).nullish(),
})
export type UploadModel = z.infer<typeof modelSchema>

const envelopeSchema = z.object({
  Code: z.string().nullish(),
  Message: z.string().nullish(),
  RequestId: z.string().nullish(),
  Success: z.union([z.boolean(), z.string()]).nullish(),
  Model: z.unknown().optional(),
})

const parse = (text: string): unknown => (looksLikeJson(text) ? JSON.parse(text) : parseXml(text).value)

/**
 * The upload information of an answer. `Code` decides as well as the status: a business failure can arrive with 200 (PROTOCOLS.md 2.1).
 * @throws {ProviderError} for what the service refuses; anything else for an answer that cannot be read
 */
export function readUploadModel(answer: CloudAnswer): { model: UploadModel; requestId: string | null } {
  const isSuccess = answer.status >= 200 && answer.status <= 299
  let envelope: z.infer<typeof envelopeSchema> = {}
  try {
    envelope = envelopeSchema.parse(parse(answer.text()))
  } catch (error) {
    if (isSuccess) throw error
  }
  const { Code, Message, RequestId, Success } = envelope
  const requestId = RequestId ?? null
  if (!isSuccess || Code !== 'OK' || String(Success) === 'false') {
    // A success without any Code is no refusal but an answer of another shape.
    if (isSuccess && !Code && (Success ?? null) === null) throw new Error('neither Code nor Success')
    const code = Code === 'OK' ? null : (Code ?? null)
    throw dysmsError({ code, message: Message ?? null, status: answer.status, requestId })
  }
  return { model: modelSchema.parse(envelope.Model), requestId }
}
