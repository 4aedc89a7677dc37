import i18next, { type FormatterModule, type ResourceKey } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { readPreference, writePreference } from '../preferences.ts'
import type { Catalogues } from './catalogues.ts'
import { withinText } from './locale.ts'
import { loadPhrases } from './phrases.ts'

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

type PartLoaders = Record<Language, () => Promise<{ default: ResourceKey }>>

/** The parts of the console that have a catalogue of their own, as far as they were shown. */
const parts = new Map<keyof Catalogues, PartLoaders>()

/** The first of the wanted languages (BCP 47) that the console speaks; English when it speaks none. */
export function bestLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const primary = tag.toLowerCase().split('-')[0]
    const found = languages.find((language) => language.toLowerCase().split('-')[0] === primary)
    if (found) return found
  }
  return 'en'
}

/** Every parameter of every text goes through here. */
const formatter: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, _format, language) => withinText(value, language) as string,
}

function apply(language: Language): void {
  document.documentElement.lang = language
  document.documentElement.dir = directions[language]
}

/** Loads the catalogue of the language chosen by hand, else of the browser's, and starts i18next. Resolves before the first render. */
export async function startLanguage(): Promise<void> {
  const language = bestLanguage([readPreference('language') ?? '', ...navigator.languages])
  const [catalogue] = await Promise.all([loaders[language](), loadPhrases(language)])
  await i18next
    .use(initReactI18next)
    .use(formatter)
    .init({
      lng: language,
      fallbackLng: false,
      defaultNS: 'shell',
      ns: ['shell'],
      resources: { [language]: { shell: catalogue.default } },
      partialBundledLanguages: true,
      // React escapes.
      interpolation: { escapeValue: false, alwaysFormat: true },
    })
  apply(language)
}

/** The language on screen. */
export function currentLanguage(): Language {
  return bestLanguage([i18next.language ?? 'en'])
}

/** Changes the language by hand and remembers the choice. */
export async function changeLanguage(language: Language): Promise<void> {
  await loadPhrases(language)
  if (!i18next.hasResourceBundle(language, 'shell')) {
    const catalogue = await loaders[language]()
    i18next.addResourceBundle(language, 'shell', catalogue.default)
  }
  await loadParts(language)
  writePreference('language', language)
  await i18next.changeLanguage(language)
  apply(language)
}

async function loadParts(language: Language): Promise<void> {
  const missing = [...parts].filter(([namespace]) => !i18next.hasResourceBundle(language, namespace))
  await Promise.all(
    missing.map(async ([namespace, load]) => {
      i18next.addResourceBundle(language, namespace, (await load[language]()).default)
    }),
  )
}

/**
 * Adds a part's own catalogue, of which only the language on screen is fetched: awaited before the part is first shown, by its module. Another
 * language that is chosen later brings its own.
 */
export async function registerCatalogue(namespace: keyof Catalogues, load: PartLoaders): Promise<void> {
  parts.set(namespace, load)
  await loadParts(currentLanguage())
}
