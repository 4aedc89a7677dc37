import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../ui/format.ts'
import { useProviderName } from '../../ui/recogniser-name.ts'
import { useCapabilityName } from './names.ts'
import { PoolStatePill } from './pool-state-pill.tsx'
import type { PoolView } from './pools.ts'
import { yuanOfHundredths } from './price-form.ts'
import classes from './quota.module.css'

interface UnboughtTableProps {
  pools: readonly PoolView[]
  mayChange: boolean
  onBuy: (pool: PoolView) => void
  onGrant: (pool: PoolView) => void
}

/** Capabilities without a package: what they are (free, not bought, without a price), and what can be done about it. */
export function UnboughtTable({ pools, mayChange, onBuy, onGrant }: UnboughtTableProps) {
  const { t } = useTranslation('quota')
  const format = useFormat()
  const providerName = useProviderName()
  const capabilityName = useCapabilityName()
  const priceText = ({ offer }: PoolView): string => {
    const [tier] = offer?.capabilities[0]?.tiers ?? []
    const [size] = offer?.sizes ?? []
    return [
      size && t('unbought.from', { price: format.money(Math.min(...offer!.sizes.map(({ price }) => price))) }),
      tier && t('unbought.perCall', { price: yuanOfHundredths(tier.price) }),
    ]
      .filter(Boolean)
      .join(' · ')
  }
  return (
    <ul className={classes['unbought']} aria-label={t('unbought.title')}>
      {pools.map((pool) => {
        const names = pool.capabilities.map((id) => capabilityName(pool.provider, id))
        return (
          <li key={pool.key} data-pool={pool.pool} data-state={pool.state}>
            <div className={classes['lead']}>
              <p className={classes['unboughtName']}>{format.list(names)}</p>
              <p className={classes['quiet']}>
                {[providerName(pool.provider), priceText(pool)].filter(Boolean).join(' · ')}
              </p>
            </div>
            <PoolStatePill state={pool.state} />
            {mayChange && (
              <div className={classes['cardActions']}>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  color="gray"
                  aria-label={t('grant.actionFor', { name: names[0] })}
                  onClick={() => onGrant(pool)}
                >
                  {t('grant.action')}
                </Button>
                {pool.offer && pool.offer.sizes.length > 0 && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={t('buy.actionFor', { name: names[0] })}
                    onClick={() => onBuy(pool)}
                  >
                    {t('buy.action')}
                  </Button>
                )}
              </div>
            )}
          </li>
        )
      })}
    </ul>
  )
}
