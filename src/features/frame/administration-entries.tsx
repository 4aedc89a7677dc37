import { Menu } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import {
  IconApps,
  IconChartBar,
  IconPackages,
  IconTargetArrow,
  IconBuildingBank,
  IconSettings,
} from '@tabler/icons-react'
import { Link, useMatchRoute } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { sessionQuery } from '../../api/session.ts'
import frame from './app-frame.module.css'
import classes from './administration-entries.module.css'

const entries = [
  { to: '/usage', name: 'usage', Icon: IconChartBar },
  { to: '/packages', name: 'packages', Icon: IconPackages },
  { to: '/quality', name: 'quality', Icon: IconTargetArrow },
  { to: '/apps', name: 'apps', Icon: IconApps },
] as const

/** What calls cost and who makes them: entries of the navigation where there is room, one menu where there is not. */
export function AdministrationEntries() {
  const { t } = useTranslation()
  const { user } = useSuspenseQuery(sessionQuery).data
  const matches = useMatchRoute()
  if (user.role === 'reviewer') return null
  const shown = entries.filter(({ name }) => name !== 'apps' || user.role === 'administrator')
  const within = [...shown.map(({ to }) => to), '/settings' as const].some(
    (to) => matches({ to, fuzzy: true }) !== false,
  )
  return (
    <>
      <div className={classes['wide']}>
        {shown.map(({ to, name, Icon }) => (
          <Link key={to} to={to} className={frame['entry']} activeProps={{ 'aria-current': 'page' }}>
            <Icon size={18} stroke={1.8} aria-hidden="true" />
            <span>{t(`frame.${name}`)}</span>
          </Link>
        ))}
      </div>
      <Menu>
        <Menu.Target>
          <button
            type="button"
            className={`${frame['entry']} ${classes['narrow']}`}
            aria-current={within ? 'page' : undefined}
          >
            <IconBuildingBank size={18} stroke={1.8} aria-hidden="true" />
            <span>{t('frame.administration')}</span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {shown.map(({ to, name, Icon }) => (
            <Menu.Item key={to} component={Link} to={to} leftSection={<Icon size={17} />}>
              {t(`frame.${name}`)}
            </Menu.Item>
          ))}
          <Menu.Item component={Link} to="/settings" leftSection={<IconSettings size={17} />}>
            {t('frame.settings')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
