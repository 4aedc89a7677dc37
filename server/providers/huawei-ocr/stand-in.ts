import { sandboxIdentity, type StandIn, type StandInDependencies, type StandInRequest } from '../stand-in.ts'
import { limitsOf, type Operation } from './limits.ts'
import { apiUnknown, gatewayError, serviceError, unauthenticated } from './stand-in/answers.ts'
import { createCredentialStore } from './stand-in/credentials.ts'
import { admit } from './stand-in/gate.ts'
import { answerIam } from './stand-in/iam.ts'
import { recognise } from './stand-in/ocr.ts'

/** Project and operation of a target; null for every other method or path. */
function callOf({
  method,
  target,
}: Pick<StandInRequest, 'method' | 'target'>): { projectId: string; operation: Operation } | null {
  const [, projectId, operation] = /^\/v2\/([^/?]+)\/ocr\/([^/?]+)\/?(?:\?|$)/.exec(target) ?? []
  if (method !== 'POST' || !projectId || !operation || !Object.hasOwn(limitsOf, operation)) return null
  return { projectId, operation: operation as Operation }
}

/**
 * Huawei / G42: the OCR service behind its gateway, and as much of the identity service as the SDK core asks for. It checks the signature by the
 * client's own header list, 15 minutes of clock difference, tokens of 24 hours, the lock after wrong signatures, project, limits and formats.
 */
export function createHuaweiOcrStandIn(dependencies: StandInDependencies): StandIn {
  const store = createCredentialStore(dependencies)
  const { clock } = dependencies

  return {
    id: 'huawei-ocr',
    recognises({ target, headers }) {
      return (
        headers['authorization']?.startsWith('SDK-HMAC-SHA256') === true ||
        headers['x-auth-token'] !== undefined ||
        /^\/v2\/[^/]+\/ocr\//.test(target) ||
        /^\/v3(\.0)?\/(auth|projects|regions|OS-[A-Z]+)(\/|\?|$)/.test(target)
      )
    },
    async answer(request) {
      const iam = answerIam(request, store, dependencies)
      if (iam) return iam
      const call = callOf(request)
      if (!call) return apiUnknown(dependencies)
      const admission = admit(request, store, dependencies)
      if (!admission.ok) return admission.answer
      const claimed = request.headers['x-project-id'] ?? call.projectId
      const isProject = call.projectId === sandboxIdentity.huaweiProject && claimed === call.projectId
      // Invention: what the cloud answers for somebody else's project, or to a token without one, is not documented.
      if (!isProject || admission.projectId !== call.projectId) return serviceError('ModelArts.4203', dependencies, 403)
      const answer = await recognise(call.operation, request, dependencies)
      // No package is documented: an empty account refuses nothing.
      if (answer.status === 200) dependencies.accounts.take('huawei-ocr', `huawei.ocr.${call.operation}`, 1)
      return answer
    },
    fault(fault) {
      if (fault === 'rate-limit') {
        // Invention: the limit of 30; the document writes XX.
        const message = 'The throttling threshold has been reached: policy user over ratelimit,limit:30,time:1 minute.'
        return gatewayError(429, 'APIG.0308', message, dependencies, { 'retry-after': '1' })
      }
      // Invention: the document knows no packages; a restricted account is the nearest that it has.
      if (fault === 'package-exhausted') return serviceError('ModelArts.4106', dependencies, 403)
      if (fault === 'clock-skew') {
        const date = new Date(clock().getTime() + 20 * 60 * 1000).toUTCString()
        return unauthenticated('verify aksk signature fail, signature expired', dependencies, { date })
      }
      return fault === 'server-error' ? serviceError('ModelArts.4505', dependencies, 500) : null
    },
    isRecognition: (request) => callOf(request) !== null,
  }
}
