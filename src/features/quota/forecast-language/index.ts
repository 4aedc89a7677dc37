import { registerCatalogue } from '../../../ui/language/index.ts'
import type en from './en.json'

declare module '../../../ui/language/catalogues.ts' {
  interface Catalogues {
    forecast: typeof en
  }
}

/** Adds this part's own texts; they arrive with its code and cost the entry nothing. */
export function registerForecastLanguage(): Promise<void> {
  return registerCatalogue('forecast', {
    en: () => import('./en.json'),
    'zh-CN': () => import('./zh-CN.json'),
    ar: () => import('./ar.json'),
  })
}
