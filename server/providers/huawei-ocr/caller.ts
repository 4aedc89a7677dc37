import type { Exchange } from '../../contract/exchange.ts'
import type { Cloud, CloudRequest } from '../http.ts'
import { ProviderError, type RecogniseContext } from '../provider.ts'
import { isTokenRefusal, provider } from './errors.ts'
import type { Operation } from './limits.ts'
import { createLockOut } from './lock-out.ts'
import type { HuaweiOcrOptions } from './options.ts'
import { plainBody, signedRequest, tokenedRequest, type Body, type Target } from './request.ts'
import { readAnswer, type OcrAnswer } from './response.ts'
import { createTokenSource } from './token.ts'

/** Calls with the configured credential, none of them made while the credential is held back. */
export interface Caller {
  /** @throws {ProviderError} `provider-not-configured` */
  requireCredentials(): void
  recognise(operation: Operation, body: Body, context: RecogniseContext): Promise<OcrAnswer>
  /** A call without a picture. @throws {ProviderError} always: at best that a parameter is missing */
  probe(signal: AbortSignal): Promise<void>
  lockedUntil(): Date | null
}

interface Circumstances {
  signal: AbortSignal
  purpose: 'recognise' | 'probe'
  onExchange?: ((exchange: Exchange) => void) | undefined
  beforePaidCall?: (() => Promise<void>) | undefined
}

/** A recognition took a second or two where it was tried in public; the gateway's own limit is not documented. */
const timeoutMs = 60_000

function notConfigured(): ProviderError {
  return new ProviderError({
    provider,
    code: 'provider-not-configured',
    status: 500,
    title: 'No key is configured for Huawei OCR',
    detail:
      'Set HUAWEICLOUD_SDK_PROJECT_ID with HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK in the environment, or with HUAWEI_IAM_ENDPOINT, HUAWEI_IAM_DOMAIN, HUAWEI_IAM_USER, HUAWEI_IAM_PASSWORD and HUAWEI_IAM_PROJECT_NAME.',
    action: 'Set the variables and start again, or use the sandbox.',
    parameters: {
      titleZh: '未配置华为云文字识别的访问密钥',
      detailZh:
        '请在环境变量中设置 HUAWEICLOUD_SDK_AK、HUAWEICLOUD_SDK_SK 和 HUAWEICLOUD_SDK_PROJECT_ID，或改用 IAM 用户。',
    },
    retryable: false,
    whoseFault: 'configuration',
  })
}

export function createCaller({
  cloud,
  credentials,
  endpoint,
  projectId,
  clock,
}: Pick<HuaweiOcrOptions, 'credentials' | 'endpoint' | 'projectId' | 'clock'> & { cloud: Cloud }): Caller {
  const lockOut = createLockOut({ clock })
  const tokens = credentials?.type === 'iam' ? createTokenSource({ cloud, credentials, clock }) : null

  function send(sign: () => CloudRequest, circumstances: Circumstances): Promise<OcrAnswer> {
    return cloud.call(sign, {
      ...circumstances,
      timeoutMs,
      read: (answer) => readAnswer(answer, clock()),
    })
  }

  /** One call with a token, and one more with a new token where the first was refused; never a third. */
  async function withToken(target: Target, body: Body, circumstances: Circumstances): Promise<OcrAnswer> {
    const { signal, onExchange } = circumstances
    const token = await tokens!.get(signal, onExchange)
    try {
      return await send(() => tokenedRequest(target, body, token), circumstances)
    } catch (error) {
      if (!isTokenRefusal(error)) throw error
      tokens!.drop(token)
      const renewed = await tokens!.get(signal, onExchange)
      return send(() => tokenedRequest(target, body, renewed), circumstances)
    }
  }

  function call(operation: Operation, body: Body, circumstances: Circumstances): Promise<OcrAnswer> {
    const target = { endpoint, projectId, operation }
    return lockOut.guard(() => {
      if (credentials === null) throw notConfigured()
      if (credentials.type === 'iam') return withToken(target, body, circumstances)
      return send(() => signedRequest(target, body, credentials, clock()), circumstances)
    }, circumstances.signal)
  }

  return {
    requireCredentials() {
      if (credentials === null) throw notConfigured()
    },
    recognise: (operation, body, { signal, onExchange, beforePaidCall }) =>
      call(operation, body, { signal, purpose: 'recognise', onExchange, beforePaidCall }),
    async probe(signal) {
      await call('passport', plainBody({}), { signal, purpose: 'probe' })
    },
    lockedUntil: () => lockOut.lockedUntil(),
  }
}
