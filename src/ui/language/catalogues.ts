import type en from './en.json'

/**
 * The catalogues by namespace, for typed keys. A part of the console that loads by itself (the workbench) brings its own namespace:
 * it augments this interface, `declare module '../ui/language/catalogues.ts' { interface Catalogues { editor: typeof en } }`, and calls
 * `registerCatalogue`.
 */
export interface Catalogues {
  shell: typeof en
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell'
    resources: Catalogues
    returnNull: false
  }
}
