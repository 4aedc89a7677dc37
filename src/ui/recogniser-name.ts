import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Mode } from '#contract/result'
import { providersQuery } from '../api/providers.ts'
import { labelText } from './recogniser.ts'

/** What a provider is called, by its id. Wherever it names who read something, its mode stands beside it. */
export function useProviderName(): (provider: string) => string {
  const { i18n } = useTranslation()
  const { data } = useQuery(providersQuery)
  return useCallback(
    (provider) => {
      const label = data?.find(({ id }) => id === provider)?.label
      return label ? labelText(label, i18n.language) : provider
    },
    [data, i18n.language],
  )
}

/** Who read something, in words: the provider's name with its mode, since a stand-in is no cloud. */
export function useRecogniserName(): (by: { provider: string; mode: Mode }) => string {
  const { t } = useTranslation()
  const nameOf = useProviderName()
  return useCallback(
    ({ provider, mode }) => {
      const name = nameOf(provider)
      return mode === 'local' ? name : `${name} · ${t(`mode.${mode}.name`)}`
    },
    [nameOf, t],
  )
}
