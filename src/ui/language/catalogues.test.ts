import { describe, expect, it } from 'vitest'
import en from './en.json'
import zh from './zh-CN.json'
import { bestLanguage } from './index.ts'

type Texts = { [key: string]: string | Texts }

/** Every text of a catalogue by its whole key. */
function flatten(texts: Texts, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>()
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') flat.set(prefix + key, value)
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text)
  }
  return flat
}

const parameters = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/gu)].map(([, name]) => name ?? '').sort((a, b) => a.localeCompare(b))

describe('the catalogues', () => {
  const english = flatten(en)
  const chinese = flatten(zh)

  it('have the same keys in every language', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it('use the same parameters in every language', () => {
    // A singular may say "one" where the plural has a number.
    const keys = [...english.keys()].filter((key) => !key.endsWith('_one'))
    const used = (texts: Map<string, string>) => keys.map((key) => [key, parameters(texts.get(key) ?? '')])
    expect(used(chinese)).toEqual(used(english))
  })

  it('have no empty text', () => {
    expect([...english, ...chinese].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('are translated: no Chinese text but names and the like is the English one', () => {
    const same = [...english].filter(([key, text]) => chinese.get(key) === text && /[a-z]{3}/u.test(text))
    expect(same.map(([key]) => key)).toEqual(['product'])
  })
})

describe('the choice of a language', () => {
  it('takes the first that the console speaks, whatever the region', () => {
    expect(bestLanguage(['fr-FR', 'zh-TW', 'en'])).toBe('zh-CN')
    expect(bestLanguage(['en-GB'])).toBe('en')
    expect(bestLanguage(['', 'fr'])).toBe('en')
  })
})
