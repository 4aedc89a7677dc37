import { registerCatalogue } from '../../ui/language/index.ts'
import ar from './ar.json'
import en from './en.json'
import zh from './zh-CN.json'

declare module '../../ui/language/catalogues.ts' {
  interface Catalogues {
    editor: typeof en
  }
}

/** Adds the workbench's own texts; they arrive with its code and cost the entry nothing. */
export function registerEditorLanguage(): void {
  registerCatalogue('editor', { en, 'zh-CN': zh, ar })
}
