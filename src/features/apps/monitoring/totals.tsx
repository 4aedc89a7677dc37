import { useTranslation } from 'react-i18next'
import type { UsageRow } from '#contract/metering'
import { useFormat } from '../../../ui/format.ts'
import { successRate } from './figures.ts'
import classes from './monitoring.module.css'

interface TotalsProps {
  total: UsageRow | undefined
  /** Turned away before anything was sent, in every mode. */
  refused: number
}

/** The figures of the whole period. */
export function Totals({ total, refused }: TotalsProps) {
  const { t } = useTranslation('apps')
  const format = useFormat()
  const rate = total ? successRate(total) : null
  const time = (milliseconds: number | null | undefined) =>
    milliseconds === null || milliseconds === undefined ? '–' : format.duration(milliseconds)
  const figures = [
    ['requests', format.number(total?.requests ?? 0)],
    ['success', rate === null ? '–' : format.percent(rate)],
    ['mean', time(total?.meanMs)],
    ['p95', time(total?.p95Ms)],
    ['traffic', format.bytes(total?.bytes ?? 0)],
    ['errors', format.number((total?.requests ?? 0) - (total?.succeeded ?? 0))],
    ['refused', format.number(refused)],
  ] as const
  return (
    <dl className={classes['totals']}>
      {figures.map(([name, value]) => (
        <div key={name} className={classes['total']} data-figure={name}>
          <dt>{t(`monitoring.totals.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
