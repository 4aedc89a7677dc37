import type { DirectUpload } from '../contract/direct-upload.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Probe, ProviderDescription, ProviderStatus } from '../contract/provider.ts'
import type { Provider } from './provider.ts'

/** What the screens ask of the providers, beside having documents read. */
export interface ProviderRegistry {
  describe(): ProviderDescription[]
  status(): ProviderStatus[]
  /** @throws {ProblemError} `provider-unknown` */
  probe(id: string, signal: AbortSignal): Promise<Probe>
  /** @throws {ProblemError} `provider-unknown`, `upload-not-direct`, or what the provider says */
  authoriseUpload(id: string, capability: string, signal: AbortSignal): Promise<DirectUpload>
}

/** @param liveVariables by provider, the names of the variables that make it live */
export function createProviderRegistry(
  providers: readonly Provider[],
  liveVariables: Readonly<Record<string, readonly (readonly string[])[]>> = {},
): ProviderRegistry {
  function find(id: string): Provider {
    const provider = providers.find((candidate) => candidate.id === id)
    if (provider) return provider
    throw new ProblemError({
      title: 'There is no such provider',
      status: 404,
      code: 'provider-unknown',
      parameters: { provider: id },
      action: 'GET /api/v1/providers lists what there is.',
      retryable: false,
      whoseFault: 'caller',
    })
  }

  return {
    describe: () =>
      providers.map((provider) => {
        const { id, label, mode, capabilities } = provider
        return { id, label, mode, ready: provider.status().ready, capabilities: [...capabilities] }
      }),
    status: () =>
      providers.map((provider) => {
        const names = liveVariables[provider.id]?.map((list) => [...list])
        return { ...provider.status(), ...(names && { liveVariables: names }) }
      }),
    probe: (id, signal) => find(id).probe(signal),
    async authoriseUpload(id, capability, signal) {
      const provider = find(id)
      const offered = provider.capabilities.find((candidate) => candidate.id === capability)
      if (offered?.delivery !== 'browser' || !provider.authoriseUpload) {
        throw new ProblemError({
          title: 'This capability takes no file from the browser itself',
          status: 422,
          code: 'upload-not-direct',
          parameters: { provider: id, capability },
          retryable: false,
          whoseFault: 'caller',
        })
      }
      return provider.authoriseUpload(signal)
    },
  }
}
