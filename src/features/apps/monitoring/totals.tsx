import { useTranslation } from 'react-i18next'
import type { UsageRow } from '#contract/metering'
import { useFormat } from '../../../ui/format.ts'
import { FigureLink } from '../../../ui/charts/figure-link.tsx'
import { successRate } from './figures.ts'
import type { CallsBehind } from './ledger-href.ts'
import classes from './monitoring.module.css'

interface TotalsProps {
  total: UsageRow | undefined
  callsBehind: (narrower?: Partial<CallsBehind>) => string
  /** Turned away before anything was sent, in every mode. */
  refused: number
}

/** The figures of the whole period. */
export function Totals({ total, refused, callsBehind }: TotalsProps) {
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
  const hrefs: Partial<Record<(typeof figures)[number][0], string>> = {
    requests: callsBehind(),
    errors: callsBehind({ failed: true }),
  }
  return (
    <dl className={classes['totals']}>
      {figures.map(([name, value]) => (
        <div key={name} className={classes['total']} data-figure={name}>
          <dt>{t(`monitoring.totals.${name}`)}</dt>
          <dd>{hrefs[name] === undefined ? value : <FigureLink href={hrefs[name]}>{value}</FigureLink>}</dd>
        </div>
      ))}
    </dl>
  )
}
