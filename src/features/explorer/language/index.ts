import { registerCatalogue } from '../../../ui/language/index.ts'
import ar from './ar.json'
import en from './en.json'
import zh from './zh-CN.json'

declare module '../../../ui/language/catalogues.ts' {
  interface Catalogues {
    explorer: typeof en
  }
}

/** Adds the explorer's own texts; they arrive with its code and cost the entry nothing. */
export function registerExplorerLanguage(): void {
  registerCatalogue('explorer', { en, 'zh-CN': zh, ar })
}
