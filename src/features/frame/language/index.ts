import { registerCatalogue } from '../../../ui/language/index.ts'
import type en from './en.json'

declare module '../../../ui/language/catalogues.ts' {
  interface Catalogues {
    warnings: typeof en
  }
}

/** Adds this part's own texts; they arrive with its code and cost the entry nothing. */
export function registerWarningsLanguage(): Promise<void> {
  return registerCatalogue('warnings', {
    en: () => import('./en.json'),
    'zh-CN': () => import('./zh-CN.json'),
    ar: () => import('./ar.json'),
  })
}
