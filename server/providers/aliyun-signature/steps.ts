import type { SigningStep } from '../../contract/exchange.ts'

const labels = {
  'canonical-parameters': { en: 'Parameters, sorted and escaped', zh: '排序并编码后的参数' },
  'canonical-request': { en: 'Canonical request', zh: '规范化请求' },
  'payload-hash': { en: 'SHA-256 of the body', zh: '请求体的 SHA-256' },
  resource: { en: 'Canonicalised resource', zh: '规范化资源' },
  policy: { en: 'Policy, Base64', zh: '上传策略（Base64）' },
  'string-to-sign': { en: 'String to sign', zh: '待签名字符串' },
  key: { en: 'Key', zh: '密钥' },
  signature: { en: 'Signature', zh: '签名' },
} as const

/** Steps for people to look at. The key is named, never shown; what may not be replayed is masked on the way into the record. */
export function signingSteps(values: Partial<Record<keyof typeof labels, string>>): SigningStep[] {
  return Object.entries(values).map(([id, value]) => ({ id, label: labels[id as keyof typeof labels], value }))
}
