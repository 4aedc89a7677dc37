import { useTranslation } from 'react-i18next'
import type { UsageRow } from '#contract/metering'
import { FigurePanel } from '../../../ui/charts/figure-panel.tsx'
import type { FigureColumn } from '../../../ui/charts/figure-table.ts'
import { TimeChart } from '../../../ui/charts/time-chart.tsx'
import { useFormat } from '../../../ui/format.ts'
import { successRate } from './figures.ts'
import type { CallsBehind } from './ledger-href.ts'
import classes from './monitoring.module.css'

interface TimePanelsProps {
  /** One a day. */
  rows: readonly UsageRow[]
  fileName: string
  callsBehind: (narrower?: Partial<CallsBehind>) => string
}

const at = ({ key }: UsageRow) => key

/** Requests, response time, success and traffic by day, each as a chart, a table and CSV. */
export function TimePanels({ rows, fileName, callsBehind }: TimePanelsProps) {
  const { t } = useTranslation('apps')
  const format = useFormat()
  const day: FigureColumn<UsageRow> = {
    key: 'day',
    label: t('monitoring.day'),
    text: ({ key }) => format.day(key),
    plain: at,
    href: ({ key, requests }) => (requests === 0 ? undefined : callsBehind({ from: key, to: key })),
  }
  const column = (
    key: string,
    label: string,
    value: (row: UsageRow) => number | null,
    write: (value: number) => string,
  ): FigureColumn<UsageRow> => ({
    key,
    label,
    numeric: true,
    text: (row) => {
      const number = value(row)
      return number === null ? '–' : write(number)
    },
    plain: value,
  })
  const failed = (row: UsageRow) => row.requests - row.succeeded
  const succeeded = ({ succeeded }: UsageRow) => succeeded
  const names = {
    requests: t('monitoring.totals.requests'),
    succeeded: t('monitoring.succeeded'),
    failed: t('monitoring.totals.errors'),
    mean: t('monitoring.totals.mean'),
    p95: t('monitoring.totals.p95'),
    success: t('monitoring.totals.success'),
    traffic: t('monitoring.totals.traffic'),
  }
  return (
    <div className={classes['panels']}>
      <FigurePanel
        title={names.requests}
        fileName={`${fileName}-requests`}
        rows={rows}
        rowKey={at}
        columns={[
          day,
          column('requests', names.requests, ({ requests }) => requests, format.number),
          column('succeeded', names.succeeded, succeeded, format.number),
          column('errors', names.failed, failed, format.number),
        ]}
      >
        <TimeChart
          rows={rows}
          at={at}
          as="stacked"
          whole
          format={format.number}
          series={[
            { key: 'succeeded', label: names.succeeded, value: succeeded },
            { key: 'errors', label: names.failed, value: failed, look: 2 },
          ]}
        />
      </FigurePanel>
      <FigurePanel
        title={t('monitoring.time')}
        fileName={`${fileName}-time`}
        rows={rows}
        rowKey={at}
        columns={[
          day,
          column('meanMs', names.mean, ({ meanMs }) => meanMs, format.duration),
          column('p95Ms', names.p95, ({ p95Ms }) => p95Ms, format.duration),
        ]}
      >
        <TimeChart
          rows={rows}
          at={at}
          as="lines"
          format={format.duration}
          series={[
            { key: 'mean', label: names.mean, value: ({ meanMs }) => meanMs },
            { key: 'p95', label: names.p95, value: ({ p95Ms }) => p95Ms },
          ]}
        />
      </FigurePanel>
      <FigurePanel
        title={names.success}
        fileName={`${fileName}-success`}
        rows={rows}
        rowKey={at}
        columns={[day, column('success', names.success, successRate, format.percent)]}
      >
        <TimeChart
          rows={rows}
          at={at}
          as="lines"
          format={format.percent}
          series={[{ key: 'success', label: names.success, value: successRate }]}
        />
      </FigurePanel>
      <FigurePanel
        title={names.traffic}
        text={t('monitoring.trafficText')}
        fileName={`${fileName}-traffic`}
        rows={rows}
        rowKey={at}
        columns={[day, column('bytes', names.traffic, ({ bytes }) => bytes, format.bytes)]}
      >
        <TimeChart
          rows={rows}
          at={at}
          as="bars"
          format={format.bytes}
          series={[{ key: 'bytes', label: names.traffic, value: ({ bytes }) => bytes, look: 1 }]}
        />
      </FigurePanel>
    </div>
  )
}
