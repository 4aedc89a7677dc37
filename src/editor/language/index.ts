import { registerCatalogue } from '../../ui/language/index.ts'
import type en from './en.json'

declare module '../../ui/language/catalogues.ts' {
  interface Catalogues {
    editor: typeof en
  }
}

/** Adds the workbench's own texts; they arrive with its code and cost the entry nothing. */
export function registerEditorLanguage(): Promise<void> {
  return registerCatalogue('editor', {
    en: () => import('./en.json'),
    'zh-CN': () => import('./zh-CN.json'),
    ar: () => import('./ar.json'),
  })
}
