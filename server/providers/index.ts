import { createLocalProvider, type LocalProviderOptions } from './local/index.ts'
import type { Provider } from './provider.ts'

export interface ProviderDependencies {
  local: LocalProviderOptions
  /** Each made by its own factory, with its own settings (cloud-providers.ts). */
  clouds?: readonly Provider[]
}

/** Every provider, in the order in which the console offers them. A new one is one folder and one line in cloud-providers.ts. */
export function createProviders({ local, clouds = [] }: ProviderDependencies): readonly Provider[] {
  return [createLocalProvider(local), ...clouds]
}
