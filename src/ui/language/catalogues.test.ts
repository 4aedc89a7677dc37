import { describe, expect, it } from 'vitest'
import ar from './ar.json'
import { describeCatalogues, flatten } from './describe-catalogues.ts'
import en from './en.json'
import { bestLanguage } from './index.ts'
import zh from './zh-CN.json'

describeCatalogues({ en, 'zh-CN': zh, ar })

it.each([
  ['zh-CN', zh],
  ['ar', ar],
])('%s is translated: no text of it but names and the like is the English one', (_language, texts) => {
  const translated = flatten(texts)
  const same = [...flatten(en)].filter(([key, text]) => translated.get(key) === text && /[a-z]{3}/u.test(text))
  expect(same.map(([key]) => key)).toEqual(['product'])
})

describe('the choice of a language', () => {
  it('takes the first that the console speaks, whatever the region', () => {
    expect(bestLanguage(['fr-FR', 'zh-TW', 'en'])).toBe('zh-CN')
    expect(bestLanguage(['en-GB'])).toBe('en')
    expect(bestLanguage(['ar-AE', 'en'])).toBe('ar')
    expect(bestLanguage(['', 'fr'])).toBe('en')
  })
})
