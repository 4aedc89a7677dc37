import { sandboxIdentity, type StandInAnswer, type StandInRequest } from '../../stand-in.ts'
import { errorAnswer, type AnswerContext, type Host } from './answers.ts'
import { verifySignature } from './verify.ts'

/** Invention: how far a client's clock may be ahead. The SDK begins its window one second early. */
const leewaySeconds = 60

/** Null = let through. */
export function refusalOf(request: StandInRequest, host: Host, context: AnswerContext): StandInAnswer | null {
  const { accessKey, secretKey } = sandboxIdentity
  const resource = request.target.split('?')[0]!
  const verdict = verifySignature(request, (secretId) => (secretId === accessKey ? secretKey : undefined))
  if (!verdict.ok) {
    if (verdict.reason === 'unknown-key') return errorAnswer('InvalidAccessKeyId', host, resource, context)
    if (verdict.reason !== 'wrong-signature') return errorAnswer('AccessDenied', host, resource, context)
    const elements: Record<string, string> = { StringToSign: verdict.stringToSign ?? '' }
    return errorAnswer('SignatureDoesNotMatch', host, resource, context, { elements })
  }
  const now = context.clock().getTime() / 1000
  const elements = { ServerTime: context.clock().toISOString() }
  const { start, end } = verdict.window
  if (now > end) return errorAnswer('RequestExpired', host, resource, context, { elements })
  if (now < start - leewaySeconds) return errorAnswer('RequestTimeTooSkewed', host, resource, context, { elements })
  return null
}
