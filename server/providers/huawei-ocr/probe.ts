import type { Probe } from '../../contract/provider.ts'
import { ProviderError } from '../provider.ts'
import type { Caller } from './caller.ts'

/** What the gateway lets through only after it has checked who is calling: the service itself found the parameter or the body wrong. */
const provesCredential = /^(AIS\.01\d\d|ModelArts\.4105)$/

/**
 * A call with neither `image` nor `url`: the service answers AIS.0101 once the gateway has accepted the credential, and recognises nothing. The
 * document says nothing of prices, so not of failed calls either; a call without a picture has nothing that could be charged.
 */
export async function probe(caller: Caller, clock: () => Date, signal: AbortSignal): Promise<Probe> {
  const start = clock().getTime()
  const durationMs = () => Math.max(0, clock().getTime() - start)
  try {
    caller.requireCredentials()
    await caller.probe(signal)
    return { ok: true, checked: 'credentials', durationMs: durationMs() }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    if (provesCredential.test(error.problem.providerCode ?? '')) {
      return { ok: true, checked: 'credentials', durationMs: durationMs() }
    }
    return { ok: false, checked: 'credentials', durationMs: durationMs(), problem: error.problem }
  }
}
