import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Mode } from '#contract/result'
import { providersQuery } from '../api/providers.ts'
import { labelText } from './recogniser.ts'

/** Who read something, in words: the provider's name with its mode, since a stand-in is no cloud. */
export function useRecogniserName(): (by: { provider: string; mode: Mode }) => string {
  const { t, i18n } = useTranslation()
  const { data } = useQuery(providersQuery)
  return useCallback(
    ({ provider, mode }) => {
      const label = data?.find(({ id }) => id === provider)?.label
      const name = label ? labelText(label, i18n.language) : provider
      return mode === 'local' ? name : `${name} · ${t(`mode.${mode}.name`)}`
    },
    [data, i18n.language, t],
  )
}
