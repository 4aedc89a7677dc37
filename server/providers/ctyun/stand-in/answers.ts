import type { StandInAnswer } from '../../stand-in.ts'
import type { CapabilityId } from '../limits.ts'
import {
  codesOf,
  encryptionCodes,
  gatewayCodes,
  type Code,
  type EncryptionCode,
  type Fault,
  type GatewayCode,
} from './codes.ts'

/** The clock of the answer stands in its Date header, as with any server: a client can tell that its own is wrong. */
export function jsonAnswer(status: number, value: unknown, now: Date): StandInAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', date: now.toUTCString() },
    body: JSON.stringify(value),
  }
}

// Invention: the document shows neither the JSON around a code of the gateway nor its HTTP status. It says of 4xx "client error" and of 5xx "server
// error", so the status is of that class, and the JSON is that of the services' own errors.
const statusOf: Record<GatewayCode, number> = {
  unknownAccessKey: 401,
  badSignature: 401,
  missingAppKey: 400,
  badAppKey: 401,
  badMethod: 405,
  internal: 500,
  badUrl: 404,
  expired: 403,
  notBought: 403,
  usedUp: 403,
  notJson: 400,
  tooManyRequests: 429,
}

/** A refusal of the gateway. @param details more than the code's own text, where that helps to find the mistake */
export function gatewayRefusal(code: GatewayCode, now: Date, details?: string): StandInAnswer {
  const [number, message] = gatewayCodes[code]
  const statusCode = /^\d+$/.test(number) ? Number(number) : number
  return jsonAnswer(statusOf[code], { statusCode, message, details: details ?? message, error: number }, now)
}

/**
 * A refusal of the whole request by an API: HTTP 200 as in every example. The list APIs put the word error into `message` and the description into
 * `details`, the licence its two texts (seed-facts/ctyun, `general-details`, `license-message`).
 */
export function requestRefusal(capability: CapabilityId, fault: Fault, now: Date): StandInAnswer {
  const code = codesOf[capability][fault] ?? codesOf[capability]['service-failure']!
  return refusalOf(capability, code, now)
}

export function encryptionRefusal(capability: CapabilityId, error: EncryptionCode, now: Date): StandInAnswer {
  return refusalOf(capability, encryptionCodes[error], now)
}

function refusalOf(capability: CapabilityId, [statusCode, text, details]: Code, now: Date): StandInAnswer {
  const message = capability === 'ctyun.ocr.business-license' ? text : 'error'
  return jsonAnswer(200, { statusCode, message, details, error: `AI_OP_${statusCode}` }, now)
}

/** The failure of one picture inside a successful answer. An API without a code of its own for the fault takes the nearest. */
export function imageFailure(capability: CapabilityId, fault: Fault): { err_code: number; err_msg: string } {
  // Invention: ID card and plate list no code for bytes that are no picture; that of a wrong format is the nearest.
  const code = codesOf[capability][fault] ?? codesOf[capability]['unsupported-format']!
  return { err_code: code[0], err_msg: code[1] }
}

/** The page of nginx before the gateway; of the document only its tail is known (seed-facts/ctyun, gateway-413.response.json). */
export function tooLargePage(now: Date): StandInAnswer {
  return {
    status: 413,
    headers: { 'content-type': 'text/html', date: now.toUTCString() },
    body: '<html>\n<head><title>413 Request Entity Too Large</title></head>\n<body>\n<center><h1>413 Request Entity Too Large</h1></center>\n<br><center>nginx</center>\n</body>\n</html>',
  }
}
