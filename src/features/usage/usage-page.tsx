import { useTranslation } from 'react-i18next'
import { AdministrationPage } from '../../ui/administration-page.tsx'
import { registerUsageLanguage } from './language/index.ts'

await registerUsageLanguage()

export function UsagePage() {
  const { t } = useTranslation('usage')
  return <AdministrationPage title={t('title')} />
}
