import type { WhoseFault } from '../../contract/problem.ts'

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
