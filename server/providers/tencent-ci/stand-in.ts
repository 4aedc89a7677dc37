import type { StandIn, StandInAnswer, StandInDependencies, StandInRequest } from '../stand-in.ts'
import { addressOf } from './stand-in/address.ts'
import { errorAnswer, type Host } from './stand-in/answers.ts'
import { refusalOf } from './stand-in/gate.ts'
import { createJobService } from './stand-in/jobs.ts'
import { answerStore } from './stand-in/store.ts'

/** The service by its host name; on loopback, where both share one, by the path: jobs are Cloud Infinite's. */
function hostOf(request: Pick<StandInRequest, 'target' | 'headers'>): Host {
  const host = request.headers['host'] ?? ''
  if (/\.ci\./.test(host)) return 'ci'
  if (/\.cos\./.test(host)) return 'cos'
  return /^jobs(\/|$)/.test(addressOf(request).key) ? 'ci' : 'cos'
}

/**
 * Tencent Cloud: the object store COS, as far as card recognition needs it, and the jobs of Cloud Infinite. Both check the signature V5 by the
 * client's own lists and its window.
 */
export function createTencentCiStandIn(dependencies: StandInDependencies): StandIn {
  const service = createJobService(dependencies)
  const isOrder = (request: StandInRequest) => request.method === 'POST' && addressOf(request).key === 'jobs'

  return {
    id: 'tencent-ci',
    recognises({ target, headers }) {
      return (
        headers['authorization']?.includes('q-sign-algorithm=') === true ||
        /[?&]q-sign-algorithm=/.test(target) ||
        /\.(cos|ci)\.[a-z0-9-]+\.myqcloud\.com(:\d+)?$/.test(headers['host'] ?? '') ||
        headers['x-cos-security-token'] !== undefined ||
        headers['x-ci-security-token'] !== undefined ||
        /^\/jobs(\/|\?|$)/.test(target)
      )
    },
    async answer(request): Promise<StandInAnswer> {
      const host = hostOf(request)
      const refusal = refusalOf(request, host, dependencies)
      if (refusal) return refusal
      if (host !== 'ci') return answerStore(request, dependencies)
      const answer = service.answer(request)
      // No package is documented: an empty account refuses nothing.
      if (answer.status === 200 && isOrder(request)) {
        dependencies.accounts.take('tencent-ci', 'tencent-ci.image-license-rec', 1)
      }
      return answer
    },
    fault(fault, request) {
      const resource = request.target.split('?')[0]!
      if (fault === 'rate-limit') return errorAnswer('SlowDown', 'ci', resource, dependencies)
      // Invention: the document has no prices and no packages.
      if (fault === 'package-exhausted') return errorAnswer('AccountArrears', 'ci', resource, dependencies)
      if (fault === 'clock-skew') {
        const elements = { ServerTime: new Date(dependencies.clock().getTime() + 20 * 60 * 1000).toISOString() }
        return errorAnswer('RequestTimeTooSkewed', 'ci', resource, dependencies, { elements })
      }
      return fault === 'server-error' ? errorAnswer('InternalError', 'ci', resource, dependencies) : null
    },
    isRecognition: isOrder,
  }
}
