import { registerCatalogue } from '../../../ui/language/index.ts'
import type en from './en.json'

declare module '../../../ui/language/catalogues.ts' {
  interface Catalogues {
    explorer: typeof en
  }
}

/** Adds the explorer's own texts; they arrive with its code and cost the entry nothing. */
export function registerExplorerLanguage(): Promise<void> {
  return registerCatalogue('explorer', {
    en: () => import('./en.json'),
    'zh-CN': () => import('./zh-CN.json'),
    ar: () => import('./ar.json'),
  })
}
