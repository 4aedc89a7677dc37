import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

/** Names the page in the browser's tab and to screen readers: what it shows, then the product. */
export function usePageTitle(name: string): void {
  const { t } = useTranslation()
  const product = t('product')
  useEffect(() => {
    document.title = name === '' ? product : `${name} · ${product}`
  }, [name, product])
}
