import { IconMapSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Notice } from './notice.tsx'
import { usePageTitle } from './use-page-title.ts'

/** For addresses that lead nowhere. */
export function NotFoundPage() {
  const { t } = useTranslation()
  usePageTitle(t('notFound.title'))
  return (
    <main>
      <Notice
        heading="h1"
        picture={<IconMapSearch size={30} stroke={1.6} />}
        title={t('notFound.title')}
        actions={<a href="/documents">{t('action.back')}</a>}
      >
        <p>{t('notFound.text')}</p>
      </Notice>
    </main>
  )
}
