import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import classes from './usage.module.css'

/** The four pages about calls. */
export function UsageTabs() {
  const { t } = useTranslation('usage')
  const current = { 'aria-current': 'page' as const }
  return (
    <nav className={classes['tabs']} aria-label={t('title')}>
      <Link
        to="/usage"
        className={classes['tab']}
        activeOptions={{ exact: true, includeSearch: false }}
        activeProps={current}
      >
        {t('tabs.overview')}
      </Link>
      <Link
        to="/usage/capabilities"
        className={classes['tab']}
        activeOptions={{ includeSearch: false }}
        activeProps={current}
      >
        {t('tabs.capabilities')}
      </Link>
      <Link
        to="/usage/ledger"
        className={classes['tab']}
        activeOptions={{ includeSearch: false }}
        activeProps={current}
      >
        {t('tabs.ledger')}
      </Link>
      <Link
        to="/usage/what-if"
        className={classes['tab']}
        activeOptions={{ includeSearch: false }}
        activeProps={current}
      >
        {t('tabs.whatIf')}
      </Link>
    </nav>
  )
}
