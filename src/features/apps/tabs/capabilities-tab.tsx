import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconChecklist } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { App } from '#contract/apps'
import { appsQuery, changeApp } from '../../../api/apps.ts'
import { providersQuery } from '../../../api/providers.ts'
import { useAnnounce } from '../../../ui/announce.tsx'
import { ModeBadge } from '../../../ui/mode-badge.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { labelText } from '../../../ui/recogniser.ts'
import classes from '../apps.module.css'
import { allOf, isEnabled } from '../enabled.ts'
import type { AppPlace } from '../place.ts'
import { useAppProblem } from '../use-app-problem.ts'
import { CapabilityChooser } from './capability-chooser.tsx'

interface CapabilitiesTabProps {
  app: App
  choosing: boolean
  onPlace: (place: AppPlace) => void
}

/** What an app may call; choosing it is a page of its own, from which one returns here (seed-facts/ctyun/console.json, `app.choose`). */
export function CapabilitiesTab({ app, choosing, onPlace }: CapabilitiesTabProps) {
  const { t, i18n } = useTranslation('apps')
  const client = useQueryClient()
  const announce = useAnnounce()
  const failed = useAppProblem()
  const providers = useQuery(providersQuery).data ?? []
  const enable = useMutation({
    mutationFn: (enabled: string[]) => changeApp(app.id, { enabled }),
    onSuccess: async () => {
      await client.invalidateQueries(appsQuery)
      announce(t('capabilities.done'))
      onPlace({ tab: 'capabilities' })
    },
    onError: failed,
  })
  const choose = (
    <Button
      leftSection={<IconChecklist size={17} aria-hidden="true" />}
      onClick={() => onPlace({ tab: 'capabilities', choose: true })}
    >
      {t('capabilities.choose')}
    </Button>
  )
  if (choosing) {
    return (
      <CapabilityChooser
        providers={providers}
        enabled={app.enabled}
        saving={enable.isPending}
        onConfirm={(enabled) => enable.mutate(enabled)}
        onCancel={() => onPlace({ tab: 'capabilities' })}
      />
    )
  }
  if (app.enabled.length === 0) {
    return (
      <Notice title={t('capabilities.emptyTitle')} actions={choose}>
        <p>{t('capabilities.emptyText')}</p>
      </Notice>
    )
  }
  const shown = providers.filter(({ id, capabilities }) =>
    capabilities.some((capability) => isEnabled(app.enabled, id, capability.id)),
  )
  return (
    <section className={classes['sheet']} aria-label={t('capabilities.title')}>
      <header className={classes['sheetHead']}>
        <div>
          <h2 className={classes['subtitle']}>{t('capabilities.title')}</h2>
          <p className={classes['quiet']}>{t('capabilities.usable')}</p>
        </div>
        {choose}
      </header>
      {shown.map(({ id, label, mode, capabilities }) => (
        <div key={id} className={classes['group']}>
          <h3 className={classes['groupName']}>
            {labelText(label, i18n.language)} <ModeBadge mode={mode} />
            {app.enabled.includes(allOf(id)) && <span className={classes['quiet']}>{t('capabilities.allToCome')}</span>}
          </h3>
          <ul className={classes['chips']}>
            {capabilities
              .filter((capability) => isEnabled(app.enabled, id, capability.id))
              .map((capability) => (
                <li key={capability.id} className={classes['chip']} title={capability.id}>
                  {labelText(capability.label, i18n.language)}
                </li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
