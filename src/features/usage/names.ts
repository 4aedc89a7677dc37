import { useQuery } from '@tanstack/react-query'
import i18next from 'i18next'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { consoleAppId } from '#contract/console-app'
import { regions } from '#contract/regions'
import { nothingKey } from '#contract/usage-keys'
import { providersQuery } from '../../api/providers.ts'
import { meaningOf } from '../../ui/language/phrases.ts'
import { useProviderName } from '../../ui/recogniser-name.ts'
import { labelText } from '../../ui/recogniser.ts'

/** What the keys of figures are called in the language on screen. */
export interface Names {
  provider: (id: string) => string
  /** Of `provider/capability`. */
  capability: (key: string) => string
  app: (id: string) => string
  region: (key: string) => string
  /** A problem's code in words; the code itself where nobody wrote any. */
  code: (code: string) => string
}

export function useNames(appNames: Readonly<Record<string, string>> = {}): Names {
  const { t, i18n } = useTranslation('usage')
  const { data: providers } = useQuery(providersQuery)
  const provider = useProviderName()
  const language = i18n.language
  const capability = useCallback(
    (key: string) => {
      const [id = '', ...rest] = key.split('/')
      const name = rest.join('/')
      const label = providers?.find((each) => each.id === id)?.capabilities.find((each) => each.id === name)?.label
      return label ? labelText(label, language) : name
    },
    [providers, language],
  )
  return useMemo(
    () => ({
      provider,
      capability,
      app: (id) => (id === consoleAppId ? t('console') : (appNames[id] ?? id)),
      region: (key) => {
        if (key === consoleAppId) return t('console')
        if (key === nothingKey) return t('noRegion')
        const label = regions[key]
        return label ? labelText(label, language) : key
      },
      code: (code) => codeInWords(code, language, t('noCode')),
    }),
    [provider, capability, appNames, language, t],
  )
}

/** Our own words for a code, else those that the console says elsewhere as long as they need no particulars. */
function codeInWords(code: string, language: string, none: string): string {
  if (code === nothingKey) return none
  const own: unknown = i18next.getResource(language, 'usage', `codes.${code}`)
  if (typeof own === 'string') return own
  const shared: unknown = i18next.getResource(language, 'shell', `problem.${code}.title`)
  if (typeof shared === 'string' && !shared.includes('{{')) return shared
  return meaningOf(code, language)?.title ?? code
}
