import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useProviderName } from '../../ui/recogniser-name.ts'
import { ViewSwitch } from '../../ui/view-switch.tsx'
import { poolStates, quotaViews, type QuotaPlace } from './place.ts'
import classes from './quota.module.css'

interface FilterBarProps {
  place: QuotaPlace
  providers: readonly string[]
  onPlace: (place: QuotaPlace, replace?: boolean) => void
}

/** Which view, and what of it; everything it sets is in the URL. */
export function FilterBar({ place, providers, onPlace }: FilterBarProps) {
  const { t } = useTranslation('quota')
  const shell = useTranslation().t
  const providerName = useProviderName()
  const view = place.view ?? 'packages'
  const { provider, mode } = place
  return (
    <div className={classes['bar']}>
      <ViewSwitch
        label={t('view.title')}
        views={quotaViews.map((key) => ({ key, label: t(`view.${key}`) }))}
        current={view}
        onChoose={(key) => onPlace({ view: key === 'packages' ? undefined : key, provider, mode })}
      />
      <div className={classes['filters']}>
        <NativeSelect
          size="xs"
          label={t('filter.provider')}
          value={provider ?? ''}
          onChange={({ currentTarget: { value } }) => onPlace({ ...place, provider: value || undefined })}
          data={[
            { value: '', label: t('filter.any') },
            ...providers.map((id) => ({ value: id, label: providerName(id) })),
          ]}
        />
        {view !== 'prices' && (
          <NativeSelect
            size="xs"
            label={t('filter.mode')}
            value={mode ?? ''}
            onChange={({ currentTarget: { value } }) =>
              onPlace({ ...place, mode: value === 'sandbox' || value === 'live' ? value : undefined })
            }
            data={[
              { value: '', label: t('filter.any') },
              { value: 'sandbox', label: shell('mode.sandbox.name') },
              { value: 'live', label: shell('mode.live.name') },
            ]}
          />
        )}
        {view === 'orders' && (
          <TextInput
            size="xs"
            type="search"
            label={t('filter.search')}
            value={place.search ?? ''}
            onChange={({ currentTarget: { value } }) => onPlace({ ...place, search: value || undefined }, true)}
          />
        )}
        {view === 'packages' && (
          <NativeSelect
            size="xs"
            label={t('filter.state')}
            value={place.state ?? ''}
            onChange={({ currentTarget: { value } }) =>
              onPlace({ ...place, state: poolStates.find((state) => state === value) })
            }
            data={[
              { value: '', label: t('filter.any') },
              ...poolStates.map((state) => ({ value: state, label: t(`state.${state}`) })),
            ]}
          />
        )}
      </div>
    </div>
  )
}
