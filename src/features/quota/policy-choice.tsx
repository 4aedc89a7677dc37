import { NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ExhaustionPolicy } from '#contract/metering'
import { refreshPackages, setPolicy, type Offer } from '../../api/packages.ts'
import { problemOf } from '../../api/problem-error.ts'
import { useAnnounce } from '../../ui/announce.tsx'
import { useProblemText } from '../../ui/problem-text.ts'
import { useCapabilityName } from './names.ts'
import classes from './quota.module.css'

const policies: readonly ExhaustionPolicy[] = ['vendor', 'block', 'pay-as-you-go']

/** What each capability does when its packages end, and what that means where the vendor does something else. */
export function PolicyChoice({ offer, mayChange }: { offer: Offer; mayChange: boolean }) {
  const { t } = useTranslation('quota')
  const capabilityName = useCapabilityName()
  const client = useQueryClient()
  const announce = useAnnounce()
  const text = useProblemText()
  const { provider, capabilities, afterwards } = offer
  const decide = useMutation({
    mutationFn: ({ ids, policy }: { ids: string[]; policy: ExhaustionPolicy }) => setPolicy(provider, ids, policy),
    onSuccess: async () => {
      await refreshPackages(client)
      announce(t('policy.saved'))
    },
    onError: (error) => announce(text(problemOf(error)).title, 'danger'),
  })
  const options = policies.map((value) => ({
    value,
    label: value === 'vendor' ? t(`policy.vendor.${afterwards}`) : t(`policy.${value}`),
  }))
  const choices = (
    <div className={classes['policies']}>
      {capabilities.map(({ id, policy }) => (
        <div key={id} className={classes['policy']}>
          <NativeSelect
            size="xs"
            label={
              capabilities.length === 1 ? t('policy.title') : t('policy.of', { name: capabilityName(provider, id) })
            }
            value={policy}
            disabled={!mayChange || decide.isPending}
            onChange={({ currentTarget: { value } }) => {
              const chosen = policies.find((each) => each === value)
              if (chosen) decide.mutate({ ids: [id], policy: chosen })
            }}
            data={options}
          />
          {policy === 'pay-as-you-go' && (
            <p className={classes['warn']}>
              <IconAlertTriangle size={15} aria-hidden="true" />
              <span>{t(afterwards === 'block' ? 'policy.vendorRefuses' : 'policy.costsMoney')}</span>
            </p>
          )}
          {policy === 'vendor' && afterwards === 'pay-as-you-go' && (
            <p className={classes['quiet']}>{t('policy.appsStop')}</p>
          )}
        </div>
      ))}
    </div>
  )
  if (capabilities.length === 1) return choices
  return (
    <details className={classes['ended']}>
      <summary>{t('policy.title')}</summary>
      {choices}
    </details>
  )
}
