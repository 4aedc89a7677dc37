import {
  IconAlertTriangle,
  IconCalendarX,
  IconCircleCheck,
  IconCircleDashed,
  IconCoin,
  IconCoinOff,
  IconFlask2,
  IconGift,
  IconHourglass,
  type TablerIcon,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { PoolState } from './place.ts'
import classes from './quota.module.css'

const icons: Record<PoolState | 'refunded', TablerIcon> = {
  'in-use': IconCircleCheck,
  waiting: IconHourglass,
  'used-up': IconAlertTriangle,
  expired: IconCalendarX,
  'not-bought': IconCircleDashed,
  'pay-as-you-go': IconCoin,
  'limited-free': IconGift,
  'free-beta': IconFlask2,
  unpriced: IconCoinOff,
  refunded: IconCircleDashed,
}

/** How packages stand: a word with a sign, so that colour never says it alone. */
export function PoolStatePill({ state }: { state: PoolState | 'refunded' }) {
  const { t } = useTranslation('quota')
  const Icon = icons[state]
  return (
    <span className={classes['pill']} data-state={state}>
      <Icon size={15} stroke={2} aria-hidden="true" />
      {t(`state.${state}`)}
    </span>
  )
}
