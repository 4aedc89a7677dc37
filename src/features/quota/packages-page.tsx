import { useTranslation } from 'react-i18next'
import { AdministrationPage } from '../../ui/administration-page.tsx'
import { registerPackagesLanguage } from './language/index.ts'

await registerPackagesLanguage()

export function PackagesPage() {
  const { t } = useTranslation('quota')
  return <AdministrationPage title={t('title')} />
}
