import { registerCatalogue } from '../../../../ui/language/index.ts'
import type en from './en.json'

declare module '../../../../ui/language/catalogues.ts' {
  interface Catalogues {
    webhooks: typeof en
  }
}

/** Adds this part's own texts; they arrive with its code and cost the entry nothing. */
export function registerWebhooksLanguage(): Promise<void> {
  return registerCatalogue('webhooks', {
    en: () => import('./en.json'),
    'zh-CN': () => import('./zh-CN.json'),
    ar: () => import('./ar.json'),
  })
}
