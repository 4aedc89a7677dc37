import { Button, Skeleton } from '@mantine/core'
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { App, AppCreated } from '#contract/apps'
import { appsQuery, callsByAppQuery } from '../../api/apps.ts'
import { AdministrationPage } from '../../ui/administration-page.tsx'
import { Failure } from '../../ui/failure.tsx'
import { useNow } from '../../ui/use-now.ts'
import { AppCard } from './app-card.tsx'
import classes from './apps.module.css'
import { CreateApp } from './create-app.tsx'
import { DeleteApp } from './delete-app.tsx'
import { registerAppsLanguage } from './language/index.ts'
import { Pager } from './pager.tsx'
import { lastDays } from './period.ts'
import { modes } from './place.ts'
import { SecretDialog } from './secret-dialog.tsx'
import { useLiveFigures } from './use-live-figures.ts'

await registerAppsLanguage()

/** Seed-facts/ctyun/console.json, `apps.page`. */
const appsAPage = 10

interface AppsPageProps {
  /** From 1. */
  page: number
  onPage: (page: number) => void
  onCreated: (appId: string) => void
}

/** The callers of the console: itself first, then every app with a key of its own. */
export function AppsPage({ page, onPage, onCreated }: AppsPageProps) {
  const { t } = useTranslation('apps')
  const client = useQueryClient()
  const apps = useQuery(appsQuery)
  const period = lastDays(30, useNow())
  useLiveFigures()
  const calls = useQueries({ queries: modes.map((mode) => callsByAppQuery(period, mode)) })
  const [creating, setCreating] = useState(false)
  const [created, setCreated] = useState<AppCreated | null>(null)
  const [deleting, setDeleting] = useState<App | null>(null)
  const items = apps.data?.items ?? []
  const pages = Math.max(1, Math.ceil(items.length / appsAPage))
  const shown = Math.min(page, pages)
  const callsOf = (id: string) =>
    modes.map((mode, index) => ({
      mode,
      requests: calls[index]?.data?.rows.find(({ key }) => key === id)?.requests ?? 0,
    }))
  return (
    <AdministrationPage
      title={t('title')}
      text={t('text')}
      actions={
        <Button leftSection={<IconPlus size={17} />} onClick={() => setCreating(true)}>
          {t('create.title')}
        </Button>
      }
    >
      {apps.error && <Failure error={apps.error} onRetry={() => void apps.refetch()} />}
      {apps.isPending && <Skeleton height={180} />}
      {apps.data && (
        <>
          <ul className={classes['cards']} aria-label={t('title')}>
            {items.slice((shown - 1) * appsAPage, shown * appsAPage).map((app) => (
              <AppCard key={app.id} app={app} calls={callsOf(app.id)} onDelete={() => setDeleting(app)} />
            ))}
          </ul>
          <Pager page={shown} pages={pages} total={items.length} onPage={onPage} />
        </>
      )}
      <CreateApp
        opened={creating}
        onClose={() => setCreating(false)}
        onCreated={(answer) => {
          setCreating(false)
          setCreated(answer)
          void client.invalidateQueries(appsQuery)
        }}
      />
      <SecretDialog
        created={created}
        isNew
        onKept={() => {
          if (created) onCreated(created.app.id)
          setCreated(null)
        }}
      />
      <DeleteApp app={deleting} onClose={() => setDeleting(null)} onDeleted={() => setDeleting(null)} />
    </AdministrationPage>
  )
}
