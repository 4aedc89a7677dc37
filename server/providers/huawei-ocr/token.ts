import { ProviderError } from '../provider.ts'
import type { Cloud, CloudAnswer, CloudRequest } from '../http.ts'
import type { Exchange } from '../../contract/exchange.ts'
import { isRecord } from '../values.ts'
import { failure, provider } from './errors.ts'
import { families, meaningOfStatus } from './error-codes.ts'
import { tokenLifeMs } from './limits.ts'
import type { HuaweiCredentials } from './options.ts'

export type IamCredentials = Extract<HuaweiCredentials, { type: 'iam' }>

export interface Token {
  value: string
  /** By our own clock: from then on a new one is fetched, well before this one runs out. */
  renewAt: Date
}

/** How long before its end a token is not used any more: a call must not outlive it. A short-lived one is renewed in its last tenth. */
export const renewBeforeMs = 30 * 60 * 1000

/**
 * The request for a token of the project (PROTOCOLS.md, 5.2): what the official SDK sends. The scope must be the project, or OCR refuses it.
 * `nocatalog` leaves out the list of all services, which nobody reads here.
 */
export function tokenRequest({ endpoint, domain, user, password, projectName }: IamCredentials): CloudRequest {
  const shown = (secret: string) =>
    JSON.stringify({
      auth: {
        identity: {
          methods: ['password'],
          password: { user: { name: user, password: secret, domain: { name: domain } } },
        },
        scope: { project: { name: projectName } },
      },
    })
  return {
    method: 'POST',
    url: new URL('/v3/auth/tokens?nocatalog=true', endpoint),
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(shown(password)),
    bodyShown: shown('********'),
    signing: [],
    sensitive: [password],
  }
}

function textAt(value: unknown, ...names: string[]): string | null {
  let at = value
  for (const name of names) at = isRecord(at) ? at[name] : undefined
  return typeof at === 'string' ? at : null
}

function bodyOf(answer: CloudAnswer): unknown {
  try {
    return JSON.parse(answer.text()) as unknown
  } catch {
    // Status and header decide; the body only adds to them.
    return null
  }
}

/** The error of the identity service: `{"error": {code, message, title}}` (P). Nobody is charged for a token. */
function tokenRefusal(answer: CloudAnswer): ProviderError {
  const body = bodyOf(answer)
  const meaning = meaningOfStatus(answer.status)
  const { title, titleZh, action, status, whoseFault } = families[meaning.code]
  const message = textAt(body, 'error', 'message') ?? textAt(body, 'error_msg')
  const isAgain = answer.status >= 500 || meaning.again === true
  return new ProviderError(
    {
      provider,
      code: meaning.code,
      providerCode: textAt(body, 'error_code') ?? textAt(body, 'error', 'code') ?? `HTTP ${answer.status}`,
      title,
      detail: 'The identity service gave no token.',
      action,
      status,
      whoseFault,
      retryable: isAgain,
      parameters: {
        titleZh,
        detailZh: '身份认证服务未返回Token。',
        httpStatus: answer.status,
        ...(message !== null && { providerMessage: message.slice(0, 300) }),
      },
    },
    { retry: isAgain ? {} : undefined },
  )
}

/** The token stands in the header alone. Its life is counted on our clock, from what the body says of its length. */
export function readToken(answer: CloudAnswer, now: Date): Token {
  if (answer.status !== 201 && answer.status !== 200) throw tokenRefusal(answer)
  const value = answer.headers['x-subject-token']
  if (!value) {
    throw failure('provider-failed', {
      en: 'The identity service answered without the header X-Subject-Token.',
      zh: '身份认证服务的响应缺少 X-Subject-Token 头。',
    })
  }
  const body = bodyOf(answer)
  const expires = Date.parse(textAt(body, 'token', 'expires_at') ?? '')
  const issued = Date.parse(textAt(body, 'token', 'issued_at') ?? '')
  const lifeMs = Number.isNaN(expires) ? tokenLifeMs : expires - (Number.isNaN(issued) ? now.getTime() : issued)
  const life = Math.min(Math.max(lifeMs, 0), tokenLifeMs)
  return { value, renewAt: new Date(now.getTime() + life - Math.min(renewBeforeMs, life / 10)) }
}

export interface TokenSource {
  /** A token that is good for a while. Calls that wait at the same time share one request. @throws {ProviderError}; the signal's reason */
  get(signal: AbortSignal, onExchange?: (exchange: Exchange) => void): Promise<string>
  /** Forgets a token that was refused, unless another one has taken its place already. */
  drop(token: string): void
}

export function createTokenSource({
  cloud,
  credentials,
  clock,
}: {
  cloud: Cloud
  credentials: IamCredentials
  clock: () => Date
}): TokenSource {
  let kept: Token | null = null
  let coming: Promise<Token> | null = null

  async function fetchToken(onExchange: ((exchange: Exchange) => void) | undefined): Promise<Token> {
    const asked = clock()
    kept = await cloud.call(() => tokenRequest(credentials), {
      purpose: 'token',
      // Not the caller's signal: others wait for the same token, and it is kept in any case.
      signal: new AbortController().signal,
      onExchange,
      timeoutMs: 20_000,
      read: (answer) => readToken(answer, asked),
    })
    return kept
  }

  return {
    async get(signal, onExchange) {
      signal.throwIfAborted()
      if (kept && clock().getTime() < kept.renewAt.getTime()) return kept.value
      coming ??= fetchToken(onExchange).finally(() => {
        coming = null
      })
      const working = coming
      const { value } = await new Promise<Token>((resolve, reject) => {
        const stop = () => reject(signal.reason as Error)
        signal.addEventListener('abort', stop, { once: true })
        working.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
      })
      return value
    },
    drop(token) {
      if (kept?.value === token) kept = null
    },
  }
}
