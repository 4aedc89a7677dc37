import type { RetryAdvice } from '../provider.ts'

/** Two languages; English is the problem's own, Chinese travels in its parameters. */
export interface Text {
  en: string
  zh: string
}

/** What a family of codes means to the console: its own stable code, who must act, and whether trying again can help. */
export interface ErrorGroup {
  code: string
  status: number
  whoseFault: 'caller' | 'document' | 'provider' | 'configuration' | 'us'
  retryable: boolean
  action: Text
  /** Sent again without asking: only where a refused call is not charged (S4: failed calls are free). */
  retry?: RetryAdvice
}

export interface KnownError {
  group: ErrorGroup
  title: Text
  detail: Text
  /** Where a code's verdict differs from its group's. */
  retryable?: boolean
}

const keysInSettings: Text = {
  en: 'Check the AccessKey in the configuration; it is never tried again by itself.',
  zh: '请检查配置中的 AccessKey；系统不会自动重试。',
}
const laterAgain: Text = { en: 'Try again in a moment.', zh: '请稍后重试。' }

export const groups = {
  picture: {
    code: 'provider-picture-refused',
    status: 422,
    whoseFault: 'document',
    retryable: false,
    action: { en: 'Look at the file, or choose another recogniser.', zh: '请检查文件，或换用其他识别服务。' },
  },
  tooLarge: {
    code: 'provider-picture-too-large',
    status: 422,
    whoseFault: 'document',
    retryable: false,
    action: { en: 'Make the file smaller.', zh: '请减小文件。' },
  },
  parameter: {
    code: 'provider-parameter-refused',
    status: 422,
    whoseFault: 'caller',
    retryable: false,
    action: { en: 'Compare the parameters with the form of the capability.', zh: '请对照该能力的参数说明。' },
  },
  address: {
    code: 'provider-request-refused',
    status: 500,
    whoseFault: 'configuration',
    retryable: false,
    action: {
      en: 'Check the bucket that files are put into: it must be in region Shanghai and readable by the service.',
      zh: '请检查用于存放文件的存储空间：须位于华东2（上海）且服务可读取。',
    },
  },
  rate: {
    code: 'provider-rate-limited',
    status: 429,
    whoseFault: 'caller',
    retryable: true,
    action: laterAgain,
    // No time is documented; a refused call costs nothing.
    retry: {},
  },
  credentials: {
    code: 'provider-credentials-refused',
    status: 500,
    whoseFault: 'configuration',
    retryable: false,
    action: keysInSettings,
  },
  clock: {
    code: 'provider-clock-skew',
    status: 500,
    whoseFault: 'configuration',
    retryable: false,
    action: { en: 'Set the clock of this machine, then try again.', zh: '请校准本机时钟后重试。' },
  },
  nonce: {
    code: 'provider-request-refused',
    status: 502,
    whoseFault: 'us',
    retryable: true,
    // Not by itself: the call that used the nonce first may have been carried out and charged.
    action: { en: 'Try again: every call is signed anew.', zh: '请重试：每次调用都会重新签名。' },
  },
  permission: {
    code: 'provider-permission-denied',
    status: 500,
    whoseFault: 'configuration',
    retryable: false,
    action: { en: 'Grant the permission to the account (RAM).', zh: '请在访问控制（RAM）中为账号授权。' },
  },
  notEnabled: {
    code: 'provider-not-enabled',
    status: 500,
    whoseFault: 'configuration',
    retryable: false,
    action: { en: "Activate the service in the provider's console.", zh: '请在控制台开通该服务。' },
  },
  timeout: {
    code: 'provider-timeout',
    status: 504,
    whoseFault: 'provider',
    retryable: true,
    action: { en: 'Send a smaller picture, or try again.', zh: '请减小图片分辨率或重试。' },
  },
  unavailable: {
    code: 'provider-unavailable',
    status: 502,
    whoseFault: 'provider',
    retryable: true,
    action: laterAgain,
    retry: {},
  },
  failed: {
    code: 'provider-failed',
    status: 502,
    whoseFault: 'provider',
    retryable: true,
    action: laterAgain,
    retry: {},
  },
  recognition: {
    code: 'provider-failed',
    status: 422,
    whoseFault: 'document',
    retryable: false,
    action: { en: 'Look at the picture: is it sharp and of the right kind?', zh: '请检查图片是否清晰、类型是否正确。' },
  },
  refused: {
    code: 'provider-request-refused',
    status: 502,
    whoseFault: 'us',
    retryable: false,
    action: {
      en: 'Report it with the request id.',
      zh: '请附上请求 ID 反馈。',
    },
  },
} satisfies Record<string, ErrorGroup>
