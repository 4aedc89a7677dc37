import { Button } from '@mantine/core'
import { IconHome, IconKey, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { App } from '#contract/apps'
import type { Mode } from '#contract/result'
import { useFormat } from '../../ui/format.ts'
import { ModeBadge } from '../../ui/mode-badge.tsx'
import classes from './apps.module.css'
import { useAppName } from './use-app-name.ts'

interface AppCardProps {
  app: App
  /** Of the last thirty days. */
  calls: readonly { mode: Mode; requests: number }[]
  onDelete: () => void
}

/** An app in the list: its name, when it was made, what it may call and how much it did. */
export function AppCard({ app, calls, onDelete }: AppCardProps) {
  const { t } = useTranslation('apps')
  const format = useFormat()
  const name = useAppName()(app)
  const made = calls.filter(({ requests }) => requests > 0)
  const Icon = app.isDefault ? IconHome : IconKey
  return (
    <li className={classes['card']} data-app={app.id}>
      <div className={classes['cardHead']}>
        <span className={classes['cardIcon']} aria-hidden="true">
          <Icon size={19} stroke={1.8} />
        </span>
        <div className={classes['cardLead']}>
          <h2 className={classes['cardName']}>
            <Link to="/apps/$appId" params={{ appId: app.id }}>
              <bdi>{name}</bdi>
            </Link>
          </h2>
          <p className={classes['quiet']}>{t('card.created', { when: format.dateTime(app.createdAt) })}</p>
        </div>
      </div>
      {(app.isDefault || app.description !== '') && (
        <p className={classes['cardText']} dir="auto">
          {app.isDefault ? t('default.text') : app.description}
        </p>
      )}
      <dl className={classes['facts']}>
        {!app.isDefault && (
          <>
            <dt>{t('fields.appKey')}</dt>
            <dd>
              <code>{app.appKey}</code>
            </dd>
            <dt>{t('tabs.capabilities')}</dt>
            <dd>
              {app.enabled.length === 0
                ? t('capabilities.none')
                : t('card.enabled', { count: app.enabled.length, formatted: format.number(app.enabled.length) })}
            </dd>
          </>
        )}
        <dt>{t('card.calls')}</dt>
        <dd className={classes['modes']}>
          {made.length === 0 && t('card.noCalls')}
          {made.map(({ mode, requests }) => (
            <span key={mode} className={classes['mode']}>
              {format.number(requests)} <ModeBadge mode={mode} />
            </span>
          ))}
        </dd>
      </dl>
      <div className={classes['cardActions']}>
        <Button
          size="compact-sm"
          variant="default"
          renderRoot={(props: object) => <Link to="/apps/$appId" params={{ appId: app.id }} {...props} />}
        >
          {t('card.monitor')}
        </Button>
        {!app.isDefault && (
          <>
            <Button
              size="compact-sm"
              variant="default"
              renderRoot={(props: object) => (
                <Link to="/apps/$appId" params={{ appId: app.id }} search={{ tab: 'capabilities' }} {...props} />
              )}
            >
              {t('card.enable')}
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              color="red"
              leftSection={<IconTrash size={15} aria-hidden="true" />}
              aria-label={t('card.deleteOf', { name })}
              onClick={onDelete}
            >
              {t('card.delete')}
            </Button>
          </>
        )}
      </div>
    </li>
  )
}
