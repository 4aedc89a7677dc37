import type { WhoseFault } from '../../contract/problem.ts'
import type { FailureCode } from './error-families.ts'
import type { CapabilityId } from './limits.ts'

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
