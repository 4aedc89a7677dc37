import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { providersStatusQuery } from '../../api/providers.ts'
import { sandboxQuery } from '../../api/sandbox.ts'
import { Failure } from '../../ui/failure.tsx'
import { useNow } from '../../ui/use-now.ts'
import { ProviderCard } from './provider-card.tsx'
import classes from './providers.module.css'

/** How every provider stands, a test of its connection, and the faults of the stand-ins. */
export function Providers({ mayChange }: { mayChange: boolean }) {
  const status = useQuery(providersStatusQuery)
  const sandbox = useQuery(sandboxQuery)
  const now = useNow()
  if (status.error) return <Failure error={status.error} onRetry={() => void status.refetch()} />
  if (!status.data) return <Skeleton height={240} />
  return (
    <ul className={classes['list']}>
      {status.data.map((provider) => (
        <li key={provider.id}>
          <ProviderCard
            status={provider}
            now={now}
            fault={sandbox.data?.faults[provider.id]}
            // A demonstration of faults is for stand-ins alone, and for those who may change what others see.
            faultsOffered={mayChange && provider.mode === 'sandbox' && typeof sandbox.data?.origin === 'string'}
          />
        </li>
      ))}
    </ul>
  )
}
