import { groups, type KnownError } from '../aliyun-signature/error-groups.ts'
import { aliyunError } from '../aliyun-signature/errors.ts'
import { ProviderError } from '../provider.ts'

export const providerId = 'aliyun-dysms'

/** S0 lists no code besides OK; these are of the vendor's public documentation. Others keep their code and get a general text. */
const dysmsErrors: Readonly<Record<string, KnownError>> = {
  'isv.AMOUNT_NOT_ENOUGH': {
    group: {
      code: 'provider-package-exhausted',
      status: 500,
      whoseFault: 'configuration',
      retryable: false,
      action: { en: "Top up the account in the provider's console.", zh: '请在控制台充值。' },
    },
    title: { en: "The account's balance is used up", zh: '账户余额不足' },
    detail: { en: 'The balance of the account is not sufficient.', zh: '账户余额不足。' },
  },
  'isv.INVALID_PARAMETERS': {
    group: groups.parameter,
    title: { en: 'A parameter was refused', zh: '参数异常' },
    detail: { en: 'The value of a parameter is not valid.', zh: '参数值无效。' },
  },
  'isp.RAM_PERMISSION_DENY': {
    group: groups.permission,
    title: { en: 'The account may not do this', zh: 'RAM 权限不足' },
    detail: {
      en: 'The account lacks the permission dysms:GetSmsOcrOssInfo.',
      zh: '该账号缺少 dysms:GetSmsOcrOssInfo 权限。',
    },
  },
  'isp.SYSTEM_ERROR': {
    group: groups.failed,
    title: { en: 'The provider failed', zh: '系统错误' },
    detail: { en: 'An error inside the provider.', zh: '服务端系统错误。' },
  },
}

/** What the service refused, in the console's words; also a business failure that came with status 200 (PROTOCOLS.md 2.1). */
export function dysmsError(error: {
  code: string | null
  message: string | null
  status: number
  requestId: string | null
}): ProviderError {
  return aliyunError({ provider: providerId, ...error, tables: [dysmsErrors] })
}

const refusal = (
  code: string,
  {
    en,
    zh,
    status,
    whoseFault,
  }: {
    en: [string, string, string]
    zh: [string, string]
    status: number
    whoseFault: 'configuration' | 'document' | 'caller'
  },
  parameters: Record<string, string | number> = {},
) =>
  new ProviderError({
    provider: providerId,
    code,
    status,
    title: en[0],
    detail: en[1],
    action: en[2],
    parameters: { ...parameters, titleZh: zh[0], detailZh: zh[1] },
    retryable: false,
    whoseFault,
  })

/** No key: nothing can be sent. */
export const notConfigured = () =>
  refusal('provider-not-configured', {
    en: [
      'No key is configured for Alibaba Cloud',
      'There is no AccessKey to sign calls with.',
      'Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, then start again.',
    ],
    zh: ['未配置阿里云密钥', '请设置环境变量 ALIBABA_CLOUD_ACCESS_KEY_ID 与 ALIBABA_CLOUD_ACCESS_KEY_SECRET 后重启。'],
    status: 500,
    whoseFault: 'configuration',
  })

export const capabilityUnknown = (capability: string) =>
  refusal(
    'capability-unknown',
    {
      en: ['The provider has no such capability', 'The SMS service has no operation of this name.', 'Choose another.'],
      zh: ['没有该能力', '短信服务没有此名称的接口。'],
      status: 422,
      whoseFault: 'caller',
    },
    { capability },
  )

/** The answer names a store that is not in the configuration: nothing goes there. */
export const storeRefused = (host: string) =>
  refusal(
    'provider-store-refused',
    {
      en: [
        'The provider named a store that is not allowed',
        'Nothing was uploaded: files go only to the hosts in the configuration.',
        "Add the host to the provider's store hosts if it is the vendor's.",
      ],
      zh: ['服务端返回的存储地址不在允许范围内', '未上传任何内容：文件只会发送到配置中允许的主机。'],
      status: 502,
      whoseFault: 'configuration',
    },
    { host: host.slice(0, 200) },
  )

/** The file lies outside the range that the policy signs. */
export const sizeRefused = (bytes: number, { min, max }: { min: number; max: number }) =>
  refusal(
    'provider-picture-too-large',
    {
      en: [
        "The file's size is not what the upload policy allows",
        `Nothing was uploaded. The file has ${bytes} bytes; the policy allows ${min} to ${max}.`,
        'Make the picture fit.',
      ],
      zh: ['文件大小不符合上传策略', '未上传任何内容：文件大小超出策略允许的范围。'],
      status: 422,
      whoseFault: 'document',
    },
    { bytes, minBytes: min, maxBytes: max },
  )
