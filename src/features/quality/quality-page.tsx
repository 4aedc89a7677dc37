import { useTranslation } from 'react-i18next'
import { AdministrationPage } from '../../ui/administration-page.tsx'
import { registerQualityLanguage } from './language/index.ts'

await registerQualityLanguage()

export function QualityPage() {
  const { t } = useTranslation('quality')
  return <AdministrationPage title={t('title')} />
}
