import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { daysOf, periods, type Period, type UsagePlace } from './place.ts'

interface PeriodFilterProps {
  place: UsagePlace
  onPlace: (place: UsagePlace) => void
  today: string
  /** A period need not be chosen: then everything counts. */
  mayBeOpen?: boolean
}

/** Which days: one of the usual periods, or from one day to another. */
export function PeriodFilter({ place, onPlace, today, mayBeOpen = false }: PeriodFilterProps) {
  const { t } = useTranslation('usage')
  const isCustom = place.from !== undefined || place.to !== undefined
  const days = daysOf(place, today)
  const choose = (value: string) => {
    const { period: _period, from: _from, to: _to, hour: _hour, ...rest } = place
    if (value === 'custom') onPlace({ ...rest, ...days })
    else if (value === '') onPlace(rest)
    else onPlace({ ...rest, period: value as Period })
  }
  const setDay = (which: 'from' | 'to', value: string) => {
    if (value !== '') onPlace({ ...place, ...days, [which]: value, period: undefined, hour: undefined })
  }
  return (
    <>
      <NativeSelect
        label={t('filter.period')}
        value={isCustom ? 'custom' : (place.period ?? (mayBeOpen ? '' : '30-days'))}
        onChange={(event) => choose(event.currentTarget.value)}
        data={[
          ...(mayBeOpen ? [{ value: '', label: t('period.all') }] : []),
          ...periods.map((value) => ({ value, label: t(`period.${value}`) })),
          { value: 'custom', label: t('period.custom') },
        ]}
      />
      {isCustom && (
        <>
          <TextInput
            type="date"
            label={t('filter.from')}
            value={days.from}
            max={today}
            onChange={(event) => setDay('from', event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t('filter.to')}
            value={days.to}
            max={today}
            onChange={(event) => setDay('to', event.currentTarget.value)}
          />
        </>
      )}
    </>
  )
}
