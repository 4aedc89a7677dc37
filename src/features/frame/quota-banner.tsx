import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { IconAlertOctagon, IconAlertTriangle, IconPackage } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { QuotaWarning } from '#contract/warnings'
import { pricesKey } from '../../api/prices.ts'
import { providersQuery } from '../../api/providers.ts'
import { sessionQuery } from '../../api/session.ts'
import { seeWarning, warningsQuery } from '../../api/warnings.ts'
import { useFormat } from '../../ui/format.ts'
import { ModeBadge } from '../../ui/mode-badge.tsx'
import { labelText } from '../../ui/recogniser.ts'
import { registerWarningsLanguage } from './language/index.ts'
import classes from './quota-banner.module.css'

await registerWarningsLanguage()

const icons = { 80: IconPackage, 95: IconAlertTriangle, 100: IconAlertOctagon } as const

/** More than these push the page away; the rest is counted. */
const mostShown = 3

/** What becomes of the next call: the worst of what the pool's capabilities do. */
function afterwards({ blocked, goesOn }: QuotaWarning): 'both' | 'blocked' | 'goesOn' {
  if (blocked.length > 0 && goesOn.length > 0) return 'both'
  return blocked.length > 0 ? 'blocked' : 'goesOn'
}

/** Quiet at 80 %, plain at 95 %; at the end loud, as calls are then refused or paid. Each person puts it away for themselves. */
export function QuotaBanner({ warnings }: { warnings: readonly QuotaWarning[] }) {
  const { t, i18n } = useTranslation('warnings')
  const format = useFormat()
  const client = useQueryClient()
  const { user } = useSuspenseQuery(sessionQuery).data
  const { data: providers = [] } = useQuery(providersQuery)
  const see = useMutation({
    mutationFn: seeWarning,
    onSuccess: () => {
      void client.invalidateQueries(warningsQuery)
      void client.invalidateQueries({ queryKey: pricesKey })
    },
  })
  const nameOf = (warning: QuotaWarning) => {
    const provider = providers.find(({ id }) => id === warning.provider)
    const all = [...warning.blocked, ...warning.goesOn]
    const capability = all.length === 1 && provider?.capabilities.find(({ id }) => id === all[0])
    return [
      provider ? labelText(provider.label, i18n.language) : warning.provider,
      capability ? labelText(capability.label, i18n.language) : t('pool', { count: all.length }),
    ].join(' · ')
  }
  const left = ({ unit, left: units }: QuotaWarning) =>
    unit === 'call'
      ? t('leftCalls', { count: units })
      : t('leftPoints', { points: format.number(Math.floor(units / 100)) })
  return (
    <section className={classes['banners']} aria-label={t('label')}>
      {warnings.slice(0, mostShown).map((warning) => {
        const Icon = icons[warning.level]
        const name = nameOf(warning)
        return (
          <div
            key={warning.id}
            className={classes['banner']}
            data-level={warning.level}
            role={warning.level === 100 ? 'alert' : 'status'}
          >
            <Icon size={20} stroke={1.9} aria-hidden="true" />
            <p className={classes['text']}>
              <strong>{name}</strong> <ModeBadge mode={warning.mode} />{' '}
              {warning.level === 100
                ? [t(warning.reason), t(afterwards(warning)), warning.appsStop.length > 0 && t('appsStop')]
                    .filter(Boolean)
                    .join(' ')
                : t('nearly', { percent: format.percent(warning.level / 100), left: left(warning) })}
            </p>
            <div className={classes['actions']}>
              {user.role !== 'reviewer' && (
                <Button
                  component={Link}
                  to="/packages"
                  size="compact-sm"
                  variant="default"
                  className={classes['packages']}
                >
                  {t('packages')}
                </Button>
              )}
              <Button
                size="compact-sm"
                variant={warning.level === 100 ? 'filled' : 'subtle'}
                color={warning.level === 100 ? 'red' : 'gray'}
                loading={see.isPending && see.variables === warning.id}
                aria-label={t('seenOf', { name })}
                onClick={() => see.mutate(warning.id)}
              >
                {t('seen')}
              </Button>
            </div>
          </div>
        )
      })}
      {warnings.length > mostShown && (
        <p className={classes['more']}>{t('more', { count: warnings.length - mostShown })}</p>
      )}
    </section>
  )
}
