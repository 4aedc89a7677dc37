import { Button, NativeSelect } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { IconDownload, IconX } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ledgerFileRows } from '#contract/usage-keys'
import { ledgerFileUrl, ledgerQuery, overviewQuery } from '../../api/usage.ts'
import { AdministrationPage } from '../../ui/administration-page.tsx'
import { Failure } from '../../ui/failure.tsx'
import { useFormat } from '../../ui/format.ts'
import { useNow } from '../../ui/use-now.ts'
import { CallerFilters } from './caller-filters.tsx'
import { LedgerTable } from './ledger-table.tsx'
import { registerUsageLanguage } from './language/index.ts'
import { useNames } from './names.ts'
import type { UsagePageProps } from './overview-page.tsx'
import { PeriodFilter } from './period-filter.tsx'
import { ledgerKinds, ledgerQuestion, modes, outcomes, vendorToday, type UsagePlace } from './place.ts'
import classes from './usage.module.css'
import { UsageTabs } from './usage-tabs.tsx'

await registerUsageLanguage()

/** The append-only account: every call with what became of it and what it cost, every package bought, granted and given back. */
export function LedgerPage({ place, onPlace }: UsagePageProps) {
  const { t } = useTranslation('usage')
  const { t: tShell } = useTranslation()
  const format = useFormat()
  const today = vendorToday(useNow())
  const question = useMemo(() => ledgerQuestion(place, today), [place, today])
  const list = useInfiniteQuery(ledgerQuery(question))
  // For what apps are called: a day's overview has all of them.
  const { data: overview } = useQuery(overviewQuery({ from: today, to: today, mode: modes }))
  const appNames = overview?.appNames ?? {}
  const names = useNames(appNames)
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  const total = list.data?.pages[0]?.total ?? null
  const chips = chipsOf(place)
  const all = { value: '', label: t('filter.all') }
  const nameOfChip = (key: keyof UsagePlace): string => {
    switch (key) {
      case 'hour':
        return t('chip.hour', { hour: place.hour })
      case 'region':
        return t('chip.region', { region: names.region(place.region ?? '') })
      case 'code':
        return names.code(place.code ?? '')
      case 'package':
        return t('chip.package', { id: place.package })
      default:
        return t('chip.failed')
    }
  }
  return (
    <AdministrationPage
      title={t('ledger.title')}
      text={t('ledger.text')}
      actions={
        <Button
          component="a"
          variant="default"
          href={ledgerFileUrl(question)}
          download
          leftSection={<IconDownload size={16} aria-hidden="true" />}
        >
          {t('ledger.file')}
        </Button>
      }
    >
      <UsageTabs />
      <section className={classes['filters']} aria-label={t('filter.title')}>
        <PeriodFilter place={place} onPlace={onPlace} today={today} mayBeOpen />
        <NativeSelect
          label={t('filter.mode')}
          value={place.together ? '' : (place.mode ?? '')}
          onChange={({ currentTarget: { value } }) =>
            onPlace({ ...place, together: undefined, mode: modes.find((mode) => mode === value) })
          }
          data={[all, ...modes.map((value) => ({ value, label: tShell(`mode.${value}.name`) }))]}
        />
        <CallerFilters place={place} onPlace={onPlace} names={names} appNames={appNames} />
        <NativeSelect
          label={t('filter.kind')}
          value={place.kind ?? ''}
          onChange={({ currentTarget: { value } }) =>
            onPlace({ ...place, kind: ledgerKinds.find((kind) => kind === value) })
          }
          data={[all, ...ledgerKinds.map((value) => ({ value, label: t(`kind.${value}`) }))]}
        />
        <NativeSelect
          label={t('filter.outcome')}
          value={place.outcome ?? ''}
          onChange={({ currentTarget: { value } }) =>
            onPlace({ ...place, failed: undefined, outcome: outcomes.find((outcome) => outcome === value) })
          }
          data={[all, ...outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))]}
        />
      </section>
      <div className={classes['line']}>
        <output className={classes['total']}>
          {total === null
            ? t('ledger.shown', { count: rows.length, shown: format.number(rows.length) })
            : t('ledger.total', { count: total, total: format.number(total) })}
        </output>
        {total !== null && total > ledgerFileRows && (
          <span className={classes['note']}>{t('ledger.fileCap', { rows: format.number(ledgerFileRows) })}</span>
        )}
        <ul className={classes['chips']}>
          {chips.map((key) => (
            <li key={key}>
              <button
                type="button"
                className={classes['chip']}
                aria-label={t('chip.remove', { name: nameOfChip(key) })}
                onClick={() => onPlace({ ...place, [key]: undefined })}
              >
                <span dir="auto">{nameOfChip(key)}</span>
                <IconX size={14} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      </div>
      {list.error && rows.length === 0 && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && rows.length === 0 && <p className={classes['none']}>{t('ledger.none')}</p>}
      {rows.length > 0 && <LedgerTable rows={rows} names={names} />}
      {list.hasNextPage && (
        <Button
          variant="default"
          className={classes['more']}
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('ledger.more')}
        </Button>
      )}
    </AdministrationPage>
  )
}

/** What narrows the account without a control of its own: it came with a figure's link. */
function chipsOf(place: UsagePlace): (keyof UsagePlace)[] {
  return (['hour', 'failed', 'code', 'region', 'package'] as const).filter((key) => place[key] !== undefined)
}
