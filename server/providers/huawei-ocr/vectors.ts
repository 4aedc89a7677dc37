import { z } from 'zod'
import { payloadSha256Of, sdkDate, sign } from './sign.ts'
import { verifySignature, type Arrived } from './stand-in/verify.ts'

/** A text, or what an SDK writes as one. */
const text = z.union([z.string(), z.number(), z.boolean()]).transform(String)

const vectorSchema = z.object({
  inputs: z.object({
    credentials: z.object({ accessKey: z.string(), secretKey: z.string() }),
    method: z.string(),
    path: z.string(),
    query: z.record(z.string(), z.union([text, z.array(text)])).default({}),
    time: z.string().nullish(),
    headersToSign: z.record(z.string(), text),
    body: z.string().default(''),
  }),
  expected: z.object({
    payloadSha256: z.string().optional(),
    canonicalRequest: z.string().optional(),
    stringToSign: z.string().optional(),
    signedHeaders: z.string().optional(),
    signature: z.string().optional(),
    authorization: z.string().optional(),
    request: z.object({ method: z.string().optional(), target: z.string().optional() }).optional(),
  }),
})

type Vector = z.infer<typeof vectorSchema>

/** The target as a client may send it, where the vector does not show one. */
function targetOf({ path, query }: Vector['inputs']): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((each) => `${encodeURIComponent(name)}=${encodeURIComponent(each)}`),
  )
  return pairs.length > 0 ? `${path}?${pairs.join('&')}` : path
}

function signed({ inputs }: Vector) {
  const given = Object.fromEntries(
    Object.entries(inputs.headersToSign).map(([name, value]) => [name.toLowerCase(), value]),
  )
  const payloadSha256 = given['x-sdk-content-sha256'] ?? payloadSha256Of(inputs.body)
  const headers = inputs.time ? { ...given, 'x-sdk-date': sdkDate(new Date(inputs.time)) } : given
  return { payloadSha256, ...sign({ ...inputs, ...inputs.credentials, headers, payloadSha256 }) }
}

function checkSigner(vector: Vector): string[] {
  const { expected } = vector
  const actual = signed(vector)
  const names = [
    'payloadSha256',
    'canonicalRequest',
    'stringToSign',
    'signedHeaders',
    'signature',
    'authorization',
  ] as const
  return names.flatMap((name) =>
    expected[name] === undefined || expected[name] === actual[name]
      ? []
      : [`signer: ${name} is ${JSON.stringify(actual[name])}, expected ${JSON.stringify(expected[name])}`],
  )
}

function arrivedOf({ inputs, expected }: Vector, authorization: string): Arrived {
  const headers = Object.fromEntries(
    Object.entries(inputs.headersToSign).map(([name, value]) => [name.toLowerCase(), value.trim()]),
  )
  return {
    method: expected.request?.method ?? inputs.method,
    target: expected.request?.target ?? targetOf(inputs),
    headers: { ...headers, authorization },
    body: Buffer.from(inputs.body),
  }
}

/** Flips one bit of a byte in the middle; an empty body becomes one byte. */
function altered(body: Uint8Array): Uint8Array {
  const copy = Buffer.from(body)
  if (copy.byteLength === 0) return Buffer.from('x')
  copy[copy.byteLength >> 1]! ^= 1
  return copy
}

function checkVerifier(vector: Vector): string[] {
  const { credentials } = vector.inputs
  const authorization = vector.expected.authorization ?? signed(vector).authorization
  const arrived = arrivedOf(vector, authorization)
  const accepts = (request: Arrived, secret: string) =>
    verifySignature(request, (accessKey) => (accessKey === credentials.accessKey ? secret : undefined)).ok
  const waives = arrived.headers['x-sdk-content-sha256'] === 'UNSIGNED-PAYLOAD'
  const host = { ...arrived.headers, 'x-sdk-date': '19700101T000000Z' }
  const complaints: [isRight: boolean, complaint: string][] = [
    [accepts(arrived, credentials.secretKey), 'verifier: refuses the request of the vector'],
    [!accepts(arrived, `${credentials.secretKey}x`), 'verifier: accepts another secret'],
    [
      waives || !accepts({ ...arrived, body: altered(arrived.body) }, credentials.secretKey),
      'verifier: accepts an altered body',
    ],
    [
      !accepts({ ...arrived, target: `${arrived.target.split('?')[0]}x` }, credentials.secretKey),
      'verifier: accepts another path',
    ],
    [!accepts({ ...arrived, headers: host }, credentials.secretKey), 'verifier: accepts another date'],
  ]
  return complaints.flatMap(([isRight, complaint]) => (isRight ? [] : [complaint]))
}

/** Golden vectors (PROTOCOLS.md, 8): every mismatch of the signer or of the stand-in's verifier as a sentence; none = passes. */
export const vectorChecks: Record<string, (vector: unknown) => string[]> = {
  'huawei-sdk-hmac-sha256': (vector) => {
    const parsed = vectorSchema.safeParse(vector)
    if (!parsed.success) return [`the vector has another form: ${z.prettifyError(parsed.error)}`]
    return [...checkSigner(parsed.data), ...checkVerifier(parsed.data)]
  },
}
