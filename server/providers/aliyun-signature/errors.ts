import { ProviderError } from '../provider.ts'
import { groups, type ErrorGroup, type KnownError, type Text } from './error-groups.ts'

const known = (group: ErrorGroup, title: Text, detail: Text): KnownError => ({ group, title, detail })

/** Codes that every Aliyun gateway knows; those of S4 that concern signature and system are among them. */
export const gatewayErrors: Readonly<Record<string, KnownError>> = {
  MissingAccessKeyId: known(
    groups.credentials,
    { en: 'No AccessKeyId was sent', zh: '缺少 AccessKeyId' },
    { en: 'The request carried no AccessKeyId.', zh: '请求中缺少 AccessKeyId 参数。' },
  ),
  'InvalidAccessKeyId.NotFound': known(
    groups.credentials,
    { en: 'The AccessKey is not known', zh: 'AccessKey 不存在' },
    { en: 'The provider does not know the AccessKeyId.', zh: '服务端找不到该 AccessKeyId。' },
  ),
  SignatureDoesNotMatch: known(
    groups.credentials,
    { en: 'The signature was refused', zh: '签名不匹配' },
    { en: 'AccessKeyId and AccessKeySecret do not belong together.', zh: 'AccessKeyId 与 AccessKeySecret 不匹配。' },
  ),
  SignatureNonceUsed: known(
    groups.nonce,
    { en: 'The request was seen before', zh: '随机数已被使用' },
    {
      en: 'Its nonce was used within the last 15 minutes: something on the way sent it twice.',
      zh: '该随机数 15 分钟内已使用：请求可能被重复发送。',
    },
  ),
  'InvalidTimeStamp.Expired': known(
    groups.clock,
    { en: 'The clock is wrong', zh: '请求时间已过期' },
    {
      en: "The request's time differs from the provider's by more than 15 minutes.",
      zh: '请求时间与服务端时间相差超过 15 分钟。',
    },
  ),
  Unauthorized: known(
    groups.permission,
    { en: 'The account may not do this', zh: '没有权限' },
    { en: 'The account lacks the permission for this request.', zh: '该账号没有此请求的权限。' },
  ),
  UnsupportedHTTPMethod: known(
    groups.refused,
    { en: 'The HTTP method is not supported', zh: '不支持的 HTTP 方法' },
    { en: 'The provider does not take requests of this method.', zh: '服务端不接受该 HTTP 方法。' },
  ),
  UnsupportedOperation: known(
    groups.refused,
    { en: 'The operation is not supported', zh: '不支持的操作' },
    { en: 'The provider has no such action.', zh: '服务端不支持该接口。' },
  ),
  Timeout: known(
    groups.timeout,
    { en: 'The provider took too long', zh: '请求超时' },
    {
      en: 'The request timed out at the provider; a very high resolution is the usual cause.',
      zh: '服务端处理超时，通常由分辨率过高引起。',
    },
  ),
  InternalError: known(
    groups.failed,
    { en: 'The provider failed', zh: '服务内部错误' },
    { en: 'An error inside the provider.', zh: '服务端内部异常。' },
  ),
  ServiceUnavailable: known(
    groups.unavailable,
    { en: 'The provider is not available', zh: '服务不可用' },
    { en: 'The service is not available at the moment.', zh: '服务暂时不可用。' },
  ),
}

const general = (group: ErrorGroup, en: string, zh: string): KnownError =>
  known(
    group,
    { en, zh },
    { en: 'The code is not documented for this service.', zh: '该错误码未在此服务的文档中列出。' },
  )

/** Codes outside every table, by what their names begin with, and answers without any, by their status. */
function guess(code: string, status: number): KnownError {
  if (/^Throttling/i.test(code) || status === 429) {
    return general(groups.rate, 'The provider limits the rate', '请求被限流')
  }
  if (/^(Forbidden|NoPermission|AccessDenied)/i.test(code)) {
    return general(groups.permission, 'The account may not do this', '没有权限')
  }
  if (/SecurityToken|AccessKey|^Signature|IncompleteSignature/i.test(code) || status === 401) {
    return general(groups.credentials, 'The credentials were refused', '凭证被拒绝')
  }
  if (/^InvalidTimeStamp/i.test(code)) return general(groups.clock, 'The clock is wrong', '请求时间无效')
  if (/NotPurchase|NotOpen|NotActivated/i.test(code)) {
    return general(groups.notEnabled, 'The service is not activated', '服务未开通')
  }
  if (/^InvalidImage|^InvalidFile|^InvalidVideo/i.test(code)) {
    return general(groups.picture, 'The provider refused the file', '文件被拒绝')
  }
  if (/^(Missing|Invalid)/.test(code)) return general(groups.parameter, 'A parameter was refused', '参数被拒绝')
  if (status === 413) return general(groups.tooLarge, 'The request is too large', '请求过大')
  if (status === 403) return general(groups.permission, 'The provider refused the request', '请求被拒绝')
  if (status === 408) return { ...gatewayErrors['Timeout']! }
  if (status === 504) return general(groups.timeout, 'A gateway gave up waiting', '网关超时')
  if (status === 500) return general(groups.failed, 'The provider failed', '服务内部错误')
  if (status >= 500) return general(groups.unavailable, 'The provider is not available', '服务不可用')
  return general(groups.refused, 'The provider refused the request', '请求被拒绝')
}

export interface ProviderAnswerError {
  provider: string
  /** Null where the answer named none, such as a gateway's page of HTML. */
  code: string | null
  message: string | null
  /** HTTP status of the answer. */
  status: number
  requestId?: string | null
  tables?: readonly Readonly<Record<string, KnownError>>[]
}

/** `InvalidT imeStamp.Expire d`: the document broke some names at the ends of its lines (PROTOCOLS.md 1.4). */
const plain = (code: string) => code.replaceAll(/\s+/g, '').toLowerCase()

function find(code: string, tables: readonly Readonly<Record<string, KnownError>>[]): [string, KnownError] | undefined {
  const wanted = plain(code)
  return tables.flatMap((table) => Object.entries(table)).find(([name]) => plain(name) === wanted)
}

/** Whether a code, as it may have been broken at the end of a line, is in one of these tables or a gateway's. */
export function isKnownCode(code: string, tables: readonly Readonly<Record<string, KnownError>>[]): boolean {
  return find(code, [...tables, gatewayErrors]) !== undefined
}

/**
 * What the provider refused, in the console's words. Codes are matched without regard to case and blanks; undocumented ones keep their code
 * and get a general text.
 */
export function aliyunError({
  provider,
  code,
  message,
  status,
  requestId,
  tables,
}: ProviderAnswerError): ProviderError {
  const [name, entry] = (code !== null && find(code, [...(tables ?? []), gatewayErrors])) || [
    code,
    guess(code ?? '', status),
  ]
  const { group, title, detail } = entry
  // A gateway that breaks off (500, 502, 504 without a code) may have passed the call on: nobody knows whether it was charged.
  const retry = code !== null || status === 503 || status === 429 ? group.retry : undefined
  return new ProviderError(
    {
      provider,
      code: group.code,
      ...(name !== null && { providerCode: name }),
      status: group.status,
      title: title.en,
      detail: detail.en,
      action: group.action.en,
      whoseFault: group.whoseFault,
      retryable: entry.retryable ?? group.retryable,
      parameters: {
        titleZh: title.zh,
        detailZh: detail.zh,
        actionZh: group.action.zh,
        providerStatus: status,
        ...(message !== null && message !== '' && { providerMessage: shorten(message) }),
        ...(requestId && { requestId }),
      },
    },
    { retry },
  )
}

/** The provider's own words, shortened, and without what a signed address in them would give away. */
function shorten(message: string): string {
  return message
    .replaceAll(/((?:Signature|OSSAccessKeyId|security-token|policy)(?:=|%3D))[^&\s"'<>]+/gi, '$1***')
    .replaceAll(/(server string to sign is:?|StringToSign:?).*/gis, '$1 ***')
    .slice(0, 300)
}
