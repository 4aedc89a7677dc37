import { Button, Skeleton, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconArrowLeft, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { App } from '#contract/apps'
import { appsQuery } from '../../api/apps.ts'
import { AdministrationPage } from '../../ui/administration-page.tsx'
import { Failure } from '../../ui/failure.tsx'
import { Notice } from '../../ui/notice.tsx'
import classes from './apps.module.css'
import { DeleteApp } from './delete-app.tsx'
import { registerAppsLanguage } from './language/index.ts'
import { Monitoring } from './monitoring/monitoring.tsx'
import { appTabs, type AppPlace } from './place.ts'
import { CapabilitiesTab } from './tabs/capabilities-tab.tsx'
import { CredentialsTab } from './tabs/credentials-tab.tsx'
import { RulesTab } from './tabs/rules-tab.tsx'
import { useAppName } from './use-app-name.ts'

await registerAppsLanguage()

interface AppPageProps {
  appId: string
  place: AppPlace
  onPlace: (place: AppPlace, replace?: boolean) => void
  /** Back to the list. */
  onLeave: () => void
}

/** One app: what it did, what it may call, from where and how often, and its keys. Of the console itself there is only what it did. */
export function AppPage({ appId, place, onPlace, onLeave }: AppPageProps) {
  const { t } = useTranslation('apps')
  const apps = useQuery(appsQuery)
  const app = apps.data?.items.find(({ id }) => id === appId)
  if (apps.error) return <Failure error={apps.error} onRetry={() => void apps.refetch()} />
  if (app) {
    return <FoundApp app={app} address={apps.data?.callerAddress ?? null} {...{ place, onPlace, onLeave }} />
  }
  return (
    <AdministrationPage title={t('title')}>
      {apps.isPending ? (
        <Skeleton height={240} />
      ) : (
        <Notice
          title={t('gone.title')}
          actions={
            <Button component={Link} to="/apps">
              {t('back')}
            </Button>
          }
        >
          <p>{t('gone.text')}</p>
        </Notice>
      )}
    </AdministrationPage>
  )
}

interface FoundAppProps extends Omit<AppPageProps, 'appId'> {
  app: App
  address: string | null
}

function FoundApp({ app, address, place, onPlace, onLeave }: FoundAppProps) {
  const { t } = useTranslation('apps')
  const name = useAppName()(app)
  const [deleting, setDeleting] = useState(false)
  const monitoring = <Monitoring app={app} place={place} onPlace={onPlace} />
  return (
    <AdministrationPage
      title={name}
      text={app.isDefault ? t('default.text') : app.description}
      actions={
        <>
          <Button
            variant="default"
            component={Link}
            to="/apps"
            leftSection={<IconArrowLeft size={17} aria-hidden="true" />}
          >
            {t('back')}
          </Button>
          {!app.isDefault && (
            <Button
              variant="outline"
              color="red"
              leftSection={<IconTrash size={17} aria-hidden="true" />}
              onClick={() => setDeleting(true)}
            >
              {t('card.delete')}
            </Button>
          )}
        </>
      }
    >
      {app.isDefault ? (
        monitoring
      ) : (
        <Tabs
          value={place.tab ?? 'monitoring'}
          onChange={(value) => onPlace({ ...place, tab: appTabs.find((tab) => tab === value), choose: undefined })}
          keepMounted={false}
        >
          <Tabs.List className={classes['tabs']}>
            {appTabs.map((tab) => (
              <Tabs.Tab key={tab} value={tab}>
                {t(`tabs.${tab}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="monitoring" className={classes['panel']}>
            {monitoring}
          </Tabs.Panel>
          <Tabs.Panel value="capabilities" className={classes['panel']}>
            <CapabilitiesTab app={app} choosing={place.choose === true} onPlace={onPlace} />
          </Tabs.Panel>
          <Tabs.Panel value="rules" className={classes['panel']}>
            <RulesTab app={app} address={address} />
          </Tabs.Panel>
          <Tabs.Panel value="credentials" className={classes['panel']}>
            <CredentialsTab app={app} />
          </Tabs.Panel>
        </Tabs>
      )}
      <DeleteApp app={deleting ? app : null} onClose={() => setDeleting(false)} onDeleted={onLeave} />
    </AdministrationPage>
  )
}
