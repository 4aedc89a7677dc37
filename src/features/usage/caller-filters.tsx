import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { providersQuery } from '../../api/providers.ts'
import type { Names } from './names.ts'
import type { UsagePlace } from './place.ts'

interface CallerFiltersProps {
  place: UsagePlace
  onPlace: (place: UsagePlace) => void
  names: Names
  /** By id. */
  appNames: Readonly<Record<string, string>>
}

/** Who called what: app, provider, capability. */
export function CallerFilters({ place, onPlace, names, appNames }: CallerFiltersProps) {
  const { t } = useTranslation('usage')
  const { data: providers = [] } = useQuery(providersQuery)
  const shown = providers.filter(({ id }) => place.provider === undefined || place.provider === id)
  const apps = [...new Set(['console', ...Object.keys(appNames), ...(place.app === undefined ? [] : [place.app])])]
  const all = { value: '', label: t('filter.all') }
  return (
    <>
      <NativeSelect
        label={t('filter.app')}
        value={place.app ?? ''}
        onChange={(event) => onPlace({ ...place, app: event.currentTarget.value || undefined })}
        data={[all, ...apps.map((id) => ({ value: id, label: names.app(id) }))]}
      />
      <NativeSelect
        label={t('filter.provider')}
        value={place.provider ?? ''}
        onChange={(event) =>
          onPlace({ ...place, provider: event.currentTarget.value || undefined, capability: undefined })
        }
        data={[all, ...providers.map(({ id }) => ({ value: id, label: names.provider(id) }))]}
      />
      <NativeSelect
        label={t('filter.capability')}
        value={place.capability === undefined ? '' : `${place.provider ?? ''}/${place.capability}`}
        onChange={(event) => {
          const [provider, ...rest] = event.currentTarget.value.split('/')
          onPlace({
            ...place,
            ...(provider ? { provider } : {}),
            capability: rest.length === 0 ? undefined : rest.join('/'),
          })
        }}
        data={[
          all,
          ...shown.map(({ id, capabilities }) => ({
            group: names.provider(id),
            items: capabilities.map((each) => ({
              value: `${id}/${each.id}`,
              label: names.capability(`${id}/${each.id}`),
            })),
          })),
        ]}
      />
    </>
  )
}
