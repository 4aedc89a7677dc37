import type { ProblemInput } from '../../contract/problem.ts'
import { ProviderError, type RetryAdvice } from '../provider.ts'

/** What may go wrong on the way to a cloud, whichever it is. What a cloud refuses is said by its adapter. */
type TransportProblem = Omit<ProblemInput, 'provider' | 'parameters'> & {
  titleZh: string
  detailZh: string
  actionZh: string
  parameters?: ProblemInput['parameters']
}

interface Causes {
  cause?: unknown
  retry?: RetryAdvice | undefined
}

/** A ProviderError of the transport; the Chinese texts go into its parameters, where the screen looks for them. */
function transportError(provider: string, problem: TransportProblem, { cause, retry }: Causes = {}): ProviderError {
  const { titleZh, detailZh, actionZh, parameters, ...rest } = problem
  return new ProviderError(
    { ...rest, provider, parameters: { ...parameters, titleZh, detailZh, actionZh } },
    { cause, retry },
  )
}

const mayBeCharged = {
  en: ' The call was sent, so it may have been charged.',
  zh: '请求已经发出，可能已经计费。',
}

/** Nothing of the request has reached the cloud: no address, no connection, no TLS. The same call may be sent again. */
export function unreachable(provider: string, reason: string, trust: boolean, cause: unknown): ProviderError {
  return transportError(
    provider,
    {
      code: 'provider-unreachable',
      title: 'The provider cannot be reached',
      titleZh: '无法连接服务商',
      detail: trust
        ? `The identity of ${provider}'s server could not be verified (${reason}). Nothing was sent.`
        : `No connection to ${provider} could be made (${reason}). Nothing was sent, nothing was charged.`,
      detailZh: trust
        ? `无法验证 ${provider} 服务器的身份（${reason}），未发送任何数据。`
        : `无法连接 ${provider}（${reason}），未发送任何数据，也未计费。`,
      action: trust
        ? 'Check the endpoint and the certificates of this machine.'
        : 'Check the network and the endpoint, then try again.',
      actionZh: trust ? '请检查服务地址和本机证书。' : '请检查网络和服务地址后重试。',
      status: 502,
      retryable: !trust,
      whoseFault: trust ? 'configuration' : 'provider',
      parameters: { reason },
    },
    { cause, retry: trust ? undefined : {} },
  )
}

/** The connection broke after something had been sent, in a call that costs nothing: it may be sent again. */
export function connectionLost(provider: string, reason: string, cause: unknown): ProviderError {
  return transportError(
    provider,
    {
      code: 'provider-unreachable',
      title: 'The connection to the provider broke',
      titleZh: '与服务商的连接中断',
      detail: `The connection to ${provider} broke before the answer came (${reason}).`,
      detailZh: `与 ${provider} 的连接在收到应答之前中断（${reason}）。`,
      action: 'Try again.',
      actionZh: '请重试。',
      status: 502,
      retryable: true,
      whoseFault: 'provider',
      parameters: { reason },
    },
    { cause, retry: {} },
  )
}

/** No answer in time, in a call that costs nothing: it may be sent again. */
export function timedOut(provider: string, timeoutMs: number): ProviderError {
  return transportError(
    provider,
    {
      code: 'provider-timeout',
      title: 'The provider did not answer in time',
      titleZh: '服务商未在规定时间内应答',
      detail: `${provider} did not answer within ${timeoutMs} ms.`,
      detailZh: `${provider} 在 ${timeoutMs} 毫秒内没有应答。`,
      action: 'Try again; if it happens often, allow more time or ask the provider.',
      actionZh: '请重试；如果经常发生，请延长等待时间或联系服务商。',
      status: 504,
      retryable: true,
      whoseFault: 'provider',
      parameters: { timeoutMs },
    },
    { retry: {} },
  )
}

/** A call that may be charged was sent and no answer came: only a person may decide to send it again. */
export function outcomeUnknown(provider: string, reason: string, cause?: unknown): ProviderError {
  return transportError(
    provider,
    {
      code: 'provider-outcome-unknown',
      title: 'Nobody knows whether the provider did it',
      titleZh: '无法确定服务商是否已处理',
      detail: `The call was sent to ${provider}, but no answer came (${reason}). It may have been charged, so it was not sent again.`,
      detailZh: `请求已发送到 ${provider}，但没有收到应答（${reason}）。可能已经计费，因此没有自动重发。`,
      action: 'Look at the account with the provider, then run it again if that is worth a second charge.',
      actionZh: '请先查看服务商账户的用量，确认值得再次计费后再重新运行。',
      status: 504,
      retryable: true,
      whoseFault: 'provider',
      parameters: { reason, mayHaveBeenCharged: true },
    },
    { cause },
  )
}

/** The answer began but did not come whole. `received` and `expected` are bytes; expected is null where the answer did not say. */
export function truncated(
  provider: string,
  received: number,
  expected: number | null,
  billable: boolean,
  cause?: unknown,
): ProviderError {
  const of = expected === null ? '' : ` of ${expected}`
  return transportError(
    provider,
    {
      code: 'provider-answer-truncated',
      title: 'The answer broke off',
      titleZh: '应答不完整',
      detail: `Only ${received}${of} bytes of the answer of ${provider} arrived.${billable ? mayBeCharged.en : ''}`,
      detailZh: `${provider} 的应答只收到 ${received} 字节${expected === null ? '' : `（应为 ${expected} 字节）`}。${billable ? mayBeCharged.zh : ''}`,
      action: billable ? 'Run it again if that is worth a second charge.' : 'Try again.',
      actionZh: billable ? '确认值得再次计费后再重新运行。' : '请重试。',
      status: 502,
      retryable: true,
      whoseFault: 'provider',
      parameters: { received, expected, mayHaveBeenCharged: billable },
    },
    { cause, retry: billable ? undefined : {} },
  )
}

/** The answer is longer than any that this call has: not read to its end. */
export function answerTooLarge(provider: string, mostBytes: number, billable: boolean): ProviderError {
  return transportError(provider, {
    code: 'provider-answer-too-large',
    title: 'The answer is too large',
    titleZh: '应答过大',
    detail: `The answer of ${provider} is longer than ${mostBytes} bytes.${billable ? mayBeCharged.en : ''}`,
    detailZh: `${provider} 的应答超过 ${mostBytes} 字节。${billable ? mayBeCharged.zh : ''}`,
    action: 'Check the endpoint; report it if the endpoint is right.',
    actionZh: '请检查服务地址；如果地址正确，请反馈此问题。',
    status: 502,
    retryable: false,
    whoseFault: 'provider',
    parameters: { mostBytes, mayHaveBeenCharged: billable },
  })
}

/** An answer that is none: a redirect. Credentials follow no redirect. `target` is an origin, without path and query. */
export function redirected(provider: string, status: number, target: string | null): ProviderError {
  const to = target ?? 'another address'
  return transportError(provider, {
    code: 'provider-redirected',
    title: 'The provider points elsewhere',
    titleZh: '服务商要求转到其他地址',
    detail: `${provider} answered ${status} and points to ${to}. Credentials follow no redirect, so the call ended here.`,
    detailZh: `${provider} 返回 ${status}，要求转到 ${target ?? '其他地址'}。凭证不会跟随重定向，因此调用到此结束。`,
    action:
      'Check the endpoint and the region in the settings; a proxy or a sign-in page of the network may be in between.',
    actionZh: '请检查设置中的服务地址和地域；也可能是网络代理或登录页面造成的。',
    status: 502,
    retryable: false,
    whoseFault: 'configuration',
    parameters: { httpStatus: status, target },
  })
}

/** A request to an origin that is not this cloud's: refused before anything is sent. */
export function originRefused(provider: string, origin: string): ProviderError {
  return transportError(provider, {
    code: 'provider-origin-refused',
    title: 'Credentials stay with their origin',
    titleZh: '凭证只发送到已配置的地址',
    detail: `A call to ${origin} was refused: it is not one of the configured origins of ${provider}. Nothing was sent.`,
    detailZh: `对 ${origin} 的调用被拒绝：它不是 ${provider} 已配置的地址。未发送任何数据。`,
    action: 'Check the endpoint in the settings.',
    actionZh: '请检查设置中的服务地址。',
    status: 500,
    retryable: false,
    whoseFault: 'configuration',
    parameters: { origin },
  })
}

/** The provider failed so often in a row that calls are refused until `until` (ISO 8601; null while one call tries). */
export function circuitOpen(provider: string, until: string | null, failures: number, afterMs: number): ProviderError {
  return transportError(provider, {
    code: 'provider-circuit-open',
    title: 'The provider is resting',
    titleZh: '服务商暂停调用',
    detail:
      until === null
        ? `${provider} failed ${failures} times in a row and one call is trying now. This call was not sent.`
        : `${provider} failed ${failures} times in a row. Calls are refused until ${until}. This call was not sent.`,
    detailZh:
      until === null
        ? `${provider} 连续失败 ${failures} 次，正在用一次调用试探。本次调用没有发送。`
        : `${provider} 连续失败 ${failures} 次，在 ${until} 之前不再调用。本次调用没有发送。`,
    action: 'Wait, or look at the provider in the settings.',
    actionZh: '请稍候，或在设置中查看服务商状态。',
    status: 503,
    retryable: true,
    whoseFault: 'provider',
    parameters: { until, failures, retryAfterMs: afterMs },
  })
}

/** A job that has not ended in the time that one waits for it. It may end later, and it may have been charged. */
export function jobTimedOut(provider: string, patienceMs: number): ProviderError {
  return transportError(provider, {
    code: 'provider-job-timeout',
    title: 'The job did not end in time',
    titleZh: '任务未在规定时间内完成',
    detail: `The job at ${provider} had not ended after ${patienceMs} ms. It may have been charged.`,
    detailZh: `${provider} 的任务在 ${patienceMs} 毫秒后仍未结束，可能已经计费。`,
    action: 'Look at the job with the provider, then run it again if that is worth a second charge.',
    actionZh: '请先在服务商处查看任务，确认值得再次计费后再重新运行。',
    status: 504,
    retryable: true,
    whoseFault: 'provider',
    parameters: { patienceMs, mayHaveBeenCharged: true },
  })
}

/** An answer that its adapter cannot read, which is not one of the cloud's own: a gateway's page, half a JSON, another content type. */
export function unreadable(
  provider: string,
  answer: { status: number; contentType: string },
  billable: boolean,
  cause: unknown,
): ProviderError {
  const { status: httpStatus, contentType } = answer
  const shown = contentType === '' ? 'no content type' : contentType.slice(0, 80)
  const parameters = { httpStatus, contentType: shown, mayHaveBeenCharged: billable && httpStatus >= 500 }
  const causes = { cause, retry: billable ? undefined : {} }
  if (httpStatus === 413)
    return transportError(provider, {
      code: 'provider-picture-too-large',
      title: 'The request is too large for the provider',
      titleZh: '请求超过服务商的大小限制',
      detail: `A gateway before ${provider} answered 413: the request is larger than it takes. Nothing was charged.`,
      detailZh: `${provider} 的网关返回 413：请求超过其大小限制，未计费。`,
      action: 'Use a smaller picture.',
      actionZh: '请使用更小的图片。',
      status: 422,
      retryable: false,
      whoseFault: 'document',
      parameters: { ...parameters, mayHaveBeenCharged: false },
    })
  if (httpStatus === 429)
    return transportError(
      provider,
      {
        code: 'provider-rate-limited',
        title: 'Too many calls',
        titleZh: '调用过于频繁',
        detail: `${provider} answered 429: too many calls at the moment.`,
        detailZh: `${provider} 返回 429：当前调用过于频繁。`,
        action: 'Wait a little, then try again.',
        actionZh: '请稍后重试。',
        status: 429,
        retryable: true,
        whoseFault: 'provider',
        parameters: { ...parameters, mayHaveBeenCharged: false },
      },
      causes,
    )
  if (httpStatus >= 500)
    return transportError(
      provider,
      {
        code: 'provider-unavailable',
        title: 'The provider is not available',
        titleZh: '服务商暂不可用',
        detail: `${provider} answered ${httpStatus} with ${shown}, which is not its own form of an error.${billable ? mayBeCharged.en : ''}`,
        detailZh: `${provider} 返回 ${httpStatus}（${shown}），不是其自身的错误格式。${billable ? mayBeCharged.zh : ''}`,
        action: billable ? 'Run it again later if that is worth a second charge.' : 'Try again later.',
        actionZh: billable ? '确认值得再次计费后，请稍后重新运行。' : '请稍后重试。',
        status: 502,
        retryable: true,
        whoseFault: 'provider',
        parameters,
      },
      causes,
    )
  if (httpStatus >= 400)
    return transportError(
      provider,
      {
        code: 'provider-request-refused',
        title: 'The request was refused on the way',
        titleZh: '请求在途中被拒绝',
        detail: `The answer was ${httpStatus} with ${shown}, which is not ${provider}'s own form of an error: a gateway or a firewall in between may have refused it.`,
        detailZh: `返回 ${httpStatus}（${shown}），不是 ${provider} 自身的错误格式：可能被中间的网关或防火墙拒绝。`,
        action: 'Check the endpoint in the settings and the network.',
        actionZh: '请检查设置中的服务地址和网络。',
        status: 502,
        retryable: false,
        whoseFault: 'configuration',
        parameters,
      },
      { cause },
    )
  return transportError(
    provider,
    {
      code: 'provider-answer-malformed',
      title: 'The answer cannot be read',
      titleZh: '无法解析应答',
      detail: `The answer of ${provider} (${httpStatus}, ${shown}) is not in its documented form.${billable ? mayBeCharged.en : ''}`,
      detailZh: `${provider} 的应答（${httpStatus}，${shown}）不符合其文档格式。${billable ? mayBeCharged.zh : ''}`,
      action: billable
        ? 'Look at the exchange, then run it again if that is worth a second charge.'
        : 'Look at the exchange, then try again.',
      actionZh: billable ? '请查看通信记录，确认值得再次计费后再重新运行。' : '请查看通信记录后重试。',
      status: 502,
      retryable: true,
      whoseFault: 'provider',
      parameters: { ...parameters, mayHaveBeenCharged: billable },
    },
    { cause },
  )
}
