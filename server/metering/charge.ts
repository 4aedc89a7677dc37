import type { Outcome } from '../contract/metering.ts'
import type { Problem } from '../contract/problem.ts'

/** Codes of what goes wrong on the way, whoever the provider is (providers/http.ts). */
const onTheWay = new Set([
  'provider-unreachable',
  'provider-timeout',
  'provider-answer-truncated',
  'provider-redirected',
  'provider-outcome-unknown',
  'provider-job-timeout',
])

/** Codes of what a gateway says before its algorithm sees anything. */
const atTheGate = new Set([
  'provider-credentials-refused',
  'provider-permission-denied',
  'provider-clock-skew',
  'provider-rate-limited',
  'provider-not-enabled',
  'provider-package-exhausted',
  'provider-busy',
  'provider-unavailable',
  'provider-origin-refused',
])

/**
 * @param problem what the recognition ended with; null = it succeeded
 * @param sent whether a call that may be charged was about to be made
 */
export function outcomeOf(problem: Pick<Problem, 'code'> | null, sent: boolean): Outcome {
  if (problem === null) return 'succeeded'
  if (!sent) return 'not-sent'
  if (problem.code === 'recognition-outcome-unknown' || problem.code === 'recognition-interrupted') return 'unknown'
  if (onTheWay.has(problem.code)) return 'network-error'
  if (atTheGate.has(problem.code)) return 'refused'
  return 'failed'
}

/**
 * How many calls the provider counts for one that ended so.
 * - CTyun (seed-facts/ctyun/pricing.json, `billable`): one image is one call; network errors are free, other errors of the algorithm count one,
 *   refusals of the gateway none (`adviceForStandInEn`).
 * - Aliyun (seed-facts/aliyun-viapi/pricing.json, `notBilled`): failed calls and the polling of jobs are free.
 * - Others: what succeeded counts; the administrator's price book says at what price.
 * A call of which nobody knows the outcome counts as if it had succeeded, so that our books never promise more than the vendor will serve;
 * reconciling puts it right.
 */
export function chargedCalls(provider: string, outcome: Outcome, images = 1): number {
  if (outcome === 'succeeded' || outcome === 'unknown') return images
  return provider === 'ctyun' && outcome === 'failed' ? 1 : 0
}
