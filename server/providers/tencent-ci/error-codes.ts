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
    title: 'Tencent Cloud refused the credentials',
    titleZh: '腾讯云拒绝了访问密钥',
    action: 'Check SecretId and SecretKey.',
    status: 500,
    whoseFault: 'configuration',
  },
  'provider-clock-skew': {
    title: 'The clock of this machine is wrong',
    titleZh: '本机时钟不准',
    action: 'Set the clock: a signature is good for fifteen minutes.',
    status: 500,
    whoseFault: 'configuration',
  },
  'provider-permission-denied': {
    title: 'The key may not do this',
    titleZh: '密钥没有操作权限',
    action:
      'Grant the key ci:CreateMediaJobs and reading and writing in the bucket, and the service the role (cam:PassRole).',
    status: 500,
    whoseFault: 'configuration',
  },
  'provider-not-enabled': {
    title: 'The bucket is not bound to Cloud Infinite',
    titleZh: '存储桶未绑定数据万象服务',
    action: 'Bind the bucket to Cloud Infinite in its console.',
    status: 500,
    whoseFault: 'configuration',
  },
  'provider-package-exhausted': {
    title: 'The account has nothing left for this service',
    titleZh: '账户欠费或资源包已用尽',
    action: 'Pay the account up or buy a resource package.',
    status: 500,
    whoseFault: 'configuration',
  },
  'provider-request-refused': {
    title: 'Bucket, region or endpoint is wrong',
    titleZh: '存储桶、地域或域名不正确',
    action: 'Check bucket and region in the settings.',
    status: 500,
    whoseFault: 'configuration',
  },
  'provider-parameter-refused': {
    title: 'Tencent Cloud refused the request',
    titleZh: '请求参数不符合要求',
    action: 'Check the parameters.',
    status: 422,
    whoseFault: 'caller',
  },
  'provider-picture-refused': {
    title: 'Tencent Cloud could not use the picture',
    titleZh: '图片不符合要求',
    action: 'Use a sharp picture of the right kind of card.',
    status: 422,
    whoseFault: 'document',
  },
  'provider-picture-too-large': {
    title: 'The picture is too large',
    titleZh: '图片过大',
    action: 'Use a smaller picture.',
    status: 413,
    whoseFault: 'document',
  },
  'provider-rate-limited': {
    title: 'Too many requests',
    titleZh: '请求过于频繁',
    action: 'Wait a little, then try again.',
    status: 429,
    whoseFault: 'provider',
  },
  'provider-timeout': {
    title: 'Tencent Cloud took too long',
    titleZh: '服务处理超时',
    action: 'Try again.',
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
    title: 'The job failed',
    titleZh: '任务执行失败',
    action: 'Look at the message of the cloud; try another picture.',
    status: 502,
    whoseFault: 'provider',
  },
} as const satisfies Record<string, Family>

export type FailureCode = keyof typeof families

export interface Meaning {
  code: FailureCode
  en: string
  zh: string
  /** Trying again may help. */
  passing?: boolean
}

const row = (code: FailureCode, en: string, zh: string, passing = false): Meaning => ({ code, en, zh, passing })

/** The document lists no codes; these are public knowledge of COS and Cloud Infinite (PROTOCOLS.md, 7, tag P). Others keep code and message. */
export const meanings: Readonly<Record<string, Meaning>> = {
  SignatureDoesNotMatch: row(
    'provider-credentials-refused',
    'The signature is wrong: the secret key does not belong to the id.',
    '签名不匹配，SecretKey 与 SecretId 不对应。',
  ),
  InvalidAccessKeyId: row('provider-credentials-refused', 'There is no such SecretId.', 'SecretId 不存在。'),
  InvalidSecurityToken: row(
    'provider-credentials-refused',
    'The token of the temporary key is not valid.',
    '临时密钥的令牌无效。',
  ),
  ExpiredToken: row('provider-credentials-refused', 'The temporary key has run out.', '临时密钥已过期。'),
  RequestTimeTooSkewed: row(
    'provider-clock-skew',
    'The time of the signature is too far off.',
    '签名时间与服务器时间相差过大。',
  ),
  AccessDenied: row('provider-permission-denied', 'The key may not do this.', '没有操作权限。'),
  NoSuchBucket: row('provider-request-refused', 'There is no such bucket in this region.', '该地域下不存在此存储桶。'),
  InvalidBucketName: row('provider-request-refused', 'The name of the bucket is not valid.', '存储桶名称无效。'),
  PermanentRedirect: row('provider-request-refused', 'The bucket is in another region.', '存储桶位于其他地域。'),
  BucketUnBinded: row('provider-not-enabled', 'The bucket is not bound to Cloud Infinite.', '存储桶未绑定数据万象。'),
  AccountArrears: row(
    'provider-package-exhausted',
    'The account is in arrears or its package is used up.',
    '账户欠费或资源包已用尽。',
  ),
  NoSuchKey: row('provider-failed', 'The picture was not in the bucket any more.', '存储桶中不存在该图片。'),
  EntityTooLarge: row('provider-picture-too-large', 'The picture is too large.', '图片过大。'),
  InvalidArgument: row('provider-parameter-refused', 'A parameter is not as specified.', '参数不符合规范。'),
  MalformedXML: row(
    'provider-parameter-refused',
    'The order of the job is not well formed.',
    '任务请求 XML 格式错误。',
  ),
  InvalidDigest: row('provider-unavailable', 'The picture was damaged on its way.', '图片在传输中损坏。', true),
  RequestTimeout: row('provider-timeout', 'The upload took too long.', '上传超时。', true),
  SlowDown: row('provider-rate-limited', 'Too many requests in a short time.', '请求频率过高。', true),
  TooManyRequests: row('provider-rate-limited', 'Too many requests in a short time.', '请求频率过高。', true),
  InternalError: row('provider-unavailable', 'An error inside of the service.', '服务内部错误。', true),
  ServiceUnavailable: row('provider-unavailable', 'The service is not available.', '服务不可用。', true),
}

/** What a status alone says. */
export function meaningOfStatus(status: number): Meaning {
  const en = `The answer has status ${status}.`
  const zh = `返回状态码 ${status}。`
  if (status === 401 || status === 403) return row('provider-permission-denied', en, zh)
  if (status === 404 || status === 405) return row('provider-request-refused', en, zh)
  if (status === 408) return row('provider-timeout', en, zh, true)
  if (status === 413) return row('provider-picture-too-large', en, zh)
  if (status === 429) return row('provider-rate-limited', en, zh, true)
  if (status === 504) return row('provider-timeout', en, zh, true)
  if (status >= 500) return row('provider-unavailable', en, zh, true)
  return row('provider-parameter-refused', en, zh)
}

/** Codes of jobs that failed because of their picture: none is documented, so their words decide. */
const aboutPicture = /image|picture|pixel|decode|format|resolution|illegal ?file|input ?file|图片/i

/** What the code and message of a job that failed mean. */
export function meaningOfJob(code: string | null, message: string | null): Meaning {
  const known = code === null ? undefined : meanings[code]
  if (known) return known
  if (aboutPicture.test(`${code ?? ''} ${message ?? ''}`)) {
    return row('provider-picture-refused', 'The job failed because of the picture.', '任务因图片原因失败。')
  }
  return row('provider-failed', 'The job failed.', '任务执行失败。')
}
