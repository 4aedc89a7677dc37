import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { create } from 'zustand'
import type { Label } from '#contract/provider'
import type { Mode } from '#contract/result'
import { providersQuery, type Capability, type ProviderDescription } from '../api/providers.ts'
import type { Recogniser } from '../api/documents.ts'
import { readPreference, writePreference } from './preferences.ts'

/** A capability with the provider it belongs to. */
export interface RecogniserChoice {
  recogniser: Recogniser
  capability: Capability
  provider: ProviderDescription
  mode: Mode
}

/** One text for a recogniser, for storage and form values. */
export const recogniserKey = ({ provider, capability }: Recogniser): string => `${provider} ${capability}`

export function recogniserOfKey(key: string | null): Recogniser | null {
  const [provider, capability] = (key ?? '').split(' ')
  return provider && capability ? { provider, capability } : null
}

/** A label in the language on screen; the sources have English and Chinese. */
export function labelText(label: Label, language: string): string {
  return language.startsWith('zh') ? label.zh : language.startsWith('ar') ? (label.ar ?? label.en) : label.en
}

export function choicesOf(providers: readonly ProviderDescription[]): RecogniserChoice[] {
  return providers.flatMap((provider) =>
    provider.capabilities.map((capability) => ({
      recogniser: { provider: provider.id, capability: capability.id },
      capability,
      provider,
      mode: provider.mode,
    })),
  )
}

const useStored = create<{ key: string | null }>(() => ({ key: readPreference('recogniser') }))

export function rememberRecogniser(recogniser: Recogniser): void {
  const key = recogniserKey(recogniser)
  writePreference('recogniser', key)
  useStored.setState({ key })
}

/** Every recogniser, and the one that was chosen last on this device (the first of all to begin with). */
export function useRecognisers() {
  const query = useQuery(providersQuery)
  const key = useStored((state) => state.key)
  return useMemo(() => {
    const choices = choicesOf(query.data ?? [])
    const chosen = choices.find((choice) => recogniserKey(choice.recogniser) === key) ?? choices[0] ?? null
    return { choices, chosen, error: query.error }
  }, [query.data, query.error, key])
}
