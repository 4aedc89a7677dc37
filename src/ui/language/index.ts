import i18next, { type ResourceKey } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { readPreference, writePreference } from '../preferences.ts'
import type { Catalogues } from './catalogues.ts'

export const languages = ['en', 'zh-CN', 'ar'] as const
export type Language = (typeof languages)[number]

/** Which way a language is written; layouts use logical CSS properties and need nothing else. */
export const directions: Record<Language, 'ltr' | 'rtl'> = { en: 'ltr', 'zh-CN': 'ltr', ar: 'rtl' }

/** How a language names itself, for the choice of languages; not translated on purpose. */
export const languageNames: Record<Language, string> = { en: 'English', 'zh-CN': '简体中文', ar: 'العربية' }

const loaders: Record<Language, () => Promise<{ default: Catalogues['shell'] }>> = {
  en: () => import('./en.json'),
  // The catalogues' test holds that all have the same keys, but for the forms of a number; the type of each value is its own text.
  'zh-CN': () => import('./zh-CN.json') as Promise<{ default: unknown }> as Promise<{ default: Catalogues['shell'] }>,
  ar: () => import('./ar.json') as Promise<{ default: unknown }> as Promise<{ default: Catalogues['shell'] }>,
}

/** The first of the wanted languages (BCP 47) that the console speaks; English when it speaks none. */
export function bestLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const primary = tag.toLowerCase().split('-')[0]
    const found = languages.find((language) => language.toLowerCase().split('-')[0] === primary)
    if (found) return found
  }
  return 'en'
}

function apply(language: Language): void {
  document.documentElement.lang = language
  document.documentElement.dir = directions[language]
}

/** Loads the catalogue of the language chosen by hand, else of the browser's, and starts i18next. Resolves before the first render. */
export async function startLanguage(): Promise<void> {
  const language = bestLanguage([readPreference('language') ?? '', ...navigator.languages])
  const catalogue = await loaders[language]()
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'shell',
    ns: ['shell'],
    resources: { [language]: { shell: catalogue.default } },
    partialBundledLanguages: true,
    // React escapes.
    interpolation: { escapeValue: false },
  })
  apply(language)
}

/** The language on screen. */
export function currentLanguage(): Language {
  return bestLanguage([i18next.language ?? 'en'])
}

/** Changes the language by hand and remembers the choice. */
export async function changeLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'shell')) {
    const catalogue = await loaders[language]()
    i18next.addResourceBundle(language, 'shell', catalogue.default)
  }
  writePreference('language', language)
  await i18next.changeLanguage(language)
  apply(language)
}

/** Adds a part's own catalogue in every language; safe to call again. */
export function registerCatalogue(namespace: keyof Catalogues, texts: Record<Language, ResourceKey>): void {
  for (const language of languages) i18next.addResourceBundle(language, namespace, texts[language], true, true)
}
