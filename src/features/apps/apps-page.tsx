import { useTranslation } from 'react-i18next'
import { AdministrationPage } from '../../ui/administration-page.tsx'
import { registerAppsLanguage } from './language/index.ts'

await registerAppsLanguage()

export function AppsPage() {
  const { t } = useTranslation('apps')
  return <AdministrationPage title={t('title')} />
}
