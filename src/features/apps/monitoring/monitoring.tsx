import { SegmentedControl } from '@mantine/core'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { App } from '#contract/apps'
import { consoleAppId } from '#contract/console-app'
import { appCallsQuery, appRefusalsQuery, appUsageQuery } from '../../../api/apps.ts'
import { Failure } from '../../../ui/failure.tsx'
import { useFormat } from '../../../ui/format.ts'
import { useNow } from '../../../ui/use-now.ts'
import { lastDays } from '../period.ts'
import { modes, periods, type AppPlace } from '../place.ts'
import { useLiveFigures } from '../use-live-figures.ts'
import { everyDay, failuresOf } from './figures.ts'
import { FailuresPanel } from './failures-panel.tsx'
import { LatestCalls } from './latest-calls.tsx'
import { ledgerHref, type CallsBehind } from './ledger-href.ts'
import classes from './monitoring.module.css'
import { TimePanels } from './time-panels.tsx'
import { Totals } from './totals.tsx'

interface MonitoringProps {
  app: App
  place: AppPlace
  onPlace: (place: AppPlace, replace?: boolean) => void
}

/** What an app did: requests, time, success, traffic and errors of a period, in one mode at a time; a call is seen as soon as it has ended. */
export function Monitoring({ app, place, onPlace }: MonitoringProps) {
  const { t } = useTranslation('apps')
  const { t: shell } = useTranslation()
  const format = useFormat()
  useLiveFigures()
  const days = place.days ?? 30
  const period = lastDays(days, useNow())
  const usages = useQueries({ queries: modes.map((mode) => appUsageQuery(app.id, period, mode, 'day')) })
  const requestsOf = (index: number) => usages[index]?.data?.total.requests ?? 0
  // Where nobody has chosen, the first mode in which anything happened.
  const busy = modes.find((_, index) => requestsOf(index) > 0)
  const mode = place.mode ?? busy ?? 'live'
  const usage = usages[modes.indexOf(mode)]
  const outcomes = useQuery(appUsageQuery(app.id, period, mode, 'outcome'))
  const calls = useQuery(appCallsQuery(app.id, period, mode))
  const refusals = useQuery({ ...appRefusalsQuery(app.id, period), enabled: app.id !== consoleAppId })
  const failed = usages.find(({ error }) => error !== null)?.error
  if (failed) return <Failure error={failed} onRetry={() => usages.forEach((each) => void each.refetch())} />
  const refused = refusals.data?.items ?? []
  const total = usage?.data?.total
  const callsBehind = (narrower: Partial<CallsBehind> = {}) => ledgerHref({ app: app.id, mode, ...period, ...narrower })
  return (
    <div className={classes['monitoring']}>
      <div className={classes['tools']}>
        <SegmentedControl
          aria-label={t('monitoring.period')}
          value={String(days)}
          onChange={(value) => onPlace({ ...place, days: Number(value) })}
          data={periods.map((each) => ({
            value: String(each),
            label: t('monitoring.days', { count: each, formatted: format.number(each) }),
          }))}
        />
        <SegmentedControl
          aria-label={t('monitoring.mode')}
          value={mode}
          onChange={(value) => onPlace({ ...place, mode: modes.find((each) => each === value) })}
          data={modes.map((each, index) => ({
            value: each,
            label: `${shell(`mode.${each}.name`)} · ${format.number(requestsOf(index))}`,
          }))}
        />
        <p className={classes['note']}>{shell(`mode.${mode}.explanation`)}</p>
      </div>
      <Totals total={total} callsBehind={callsBehind} refused={refused.reduce((sum, { count }) => sum + count, 0)} />
      <TimePanels
        callsBehind={callsBehind}
        rows={total?.requests ? everyDay(period, usage?.data?.rows ?? []) : []}
        fileName={app.name}
      />
      <FailuresPanel
        callsBehind={callsBehind}
        failures={failuresOf(outcomes.data?.rows ?? [], refused)}
        fileName={app.name}
      />
      <LatestCalls calls={calls.data?.items ?? []} fileName={app.name} />
    </div>
  )
}
