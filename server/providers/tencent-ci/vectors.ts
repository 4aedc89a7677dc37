import { z } from 'zod'
import { sign, percentEncode } from './sign.ts'
import { verifySignature, type Arrived } from './stand-in/verify.ts'

/** Texts, or what the SDK writes as texts. */
const texts = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null()]).transform((value) => (value === null ? '' : String(value))),
)

const vectorSchema = z.object({
  inputs: z.object({
    credentials: z.object({ secretId: z.string(), secretKey: z.string() }),
    method: z.string(),
    signatureIn: z.enum(['header', 'query']).default('header'),
    path: z.string(),
    query: texts.default({}),
    queryNotSigned: texts.default({}),
    headersToSign: texts,
    headersNotSigned: texts.default({}),
    keyTime: z.string(),
  }),
  expected: z.object({
    signKey: z.string().optional(),
    httpString: z.string().optional(),
    stringToSign: z.string().optional(),
    headerList: z.string().optional(),
    urlParamList: z.string().optional(),
    signature: z.string().optional(),
    authorization: z.string().optional(),
    request: z.object({ target: z.string().optional(), url: z.string().optional() }).optional(),
  }),
})

type Vector = z.infer<typeof vectorSchema>

const signedOf = ({ inputs }: Vector) => sign({ ...inputs, ...inputs.credentials, headers: inputs.headersToSign })

function checkSigner(vector: Vector): string[] {
  const { expected } = vector
  const signed = signedOf(vector)
  const names = [
    'signKey',
    'httpString',
    'stringToSign',
    'headerList',
    'urlParamList',
    'signature',
    'authorization',
  ] as const
  return names.flatMap((name) =>
    expected[name] === undefined || expected[name] === signed[name]
      ? []
      : // The signing key is derived from a secret; that of a vector is invented, but it is not printed all the same.
        [
          `signer: ${name} ${name === 'signKey' ? 'differs' : `is ${JSON.stringify(signed[name])}, expected ${JSON.stringify(expected[name])}`}`,
        ],
  )
}

/** The target as it was sent, or as a client may send it where the vector does not show it. */
function targetOf({ inputs, expected }: Vector, authorization: string): string {
  const { request } = expected
  if (request?.url !== undefined) return request.url.replace(/^[a-z]+:\/\/[^/]+/, '')
  const path = inputs.path.split('/').map(percentEncode).join('/')
  const parameters = Object.entries({ ...inputs.query, ...inputs.queryNotSigned })
  const query = parameters.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
  const all = inputs.signatureIn === 'query' ? [authorization, ...query] : query
  return request?.target ?? (all.length > 0 ? `${path}?${all.join('&')}` : path)
}

function arrivedOf(vector: Vector, authorization: string): Arrived {
  const { inputs } = vector
  const headers = Object.fromEntries(
    Object.entries({ ...inputs.headersToSign, ...inputs.headersNotSigned }).map(([name, value]) => [
      name.toLowerCase(),
      value,
    ]),
  )
  return {
    method: inputs.method,
    target: targetOf(vector, authorization),
    headers: inputs.signatureIn === 'header' ? { ...headers, authorization } : headers,
  }
}

function checkVerifier(vector: Vector): string[] {
  const { inputs, expected } = vector
  const { secretId, secretKey } = inputs.credentials
  const authorization = expected.authorization ?? signedOf(vector).authorization
  const arrived = arrivedOf(vector, authorization)
  const accepts = (request: Arrived, secret = secretKey) =>
    verifySignature(request, (id) => (id === secretId ? secret : undefined)).ok
  const [path = '', ...query] = arrived.target.split('?')
  const otherPath = [`${path}x`, ...query].join('?')
  const [signedHeader] = Object.keys(inputs.headersToSign).map((name) => name.toLowerCase())
  const otherHeaders =
    signedHeader === undefined ? null : { ...arrived.headers, [signedHeader]: `${arrived.headers[signedHeader]}x` }
  const complaints: [isRight: boolean, complaint: string][] = [
    [accepts(arrived), 'verifier: refuses the request of the vector'],
    [!accepts(arrived, `${secretKey}x`), 'verifier: accepts another secret'],
    [!accepts({ ...arrived, target: otherPath }), 'verifier: accepts another path'],
    [!accepts({ ...arrived, method: arrived.method === 'GET' ? 'PUT' : 'GET' }), 'verifier: accepts another method'],
    [otherHeaders === null || !accepts({ ...arrived, headers: otherHeaders }), 'verifier: accepts another header'],
  ]
  return complaints.flatMap(([isRight, complaint]) => (isRight ? [] : [complaint]))
}

/** Golden vectors (PROTOCOLS.md, 8): every mismatch of the signer or of the stand-in's verifier as a sentence; none = passes. */
export const vectorChecks: Record<string, (vector: unknown) => string[]> = {
  'tencent-cos-v5': (vector) => {
    const parsed = vectorSchema.safeParse(vector)
    if (!parsed.success) return [`the vector has another form: ${z.prettifyError(parsed.error)}`]
    return [...checkSigner(parsed.data), ...checkVerifier(parsed.data)]
  },
}
