import { createLocalProvider, type LocalProviderOptions } from './local/index.ts'
import type { Provider } from './provider.ts'

export interface ProviderDependencies {
  local: LocalProviderOptions
}

/** Every provider, in the order in which the console offers them. A new one is one folder and one line here. */
export function createProviders({ local }: ProviderDependencies): readonly Provider[] {
  return [createLocalProvider(local)]
}
