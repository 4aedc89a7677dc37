import { createHmac, randomBytes } from 'node:crypto'

/** A secret that only the receiver and the console know. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64url')}`
}

/**
 * The signature of a body sent at a moment: HMAC-SHA256 over the seconds since 1970, a full stop and the body as it is sent, keyed with the secret
 * as it was shown, in hexadecimal. With the time in it, what is overheard cannot be sent again later (docs/guides/warnings.md).
 */
export function signatureOf(secret: string, timestamp: number, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`
}

/** The headers of a delivery. */
export function deliveryHeaders(
  { id, event, body, secret }: { id: string; event: string; body: string; secret: string },
  now: Date,
): Record<string, string> {
  const timestamp = Math.floor(now.getTime() / 1000)
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'fieldproof',
    'fieldproof-event': event,
    'fieldproof-delivery': id,
    'fieldproof-timestamp': String(timestamp),
    'fieldproof-signature': signatureOf(secret, timestamp, body),
  }
}
