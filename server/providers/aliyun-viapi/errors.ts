import { groups, type KnownError, type Text } from '../aliyun-signature/error-groups.ts'
import { aliyunError, gatewayErrors, isKnownCode } from '../aliyun-signature/errors.ts'
import { ProviderError } from '../provider.ts'

export const providerId = 'aliyun-viapi'

const known = (
  group: KnownError['group'],
  title: [en: string, zh: string],
  detail: [en: string, zh: string],
): KnownError => {
  const text = ([en, zh]: [string, string]): Text => ({ en, zh })
  return { group, title: text(title), detail: text(detail) }
}
const missing = (name: string) =>
  known(
    groups.parameter,
    [`${name} is missing`, `缺少参数 ${name}`],
    [`The required parameter ${name} was not sent.`, `请求缺少必填参数 ${name}。`],
  )

/** The OCR codes of S4 chapter 10 (seed-facts/aliyun-viapi/errors.json); those about signature and system are in `gatewayErrors`. */
const viapiErrors: Readonly<Record<string, KnownError>> = {
  'InvalidImage.Category': known(
    groups.picture,
    ['The picture is of another kind', '图片类型与接口不符'],
    [
      'The picture does not fit this recogniser, for example something else than the document that it reads.',
      '图片内容与所调用的识别服务不匹配。',
    ],
  ),
  'InvalidImage.Content': known(
    groups.picture,
    ['The picture is not valid', '图片内容无效'],
    ['The content is empty or is no picture.', '图片内容为空或不是图片。'],
  ),
  'InvalidImage.Decode': known(
    groups.picture,
    ['The picture could not be decoded', '图片解码失败'],
    ['The provider could not decode the picture.', '服务端无法解码该图片。'],
  ),
  'InvalidImage.Download': {
    ...known(
      groups.address,
      ['The provider could not fetch the file', '图片下载失败'],
      [
        'Downloading the file from its address failed. It may have been for a moment; else the bucket is not in region Shanghai.',
        '服务端从给定地址下载文件失败：可能是暂时的，或存储空间不在华东2（上海）。',
      ],
    ),
    retryable: true,
  },
  'InvalidImage.Gif': known(
    groups.picture,
    ['The GIF could not be read', 'GIF 无法读取'],
    [
      'The GIF could not be opened or decoded, its colour map is broken, or it is empty.',
      'GIF 打开或解码失败、颜色表损坏或内容为空。',
    ],
  ),
  'InvalidImage.URL': known(
    groups.address,
    ["The file's address is not valid", '图片地址无效'],
    ['The address of the file is not valid.', '文件地址无效。'],
  ),
  'InvalidImage.Unsafe': known(
    groups.address,
    ["The file's address is considered unsafe", '图片地址不安全'],
    ['The provider considers the address of the file unsafe.', '服务端认为文件地址不安全。'],
  ),
  'InvalidImage.Region': known(
    groups.address,
    ['The file lies in the wrong region', '图片所在区域错误'],
    ['Only objects in OSS region Shanghai are accepted.', '仅支持华东2（上海）的 OSS 文件。'],
  ),
  IllegalUrlParameter: known(
    groups.address,
    ["The file's address is not legal", 'URL 不合法'],
    ['The address of the file is not legal.', '文件地址不合法。'],
  ),
  MissingImageURL: missing('ImageURL'),
  InvalidSide: known(
    groups.parameter,
    ['Side is not valid', 'Side 取值错误'],
    ['The value of Side must be face or back.', 'Side 的取值只能为 face 或 back。'],
  ),
  'Throttling.User': known(
    groups.rate,
    ['Too many calls', '用户流量超限'],
    ["This account's traffic exceeds its limit for the current period.", '该用户在当前时段的流量超过限制。'],
  ),
  InvalidParameter: known(
    groups.parameter,
    ['A parameter was refused', '参数校验失败'],
    ['The value of a parameter failed validation.', '参数值未通过校验。'],
  ),
  InvalidResult: known(
    groups.recognition,
    ['The picture could not be read', '识别失败'],
    ['Recognition failed or ended abnormally.', '识别失败或异常结束。'],
  ),
  'InvalidParameter.TooLarge': known(
    groups.tooLarge,
    ['The file is too large', '内容过大'],
    ['The content is larger than the recogniser allows.', '内容大小超过接口限制。'],
  ),
  InvalidOutputFormat: known(
    groups.parameter,
    ['OutputFormat is not valid', 'OutputFormat 取值错误'],
    ['The output format must be html, json or xlsx.', '输出格式只能为 html、json 或 xlsx。'],
  ),
  MissingOutputFormat: missing('OutputFormat'),
  InvalidImageType: known(
    groups.picture,
    ['The type of the picture is not valid', '图片类型错误'],
    ['The recogniser does not take pictures of this type.', '识别服务不支持该类型的图片。'],
  ),
  MissingUseFinanceModel: missing('UseFinanceModel'),
  MissingAssureDirection: missing('AssureDirection'),
  MissingSide: missing('Side'),
  MissingSkipDetection: missing('SkipDetection'),
  MissingMinHeight: missing('MinHeight'),
  ParameterError: known(
    groups.parameter,
    ['A parameter is wrong', '参数错误'],
    ['The value of a parameter is wrong.', '参数值错误。'],
  ),
  'InvalidApi.NotPurchase': known(
    groups.notEnabled,
    ['The service is not activated', '服务未开通'],
    [
      'Character recognition (viapi_ocr_public_cn) has not been activated for the account.',
      '该账号尚未开通文字识别服务（viapi_ocr_public_cn）。',
    ],
  ),
  'InvalidImage.UnsupportedMediaType': known(
    groups.picture,
    ['The picture could not be decoded', '不支持的图片格式'],
    ['The provider could not decode the picture.', '服务端无法解码该图片。'],
  ),
}

/** Every code that is documented for OCR, as it is spelled when nothing broke it. */
export const documentedCodes: readonly string[] = [...Object.keys(viapiErrors), ...Object.keys(gatewayErrors)]

/** What the recogniser refused, in the console's words. @param status HTTP status of the answer */
export function viapiError(error: {
  code: string | null
  message: string | null
  status: number
  requestId: string | null
}): ProviderError {
  return aliyunError({ provider: providerId, ...error, tables: [viapiErrors] })
}

/** The states in which a job ends without a result, where it names no code of its own (S4 section 8). */
const failedStates: Readonly<Record<string, KnownError>> = {
  PROCESS_FAILED: known(
    groups.recognition,
    ['The job failed', '任务处理失败'],
    ['The provider could not process the file.', '服务端处理该文件失败。'],
  ),
  TIMEOUT_FAILED: known(
    groups.timeout,
    ['The job took too long', '任务处理超时'],
    ['The job timed out at the provider.', '任务在服务端处理超时。'],
  ),
  LIMIT_RETRY_FAILED: known(
    groups.failed,
    ['The job failed after several attempts', '任务重试次数超限'],
    ['The provider tried several times and gave up.', '服务端多次重试后放弃处理。'],
  ),
}

/** Why a job ended without a result. Never sent again by itself: the job was ordered and accepted. */
export function jobError(job: {
  state: string
  code: string | null
  message: string | null
  requestId: string | null
}): ProviderError {
  const { state, code, message, requestId } = job
  const about = { provider: providerId, message, status: 200, requestId, tables: [viapiErrors, failedStates] }
  // A code that no table explains is kept, and the state says what is known.
  const isExplained = code !== null && isKnownCode(code, [viapiErrors])
  const { problem } = aliyunError({ ...about, code: isExplained ? code : state })
  return new ProviderError({
    ...problem,
    provider: providerId,
    ...(code !== null && { providerCode: problem.providerCode === state ? code : problem.providerCode }),
    parameters: { ...problem.parameters, jobState: state },
  })
}

/** No key: nothing can be sent. */
export function notConfigured(): ProviderError {
  return new ProviderError({
    provider: providerId,
    code: 'provider-not-configured',
    status: 500,
    title: 'No key is configured for Alibaba Cloud',
    detail: 'There is no AccessKey to sign calls with.',
    action: 'Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, then start again.',
    parameters: {
      titleZh: '未配置阿里云密钥',
      detailZh: '请设置环境变量 ALIBABA_CLOUD_ACCESS_KEY_ID 与 ALIBABA_CLOUD_ACCESS_KEY_SECRET 后重启。',
    },
    retryable: false,
    whoseFault: 'configuration',
  })
}

export function capabilityUnknown(capability: string): ProviderError {
  return new ProviderError({
    provider: providerId,
    code: 'capability-unknown',
    status: 422,
    title: 'The provider has no such capability',
    detail: `Alibaba Cloud viapi has no operation of this name among its recognisers.`,
    parameters: { capability, titleZh: '没有该识别能力', detailZh: '该服务没有此名称的识别接口。' },
    retryable: false,
    whoseFault: 'caller',
  })
}
