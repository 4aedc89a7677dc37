import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../ui/format.ts'
import classes from './apps.module.css'

interface PagerProps {
  page: number
  pages: number
  total: number
  onPage: (page: number) => void
}

/** How many there are, and the way to the others. */
export function Pager({ page, pages, total, onPage }: PagerProps) {
  const { t } = useTranslation('apps')
  const format = useFormat()
  return (
    <nav className={classes['pager']} aria-label={t('pager.label')}>
      <span>{t('pager.total', { count: total, formatted: format.number(total) })}</span>
      {pages > 1 && (
        <>
          <Button size="compact-sm" variant="default" disabled={page <= 1} onClick={() => onPage(page - 1)}>
            {t('pager.before')}
          </Button>
          <span>{t('pager.page', { page: format.number(page), pages: format.number(pages) })}</span>
          <Button size="compact-sm" variant="default" disabled={page >= pages} onClick={() => onPage(page + 1)}>
            {t('pager.after')}
          </Button>
        </>
      )}
    </nav>
  )
}
