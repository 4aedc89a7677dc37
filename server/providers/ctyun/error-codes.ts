import type { WhoseFault } from '../../contract/problem.ts'
import type { CapabilityId } from './limits.ts'

export type FailureCode =
  | 'provider-credentials-refused'
  | 'provider-clock-skew'
  | 'provider-rate-limited'
  | 'provider-package-exhausted'
  | 'provider-not-enabled'
  | 'provider-permission-denied'
  | 'provider-picture-refused'
  | 'provider-picture-too-large'
  | 'provider-unavailable'
  | 'provider-failed'
  | 'provider-request-refused'
  | 'provider-answer-altered'
  | 'provider-not-configured'

interface Family {
  title: string
  titleZh: string
  action: string
  status: number
  whoseFault: WhoseFault
}

export const families: Record<FailureCode, Family> = {
  'provider-credentials-refused': {
    title: 'CTyun refused the credentials',
    titleZh: '天翼云拒绝了访问凭证',
    action: 'Check the access key, the security key and the AppKey in the settings. It was not tried again.',
    status: 500,
    whoseFault: 'configuration',
  },
  'provider-clock-skew': {
    title: 'The clock of this machine is wrong',
    titleZh: '本机时钟不准确',
    action: 'Set the clock (NTP) and check CTYUN_DATE_OFFSET_MINUTES, then try again.',
    status: 500,
    whoseFault: 'configuration',
  },
  'provider-rate-limited': {
    title: 'Too many calls to CTyun',
    titleZh: '天翼云调用过于频繁',
    action: 'Wait a little, then try again; lower CTYUN_REQUESTS_PER_SECOND if it happens often.',
    status: 429,
    whoseFault: 'provider',
  },
  'provider-package-exhausted': {
    title: 'No calls are left in the CTyun package',
    titleZh: '天翼云资源包已用完或已过期',
    action: 'Buy a package for this API in the console of CTyun.',
    status: 500,
    whoseFault: 'configuration',
  },
  'provider-not-enabled': {
    title: 'The API is not enabled at CTyun',
    titleZh: '天翼云未开通该接口',
    action: 'Enable or buy the API for the application in the console of CTyun (My applications).',
    status: 500,
    whoseFault: 'configuration',
  },
  'provider-permission-denied': {
    title: 'CTyun does not allow this address',
    titleZh: '天翼云未授权当前 IP',
    action: 'Add the public address of this machine to the allowed ones in the console of CTyun.',
    status: 500,
    whoseFault: 'configuration',
  },
  'provider-picture-refused': {
    title: 'CTyun cannot read this picture',
    titleZh: '天翼云无法处理该图片',
    action: 'Look at the picture; scan it again or choose another recogniser.',
    status: 422,
    whoseFault: 'document',
  },
  'provider-picture-too-large': {
    title: 'The picture is too large for CTyun',
    titleZh: '图片超过天翼云的大小限制',
    action: 'Use a smaller picture.',
    status: 422,
    whoseFault: 'document',
  },
  'provider-unavailable': {
    title: 'CTyun is not available',
    titleZh: '天翼云服务暂不可用',
    action: 'Try again later.',
    status: 502,
    whoseFault: 'provider',
  },
  'provider-failed': {
    title: 'CTyun failed',
    titleZh: '天翼云服务内部错误',
    action: 'Run it again later if that is worth a second charge: CTyun charges failed calls too.',
    status: 502,
    whoseFault: 'provider',
  },
  'provider-request-refused': {
    title: 'CTyun refused the request',
    titleZh: '天翼云拒绝了该请求',
    action: 'Report this with the code; check the endpoint and the paths in the settings if they were changed.',
    status: 502,
    whoseFault: 'us',
  },
  'provider-answer-altered': {
    title: 'The encrypted answer of CTyun cannot be trusted',
    titleZh: '天翼云的加密应答校验失败',
    action: 'Check what stands between this machine and CTyun, and the envelope settings; the call was charged.',
    status: 502,
    whoseFault: 'provider',
  },
  'provider-not-configured': {
    title: 'CTyun has no keys',
    titleZh: '尚未配置天翼云密钥',
    action: 'Set CTYUN_ACCESS_KEY, CTYUN_SECURITY_KEY and CTYUN_APP_KEY, or use the sandbox.',
    status: 500,
    whoseFault: 'configuration',
  },
}

export interface Meaning {
  code: FailureCode
  en: string
  zh: string
  action?: string
  whoseFault?: WhoseFault
  /** Whether a person may usefully try again. Never a retry by itself: CTyun charges every error but those of the network. */
  retryable?: true
}

const ours = (en: string, zh: string): Meaning => ({ code: 'provider-request-refused', en, zh })

/** What the codes of the four APIs have in common (seed-facts/ctyun/errors.json, `sameMeaning`). */
export const meanings = {
  'wrong-path': {
    ...ours('The path of the request is wrong.', '请求路径错误。'),
    whoseFault: 'configuration',
    action: 'Check the path of this API in the settings.',
  },
  'wrong-method': ours('The request was not a POST.', '请求方法错误，应为 POST。'),
  'empty-body': ours('The body of the request is empty.', '请求体为空。'),
  'body-not-json': ours('The body of the request is not JSON.', '请求体不是 JSON 格式。'),
  'body-not-object': ours('The body of the request is not a JSON object.', '请求体不是 JSON 对象。'),
  'missing-parameter': ours('A required parameter is missing.', '缺少必传参数。'),
  'unknown-parameter': ours('The body has a parameter that this API does not know.', '请求体中有非法参数。'),
  'wrong-field-type': ours('A parameter has the wrong type.', '参数类型错误。'),
  'wrong-action': ours('Action is not BusinessCardOCR.', 'Action 值设置错误。'),
  'empty-list-or-value': ours('No picture was in the request.', '请求中没有图片。'),
  'too-many-images': ours('More than 50 pictures were in the request.', '图片数量超过 50 张。'),
  'bad-base64': {
    code: 'provider-picture-refused',
    en: 'The Base64 of the picture could not be decoded.',
    zh: '图片的 Base64 数据处理异常。',
    whoseFault: 'configuration',
    action: 'Try the other Base64 alphabet (CTYUN_BASE64): the document contradicts itself about it.',
  },
  'unsupported-format': {
    code: 'provider-picture-refused',
    en: 'The format of the picture is not supported: only JPEG, PNG and BMP are.',
    zh: '图片格式不合法，仅支持 JPEG、PNG、BMP。',
  },
  'file-too-large': {
    code: 'provider-picture-too-large',
    en: 'The picture has too many bytes.',
    zh: '图片文件大小超过限制。',
  },
  'undecodable-picture': {
    code: 'provider-picture-refused',
    en: 'The bytes could not be decoded as a picture.',
    zh: '图片解码错误。',
  },
  'bad-dimensions': {
    code: 'provider-picture-refused',
    en: 'The sides of the picture are not between 32 and 5000 pixels.',
    zh: '图片的长宽不在 32 到 5000 像素之间。',
  },
  'service-failure': {
    code: 'provider-failed',
    en: 'The recognition service of CTyun failed.',
    zh: '天翼云识别服务异常。',
    retryable: true,
  },
} as const satisfies Record<string, Meaning>

/** Keyed by API: the same number means other things in other APIs (400009 is an empty list or a wrong Action). */
export const codesOf: Record<CapabilityId, Readonly<Record<string, keyof typeof meanings>>> = {
  'ctyun.ocr.general': {
    '400001': 'wrong-path',
    '400002': 'wrong-method',
    '400003': 'empty-body',
    '400004': 'body-not-json',
    '400005': 'body-not-object',
    '400006': 'missing-parameter',
    '400008': 'wrong-field-type',
    '400009': 'empty-list-or-value',
    '400011': 'bad-base64',
    '400012': 'unsupported-format',
    '400013': 'file-too-large',
    '400018': 'too-many-images',
    '410001': 'undecodable-picture',
    '410002': 'bad-dimensions',
    '500001': 'service-failure',
  },
  'ctyun.ocr.idcard': {
    '4001': 'body-not-json',
    '4002': 'body-not-object',
    '4003': 'missing-parameter',
    '4004': 'wrong-field-type',
    '4005': 'empty-list-or-value',
    '4006': 'too-many-images',
    '4008': 'bad-base64',
    '4009': 'unsupported-format',
    '4010': 'file-too-large',
    '4011': 'bad-dimensions',
    '4012': 'wrong-method',
    '4013': 'wrong-path',
    '5000': 'service-failure',
  },
  'ctyun.ocr.plate': {
    '4001': 'body-not-json',
    '4002': 'body-not-object',
    '4003': 'missing-parameter',
    '4004': 'wrong-field-type',
    '4005': 'empty-list-or-value',
    '4006': 'too-many-images',
    '4008': 'bad-base64',
    '4009': 'unsupported-format',
    '4010': 'file-too-large',
    '4011': 'bad-dimensions',
    '5000': 'service-failure',
  },
  'ctyun.ocr.business-license': {
    '400003': 'empty-body',
    '400004': 'body-not-json',
    '400005': 'body-not-object',
    '400006': 'missing-parameter',
    '400007': 'unknown-parameter',
    '400008': 'wrong-field-type',
    '400009': 'wrong-action',
    '400010': 'empty-list-or-value',
    '400011': 'bad-base64',
    '400012': 'unsupported-format',
    '400013': 'file-too-large',
    '400014': 'undecodable-picture',
    '400015': 'bad-dimensions',
    '500001': 'service-failure',
  },
}

/** Codes of the gateway and of the encryption: the same for every API (seed-facts/ctyun/errors.json, `gateway` and `encryption`). */
export const commonCodes: Readonly<Record<string, Meaning>> = {
  '10002': {
    code: 'provider-credentials-refused',
    en: 'The access key is not known.',
    zh: '生成签名所用的 AK 有误。',
  },
  '10020': {
    code: 'provider-credentials-refused',
    en: 'The signature does not match: the security key, the clock or its offset may be wrong.',
    zh: '签名错误：请检查 SK、本机时钟以及时区设置。',
  },
  '40002': {
    code: 'provider-credentials-refused',
    en: 'The header appkey is missing.',
    zh: '缺少 appkey 请求头。',
  },
  '40006': { code: 'provider-credentials-refused', en: 'The AppKey is not known.', zh: 'AppKey 无效。' },
  '40008': ours('The gateway does not support this kind of request.', '网关不支持该请求类型。'),
  '40009': {
    code: 'provider-permission-denied',
    en: 'The address of this machine is not allowed for the application.',
    zh: '当前 IP 未被应用授权。',
  },
  '40010': {
    code: 'provider-permission-denied',
    en: 'The address of this machine is not allowed for the API.',
    zh: '当前 IP 未被 API 授权。',
  },
  '50000': {
    code: 'provider-failed',
    en: 'The gateway or the service behind it failed.',
    zh: '服务内部错误。',
    retryable: true,
  },
  '50001': {
    code: 'provider-unavailable',
    en: 'The service is not registered behind the gateway; a wrong path may be the reason.',
    zh: '服务未注册，也可能是请求路径有误。',
    action: 'Check the path of this API in the settings, then try again later.',
  },
  '50002': {
    code: 'provider-not-enabled',
    en: 'The application has not enabled this API.',
    zh: '应用未开通该能力。',
  },
  '50003': {
    ...ours('The gateway does not know this path.', 'API 中无效的 URL 请求。'),
    whoseFault: 'configuration',
    action: 'Check the endpoint and the path of this API in the settings.',
  },
  '51001': { code: 'provider-package-exhausted', en: 'The package has expired.', zh: '购买的服务已过期。' },
  '51002': { code: 'provider-not-enabled', en: 'No package was bought for this paid API.', zh: '收费 API 未购买。' },
  '51003': {
    code: 'provider-package-exhausted',
    en: 'No calls are left in the packages of this API.',
    zh: 'API 可用次数已不足。',
  },
  CTAPI_0009: ours('The body of the request is not JSON.', '传入的 body 不符合 JSON 格式。'),
  '40017': ours('The encrypted body is not well formed.', '加密参数不符合要求。'),
  '40018': ours(
    'A hash of the encrypted body does not match: it was altered on the way, or hashed otherwise than the cloud does.',
    '加密字段的哈希值不匹配，可能被篡改。',
  ),
  '40019': {
    code: 'provider-credentials-refused',
    en: 'The keys of the encrypted body could not be decrypted: the public key or the SM2 layout is wrong.',
    zh: 'SM2 解密失败：请检查公钥与 SM2 排列方式。',
    action: 'Check CTYUN_ENVELOPE_PUBLIC_KEY, and try the other CTYUN_ENVELOPE_LAYOUT.',
  },
  '40020': ours('SM4 encryption or decryption failed at CTyun.', 'SM4 加解密失败。'),
}
