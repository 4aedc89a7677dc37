import { useRouter } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { UsageRow } from '#contract/metering'
import type { UsageOverview } from '#contract/usage'
import { daysBetween, hoursOf, momentLabels, withoutGaps } from '../../ui/charts/days.ts'
import { FigurePanel } from '../../ui/charts/figure-panel.tsx'
import type { FigureColumn } from '../../ui/charts/figure-table.ts'
import { TimeChart } from '../../ui/charts/time-chart.tsx'
import { emptyRow, figureColumns, type ColumnWords } from './figures.ts'
import type { UsagePlace } from './place.ts'
import classes from './usage.module.css'

interface TimePanelsProps {
  overview: UsageOverview
  hrefOf: (more: UsagePlace) => string
  words: ColumnWords
}

/** Calls, times and cost from day to day, or from hour to hour of one day. */
export function TimePanels({ overview, hrefOf, words }: TimePanelsProps) {
  const { t } = useTranslation('usage')
  const router = useRouter()
  const { from, to, days, hours } = overview
  const isOneDay = from === to
  const rows = useMemo(
    () =>
      withoutGaps(isOneDay ? hoursOf(from) : daysBetween(from, to), isOneDay ? hours : days, {
        at: ({ key }) => key,
        empty: emptyRow,
      }),
    [isOneDay, from, to, days, hours],
  )
  const { format, locale } = words
  const moments = useMemo(() => momentLabels(locale), [locale])
  const placeOf = ({ key }: UsageRow): UsagePlace => {
    const day = key.slice(0, 10)
    return { from: day, to: day, ...(key.length > 10 && { hour: Number(key.slice(11)) }) }
  }
  const when: FigureColumn<UsageRow> = {
    key: 'when',
    label: t(isOneDay ? 'column.hour' : 'column.day'),
    text: ({ key }) => moments.long(key),
    plain: ({ key }) => key,
  }
  const columns = [
    when,
    ...figureColumns(words, (row, failed) => hrefOf({ ...placeOf(row), ...(failed && { failed: true }) })),
  ]
  const pick = (row: UsageRow) => router.history.push(hrefOf(placeOf(row)))
  const shared = { columns, rows: overview.total.requests === 0 ? [] : rows, rowKey: ({ key }: UsageRow) => key }
  const at = ({ key }: UsageRow) => key
  return (
    <>
      <FigurePanel title={t('panel.calls')} text={t('panel.callsText')} fileName={`calls-${from}-${to}`} {...shared}>
        <TimeChart
          rows={rows}
          at={at}
          as="stacked"
          whole
          height={260}
          format={format.number}
          onPick={pick}
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
      <div className={classes['pair']}>
        <FigurePanel
          title={t('panel.times')}
          text={t('panel.timesText')}
          fileName={`response-${from}-${to}`}
          {...shared}
        >
          <TimeChart
            rows={rows}
            at={at}
            as="lines"
            height={220}
            format={format.duration}
            onPick={pick}
            series={[
              { key: 'mean', label: t('series.mean'), value: ({ meanMs }) => meanMs },
              { key: 'p95', label: t('series.p95'), value: ({ p95Ms }) => p95Ms },
            ]}
          />
        </FigurePanel>
        <FigurePanel title={t('panel.cost')} text={t('panel.costText')} fileName={`cost-${from}-${to}`} {...shared}>
          <TimeChart
            rows={rows}
            at={at}
            as="bars"
            height={220}
            format={format.money}
            onPick={pick}
            series={[{ key: 'cost', label: t('series.cost'), value: ({ fen }) => fen, look: 3 }]}
          />
        </FigurePanel>
      </div>
    </>
  )
}
