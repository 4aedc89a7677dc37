import type { CloudAnswer } from '../http.ts'
import type { ProviderError } from '../provider.ts'
import { parseXml } from '../xml.ts'
import { groups, type KnownError, type Text } from './error-groups.ts'
import { aliyunError } from './errors.ts'

const known = (group: KnownError['group'], title: Text, detail: Text): KnownError => ({ group, title, detail })

/** Codes of the object store (PROTOCOLS.md sections 3 and 4; the rest is the vendor's public documentation). */
const ossErrors: Readonly<Record<string, KnownError>> = {
  AccessDenied: known(
    groups.permission,
    { en: 'The store denied access', zh: '存储空间拒绝访问' },
    {
      en: 'The policy expired, a condition failed, or the key may not use the bucket.',
      zh: '策略过期、条件不满足或无权限。',
    },
  ),
  InvalidAccessKeyId: known(
    groups.credentials,
    { en: 'The store does not know the AccessKey', zh: '存储服务找不到该 AccessKey' },
    { en: 'The AccessKeyId does not exist.', zh: '该 AccessKeyId 不存在。' },
  ),
  SecurityTokenExpired: known(
    groups.credentials,
    { en: 'The temporary credentials expired', zh: '临时凭证已过期' },
    { en: 'The security token is no longer valid.', zh: '安全令牌已失效。' },
  ),
  RequestTimeTooSkewed: known(
    groups.clock,
    { en: 'The clock is wrong', zh: '请求时间偏差过大' },
    { en: "The request's time differs too much from the store's.", zh: '请求时间与存储服务时间相差过大。' },
  ),
  NoSuchBucket: known(
    groups.address,
    { en: 'The bucket does not exist', zh: '存储空间不存在' },
    { en: 'The configured bucket does not exist in this region.', zh: '所配置的存储空间不存在。' },
  ),
  EntityTooLarge: known(
    groups.tooLarge,
    { en: 'The file is too large for the store', zh: '文件过大' },
    { en: 'The file is larger than the upload policy allows.', zh: '文件超过上传策略允许的大小。' },
  ),
  EntityTooSmall: known(
    groups.picture,
    { en: 'The file is too small for the store', zh: '文件过小' },
    { en: 'The file is smaller than the upload policy allows.', zh: '文件小于上传策略允许的大小。' },
  ),
  InvalidPolicyDocument: known(
    groups.refused,
    { en: 'The upload policy was refused', zh: '上传策略无效' },
    { en: 'The store does not understand the policy.', zh: '存储服务无法解析该策略。' },
  ),
  MalformedPOSTRequest: known(
    groups.refused,
    { en: 'The upload form was refused', zh: '上传表单格式错误' },
    { en: 'The store does not understand the form.', zh: '存储服务无法解析该表单。' },
  ),
}

function errorOf(text: string): Record<string, unknown> {
  try {
    const { root, value } = parseXml(text)
    return root === 'Error' ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)

/** What the object store refused: XML `Error` with Code, Message and RequestId, or a page of something else. */
export function ossError(provider: string, answer: Pick<CloudAnswer, 'status' | 'text'>): ProviderError {
  const { Code, Message, RequestId } = errorOf(answer.text())
  const found = { code: textOf(Code), message: textOf(Message), requestId: textOf(RequestId) }
  return aliyunError({ provider, ...found, status: answer.status, tables: [ossErrors] })
}
