import { z } from 'zod'
import { accessKeyKey, bodyDigest, dayKey, eopDate, signEop, timeKey } from '../sign.ts'
import { verifyEop, type Signed } from '../stand-in/verify-eop.ts'

const schema = z.object({
  inputs: z.object({
    credentials: z.object({ accessKey: z.string(), securityKey: z.string() }),
    path: z.string().default('/'),
    query: z.string().default(''),
    time: z.string().optional(),
    utcOffsetMinutes: z.number().optional(),
    eopDate: z.string().optional(),
    signedHeaders: z.record(z.string(), z.string()),
    body: z.string().default(''),
  }),
  expected: z.object({
    bodySha256: z.string().optional(),
    stringToSign: z.string().optional(),
    kTime: z.string().optional(),
    kAk: z.string().optional(),
    kDate: z.string().optional(),
    signature: z.string().optional(),
    authorization: z.string().optional(),
    request: z
      .object({ target: z.string().optional(), headers: z.record(z.string(), z.string()).optional() })
      .optional(),
  }),
})

type Vector = z.infer<typeof schema>

/** What our signer makes of the inputs, under the names of the vector. */
function signed({ inputs }: Vector): { values: Record<string, string>; date: string } {
  const { credentials, query, body, signedHeaders } = inputs
  const date = inputs.eopDate ?? signedHeaders['eop-date'] ?? ''
  const bodySha256 = bodyDigest(Buffer.from(body))
  const headers = { ...signedHeaders, 'eop-date': date }
  const { stringToSign, signature, authorization } = signEop({ ...credentials, headers, query, bodySha256 })
  const kTime = timeKey(credentials.securityKey, date)
  const kAk = accessKeyKey(kTime, credentials.accessKey)
  const keys = { kTime, kAk, kDate: dayKey(kAk, date) }
  const hex = Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, key.toString('hex')]))
  return { values: { bodySha256, stringToSign, signature, authorization, ...hex }, date }
}

function checkSigner(vector: Vector): string[] {
  const { expected, inputs } = vector
  const { values } = signed(vector)
  const wanted = Object.entries(expected).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  const mismatches = wanted.flatMap(([name, value]) =>
    values[name] === value
      ? []
      : [`signer: ${name} is ${JSON.stringify(values[name])}, expected ${JSON.stringify(value)}`],
  )
  const { time, utcOffsetMinutes, eopDate: expectedDate } = inputs
  if (time === undefined || utcOffsetMinutes === undefined || expectedDate === undefined) return mismatches
  const date = eopDate(new Date(time), utcOffsetMinutes)
  return date === expectedDate ? mismatches : [...mismatches, `signer: eop-date is ${date}, expected ${expectedDate}`]
}

function arrivedOf(vector: Vector): Signed {
  const { inputs, expected } = vector
  const lowered = (headers: Record<string, string>) =>
    Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  const authorization = expected.authorization ?? signed(vector).values['authorization']!
  return {
    target: expected.request?.target ?? (inputs.query === '' ? inputs.path : `${inputs.path}?${inputs.query}`),
    headers: {
      ...lowered(inputs.signedHeaders),
      ...lowered(expected.request?.headers ?? {}),
      'eop-authorization': authorization,
    },
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
  const { accessKey, securityKey } = vector.inputs.credentials
  const arrived = arrivedOf(vector)
  const date = signed(vector).date
  // The moment at which the date is right when it is read as UTC, whatever offset the vector has.
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? []
  const [year, month, day, hour, minute, second] = parts
  const now = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  const accepts = (request: Signed, secret = securityKey, ak = accessKey) =>
    verifyEop(request, { accessKey: ak, securityKey: secret }, now) === null
  const withHeader = (name: string, value: string): Signed => ({
    ...arrived,
    headers: { ...arrived.headers, [name]: value },
  })
  const [path = '', query] = arrived.target.split('?', 2)
  const complaints: [isRight: boolean, complaint: string][] = [
    [accepts(arrived), 'verifier: refuses the request of the vector'],
    [!accepts(arrived, `${securityKey}x`), 'verifier: accepts another secret'],
    [!accepts(arrived, securityKey, `${accessKey}x`), 'verifier: accepts another access key'],
    [!accepts({ ...arrived, body: altered(arrived.body) }), 'verifier: accepts an altered body'],
    [
      !accepts({ ...arrived, target: `${path}?${query === undefined ? '' : `${query}&`}added=1` }),
      'verifier: accepts another query',
    ],
    [!accepts(withHeader('ctyun-eop-request-id', 'another')), 'verifier: accepts another request id'],
    [!accepts(withHeader('eop-date', '19700101T000000Z')), 'verifier: accepts another date'],
  ]
  return complaints.flatMap(([isRight, complaint]) => (isRight ? [] : [complaint]))
}

/** Signer and verifier against one vector of `ctyun-eop`. */
export const checkEop = {
  schema,
  check: (vector: Vector): string[] => [...checkSigner(vector), ...checkVerifier(vector)],
}
