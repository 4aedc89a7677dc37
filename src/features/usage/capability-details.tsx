import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Package, UsageRow } from '#contract/metering'
import type { CapabilityUsage } from '#contract/usage'
import { boughtPackagesQuery, daysQuery } from '../../api/usage.ts'
import { daysBetween, momentLabels, withoutGaps } from '../../ui/charts/days.ts'
import { FigurePanel } from '../../ui/charts/figure-panel.tsx'
import type { FigureColumn } from '../../ui/charts/figure-table.ts'
import { TimeChart } from '../../ui/charts/time-chart.tsx'
import { Failure } from '../../ui/failure.tsx'
import { useFormat } from '../../ui/format.ts'
import { localeOf } from '../../ui/language/locale.ts'
import { emptyRow, figureColumns } from './figures.ts'
import { ledgerHref } from './place.ts'
import classes from './usage.module.css'

interface CapabilityDetailsProps {
  row: CapabilityUsage
  name: string
  days: { from: string; to: string }
}

/** Of hundredths of a point a person sees points. */
const shownUnits = ({ unit }: Package, units: number) => (unit === 'call' ? units : units / 100)

/** "Usage details" (seed-facts/ctyun/console.json, `usage.*`): the packages of one capability with state, order, validity and use, and its calls by day. */
export default function CapabilityDetails({ row, name, days }: CapabilityDetailsProps) {
  const { t, i18n } = useTranslation('usage')
  const format = useFormat()
  const locale = localeOf(i18n.language)
  const { provider, capability, mode } = row
  const question = { ...days, mode: [mode], provider, capability }
  const usage = useQuery(daysQuery(question))
  const packages = useQuery(boughtPackagesQuery)
  const rows = useMemo(
    () =>
      usage.data
        ? withoutGaps(daysBetween(days.from, days.to), usage.data.rows, { at: ({ key }) => key, empty: emptyRow })
        : [],
    [usage.data, days.from, days.to],
  )
  const second = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: 'Asia/Shanghai',
  })
  const own = (packages.data ?? []).filter(
    (each) => each.provider === provider && each.mode === mode && each.capabilities.includes(capability),
  )
  const packageColumns: FigureColumn<Package>[] = [
    {
      key: 'state',
      label: t('details.state'),
      text: ({ state }) => t(`packageState.${state}`),
      plain: ({ state }) => state,
    },
    {
      key: 'order',
      label: t('details.order'),
      text: ({ orderId }) => orderId ?? t('details.grant'),
      plain: ({ orderId }) => orderId ?? '',
    },
    {
      key: 'validity',
      label: t('details.validity'),
      text: ({ validFrom, validUntil }) =>
        t('details.between', { from: second.format(new Date(validFrom)), to: second.format(new Date(validUntil)) }),
      plain: ({ validFrom, validUntil }) => `${validFrom}/${validUntil}`,
    },
    {
      key: 'used',
      label: t('details.used'),
      numeric: true,
      text: (each) =>
        t(each.unit === 'call' ? 'details.ofCalls' : 'details.ofPoints', {
          used: format.number(shownUnits(each, each.used)),
          units: format.number(shownUnits(each, each.units)),
        }),
      plain: (each) => shownUnits(each, each.used),
      href: ({ id, used }) => (used === 0 ? undefined : ledgerHref({ package: id })),
    },
    {
      key: 'left',
      label: t('details.left'),
      numeric: true,
      text: (each) => format.number(shownUnits(each, each.left)),
      plain: (each) => shownUnits(each, each.left),
    },
  ]
  const moments = momentLabels(locale)
  const hrefOf = ({ key }: UsageRow, failed: boolean) =>
    ledgerHref({ from: key, to: key, mode, provider, capability, ...(failed && { failed: true }) })
  const error = usage.error ?? packages.error
  if (error) return <Failure error={error} onRetry={() => void usage.refetch()} />
  return (
    <div className={classes['detailPanels']}>
      <FigurePanel
        title={t('details.packages', { name })}
        fileName={`packages-${capability}`}
        columns={packageColumns}
        rows={own}
        rowKey={({ id }) => id}
      />
      <FigurePanel
        title={t('details.days', { name })}
        fileName={`days-${capability}`}
        columns={[
          { key: 'when', label: t('column.day'), text: ({ key }) => moments.long(key), plain: ({ key }) => key },
          ...figureColumns({ format, locale, label: (column) => t(`column.${column}`) }, hrefOf),
        ]}
        rows={rows}
        rowKey={({ key }) => key}
      >
        <TimeChart
          rows={rows}
          at={({ key }) => key}
          as="stacked"
          whole
          height={180}
          format={format.number}
          series={[
            { key: 'succeeded', label: t('series.succeeded'), value: ({ succeeded }) => succeeded },
            {
              key: 'failed',
              label: t('series.failed'),
              value: ({ requests, succeeded }) => requests - succeeded,
              look: 2,
            },
          ]}
        />
      </FigurePanel>
    </div>
  )
}
