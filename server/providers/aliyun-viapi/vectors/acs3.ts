import { z } from 'zod'
import { signAcs3 } from '../../aliyun-signature/acs3.ts'
import { canonicalParameters } from '../../aliyun-signature/percent.ts'
import { verifyAcs3 } from '../stand-in/verify.ts'
import { differs, parametersSchema, oneByteOff, targetParts, verdicts } from './compare.ts'

const schema = z.object({
  inputs: z.object({
    credentials: z.object({ accessKeyId: z.string(), accessKeySecret: z.string() }),
    method: z.string(),
    host: z.string().optional(),
    path: z.string().default('/'),
    time: z.string(),
    query: parametersSchema,
    headers: z.record(z.string(), z.string()),
    body: z.string().default(''),
  }),
  expected: z.object({
    hashedPayload: z.string().optional(),
    canonicalRequest: z.string().optional(),
    stringToSign: z.string().optional(),
    signature: z.string().optional(),
    authorization: z.string().optional(),
    request: z.object({ method: z.string().optional(), target: z.string().optional() }).optional(),
  }),
})
type Vector = z.infer<typeof schema>

function check({ inputs, expected }: Vector): string[] {
  const { method, path, query, credentials } = inputs
  const body = Buffer.from(inputs.body, 'utf8')
  const given = Object.fromEntries(
    Object.entries(inputs.headers).map(([name, value]) => [name.toLowerCase(), value.trim()]),
  )
  const headers = { ...(inputs.host !== undefined && { host: inputs.host }), ...given }
  const signed = signAcs3({ method, path, query, headers, body }, credentials)
  const search = canonicalParameters(query)
  const target = search === '' ? path : `${path}?${search}`

  const authorization = expected.authorization ?? signed.authorization
  const wire = {
    method: expected.request?.method ?? method,
    target: expected.request?.target ?? target,
    headers: { ...headers, 'x-acs-content-sha256': signed.payloadHash, authorization } as Record<string, string>,
    body: body as Uint8Array,
  }
  const accepts = (request: typeof wire, accessKeySecret = credentials.accessKeySecret) =>
    verifyAcs3(request, { ...credentials, accessKeySecret }, new Date(inputs.time))
  const nonce = wire.headers['x-acs-signature-nonce'] ?? ''

  return [
    ...differs('payloadHash', signed.payloadHash, expected.hashedPayload),
    ...differs('canonicalRequest', signed.canonicalRequest, expected.canonicalRequest),
    ...differs('stringToSign', signed.stringToSign, expected.stringToSign),
    ...differs('signature', signed.signature, expected.signature),
    ...differs('authorization', signed.authorization, expected.authorization),
    ...differs(
      'target',
      targetParts(target),
      expected.request?.target === undefined ? undefined : targetParts(expected.request.target),
    ),
    ...verdicts({
      accepted: accepts(wire),
      otherSecret: accepts(wire, `${credentials.accessKeySecret}x`),
      altered: {
        'one byte of the body altered': accepts({ ...wire, body: Buffer.from(oneByteOff(inputs.body)) }),
        'one byte of a header altered': accepts({
          ...wire,
          headers: { ...wire.headers, 'x-acs-signature-nonce': oneByteOff(nonce) },
        }),
      },
    }),
  ]
}

export const checkAcs3Vector = { schema, check }
