import { describe, expect, it } from 'vitest'
import { languages, type Language } from './index.ts'

/** The part of i18next's key that names a form of a number, as `Intl.PluralRules` names it. */
const form = /_(?:zero|one|two|few|many|other)$/u

/** Every text of a catalogue by its whole key. */
export function flatten(texts: object, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>()
  for (const [key, value] of Object.entries(texts) as [string, unknown][]) {
    if (typeof value === 'string') flat.set(prefix + key, value)
    else for (const [inner, text] of flatten(value as object, `${prefix}${key}.`)) flat.set(inner, text)
  }
  return flat
}

const stemsOf = (texts: Map<string, string>) =>
  [...new Set([...texts.keys()].map((key) => key.replace(form, '')))].sort()
const placeholdersOf = (text: string | undefined) =>
  [...(text ?? '').matchAll(/\{\{(\w+)\}\}/gu)].map(([, name]) => name!).sort()
const pluralStemsOf = (texts: Map<string, string>) => stemsOf(texts).filter((stem) => texts.has(`${stem}_other`))

/**
 * What holds of every catalogue of the console: each language says everything that English says, with the same parameters, and has every
 * form of a number that its grammar has. English and Chinese share the keys of English (`_one`, `_other`), so that the keys are typed.
 */
export function describeCatalogues(catalogues: Record<Language, object>): void {
  const english = flatten(catalogues.en)
  describe.each(languages)('the catalogue in %s', (language) => {
    const texts = flatten(catalogues[language])

    it('says everything that English says, and nothing else', () => {
      expect(stemsOf(texts)).toEqual(stemsOf(english))
    })

    it('has every form that a number takes', () => {
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
      const wanted = pluralStemsOf(english).flatMap((stem) => forms.map((name) => `${stem}_${name}`))
      expect(wanted.filter((key) => !texts.has(key))).toEqual([])
    })

    it('uses the same parameters', () => {
      // The forms for none, one and two may say the number in words.
      const keys = [...texts.keys()].filter((key) => !/_(?:zero|one|two)$/u.test(key))
      const inEnglish = (key: string) => placeholdersOf(english.get(key) ?? english.get(key.replace(form, '_other')))
      expect(keys.map((key) => [key, placeholdersOf(texts.get(key))])).toEqual(keys.map((key) => [key, inEnglish(key)]))
    })

    it('has no empty text', () => {
      expect([...texts].filter(([, text]) => text.trim() === '')).toEqual([])
    })
  })
}
