import { createHmac, timingSafeEqual } from 'node:crypto'

/** The identity under which policies are signed. */
export interface PostCredentials {
  accessKeyId: string
  accessKeySecret: string
}

type Operator = 'eq' | 'starts-with' | 'in' | 'not-in'

/** One rule on a form field; `field` is lower-case and without its `$`. */
export interface FieldCondition {
  operator: Operator
  field: string
  operand: string | string[]
}

export interface PostPolicy {
  expiration: Date
  conditions: FieldCondition[]
  /** Inclusive bounds on the file's bytes. */
  range: { min: number; max: number }
}

/** Why a form is refused, in the terms of OSS's XML errors. */
export interface PostRefusal {
  status: 400 | 403
  code:
    | 'AccessDenied'
    | 'EntityTooLarge'
    | 'EntityTooSmall'
    | 'InvalidAccessKeyId'
    | 'InvalidArgument'
    | 'InvalidPolicyDocument'
    | 'MalformedPOSTRequest'
    | 'SignatureDoesNotMatch'
  message: string
}

export type PolicyVerdict = { allowed: true; policy: PostPolicy } | { allowed: false; refusal: PostRefusal }

/** Step 1 of signing: the policy's text as it travels. Signature version 1 (PROTOCOLS.md section 3). */
export function encodePolicy(policyText: string): string {
  return Buffer.from(policyText, 'utf8').toString('base64')
}

/** Step 2 of signing: b64(HMAC-SHA1(secret, the Base64 text)). */
export function signPolicy(encodedPolicy: string, accessKeySecret: string): string {
  return createHmac('sha1', accessKeySecret).update(encodedPolicy, 'utf8').digest('base64')
}

/** The three fields that authorise a form. */
export function signedFields(policyText: string, { accessKeyId, accessKeySecret }: PostCredentials) {
  const policy = encodePolicy(policyText)
  return { OSSAccessKeyId: accessKeyId, policy, Signature: signPolicy(policy, accessKeySecret) }
}

const deny = (status: 400 | 403, code: PostRefusal['code'], message: string): PostRefusal => ({ status, code, message })
const invalidPolicy = (message: string) => deny(400, 'InvalidPolicyDocument', `Invalid Policy: ${message}`)

/** Form fields by lower-case name; names are matched without regard to case. The first of several wins. */
export function fieldMap(fields: Iterable<readonly [string, string]>): Map<string, string> {
  const map = new Map<string, string>()
  for (const [name, value] of fields) {
    const lower = name.toLowerCase()
    if (!map.has(lower)) map.set(lower, value)
  }
  return map
}

/**
 * The object's name: `${filename}` in the field `key` stands for the name of the uploaded file. A form is judged under this name, not under the one
 * that was written. undefined = the form has no key.
 */
export function objectKey(form: ReadonlyMap<string, string>, fileName: string): string | undefined {
  const key = form.get('key')
  return key === undefined || key === '' ? undefined : key.replaceAll('${filename}', () => fileName)
}

/** Step 1 of verifying: somebody we know, and signed over the Base64 text exactly as it arrived. Null when it holds. */
export function checkSignature(form: ReadonlyMap<string, string>, credentials: PostCredentials): PostRefusal | null {
  const [accessKeyId, policy, signature] = ['ossaccesskeyid', 'policy', 'signature'].map((name) => form.get(name))
  if (accessKeyId === undefined || policy === undefined || signature === undefined) {
    return deny(403, 'AccessDenied', 'The form must contain OSSAccessKeyId, policy and Signature.')
  }
  if (accessKeyId !== credentials.accessKeyId) {
    return deny(403, 'InvalidAccessKeyId', 'The OSS Access Key Id you provided does not exist in our records.')
  }
  const expected = Buffer.from(signPolicy(policy, credentials.accessKeySecret))
  const given = Buffer.from(signature)
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) {
    return deny(
      403,
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided.',
    )
  }
  return null
}

/** ISO 8601 in GMT, with or without a fraction of a second. */
const expirationPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/

function parseExpiration(text: unknown): Date | null {
  if (typeof text !== 'string' || !expirationPattern.test(text)) return null
  const date = new Date(text)
  return Number.isNaN(date.getTime()) ? null : date
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isSize = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parseFieldRule([operator, name, operand]: readonly unknown[]): FieldCondition | null {
  if (!isText(name) || !/^\$./.test(name)) return null
  const field = name.slice(1).toLowerCase()
  switch (operator) {
    case 'eq':
    case 'starts-with':
      return isText(operand) ? { operator, field, operand } : null
    case 'in':
    case 'not-in':
      return Array.isArray(operand) && operand.every(isText) ? { operator, field, operand } : null
    default:
      return null
  }
}

/** Step 2 of verifying: the document itself. A text is the reason why it is not a policy. */
export function parsePolicy(encodedPolicy: string): PostPolicy | string {
  let document: unknown
  try {
    const bytes = Buffer.from(encodedPolicy, 'base64')
    document = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return 'it is not Base64 of a JSON document'
  }
  if (!isRecord(document)) return 'it is not an object'
  const expiration = parseExpiration(document.expiration)
  if (!expiration) return 'expiration is missing or not ISO 8601 in GMT'
  if (!Array.isArray(document.conditions)) return 'conditions are missing or not a list'
  const policy: PostPolicy = { expiration, conditions: [], range: { min: 0, max: Number.MAX_SAFE_INTEGER } }
  for (const condition of document.conditions as unknown[]) {
    const text = `unknown condition ${JSON.stringify(condition)}`
    if (isRecord(condition)) {
      const entries = Object.entries(condition)
      if (entries.length === 0 || !entries.every(([, value]) => isText(value))) return text
      for (const [name, value] of entries) {
        policy.conditions.push({ operator: 'eq', field: name.toLowerCase(), operand: value as string })
      }
    } else if (!Array.isArray(condition) || condition.length !== 3) {
      return text
    } else if (condition[0] === 'content-length-range') {
      const [, min, max] = condition as unknown[]
      if (!isSize(min) || !isSize(max) || min > max) return text
      // Several ranges: a file must lie in all of them.
      policy.range = { min: Math.max(policy.range.min, min), max: Math.min(policy.range.max, max) }
    } else {
      const rule = parseFieldRule(condition)
      if (!rule) return text
      policy.conditions.push(rule)
    }
  }
  return policy
}

/** Whether one rule holds for a field's value; undefined = the form has no such field. */
export function conditionHolds({ operator, operand }: FieldCondition, value: string | undefined): boolean {
  switch (operator) {
    case 'eq':
      return value === operand
    case 'starts-with':
      // An empty prefix allows anything, also nothing at all.
      return (value ?? '').startsWith(operand as string)
    case 'in':
      return value !== undefined && operand.includes(value)
    case 'not-in':
      return value === undefined || !operand.includes(value)
  }
}

/** Step 3 of verifying: in time, and every rule on a field holds. Fields that no rule mentions are allowed. Null when it holds. */
export function checkConditions(
  policy: PostPolicy,
  form: ReadonlyMap<string, string>,
  { bucket, now }: { bucket: string; now: Date },
): PostRefusal | null {
  if (now.getTime() >= policy.expiration.getTime()) {
    return deny(403, 'AccessDenied', 'Invalid according to Policy: Policy expired.')
  }
  for (const condition of policy.conditions) {
    // The bucket is the one that was addressed, whatever a field of that name claims.
    const value = condition.field === 'bucket' ? bucket : form.get(condition.field)
    if (!conditionHolds(condition, value)) {
      const quoted = JSON.stringify([condition.operator, `$${condition.field}`, condition.operand])
      return deny(403, 'AccessDenied', `Invalid according to Policy: Policy Condition failed: ${quoted}`)
    }
  }
  return null
}

/** Step 4 of verifying: the file's size, known only once it has arrived. Null when it holds. */
export function checkSize({ range: { min, max } }: PostPolicy, bytes: number): PostRefusal | null {
  if (bytes > max) return tooLarge(max)
  if (bytes < min)
    return deny(400, 'EntityTooSmall', `Your proposed upload is smaller than the minimum of ${min} bytes.`)
  return null
}

/** The answer to the first byte too many. */
export function tooLarge(max: number): PostRefusal {
  return deny(400, 'EntityTooLarge', `Your proposed upload exceeds the maximum of ${max} bytes.`)
}

/** Steps 1 to 3: everything that can be said before the file's first byte. */
export function verifyPostForm(
  form: ReadonlyMap<string, string>,
  context: { credentials: PostCredentials; bucket: string; now: Date },
): PolicyVerdict {
  const forged = checkSignature(form, context.credentials)
  if (forged) return { allowed: false, refusal: forged }
  const policy = parsePolicy(form.get('policy') ?? '')
  if (typeof policy === 'string') return { allowed: false, refusal: invalidPolicy(policy) }
  const broken = checkConditions(policy, form, context)
  return broken ? { allowed: false, refusal: broken } : { allowed: true, policy }
}
