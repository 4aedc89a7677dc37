import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { create } from 'zustand'
import type { Label, Parameter } from '#contract/provider'
import type { Mode } from '#contract/result'
import { providersQuery, type Capability, type ProviderDescription } from '../api/providers.ts'
import type { Recogniser } from '../api/documents.ts'
import { phraseOf } from './language/phrases.ts'
import { readPreference, writePreference } from './preferences.ts'

/** Why a recogniser cannot be chosen where only a file is given: it has no key, or it wants more than the file. */
export type Unfit = 'not-ready' | 'needs-parameters' | 'goes-to-store'

/** A capability with the provider it belongs to; one choice a side, card type ... where a parameter decides what is read. */
export interface RecogniserChoice {
  recogniser: Recogniser
  capability: Capability
  provider: ProviderDescription
  mode: Mode
  /** The capability's name, with the parameter's value where there is one choice a value. */
  label: Label
  /** What it usually answers. */
  kind: string
  unfit?: Unfit
}

/** One text for a recogniser, for storage and form values. */
export function recogniserKey({ provider, capability, parameters }: Recogniser): string {
  const given = new URLSearchParams(parameters).toString()
  return given === '' ? `${provider} ${capability}` : `${provider} ${capability} ${given}`
}

export function recogniserOfKey(key: string | null): Recogniser | null {
  const [provider, capability, given] = (key ?? '').split(' ')
  if (!provider || !capability) return null
  return { provider, capability, ...(given && { parameters: Object.fromEntries(new URLSearchParams(given)) }) }
}

/** A label in the language on screen: the sources have English and Chinese, the phrases of other languages stand for the English one. */
export function labelText(label: Label, language: string): string {
  if (language.startsWith('zh')) return label.zh
  return (language.startsWith('ar') ? label.ar : undefined) ?? phraseOf(label.en, language) ?? label.en
}

/** The kind that a capability answers with these parameters. */
export function kindOf({ kinds, kindsByParameter }: Capability, parameters: Record<string, string>): string {
  const decided = kindsByParameter?.find(({ name, value }) => parameters[name] === value)
  return decided?.kind ?? kinds[0] ?? ''
}

/** Parameters without which a document cannot be read, and for which nothing can be assumed. */
function neededParameters({ parameters }: Capability): Parameter[] {
  return parameters.filter((parameter) => parameter.required && parameter.default === undefined)
}

/** The parameter that says what the document is: the only one that is needed, else one that decides on the kind. */
function decidingParameter(capability: Capability): Parameter | undefined {
  const [first, ...more] = neededParameters(capability)
  if (more.length > 0) return undefined
  return (
    first ?? capability.parameters.find(({ name }) => capability.kindsByParameter?.some((each) => each.name === name))
  )
}

function joined(first: Label, second: Label): Label {
  return {
    en: `${first.en}: ${second.en}`,
    zh: `${first.zh}：${second.zh}`,
    ar: `${labelText(first, 'ar')}: ${labelText(second, 'ar')}`,
  }
}

function choicesOfCapability(provider: ProviderDescription, capability: Capability): RecogniserChoice[] {
  const recogniser = { provider: provider.id, capability: capability.id }
  const deciding = decidingParameter(capability)
  const unfit: Unfit | undefined = !provider.ready
    ? 'not-ready'
    : capability.delivery === 'browser'
      ? 'goes-to-store'
      : neededParameters(capability).length > (deciding?.values ? 1 : 0)
        ? 'needs-parameters'
        : undefined
  const base = { capability, provider, mode: provider.mode, ...(unfit && { unfit }) }
  if (unfit || !deciding?.values) {
    return [{ ...base, recogniser, label: capability.label, kind: kindOf(capability, {}) }]
  }
  return deciding.values.map((value) => {
    const parameters = { [deciding.name]: value }
    const meaning = deciding.valueLabels?.[value] ?? { en: value, zh: value }
    return {
      ...base,
      recogniser: { ...recogniser, parameters },
      label: joined(capability.label, meaning),
      kind: kindOf(capability, parameters),
    }
  })
}

export function choicesOf(providers: readonly ProviderDescription[]): RecogniserChoice[] {
  return providers.flatMap((provider) =>
    provider.capabilities.flatMap((capability) => choicesOfCapability(provider, capability)),
  )
}

const useStored = create<{ key: string | null }>(() => ({ key: readPreference('recogniser') }))

export function rememberRecogniser(recogniser: Recogniser): void {
  const key = recogniserKey(recogniser)
  writePreference('recogniser', key)
  useStored.setState({ key })
}

/** Every recogniser, and the one that was chosen last on this device (the first that can be chosen to begin with). */
export function useRecognisers() {
  const query = useQuery(providersQuery)
  const key = useStored((state) => state.key)
  return useMemo(() => {
    const choices = choicesOf(query.data ?? [])
    const fit = choices.filter(({ unfit }) => unfit === undefined)
    const chosen = fit.find((choice) => recogniserKey(choice.recogniser) === key) ?? fit[0] ?? null
    return { choices, chosen, error: query.error }
  }, [query.data, query.error, key])
}
