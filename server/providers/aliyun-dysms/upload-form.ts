import type { DirectUpload } from '../../contract/direct-upload.ts'
import { parsePolicy, type FieldCondition, type PostPolicy } from '../../storage/post-policy.ts'
import { originAllowed } from '../aliyun-signature/origins.ts'
import { storeRefused } from './errors.ts'
import type { UploadModel } from './response.ts'

/** A form that uploads one file, and the size range that its policy signs. */
export interface UploadForm {
  upload: DirectUpload
  range: PostPolicy['range']
}

const conditionOn = (policy: PostPolicy, field: string) =>
  policy.conditions.filter((condition) => condition.field === field)

/** The object's name: dictated by the policy's `eq` on `$key`; with a prefix only, a name of ours under it (PROTOCOLS.md 2.1). */
function keyOf(policy: PostPolicy, name: string, startPath: string | null | undefined): string {
  const conditions = conditionOn(policy, 'key')
  const exact = conditions.find(({ operator }) => operator === 'eq')
  if (exact) return exact.operand as string
  const prefix = conditions.find(({ operator }) => operator === 'starts-with')?.operand as string | undefined
  return `${prefix ?? (startPath ? `${startPath}/` : '')}${name}`
}

/** A value that satisfies what the policy says of a field; undefined = it says nothing. */
function valueFor(conditions: readonly FieldCondition[], usual: string): string | undefined {
  for (const { operator, operand } of conditions) {
    if (operator === 'eq') return operand as string
    if (operator === 'in') return operand.includes(usual) ? usual : (operand as string[])[0]
    if (operator === 'starts-with') return usual.startsWith(operand as string) ? usual : (operand as string)
  }
  return undefined
}

/** Fields that every form has in a place of their own, and the bucket, which is addressed and not sent. */
const ownFields = new Set(['key', 'ossaccesskeyid', 'policy', 'signature', 'success_action_status', 'bucket', 'file'])

/** ExpireTime is Unix seconds as text; the policy's own expiration counts in any case. */
function expiryOf(policy: PostPolicy, expireTime: UploadModel['ExpireTime']): Date {
  const seconds = Number(expireTime ?? Number.NaN)
  const named = Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : Infinity
  return new Date(Math.min(policy.expiration.getTime(), named))
}

/**
 * The form for one upload. The policy's text is passed on untouched: its slashes are escaped, and written anew it would carry another signature.
 * @param protocol `https:` unless the service itself is reached by http: the answer's `Host` says http, and a screenshot is personal data
 * @param name of the object where the policy leaves it open
 * @throws {ProviderError} `provider-store-refused`; anything else for a policy that cannot be read
 */
export function uploadForm(
  model: UploadModel,
  { storeHosts, protocol, name }: { storeHosts: readonly string[]; protocol: string; name: string },
): UploadForm {
  const policy = parsePolicy(model.Policy)
  if (typeof policy === 'string') throw new Error(`the policy cannot be read: ${policy}`)
  const host = model.Host.replace(/^https?:\/\//i, '').replace(/\/+$/, '')
  const address = `${protocol}//${host}/`
  const url = URL.canParse(address) ? new URL(address) : null
  // A path or a query in `Host` is no host.
  if (!url || url.pathname !== '/' || url.search !== '' || url.hash !== '' || !originAllowed(url, storeHosts)) {
    throw storeRefused(host)
  }
  const key = keyOf(policy, name, model.StartPath)
  const demanded = [...new Set(policy.conditions.map(({ field }) => field))]
    .filter((field) => !ownFields.has(field))
    .flatMap((field): [string, string][] => {
      const value = valueFor(conditionOn(policy, field), '')
      return value === undefined ? [] : [[field, value]]
    })
  const { min, max } = policy.range
  return {
    range: policy.range,
    upload: {
      url: url.href,
      fields: [
        ['key', key],
        ['OSSAccessKeyId', model.AccessKeyId],
        ['policy', model.Policy],
        ['Signature', model.Signature],
        ['success_action_status', valueFor(conditionOn(policy, 'success_action_status'), '200') ?? '200'],
        ...demanded,
      ],
      key,
      minBytes: min > 0 ? min : null,
      maxBytes: max < Number.MAX_SAFE_INTEGER ? max : null,
      expiresAt: expiryOf(policy, model.ExpireTime).toISOString(),
    },
  }
}
