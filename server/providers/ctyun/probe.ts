import type { Probe } from '../../contract/provider.ts'
import type { Cloud } from '../http.ts'
import { ProviderError } from '../provider.ts'

const timeoutMs = 10_000

/**
 * Whether the origin answers at all. Nothing of CTyun is documented as free, and every error but those of the network is charged (S2), so nothing is
 * signed and no API is called: a credential cannot be tested without a price.
 */
export async function probe(cloud: Cloud, origin: string, clock: () => Date, signal: AbortSignal): Promise<Probe> {
  const start = clock().getTime()
  const durationMs = () => Math.max(0, clock().getTime() - start)
  const request = { method: 'GET', url: new URL('/', origin), headers: {}, signing: [], sensitive: [] }
  try {
    // Any answer of any status shows that names, TLS and the way there are right.
    await cloud.call(() => request, { purpose: 'probe', signal, timeoutMs, read: ({ status }) => status })
    return { ok: true, checked: 'reachability', durationMs: durationMs() }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    return { ok: false, checked: 'reachability', durationMs: durationMs(), problem: error.problem }
  }
}
