import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { modesQuery } from '../../api/usage.ts'
import { whatIfQuery } from '../../api/what-if.ts'
import { AdministrationPage } from '../../ui/administration-page.tsx'
import { Failure } from '../../ui/failure.tsx'
import { useFormat } from '../../ui/format.ts'
import { useNow } from '../../ui/use-now.ts'
import { registerUsageLanguage } from './language/index.ts'
import { PeriodFilter } from './period-filter.tsx'
import { daysOf, modes, modesOf, vendorToday, type UsagePlace } from './place.ts'
import classes from './usage.module.css'
import { UsageTabs } from './usage-tabs.tsx'
import { WhatIf } from './what-if.tsx'
import { registerWhatIfLanguage } from './what-if-language/index.ts'

await Promise.all([registerUsageLanguage(), registerWhatIfLanguage()])

interface WhatIfPageProps {
  place: UsagePlace
  onPlace: (place: UsagePlace, replace?: boolean) => void
}

/** What the calls of a period would have cost at every other provider. */
export function WhatIfPage({ place, onPlace }: WhatIfPageProps) {
  const { t } = useTranslation('whatIf')
  const usage = useTranslation('usage').t
  const shell = useTranslation().t
  const format = useFormat()
  const today = vendorToday(useNow())
  const period = useMemo(() => daysOf(place, today), [place, today])
  const counted = useQuery(modesQuery(period))
  const mode = modesOf({ ...place, together: undefined }, counted.data ?? [])[0] ?? 'live'
  const answer = useQuery({
    ...whatIfQuery({ ...period, mode }),
    enabled: place.mode !== undefined || counted.data !== undefined,
  })
  const failure = answer.error ?? counted.error
  const callsOf = (each: string) => counted.data?.find(({ key }) => key === each)?.requests ?? 0
  return (
    <AdministrationPage title={usage('title')} text={t('text')}>
      <UsageTabs />
      <section className={classes['filters']} aria-label={usage('filter.title')}>
        <PeriodFilter place={place} onPlace={onPlace} today={today} />
        <div className={classes['modes']}>
          <SegmentedControl
            aria-label={usage('filter.mode')}
            value={mode}
            onChange={(value) => onPlace({ ...place, mode: modes.find((each) => each === value) })}
            data={modes.map((each) => ({
              value: each,
              label: usage('filter.modeCalls', {
                mode: shell(`mode.${each}.name`),
                calls: format.number(callsOf(each)),
              }),
            }))}
          />
        </div>
      </section>
      {failure && !answer.data && <Failure error={failure} onRetry={() => void answer.refetch()} />}
      {answer.data && <WhatIf answer={answer.data} mode={mode} />}
    </AdministrationPage>
  )
}
