import { Button } from '@mantine/core'
import { IconPackages } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Package } from '../../api/packages.ts'
import { ModeBadge } from '../../ui/mode-badge.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PoolCard } from './pool-card.tsx'
import type { PoolView } from './pools.ts'
import { UnboughtTable } from './unbought-table.tsx'
import classes from './quota.module.css'

interface PoolsViewProps {
  pools: readonly PoolView[]
  mayChange: boolean
  onBuy: (pool: PoolView) => void
  onGrant: (pool: PoolView) => void
  onReconcile: (of: Package) => void
  onClear: () => void
}

/** What has packages first, each on a card; then what has none, a line each. Sandbox and live are never mixed. */
export function PoolsView({ pools, mayChange, onBuy, onGrant, onReconcile, onClear }: PoolsViewProps) {
  const { t } = useTranslation('quota')
  if (pools.length === 0) {
    return (
      <Notice
        picture={<IconPackages size={30} stroke={1.6} />}
        title={t('none.title')}
        actions={
          <Button variant="default" onClick={onClear}>
            {t('none.clear')}
          </Button>
        }
      >
        <p>{t('none.text')}</p>
      </Notice>
    )
  }
  return (['sandbox', 'live'] as const).map((mode) => {
    const own = pools.filter((pool) => pool.mode === mode)
    const held = own.filter(({ packages }) => packages.length > 0)
    const none = own.filter(({ packages }) => packages.length === 0)
    if (own.length === 0) return null
    return (
      <section key={mode} className={classes['section']} aria-labelledby={`packages-${mode}`}>
        <h2 id={`packages-${mode}`} className={classes['sectionTitle']}>
          {t(`section.${mode}`)} <ModeBadge mode={mode} />
        </h2>
        {held.length > 0 && (
          <div className={classes['cards']}>
            {held.map((pool) => (
              <PoolCard
                key={pool.key}
                pool={pool}
                mayChange={mayChange}
                onBuy={onBuy}
                onGrant={onGrant}
                onReconcile={onReconcile}
              />
            ))}
          </div>
        )}
        {none.length > 0 && <UnboughtTable pools={none} mayChange={mayChange} onBuy={onBuy} onGrant={onGrant} />}
      </section>
    )
  })
}
