import { IconCircleCheck, IconCircleX, IconClock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { WebhookDelivery } from '#contract/warnings'
import { useFormat } from '../../../ui/format.ts'
import classes from './webhooks.module.css'

const icons = { delivered: IconCircleCheck, failed: IconCircleX, waiting: IconClock } as const

/** What was sent to an address, the newest first: whether it arrived, and when it is tried again. */
export function DeliveryLog({ url, deliveries }: { url: string; deliveries: readonly WebhookDelivery[] }) {
  const { t } = useTranslation('webhooks')
  const format = useFormat()
  if (deliveries.length === 0) return <p className={classes['none']}>{t('none')}</p>
  const outcome = ({ lastStatus, lastError }: WebhookDelivery) =>
    lastStatus !== null ? t('status', { status: String(lastStatus) }) : lastError
  return (
    // What scrolls must be reachable by keys (WCAG 2.1.1).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <ul className={classes['log']} aria-label={t('log', { url })} tabIndex={0}>
      {deliveries.map((delivery) => {
        const { id, event, level, provider, pool, state, attempts, nextAt, endedAt, createdAt } = delivery
        const Icon = icons[state]
        return (
          <li key={id} className={classes['delivery']} data-state={state} data-testid="delivery">
            <Icon size={17} aria-hidden="true" />
            <span className={classes['what']}>
              {event === 'test' ? t('testEvent') : t('warningEvent', { level: String(level), provider, pool })}
            </span>
            <span className={classes['outcome']}>
              {[
                t(`state.${state}`),
                attempts > 0 && outcome(delivery),
                attempts > 1 && t('attempts', { count: attempts }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            <span className={classes['quiet']}>
              {nextAt !== null && attempts > 0
                ? t('next', { when: format.dateTime(nextAt) })
                : format.dateTime(endedAt ?? createdAt)}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
