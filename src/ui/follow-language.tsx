import { useDirection } from '@mantine/core'
import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage, directions } from './language/index.ts'

/** Turns the kit (menus, sliders, keys of tabs) with the language that is chosen by hand; CSS follows the document's own `dir`. */
export function FollowLanguage({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation()
  const { setDirection } = useDirection()
  useEffect(() => {
    const follow = () => setDirection(directions[currentLanguage()])
    i18n.on('languageChanged', follow)
    return () => i18n.off('languageChanged', follow)
  }, [i18n, setDirection])
  return children
}
