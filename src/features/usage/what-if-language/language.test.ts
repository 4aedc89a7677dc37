import { describeCatalogues } from '../../../ui/language/describe-catalogues.ts'
import ar from './ar.json'
import en from './en.json'
import zh from './zh-CN.json'

describeCatalogues({ en, 'zh-CN': zh, ar })
