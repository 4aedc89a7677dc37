import { sandboxIdentity, type StandInAnswer, type StandInRequest } from '../../stand-in.ts'
import { allowedSkewMs } from '../limits.ts'
import { unauthenticated, type AnswerContext } from './answers.ts'
import type { CredentialStore } from './credentials.ts'
import { timeOf, verifySignature } from './verify.ts'

/** Who called: of AK/SK always the sandbox's project, of a token the project that it was issued for. */
export type Admission = { ok: true; projectId: string | null } | { ok: false; answer: StandInAnswer }

/** Tokens before signatures when both are sent: the document calls the token's header mandatory. */
export function admit(request: StandInRequest, store: CredentialStore, context: AnswerContext): Admission {
  const token = request.headers['x-auth-token']
  if (token !== undefined) return admitToken(token, store, context)
  return admitSignature(request, store, context)
}

function admitToken(value: string, store: CredentialStore, context: AnswerContext): Admission {
  const token = store.token(value)
  if (token === undefined) return { ok: false, answer: unauthenticated('decrypt token fail', context) }
  if (token === 'expired') return { ok: false, answer: unauthenticated('token expires', context) }
  return { ok: true, projectId: token.projectId }
}

function admitSignature(request: StandInRequest, store: CredentialStore, context: AnswerContext): Admission {
  const temporary = (accessKey: string) => store.temporaryKey(accessKey)
  const secretOf = (accessKey: string) =>
    accessKey === sandboxIdentity.accessKey ? sandboxIdentity.secretKey : temporary(accessKey)?.secretKey
  const verdict = verifySignature(request, secretOf)
  const refuse = (reason: Parameters<typeof unauthenticated>[0]): Admission => ({
    ok: false,
    answer: unauthenticated(reason, context),
  })
  if (!verdict.ok && verdict.reason === 'unsigned') return refuse('x-auth-token not found')
  const { accessKey } = verdict
  // During the lock every request counts as wrong, a rightly signed one too (common.json, `duringLockEn`).
  if (accessKey !== null && store.isLocked(accessKey)) return refuse('AK access failed to reach the limit, forbidden')
  if (!verdict.ok) {
    if (accessKey !== null && verdict.reason === 'wrong-signature') store.wrong(accessKey)
    return refuse('verify aksk signature fail')
  }
  const time = timeOf(verdict.date)
  if (time === null || Math.abs(time.getTime() - context.clock().getTime()) > allowedSkewMs) {
    return refuse('verify aksk signature fail, signature expired')
  }
  const needed = temporary(verdict.accessKey)?.securityToken
  if (needed !== undefined && request.headers['x-security-token'] !== needed) return refuse('decrypt token fail')
  store.right(verdict.accessKey)
  return { ok: true, projectId: sandboxIdentity.huaweiProject }
}
