import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { UsageOverview } from '#contract/usage'
import { modesQuery, overviewQuery } from '../../api/usage.ts'
import { AdministrationPage } from '../../ui/administration-page.tsx'
import { Failure } from '../../ui/failure.tsx'
import { localeOf } from '../../ui/language/locale.ts'
import { useFormat } from '../../ui/format.ts'
import { useNow } from '../../ui/use-now.ts'
import { CallerFilters } from './caller-filters.tsx'
import { ErrorPanel } from './error-panel.tsx'
import type { ColumnWords } from './figures.ts'
import { KeyFigures } from './key-figures.tsx'
import { registerUsageLanguage } from './language/index.ts'
import { ModeFilter } from './mode-filter.tsx'
import { useNames } from './names.ts'
import { PeriodFilter } from './period-filter.tsx'
import { daysOf, ledgerHref, modesOf, narrowing, vendorToday, type UsagePlace } from './place.ts'
import { RankingPanel } from './ranking-panel.tsx'
import { TimePanels } from './time-panels.tsx'
import classes from './usage.module.css'
import { UsageTabs } from './usage-tabs.tsx'

await registerUsageLanguage()

export interface UsagePageProps {
  place: UsagePlace
  onPlace: (place: UsagePlace, replace?: boolean) => void
}

const noNames: UsageOverview['appNames'] = {}

/** What was called in a period, by whom, how well it went and what it cost. */
export function OverviewPage({ place, onPlace }: UsagePageProps) {
  const { t, i18n } = useTranslation('usage')
  const format = useFormat()
  const today = vendorToday(useNow())
  const days = useMemo(() => daysOf(place, today), [place, today])
  const narrow = useMemo(() => ({ ...days, ...narrowing(place) }), [days, place])
  const counted = useQuery(modesQuery(narrow))
  const shown = useMemo(() => modesOf(place, counted.data ?? []), [place, counted.data])
  const overview = useQuery({
    ...overviewQuery({ ...narrow, mode: shown }),
    enabled: place.mode !== undefined || place.together === true || counted.data !== undefined,
  })
  const { data } = overview
  const names = useNames(data?.appNames ?? noNames)
  const base = useMemo(
    () => ({ ...narrow, ...(shown.length === 1 ? { mode: shown[0] } : { together: true as const }) }),
    [narrow, shown],
  )
  const hrefOf = useCallback((more: UsagePlace) => ledgerHref({ ...base, ...more }), [base])
  const words: ColumnWords = {
    format,
    locale: localeOf(i18n.language),
    label: (column) => t(`column.${column}`),
  }
  const failure = overview.error ?? counted.error
  return (
    <AdministrationPage title={t('title')} text={t('overview.text')}>
      <UsageTabs />
      <section className={classes['filters']} aria-label={t('filter.title')}>
        <PeriodFilter place={place} onPlace={onPlace} today={today} />
        <CallerFilters place={place} onPlace={onPlace} names={names} appNames={data?.appNames ?? noNames} />
        <ModeFilter place={place} onPlace={onPlace} shown={shown} counted={counted.data ?? []} />
      </section>
      {failure && !data && <Failure error={failure} onRetry={() => void overview.refetch()} />}
      {data && (
        <div className={classes['figures']} aria-busy={overview.isFetching} data-usage={shown.join(' ')}>
          <KeyFigures overview={data} hrefOf={hrefOf} words={words} />
          <TimePanels overview={data} hrefOf={hrefOf} words={words} />
          <div className={classes['pair']}>
            <RankingPanel
              of="capabilities"
              rows={data.capabilities}
              nameOf={names.capability}
              noteOf={(key) => names.provider(key.split('/')[0] ?? '')}
              narrowTo={(key) => {
                const [provider, ...rest] = key.split('/')
                return { provider, capability: rest.join('/') }
              }}
              hrefOf={hrefOf}
              words={words}
            />
            <ErrorPanel overview={data} names={names} hrefOf={hrefOf} words={words} />
            <RankingPanel
              of="regions"
              rows={data.regions}
              nameOf={names.region}
              narrowTo={(region) => ({ region })}
              hrefOf={hrefOf}
              words={words}
            />
            <RankingPanel
              of="apps"
              rows={data.apps}
              nameOf={names.app}
              narrowTo={(app) => ({ app })}
              hrefOf={hrefOf}
              words={words}
            />
          </div>
        </div>
      )}
    </AdministrationPage>
  )
}
