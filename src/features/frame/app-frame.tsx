import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { IconCompass, IconFiles, IconSettings } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Mode } from '#contract/result'
import { providersQuery } from '../../api/providers.ts'
import { sessionQuery } from '../../api/session.ts'
import { ModeBadge } from '../../ui/mode-badge.tsx'
import { ProductMark } from '../../ui/product-mark.tsx'
import { AdministrationEntries } from './administration-entries.tsx'
import { ConnectionBanner } from './connection-banner.tsx'
import { QuotaWarnings } from './quota-warnings.tsx'
import { FrameControls } from './frame-controls.tsx'
import classes from './app-frame.module.css'

const modeOrder: readonly Mode[] = ['live', 'sandbox', 'local']

/** What stands around every page: mark, navigation, the modes in use, and the person's own settings. */
export function AppFrame({ children, onSignOut }: { children: ReactNode; onSignOut: () => void }) {
  const { t } = useTranslation()
  const { user } = useSuspenseQuery(sessionQuery).data
  // On a phone the menu of the administration has the settings too: there is no room for both.
  const hasMenu = user.role !== 'reviewer'
  const { data: providers = [] } = useQuery(providersQuery)
  const modes = modeOrder.filter((mode) => providers.some((provider) => provider.ready && provider.mode === mode))
  return (
    <div className={classes['frame']}>
      <a className={classes['skip']} href="#content">
        {t('frame.skip')}
      </a>
      <header className={classes['header']}>
        <Link to="/documents" className={classes['brand']} aria-label={t('product')}>
          <ProductMark />
          <span className={classes['word']}>{t('product')}</span>
        </Link>
        <nav className={classes['navigation']} aria-label={t('frame.navigation')}>
          <Link to="/documents" className={classes['entry']} activeProps={{ 'aria-current': 'page' }}>
            <IconFiles size={18} stroke={1.8} aria-hidden="true" />
            <span>{t('frame.documents')}</span>
          </Link>
          <Link to="/explorer" className={classes['entry']} activeProps={{ 'aria-current': 'page' }}>
            <IconCompass size={18} stroke={1.8} aria-hidden="true" />
            <span>{t('frame.explorer')}</span>
          </Link>
          <AdministrationEntries />
          <Link
            to="/settings"
            className={`${classes['entry']} ${hasMenu ? classes['roomy'] : ''}`}
            activeProps={{ 'aria-current': 'page' }}
          >
            <IconSettings size={18} stroke={1.8} aria-hidden="true" />
            <span>{t('frame.settings')}</span>
          </Link>
        </nav>
        {modes.length > 0 && (
          <ul className={classes['modes']} aria-label={t('frame.modes')}>
            {modes.map((mode) => (
              <li key={mode}>
                <ModeBadge mode={mode} />
              </li>
            ))}
          </ul>
        )}
        <FrameControls onSignOut={onSignOut} />
      </header>
      <ConnectionBanner />
      <QuotaWarnings />
      <main id="content" tabIndex={-1} className={classes['main']}>
        {children}
      </main>
    </div>
  )
}
