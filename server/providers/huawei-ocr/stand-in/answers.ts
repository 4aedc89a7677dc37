import type { StandInAnswer } from '../../stand-in.ts'

export interface AnswerContext {
  clock: () => Date
  uuid: () => string
}

/** A JSON answer with the headers that the document shows: Content-Length (the port adds it), Date and Content-Type. */
export function json(
  status: number,
  body: unknown,
  { clock, uuid }: AnswerContext,
  headers: Record<string, string> = {},
): StandInAnswer {
  return {
    status,
    headers: {
      'content-type': 'application/json',
      date: clock().toUTCString(),
      'x-request-id': uuid().replaceAll('-', ''),
      ...headers,
    },
    body: JSON.stringify(body),
  }
}

/** An error of the gateway, which adds its request id to the body (PROTOCOLS.md, 5.3). */
export function gatewayError(
  status: number,
  code: string,
  message: string,
  context: AnswerContext,
  headers: Record<string, string> = {},
): StandInAnswer {
  const requestId = context.uuid().replaceAll('-', '')
  return json(status, { error_code: code, error_msg: message, request_id: requestId }, context, {
    'x-request-id': requestId,
    ...headers,
  })
}

/** The messages of the document, by code (seed-facts/huawei-ocr/errors.json). */
export const messages = {
  'AIS.0101': 'The input parameter is invalid.',
  'AIS.0102': 'The image format is not supported.',
  'AIS.0103': 'The image size does not meet the requirements.',
  'AIS.0104': 'The image is not supported or the image quality is poor.',
  'ModelArts.4104': 'Invalid Request Content Length.',
  'ModelArts.4105': 'The JSON format of the input data is incorrect.',
  'ModelArts.4106': 'Invalid authorization request.',
  'ModelArts.4203': 'Access denied! You do not have permission.',
  'ModelArts.4505': 'Backend service internal error.',
  'ModelArts.4601': 'The URL is not allowed.',
  'ModelArts.4603': 'Obtaining the file from the URL failed.',
} as const

/** An error of the service: no `request_id`, as in the examples. Only 400 for AIS is documented; the other statuses are ours. */
export function serviceError(
  code: keyof typeof messages,
  context: AnswerContext,
  // Invention: the document gives a status for AIS codes alone.
  status: number = 400,
): StandInAnswer {
  return json(status, { error_code: code, error_msg: messages[code] }, context)
}

export function apiUnknown(context: AnswerContext): StandInAnswer {
  return gatewayError(404, 'APIG.0101', 'The API does not exist or has not been published in the environment.', context)
}

export type AuthenticationFault =
  | 'verify aksk signature fail'
  | 'decrypt token fail'
  | 'token expires'
  | 'x-auth-token not found'
  | 'verify aksk signature fail, signature expired'
  | 'AK access failed to reach the limit, forbidden'

/**
 * 401 APIG.0301. The reasons are those of the document (errors.json, `subReasons`); how they are joined to the message is not shown.
 * Invention: the colon between them, and the last two reasons (a stale date, a locked key), for which the document names none.
 */
export function unauthenticated(
  reason: AuthenticationFault,
  context: AnswerContext,
  headers: Record<string, string> = {},
): StandInAnswer {
  return gatewayError(401, 'APIG.0301', `Incorrect IAM authentication information: ${reason}`, context, headers)
}
