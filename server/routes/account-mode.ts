import type { Mode } from '../contract/result.ts'
import { ProblemError } from '../contract/problem.ts'
import type { ProviderRegistry } from '../providers/registry.ts'

/**
 * Packages belong to the account that the provider is called with at present: the stand-in's or the cloud's.
 * @throws {ProblemError} `provider-unknown`, `capability-unknown`
 */
export function accountMode(providers: ProviderRegistry, provider: string, capability?: string): Mode {
  const found = providers.describe().find(({ id }) => id === provider)
  if (!found) throw unknown('provider', { provider })
  if (capability !== undefined && !found.capabilities.some(({ id }) => id === capability)) {
    throw unknown('capability', { provider, capability })
  }
  return found.mode
}

function unknown(what: 'provider' | 'capability', parameters: Record<string, string>): ProblemError {
  return new ProblemError({
    title: what === 'provider' ? 'There is no such provider' : 'The provider has no such capability',
    status: 404,
    code: `${what}-unknown`,
    action: 'GET /api/v1/providers lists what there is.',
    parameters,
    retryable: false,
    whoseFault: 'caller',
  })
}
