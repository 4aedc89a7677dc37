import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect } from 'react'
import { onServerEvent } from '../../api/events.ts'
import { pricesKey } from '../../api/prices.ts'
import { warningsQuery } from '../../api/warnings.ts'

// Most pages have no warning to show: its words and pictures come when there is one.
const QuotaBanner = lazy(async () => ({ default: (await import('./quota-banner.tsx')).QuotaBanner }))

/** Packages that come to their end, above every page, as soon as the server says so. */
export function QuotaWarnings() {
  const client = useQueryClient()
  const { data = [] } = useQuery(warningsQuery)
  useEffect(
    () =>
      onServerEvent(({ type }) => {
        if (type !== 'warnings' && type !== 'reconnected') return
        void client.invalidateQueries(warningsQuery)
        void client.invalidateQueries({ queryKey: pricesKey })
      }),
    [client],
  )
  const shown = data.filter(({ seen }) => !seen)
  if (shown.length === 0) return null
  return (
    <Suspense fallback={null}>
      <QuotaBanner warnings={shown} />
    </Suspense>
  )
}
