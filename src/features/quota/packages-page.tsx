import { Button, Skeleton } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { IconGift } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { offersQuery, packagesQuery, type Order, type Package } from '../../api/packages.ts'
import { sessionQuery } from '../../api/session.ts'
import { AdministrationPage } from '../../ui/administration-page.tsx'
import { Failure } from '../../ui/failure.tsx'
import { FilterBar } from './filter-bar.tsx'
import { GrantDialog } from './grant-dialog.tsx'
import { registerPackagesLanguage } from './language/index.ts'
import { OrdersView } from './orders-view.tsx'
import type { QuotaPlace } from './place.ts'
import { filterPools, poolsOf, type PoolView } from './pools.ts'
import { PoolsView } from './pools-view.tsx'
import { PricesView } from './prices-view.tsx'
import { PurchaseWizard } from './purchase-wizard.tsx'
import { quantitiesOf } from './purchase.ts'
import { ReconcileDialog } from './reconcile-dialog.tsx'

await registerPackagesLanguage()

type Dialog =
  | { of: 'grant'; capability: string | null }
  | { of: 'reconcile'; package: Package }
  | { of: 'pay'; order: Order }
  | { of: 'again'; order: Order }

interface PackagesPageProps {
  place: QuotaPlace
  onPlace: (place: QuotaPlace, replace?: boolean) => void
}

/** Prepaid calls: what is left of them, where they came from, how more are had, and what calls cost. */
export function PackagesPage({ place, onPlace }: PackagesPageProps) {
  const { t } = useTranslation('quota')
  const { user } = useSuspenseQuery(sessionQuery).data
  const mayChange = user.role === 'administrator'
  const packages = useQuery(packagesQuery)
  const offers = useQuery(offersQuery)
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const pools = useMemo(() => poolsOf(packages.data ?? [], offers.data ?? []), [packages.data, offers.data])
  const view = place.view ?? 'packages'
  const error = packages.error ?? offers.error
  const hasOpen = (provider: string, pool: string) =>
    pools.some((each) => each.provider === provider && each.pool === pool && each.left > 0)
  /** What the sizes of an order belong to. */
  const offerOfOrder = ({ provider, lines }: Order) =>
    offers.data?.find((offer) => offer.provider === provider && offer.sizes.some(({ id }) => id === lines[0]?.size))
  const bought = place.buy && offers.data?.find(({ provider, pool }) => `${provider}/${pool}` === place.buy)
  const wizard =
    mayChange && dialog?.of === 'pay'
      ? { offer: offerOfOrder(dialog.order), order: dialog.order }
      : mayChange && dialog?.of === 'again'
        ? {
            offer: offerOfOrder(dialog.order),
            again: { quantities: quantitiesOf(dialog.order), starts: 'after' as const },
          }
        : mayChange && bought
          ? { offer: bought }
          : null
  const closeWizard = () => {
    setDialog(null)
    if (place.buy !== undefined) onPlace({ ...place, buy: undefined })
  }
  const buy = ({ provider, pool }: PoolView) => onPlace({ ...place, buy: `${provider}/${pool}` })
  return (
    <AdministrationPage
      title={t('title')}
      text={t('text')}
      actions={
        mayChange && (
          <Button
            variant="default"
            leftSection={<IconGift size={17} aria-hidden="true" />}
            onClick={() => setDialog({ of: 'grant', capability: null })}
          >
            {t('grant.title')}
          </Button>
        )
      }
    >
      <FilterBar place={place} providers={[...new Set(pools.map(({ provider }) => provider))]} onPlace={onPlace} />
      {error ? (
        <Failure
          error={error}
          onRetry={() => {
            void packages.refetch()
            void offers.refetch()
          }}
        />
      ) : !packages.data || !offers.data ? (
        <Skeleton height={260} />
      ) : view === 'orders' ? (
        <OrdersView
          place={place}
          offers={offers.data}
          mayChange={mayChange}
          onPay={(order) => setDialog({ of: 'pay', order })}
          onAgain={(order) => setDialog({ of: 'again', order })}
        />
      ) : view === 'prices' ? (
        <PricesView place={place} offers={offers.data} mayChange={mayChange} />
      ) : (
        <PoolsView
          pools={filterPools(pools, place)}
          mayChange={mayChange}
          onBuy={buy}
          onGrant={({ provider, capabilities }) =>
            setDialog({ of: 'grant', capability: `${provider}/${capabilities[0]}` })
          }
          onReconcile={(each) => setDialog({ of: 'reconcile', package: each })}
          onClear={() => onPlace({})}
        />
      )}
      {wizard?.offer && (
        <PurchaseWizard
          {...wizard}
          offer={wizard.offer}
          hasOpen={hasOpen(wizard.offer.provider, wizard.offer.pool)}
          onClose={closeWizard}
        />
      )}
      {dialog?.of === 'grant' && <GrantDialog chosen={dialog.capability} onClose={() => setDialog(null)} />}
      {dialog?.of === 'reconcile' && <ReconcileDialog of={dialog.package} onClose={() => setDialog(null)} />}
    </AdministrationPage>
  )
}
