import { Button, Select, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconFlask } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../api/problem-error.ts'
import { faults, sandboxQuery, setFault, type Fault, type FaultState } from '../../api/sandbox.ts'
import { useProblemText } from '../../ui/problem-text.ts'
import classes from './providers.module.css'

const mostTimes = 1000

/** For a demonstration: has a stand-in fail as its cloud would, for so many calls or until it is switched off. */
export function FaultSwitch({
  provider,
  name,
  fault,
}: {
  provider: string
  name: string
  fault: FaultState | undefined
}) {
  const { t } = useTranslation()
  const text = useProblemText()
  const client = useQueryClient()
  const [picked, setPicked] = useState<Fault>(faults[0])
  const [times, setTimes] = useState('1')
  const change = useMutation({
    mutationFn: setFault,
    onSettled: () => void client.invalidateQueries(sandboxQuery),
  })
  const count = times === '' ? null : Number(times)
  const refused = count !== null && !(Number.isInteger(count) && count >= 1 && count <= mostTimes)
  return (
    <section
      className={classes['faults']}
      aria-label={t('settings.fault.title', { name })}
      data-on={fault !== undefined || undefined}
    >
      <p className={classes['faultTitle']}>
        <IconFlask size={16} aria-hidden="true" />
        {t('settings.fault.demonstration')}
      </p>
      {fault ? (
        <div className={classes['faultRow']}>
          <p className={classes['faultNow']} data-testid="fault-now">
            <strong>{t(`settings.fault.kinds.${fault.fault}`)}</strong>{' '}
            {fault.remaining === null
              ? t('settings.fault.untilOff')
              : t('settings.fault.remaining', { count: fault.remaining })}
          </p>
          <Button
            size="compact-sm"
            variant="default"
            loading={change.isPending}
            onClick={() => change.mutate({ provider, fault: null })}
          >
            {t('settings.fault.off')}
          </Button>
        </div>
      ) : (
        <form
          className={classes['faultRow']}
          onSubmit={(event) => {
            event.preventDefault()
            if (!refused) change.mutate({ provider, fault: picked, ...(count !== null && { times: count }) })
          }}
        >
          <Select
            size="xs"
            className={classes['faultKind']}
            label={t('settings.fault.kind')}
            value={picked}
            onChange={(value) => setPicked(faults.find((each) => each === value) ?? faults[0])}
            data={faults.map((value) => ({ value, label: t(`settings.fault.kinds.${value}`) }))}
            allowDeselect={false}
            checkIconPosition="right"
          />
          <TextInput
            size="xs"
            className={classes['faultTimes']}
            label={t('settings.fault.times')}
            placeholder={t('settings.fault.always')}
            inputMode="numeric"
            value={times}
            onChange={(event) => setTimes(event.currentTarget.value.trim())}
            error={refused && t('settings.fault.timesRange', { most: mostTimes })}
          />
          <Button size="xs" variant="default" type="submit" loading={change.isPending} disabled={refused}>
            {t('settings.fault.on')}
          </Button>
        </form>
      )}
      {change.error && (
        <p className={classes['unready']} role="alert">
          {text(problemOf(change.error)).title}
        </p>
      )}
    </section>
  )
}
