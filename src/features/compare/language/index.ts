import { registerCatalogue } from '../../../ui/language/index.ts'
import type en from './en.json'

declare module '../../../ui/language/catalogues.ts' {
  interface Catalogues {
    compare: typeof en
  }
}

/** Adds the comparison's own texts; they arrive with its code and cost the entry nothing. */
export function registerCompareLanguage(): Promise<void> {
  return registerCatalogue('compare', {
    en: () => import('./en.json'),
    'zh-CN': () => import('./zh-CN.json'),
    ar: () => import('./ar.json'),
  })
}
