import { SegmentedControl, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Mode } from '#contract/result'
import { useFormat } from '../../ui/format.ts'
import { modes, type UsagePlace } from './place.ts'
import classes from './usage.module.css'

interface ModeFilterProps {
  place: UsagePlace
  onPlace: (place: UsagePlace) => void
  /** What is shown. */
  shown: readonly Mode[]
  counted: readonly { key: string; requests: number }[]
}

/** Which mode's calls are shown. A stand-in's calls are no cloud's: they are added together only where somebody says so. */
export function ModeFilter({ place, onPlace, shown, counted }: ModeFilterProps) {
  const { t } = useTranslation('usage')
  const { t: tShell } = useTranslation()
  const format = useFormat()
  return (
    <div className={classes['modes']}>
      <SegmentedControl
        aria-label={t('filter.mode')}
        disabled={place.together === true}
        value={place.together ? '' : (shown[0] ?? 'live')}
        onChange={(value) => onPlace({ ...place, mode: modes.find((mode) => mode === value) })}
        data={modes.map((mode) => {
          const calls = counted.find(({ key }) => key === mode)?.requests ?? 0
          return {
            value: mode,
            label: t('filter.modeCalls', { mode: tShell(`mode.${mode}.name`), calls: format.number(calls) }),
          }
        })}
      />
      <Switch
        label={t('filter.together')}
        checked={place.together === true}
        onChange={(event) => onPlace({ ...place, together: event.currentTarget.checked ? true : undefined })}
      />
    </div>
  )
}
