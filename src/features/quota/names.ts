import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { providersQuery } from '../../api/providers.ts'
import { useFormat } from '../../ui/format.ts'
import { labelText } from '../../ui/recogniser.ts'

/** What capabilities are called, by their ids. */
export function useCapabilityName(): (provider: string, capability: string) => string {
  const { i18n } = useTranslation()
  const { data } = useQuery(providersQuery)
  return useCallback(
    (provider, capability) => {
      const found = data?.find(({ id }) => id === provider)?.capabilities.find(({ id }) => id === capability)
      return found ? labelText(found.label, i18n.language) : capability
    },
    [data, i18n.language],
  )
}

/** So many calls or points in words; units are calls, or hundredths of a point. */
export function useAmount(): (unit: 'call' | 'point-hundredth', units: number) => string {
  const { t } = useTranslation('quota')
  const format = useFormat()
  return useCallback(
    (unit, units) => {
      const count = unit === 'call' ? units : units / 100
      return t(unit === 'call' ? 'calls' : 'points', { count, formatted: format.number(count) })
    },
    [t, format],
  )
}
