import { Button, CloseButton, TextInput, VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconChevronDown, IconSearch } from '@tabler/icons-react'
import { Fragment, lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CapabilityUsage } from '#contract/usage'
import { capabilityUsageQuery } from '../../api/usage.ts'
import { AdministrationPage } from '../../ui/administration-page.tsx'
import { FigureLink } from '../../ui/charts/figure-link.tsx'
import { Failure } from '../../ui/failure.tsx'
import { useFormat } from '../../ui/format.ts'
import { ModeBadge } from '../../ui/mode-badge.tsx'
import { stringifySearch } from '../../ui/search-parameters.ts'
import { useNow } from '../../ui/use-now.ts'
import { registerUsageLanguage } from './language/index.ts'
import { useNames } from './names.ts'
import type { UsagePageProps } from './overview-page.tsx'
import { PeriodFilter } from './period-filter.tsx'
import { daysOf, ledgerHref, vendorToday } from './place.ts'
import classes from './usage.module.css'
import stacked from '../../ui/stacked-table.module.css'
import { UsageTabs } from './usage-tabs.tsx'

await registerUsageLanguage()

// The chart of the days is loaded when somebody opens the details.
const CapabilityDetails = lazy(() => import('./capability-details.tsx'))

const keyOf = ({ provider, capability }: CapabilityUsage) => `${provider}/${capability}`

/** Every capability with its state, as the console of one of the vendors lists its own (seed-facts/ctyun/console.json, `abilities.*`), for all of them. */
export function CapabilitiesPage({ place, onPlace }: UsagePageProps) {
  const { t } = useTranslation('usage')
  const format = useFormat()
  const names = useNames()
  const today = vendorToday(useNow())
  const days = daysOf(place, today)
  const { data, error, refetch } = useQuery(capabilityUsageQuery(days))
  const [open, setOpen] = useState<string | null>(null)
  const wanted = (place.search ?? '').trim().toLowerCase()
  // The vendors' first: the console's own engine costs nothing and never ends.
  const ordered = [...(data ?? [])].toSorted(
    (one, other) => Number(one.state === 'own') - Number(other.state === 'own'),
  )
  const rows = ordered.filter(
    (row) =>
      wanted === '' ||
      `${names.capability(keyOf(row))} ${names.provider(row.provider)} ${row.capability}`
        .toLowerCase()
        .includes(wanted),
  )
  const count = (value: number | null) => (value === null ? '–' : format.number(value))
  return (
    <AdministrationPage title={t('capabilities.title')} text={t('capabilities.text')}>
      <UsageTabs />
      <section className={classes['filters']} aria-label={t('filter.title')}>
        <TextInput
          type="search"
          label={t('capabilities.search')}
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          rightSection={
            wanted !== '' && (
              <CloseButton
                size="sm"
                aria-label={t('capabilities.clear')}
                onClick={() => onPlace({ ...place, search: undefined }, true)}
              />
            )
          }
          dir="auto"
          maxLength={100}
          value={place.search ?? ''}
          onChange={(event) => onPlace({ ...place, search: event.currentTarget.value || undefined }, true)}
        />
        <PeriodFilter place={place} onPlace={onPlace} today={today} />
      </section>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {data && rows.length === 0 && <p className={classes['none']}>{t('capabilities.none')}</p>}
      {rows.length > 0 && (
        // What scrolls must be reachable by keys (WCAG 2.1.1).
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className={classes['sheet']} aria-label={t('capabilities.title')} tabIndex={0}>
          <table className={`${classes['table']} ${stacked['stacked']}`}>
            <thead>
              <tr>
                <th scope="col">{t('column.capabilities')}</th>
                <th scope="col">{t('capabilities.status')}</th>
                <th scope="col">{t('capabilities.state')}</th>
                <th scope="col" data-numeric="true">
                  {t('capabilities.used')}
                </th>
                <th scope="col" data-numeric="true">
                  {t('capabilities.left')}
                </th>
                <th scope="col" data-numeric="true">
                  {t('capabilities.requests')}
                </th>
                <th scope="col">
                  <VisuallyHidden component="span">{t('capabilities.actions')}</VisuallyHidden>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => {
                const key = keyOf(row)
                const name = names.capability(key)
                const { provider, capability, mode } = row
                return (
                  <Fragment key={key}>
                    <tr data-capability={key}>
                      <th scope="row" className={classes['capability']}>
                        <span dir="auto">{name}</span>
                        <small>
                          <span>{names.provider(provider)}</span>
                          <code dir="ltr">{capability}</code>
                        </small>
                      </th>
                      <td data-label={t('capabilities.status')}>
                        {t(row.state === 'own' ? 'status.own' : `status.${row.status}`)}
                        <small>{t(row.state === 'own' ? 'billing.own' : `billing.${billingOf(row)}`)}</small>
                      </td>
                      <td data-label={t('capabilities.state')}>
                        <span className={classes['state']} data-state={row.ready ? row.state : 'not-ready'}>
                          {row.ready ? t(`state.${row.state}`) : t('state.not-ready')}
                        </span>
                        <ModeBadge mode={mode} />
                      </td>
                      <td data-numeric="true" data-label={t('capabilities.used')}>
                        {count(row.callsUsed)}
                      </td>
                      <td data-numeric="true" data-label={t('capabilities.left')}>
                        {row.callsLeft === null &&
                        row.state !== 'not-bought' &&
                        row.state !== 'used-up' &&
                        row.state !== 'expired'
                          ? t('capabilities.unlimited')
                          : count(row.callsLeft)}
                      </td>
                      <td data-numeric="true" data-label={t('capabilities.requests')}>
                        {row.requests === 0 ? (
                          format.number(0)
                        ) : (
                          <FigureLink href={ledgerHref({ ...days, mode, provider, capability })}>
                            {format.number(row.requests)}
                          </FigureLink>
                        )}
                      </td>
                      <td className={classes['actions']}>
                        {row.forSale && (
                          <FigureLink
                            href={`/packages${stringifySearch({ buy: `${provider}/${row.pool}` })}`}
                            className={classes['buy']}
                          >
                            {t('capabilities.buy')}
                          </FigureLink>
                        )}
                        <Button
                          size="compact-sm"
                          variant="subtle"
                          aria-expanded={open === key}
                          aria-label={t('capabilities.detailsOf', { name })}
                          rightSection={<IconChevronDown size={15} className={classes['chevron']} aria-hidden="true" />}
                          onClick={() => setOpen(open === key ? null : key)}
                        >
                          {t('capabilities.details')}
                        </Button>
                      </td>
                    </tr>
                    {open === key && (
                      <tr>
                        <td colSpan={7} className={classes['details']}>
                          <Suspense fallback={<p className={classes['none']}>{t('loading')}</p>}>
                            <CapabilityDetails row={row} name={name} days={days} />
                          </Suspense>
                        </td>
                      </tr>
                    )}
                  </Fragment>
                )
              })}
            </tbody>
          </table>
        </section>
      )}
    </AdministrationPage>
  )
}

/** How it is charged, in a word. */
function billingOf({ status, forSale, payAsYouGo }: CapabilityUsage) {
  if (status === 'limited-free' || status === 'free-beta') return 'free'
  if (forSale) return payAsYouGo ? 'both' : 'packages'
  return payAsYouGo ? 'payAsYouGo' : 'unknown'
}
