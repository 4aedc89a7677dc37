import type { WhoseFault } from '../../contract/problem.ts'

/** What a failure means to the person who must act: title and action in English, title in Chinese. */
interface Family {
  title: string
  titleZh: string
  action: string
  status: number
  whoseFault: WhoseFault
}

/** By our stable codes. */
export const families = {
  'provider-credentials-refused': {
    title: 'Huawei refused the credentials',
    titleZh: '华为云拒绝了访问凭证',
    action:
      'Check the access key and secret key (or the IAM user). Do not try again before: wrong signatures lock the key.',
    status: 500,
    whoseFault: 'configuration',
  },
  'provider-credentials-locked': {
    title: 'Calls with this credential are held back for five minutes',
    titleZh: '该凭证的调用已暂停五分钟',
    action: 'Check the credential meanwhile. One more wrong signature would have Huawei lock the key.',
    status: 500,
    whoseFault: 'configuration',
  },
  'provider-clock-skew': {
    title: 'The clock of this machine is wrong',
    titleZh: '本机时钟不准',
    action: 'Set the clock: Huawei accepts signatures that are at most 15 minutes off.',
    status: 500,
    whoseFault: 'configuration',
  },
  'provider-permission-denied': {
    title: 'The account may not use this service',
    titleZh: '账号没有使用该服务的权限',
    action: 'Have the permission granted in the console of the cloud.',
    status: 500,
    whoseFault: 'configuration',
  },
  'provider-not-enabled': {
    title: 'The service is not switched on',
    titleZh: '服务未开通',
    action: 'Switch the service on in the console of the cloud, for the same region and account.',
    status: 500,
    whoseFault: 'configuration',
  },
  'provider-request-refused': {
    title: 'Huawei does not know this address',
    titleZh: '请求地址不正确',
    action: 'Check endpoint, region and project id in the settings.',
    status: 500,
    whoseFault: 'configuration',
  },
  'provider-parameter-refused': {
    title: 'Huawei refused the request',
    titleZh: '请求参数不符合要求',
    action: 'Check the parameters.',
    status: 422,
    whoseFault: 'caller',
  },
  'provider-picture-refused': {
    title: 'Huawei refused the picture',
    titleZh: '图片不符合要求',
    action: 'Use a sharp picture of the right kind of document.',
    status: 422,
    whoseFault: 'document',
  },
  'provider-picture-too-large': {
    title: 'The picture is too large',
    titleZh: '图片过大',
    action: 'Use a smaller picture: at most 10 MB after Base64.',
    status: 413,
    whoseFault: 'document',
  },
  'provider-rate-limited': {
    title: 'Too many calls at the same time',
    titleZh: '请求过于频繁',
    action: 'Wait a minute, then try again.',
    status: 429,
    whoseFault: 'provider',
  },
  'provider-timeout': {
    title: 'Huawei took too long',
    titleZh: '服务处理超时',
    action: 'Try again. The document does not say whether such a call is charged.',
    status: 504,
    whoseFault: 'provider',
  },
  'provider-unavailable': {
    title: 'The service is not available',
    titleZh: '服务暂不可用',
    action: 'Try again later.',
    status: 502,
    whoseFault: 'provider',
  },
  'provider-failed': {
    title: 'Huawei could not do it',
    titleZh: '服务内部错误',
    action: 'Try again later, then ask the support of the cloud.',
    status: 502,
    whoseFault: 'provider',
  },
} as const satisfies Record<string, Family>

export type FailureCode = keyof typeof families

interface Meaning {
  code: FailureCode
  en: string
  zh: string
  /** Overrides what the code stands for otherwise. */
  retryable?: boolean
  /** The same call may be sent again by itself: it was turned away before anything was recognised. */
  again?: boolean
}

const row = (code: FailureCode, en: string, zh: string, more: Pick<Meaning, 'retryable' | 'again'> = {}): Meaning => ({
  code,
  en,
  zh,
  ...more,
})

/** Turned away at the door: nothing was recognised, so nothing can have been charged. */
const again = { retryable: true, again: true } as const

/** Source: seed-facts/huawei-ocr/errors.json; every code that the document lists. */
export const meanings: Readonly<Record<string, Meaning>> = {
  'AIS.0101': row('provider-parameter-refused', 'A parameter is not as specified.', '输入参数不符合规范。'),
  'AIS.0102': row('provider-picture-refused', 'The format of the picture is not supported.', '图片格式不支持。'),
  // "size" in the original means width and height (errors.json, `size-word`).
  'AIS.0103': row(
    'provider-picture-refused',
    'Width or height of the picture is out of bounds.',
    '图片尺寸（宽高）不满足要求。',
  ),
  'AIS.0104': row(
    'provider-picture-refused',
    'It is no document of this kind, or the picture is of poor quality.',
    '非支持的图片类型或图片质量差。',
  ),
  'AIS.0105': row('provider-failed', 'The recognition itself failed.', '算法计算失败。', { retryable: true }),
  'ModelArts.0203': row('provider-credentials-refused', 'The token is not valid.', '非法Token。'),
  'ModelArts.4101': row('provider-credentials-refused', 'No token was sent.', 'Token为空。'),
  'ModelArts.4102': row('provider-credentials-refused', 'The token cannot be parsed.', '解析Token失败。'),
  'ModelArts.4103': row('provider-credentials-refused', 'The token is not valid.', 'Token不合法。'),
  'ModelArts.4104': row(
    'provider-picture-too-large',
    'The length of the request is not allowed.',
    '请求body长度不合法。',
  ),
  'ModelArts.4105': row('provider-parameter-refused', 'The request is no proper JSON.', '请求body JSON格式不对。'),
  'ModelArts.4106': row('provider-permission-denied', 'The account is restricted.', '用户账号受限。'),
  'ModelArts.4107': row(
    'provider-unavailable',
    'The cloud could not get temporary keys.',
    '获取用户临时AK, SK异常。',
    again,
  ),
  'ModelArts.4201': row('provider-request-refused', 'The address lacks the service id.', '请求url中需要包含服务ID。'),
  'ModelArts.4202': row('provider-request-refused', 'The address is not well formed.', '请求url格式不合法。'),
  'ModelArts.4203': row('provider-permission-denied', 'There is no permission for this call.', '没有权限访问。'),
  'ModelArts.4204': row(
    'provider-not-enabled',
    'The service is not switched on, or only in another region or account.',
    '请求服务失败，服务未开通。',
  ),
  'ModelArts.4301': row(
    'provider-unavailable',
    'The service could not get its own token.',
    '获取服务admin Token失败。',
    again,
  ),
  'ModelArts.4302': row('provider-unavailable', 'The gateway could not pass the call on.', '访问服务失败。', {
    retryable: true,
  }),
  'ModelArts.4401': row(
    'provider-rate-limited',
    'Too many calls run at the same time.',
    '最大并发错误, 请求并发过大, 超过限额。',
    again,
  ),
  'ModelArts.4402': row('provider-timeout', 'The processing took too long.', '服务处理超时。', { retryable: true }),
  'ModelArts.4403': row(
    'provider-unavailable',
    'The service does not answer or fails too often.',
    '服务无法正常响应, 或者失败率过高, 不可用。',
    { retryable: true },
  ),
  'ModelArts.4502': row('provider-failed', 'The service behind the gateway answered wrongly.', '服务响应失败。', {
    retryable: true,
  }),
  'ModelArts.4503': row('provider-failed', 'The service does not exist.', '服务不存在。'),
  'ModelArts.4504': row('provider-request-refused', 'The operation does not exist.', '访问的API不存在。'),
  'ModelArts.4505': row('provider-failed', 'An error inside of the service.', '服务内部错误。', { retryable: true }),
  'ModelArts.4506': row('provider-failed', 'A part of the service does not exist.', '该API对应的子服务不存在。'),
  'ModelArts.4508': row('provider-unavailable', 'The service is stopped.', '服务不存在或者服务停止。', again),
  'ModelArts.4601': row(
    'provider-parameter-refused',
    'The address of the picture is not allowed.',
    '外网下载地址不合法。',
  ),
  'ModelArts.4603': row(
    'provider-parameter-refused',
    'The cloud could not fetch the picture from its address.',
    '下载外网URL文件失败。',
    { retryable: true },
  ),
  'ModelArts.4702': row(
    'provider-permission-denied',
    'The agency for the object store is not granted.',
    '查询OBS委托失败。',
  ),
  'ModelArts.4703': row('provider-parameter-refused', 'The object address is not valid.', 'OBS地址不合法。'),
  'ModelArts.4704': row('provider-parameter-refused', 'The object could not be read.', '获取OBS文件失败。', {
    retryable: true,
  }),
  'ModelArts.4705': row('provider-picture-too-large', 'The object is too large.', 'OBS文件大小超限。'),
  'ModelArts.4706': row('provider-parameter-refused', 'The object does not exist.', 'OBS文件不存在。'),
  'APIG.0101': row(
    'provider-request-refused',
    'No such operation: address, region or method is wrong.',
    '访问的API不存在或尚未在环境中发布。',
  ),
  'APIG.0201': row('provider-timeout', 'The service behind the gateway took too long.', '请求超时。', {
    retryable: true,
  }),
  'APIG.0301': row('provider-credentials-refused', 'The authentication is wrong.', 'IAM身份验证信息不正确。'),
  'APIG.0308': row(
    'provider-rate-limited',
    'More calls in a minute than the service allows.',
    '发送请求超过了服务的默认配置限流。',
    again,
  ),
}

/** What a status alone says, where there is no code or one that the document does not list (seed-facts, `httpStatuses`). */
export function meaningOfStatus(status: number): Meaning {
  const en = `The answer has status ${status}.`
  const zh = `返回状态码 ${status}。`
  if (status === 401) return row('provider-credentials-refused', en, zh)
  if (status === 403) return row('provider-permission-denied', en, zh)
  if (status === 404 || status === 405) return row('provider-request-refused', en, zh)
  // 408 may be repeated as it is (4.1).
  if (status === 408) return row('provider-timeout', en, zh, again)
  if (status === 413) return row('provider-picture-too-large', en, zh)
  if (status === 429) return row('provider-rate-limited', en, zh, again)
  // A 503 is not repeated by itself (4.1): nobody says whether it is charged. A person may (errors.json, `503-advice`).
  if (status === 504) return row('provider-timeout', en, zh, { retryable: true })
  if (status >= 500) return row('provider-unavailable', en, zh, { retryable: true })
  return row('provider-parameter-refused', en, zh)
}
