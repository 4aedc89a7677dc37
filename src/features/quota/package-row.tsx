import { Button, VisuallyHidden } from '@mantine/core'
import { IconScale } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Package } from '../../api/packages.ts'
import { useFormat } from '../../ui/format.ts'
import { PoolStatePill } from './pool-state-pill.tsx'
import { QuotaBar } from './quota-bar.tsx'
import classes from './quota.module.css'

interface PackageRowProps {
  of: Package
  /** Its place in the order of use, from 1; null when it will not be used any more. */
  turn: number | null
  /** Absent where the reader may not change anything. */
  onReconcile?: ((of: Package) => void) | undefined
}

/** One package: where it stands, what is left, from when to when, and where it came from. */
export function PackageRow({ of, turn, onReconcile }: PackageRowProps) {
  const { t } = useTranslation('quota')
  const format = useFormat()
  const { state, orderId, validFrom, validUntil } = of
  return (
    <li className={classes['package']} data-package={of.id} data-state={state}>
      <p className={classes['packageHead']}>
        {turn !== null && (
          <span className={classes['turn']} title={t('package.turn', { turn })}>
            <span aria-hidden="true">{format.number(turn)}</span>
            <VisuallyHidden component="span">{t('package.turn', { turn: format.number(turn) })}</VisuallyHidden>
          </span>
        )}
        <PoolStatePill state={state} />
        <span className={classes['origin']}>
          {orderId === null ? (
            t('package.granted', { when: format.dateTime(of.createdAt) })
          ) : (
            <>
              {t('package.order')}{' '}
              <Link to="/packages" search={{ view: 'orders', order: orderId }} className={classes['link']}>
                <bdi>{orderId}</bdi>
              </Link>
            </>
          )}
        </span>
        {onReconcile && state !== 'refunded' && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            className={classes['rowAction']}
            leftSection={<IconScale size={14} aria-hidden="true" />}
            onClick={() => onReconcile(of)}
          >
            {t('reconcile.action')}
          </Button>
        )}
      </p>
      <QuotaBar of={of} />
      <p className={classes['quiet']}>
        {t('package.validity', { from: format.dateTime(validFrom), until: format.dateTime(validUntil) })}
      </p>
    </li>
  )
}
