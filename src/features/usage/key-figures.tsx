import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { UsageOverview } from '#contract/usage'
import { capabilityUsageQuery } from '../../api/usage.ts'
import { FigureLink } from '../../ui/charts/figure-link.tsx'
import { shareText, successOf, type ColumnWords } from './figures.ts'
import type { UsagePlace } from './place.ts'
import { canBeCalled } from './states.ts'
import classes from './usage.module.css'

interface KeyFiguresProps {
  overview: UsageOverview
  hrefOf: (more: UsagePlace) => string
  words: ColumnWords
}

/** The numbers that are asked for first, each a link to what it counts. */
export function KeyFigures({ overview, hrefOf, words: { format, locale } }: KeyFiguresProps) {
  const { t } = useTranslation('usage')
  const { from, to, total } = overview
  const capabilities = useQuery(capabilityUsageQuery({ from, to }))
  const enabled = capabilities.data?.filter(canBeCalled).length
  const duration = (value: number | null) => (value === null ? '–' : format.duration(value))
  const figures = [
    { key: 'requests', value: format.number(total.requests), href: hrefOf({}) },
    { key: 'success', value: shareText(successOf(total), locale), href: hrefOf({ outcome: 'succeeded' }) },
    { key: 'failed', value: format.number(total.requests - total.succeeded), href: hrefOf({ failed: true }) },
    { key: 'mean', value: duration(total.meanMs), href: hrefOf({}) },
    { key: 'p95', value: duration(total.p95Ms), href: hrefOf({}) },
    { key: 'cost', value: format.money(total.fen), href: hrefOf({}) },
    {
      key: 'enabled',
      value: enabled === undefined ? '…' : format.number(enabled),
      href: '/usage/capabilities',
    },
  ] as const
  return (
    <dl className={classes['keys']}>
      {figures.map(({ key, value, href }) => (
        <div key={key} className={classes['key']} data-figure={key}>
          <dt>{t(`key.${key}`)}</dt>
          <dd>
            <FigureLink href={href}>{value}</FigureLink>
          </dd>
        </div>
      ))}
    </dl>
  )
}
