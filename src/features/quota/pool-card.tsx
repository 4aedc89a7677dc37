import { Button } from '@mantine/core'
import { IconGift, IconShoppingCart } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Package } from '../../api/packages.ts'
import { useFormat } from '../../ui/format.ts'
import { useProviderName } from '../../ui/recogniser-name.ts'
import { ForecastLine } from './forecast-line.tsx'
import { useAmount, useCapabilityName } from './names.ts'
import { PackageRow } from './package-row.tsx'
import { PolicyChoice } from './policy-choice.tsx'
import { PoolStatePill } from './pool-state-pill.tsx'
import type { PoolView } from './pools.ts'
import classes from './quota.module.css'

interface PoolCardProps {
  pool: PoolView
  mayChange: boolean
  onBuy: (pool: PoolView) => void
  onGrant: (pool: PoolView) => void
  onReconcile: (of: Package) => void
}

/** The packages of one capability, or of several that share them. */
export function PoolCard({ pool, mayChange, onBuy, onGrant, onReconcile }: PoolCardProps) {
  const { t } = useTranslation('quota')
  const format = useFormat()
  const amount = useAmount()
  const providerName = useProviderName()
  const capabilityName = useCapabilityName()
  const { provider, mode, offer, packages, capabilities, state } = pool
  const open = packages.filter((each) => each.state === 'in-use' || each.state === 'waiting')
  const ended = packages.filter((each) => !open.includes(each))
  const names = capabilities.map((id) => capabilityName(provider, id))
  const title = names.length === 1 ? names[0]! : t('card.shared', { count: names.length })
  const onRow = mayChange ? onReconcile : undefined
  return (
    <article
      className={classes['card']}
      aria-label={`${providerName(provider)}: ${title}`}
      data-pool={pool.pool}
      data-mode={mode}
      data-state={state}
    >
      <header className={classes['cardHead']}>
        <div className={classes['lead']}>
          <p className={classes['quiet']}>{providerName(provider)}</p>
          <h3 className={classes['cardTitle']}>{title}</h3>
          {names.length > 1 && <p className={classes['quiet']}>{format.list(names)}</p>}
        </div>
        <PoolStatePill state={state} />
        {mayChange && offer && (
          <div className={classes['cardActions']}>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconGift size={15} aria-hidden="true" />}
              onClick={() => onGrant(pool)}
            >
              {t('grant.action')}
            </Button>
            {offer.sizes.length > 0 && (
              <Button
                size="xs"
                leftSection={<IconShoppingCart size={15} aria-hidden="true" />}
                onClick={() => onBuy(pool)}
              >
                {t(packages.length > 0 ? 'buy.again' : 'buy.action')}
              </Button>
            )}
          </div>
        )}
      </header>
      {open.length > 0 && (
        <p className={classes['left']}>
          <strong data-testid="pool-left">{amount(pool.unit, pool.left)}</strong> {t('card.left')}
        </p>
      )}
      {open.length > 0 && <ForecastLine provider={provider} mode={mode} pool={pool.pool} />}
      {open.length > 0 && (
        <ol className={classes['packages']} aria-label={t('card.inOrder')}>
          {open.map((each, index) => (
            <PackageRow key={each.id} of={each} turn={index + 1} onReconcile={onRow} />
          ))}
        </ol>
      )}
      {ended.length > 0 && (
        <details className={classes['ended']} open={open.length === 0}>
          <summary>{t('card.ended', { count: ended.length, formatted: format.number(ended.length) })}</summary>
          <ul className={classes['packages']}>
            {ended.map((each) => (
              <PackageRow key={each.id} of={each} turn={null} onReconcile={onRow} />
            ))}
          </ul>
        </details>
      )}
      {offer && offer.status !== 'limited-free' && offer.status !== 'free-beta' && (
        <PolicyChoice offer={offer} mayChange={mayChange} />
      )}
    </article>
  )
}
