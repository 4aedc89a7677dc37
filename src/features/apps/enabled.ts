import type { ProviderDescription } from '#contract/provider'

/** What an app may call, as its list has it: `provider/capability`, or `provider/*` for all of a provider. */
export const allOf = (provider: string) => `${provider}/*`
export const oneOf = (provider: string, capability: string) => `${provider}/${capability}`

export function isEnabled(enabled: readonly string[], provider: string, capability: string): boolean {
  return enabled.includes(allOf(provider)) || enabled.includes(oneOf(provider, capability))
}

/** The list with all of a provider in it, or nothing of it: later capabilities of the provider are then enabled too. */
export function withAll(enabled: readonly string[], provider: string, on: boolean): string[] {
  const others = enabled.filter((each) => !each.startsWith(`${provider}/`))
  return on ? [...others, allOf(provider)] : others
}

/** The list with one capability more or less. Taking one from all of a provider leaves the others named one by one. */
export function withOne(
  enabled: readonly string[],
  { id, capabilities }: Pick<ProviderDescription, 'id' | 'capabilities'>,
  capability: string,
  on: boolean,
): string[] {
  const named = enabled.includes(allOf(id))
    ? [...withAll(enabled, id, false), ...capabilities.map((each) => oneOf(id, each.id))]
    : enabled
  const others = named.filter((each) => each !== oneOf(id, capability))
  return on ? [...others, oneOf(id, capability)] : others
}
