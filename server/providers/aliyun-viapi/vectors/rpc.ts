import { z } from 'zod'
import { canonicalParameters, percentEncode } from '../../aliyun-signature/percent.ts'
import { rpcCommonParameters, signRpc } from '../../aliyun-signature/rpc.ts'
import { verifyRpc } from '../stand-in/verify.ts'
import { differs, parametersSchema, oneByteOff, targetParts, unordered, verdicts } from './compare.ts'

const schema = z.object({
  inputs: z.object({
    credentials: z.object({
      accessKeyId: z.string(),
      accessKeySecret: z.string(),
      securityToken: z.string().nullish(),
    }),
    method: z.string(),
    path: z.string().default('/'),
    action: z.string().optional(),
    version: z.string().optional(),
    time: z.string(),
    nonce: z.string().optional(),
    query: parametersSchema,
    form: parametersSchema,
    signatureIn: z.enum(['query', 'form']).default('query'),
  }),
  expected: z.object({
    stringToSign: z.string().optional(),
    signature: z.string().optional(),
    request: z
      .object({
        method: z.string().optional(),
        target: z.string().optional(),
        headers: z.record(z.string(), z.string()).optional(),
        body: z.string().optional(),
      })
      .optional(),
  }),
})
type Vector = z.infer<typeof schema>

/** The common parameters, made from the vector's action, time and keys, must be those that were sent. */
function checkCommon({ inputs }: Vector): string[] {
  const { action, version, nonce, time, credentials, query, form } = inputs
  const sent: Record<string, string> = { ...query, ...form }
  if (action === undefined || version === undefined || nonce === undefined) return []
  const { accessKeyId, accessKeySecret, securityToken } = credentials
  const keys = { accessKeyId, accessKeySecret, securityToken: securityToken ?? undefined }
  const common = rpcCommonParameters({ method: 'POST', action, version, nonce, time: new Date(time), keys })
  return Object.entries(common).flatMap(([name, value]) => differs(`parameter ${name}`, value, sent[name]))
}

/** Our request in the vector's layout: the signature beside the common parameters. */
function layoutOf({ inputs: { path, query, form, signatureIn } }: Vector, signature: string) {
  const signed = (parameters: Record<string, string>, here: boolean) =>
    canonicalParameters(here ? { ...parameters, Signature: signature } : parameters)
  const search = signed(query, signatureIn === 'query')
  return { target: search === '' ? path : `${path}?${search}`, body: signed(form, signatureIn === 'form') }
}

function check(vector: Vector): string[] {
  const { inputs, expected } = vector
  const { accessKeySecret, accessKeyId } = inputs.credentials
  const signed = signRpc(inputs.method, { ...inputs.query, ...inputs.form }, accessKeySecret)
  const ours = layoutOf(vector, signed.signature)
  const theirs = expected.request ?? {}

  const wire = {
    method: theirs.method ?? inputs.method,
    target: theirs.target ?? ours.target,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...theirs.headers },
    body: Buffer.from(theirs.body ?? ours.body),
  }
  const now = new Date(inputs.time)
  const credentials = { accessKeyId, accessKeySecret }
  const accepts = (request: typeof wire, secret = accessKeySecret) =>
    verifyRpc(request, { ...credentials, accessKeySecret: secret }, now)
  // The byte is in a value that every layout has; where it travels, and how it is escaped, differs.
  const sent = `${wire.target}\n${wire.body.toString('utf8')}`
  const values = ['SignatureNonce', 'Action'].map((name) => inputs.query[name] ?? inputs.form[name] ?? '')
  const value = values.flatMap((each) => [each, percentEncode(each)]).find((each) => each !== '' && sent.includes(each))
  const off = (text: string) => (value === undefined ? `${text}&x=1` : text.replace(value, oneByteOff(value)))
  const body = Buffer.from(off(wire.body.toString('utf8')))

  return [
    ...checkCommon(vector),
    ...differs('stringToSign', signed.stringToSign, expected.stringToSign),
    ...differs('signature', signed.signature, expected.signature),
    ...differs(
      'target',
      targetParts(ours.target),
      theirs.target === undefined ? undefined : targetParts(theirs.target),
    ),
    ...differs('body', unordered(ours.body), theirs.body === undefined ? undefined : unordered(theirs.body)),
    ...verdicts({
      accepted: accepts(wire),
      otherSecret: accepts(wire, `${accessKeySecret}x`),
      altered: { 'one byte altered': accepts({ ...wire, target: off(wire.target), body }) },
    }),
  ]
}

export const checkRpcVector = { schema, check }
