import { z } from 'zod'
import {
  checkSize,
  encodePolicy,
  fieldMap,
  objectKey,
  signedFields,
  signPolicy,
  verifyPostForm,
  type PostCredentials,
} from '../../../storage/post-policy.ts'
import { differs, oneByteOff, verdicts } from './compare.ts'

const schema = z.object({
  kind: z.enum(['sign', 'verify']),
  inputs: z.object({
    credentials: z.object({ accessKeyId: z.string(), accessKeySecret: z.string() }),
    policyText: z.string().optional(),
    bucket: z.string().default(''),
    now: z.string().optional(),
    form: z.record(z.string(), z.string()).optional(),
    file: z.object({ name: z.string().default(''), size: z.number().default(0) }).optional(),
  }),
  expected: z.object({
    policy: z.string().optional(),
    stringToSign: z.string().optional(),
    signature: z.string().optional(),
    formFields: z.record(z.string(), z.string()).optional(),
    allowed: z.boolean().optional(),
    status: z.union([z.number(), z.array(z.number())]).optional(),
    code: z.union([z.string(), z.array(z.string())]).optional(),
  }),
})
type Vector = z.infer<typeof schema>

/** Null = the upload is allowed. As where forms arrive: first the object's name, then the policy, then the file's size. */
function verdict(
  { bucket, now, file }: Vector['inputs'],
  form: Readonly<Record<string, string>>,
  credentials: PostCredentials,
) {
  const context = { credentials, bucket, now: new Date(now ?? 0) }
  const fields = fieldMap(Object.entries(form))
  const key = objectKey(fields, file?.name ?? '')
  if (key !== undefined) fields.set('key', key)
  const verified = verifyPostForm(fields, context)
  if (!verified.allowed) return verified.refusal
  if (key === undefined) return { status: 400, code: 'InvalidArgument', message: 'The form has no key.' } as const
  return checkSize(verified.policy, file?.size ?? 0)
}

function checkSign({ inputs, expected }: Vector): string[] {
  const { credentials, policyText = '' } = inputs
  const policy = encodePolicy(policyText)
  const fields = signedFields(policyText, credentials)
  // With a form of its own the signature can be verified as well: whatever the policy says, it must not be called forged.
  const forged = (form: Record<string, string>, secret = credentials.accessKeySecret) => {
    const refusal = verdict(inputs, form, { ...credentials, accessKeySecret: secret })
    return refusal?.code === 'SignatureDoesNotMatch' ? refusal : null
  }
  return [
    ...differs('policy', policy, expected.policy),
    ...differs('stringToSign', policy, expected.stringToSign),
    ...differs('signature', signPolicy(policy, credentials.accessKeySecret), expected.signature),
    ...differs('formFields', fields, expected.formFields),
    ...verdicts({
      accepted: forged(fields),
      otherSecret: forged(fields, `${credentials.accessKeySecret}x`),
      altered: { 'one byte of the policy altered': forged({ ...fields, policy: oneByteOff(policy) }) },
    }),
  ]
}

const listed = <Item>(value: Item | Item[] | undefined): Item[] | undefined =>
  value === undefined ? undefined : ([value].flat() as Item[])

/** 204 unless the form asks for another status that there is. */
const successStatus = (wanted: string | undefined) => (wanted === '200' || wanted === '201' ? Number(wanted) : 204)

function checkVerify({ inputs, expected }: Vector): string[] {
  const { credentials, form = {} } = inputs
  const refusal = verdict(inputs, form, credentials)
  const status = refusal?.status ?? successStatus(fieldMap(Object.entries(form)).get('success_action_status'))
  const codes = listed(expected.code)
  const otherSecret = verdict(inputs, form, { ...credentials, accessKeySecret: `${credentials.accessKeySecret}x` })
  return [
    ...((refusal === null) === (expected.allowed ?? true)
      ? []
      : [`verifier: the verdict is ${JSON.stringify(refusal)}`]),
    ...(listed(expected.status)?.includes(status) === false ? [`verifier: the status is ${status}`] : []),
    ...(refusal && codes?.includes(refusal.code) === false ? [`verifier: the code is ${refusal.code}`] : []),
    ...(otherSecret === null ? ['verifier: it accepts the form with another secret'] : []),
  ]
}

export const checkPostPolicyVector = {
  schema,
  check: (vector: Vector) => (vector.kind === 'sign' ? checkSign(vector) : checkVerify(vector)),
}
