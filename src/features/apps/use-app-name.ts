import { useTranslation } from 'react-i18next'
import type { App } from '#contract/apps'

/** The name of an app; the console's own is said in the language on screen. */
export function useAppName(): (app: Pick<App, 'name' | 'isDefault'>) => string {
  const { t } = useTranslation('apps')
  return ({ name, isDefault }) => (isDefault ? t('default.name') : name)
}
