import type { Label } from '../../provider.ts'
import type { Check, CheckValue } from '../../result.ts'
import { ar } from './ar.ts'
import { en, type CheckText } from './en.ts'
import { zh } from './zh.ts'

export type { CheckText } from './en.ts'

/** The languages that every check speaks. */
export const checkLanguages = ['en', 'zh', 'ar'] as const
export type CheckLanguage = (typeof checkLanguages)[number]

export type CheckValues = Readonly<Record<string, CheckValue>>

/** Every text of a language by its name: the id of a rule, a dot, and which of its outcomes it is. */
export const checkTexts: Readonly<Record<CheckLanguage, Readonly<Record<CheckText, string>>>> = { en, zh, ar }

const separators: Record<CheckLanguage, string> = { en: ', ', zh: '、', ar: '، ' }

/** Values run their own way inside Arabic text: U+2068 and U+2069 keep them apart from it (UAX #9, 2.4.2). */
const isolated = (text: string) => `\u2068${text}\u2069`

function written(value: CheckValue, language: CheckLanguage): string {
  const one = (part: string | Label) => {
    const text = typeof part === 'string' ? part : (part[language] ?? part.en)
    return language === 'ar' ? isolated(text) : text
  }
  return Array.isArray(value) ? value.map(one).join(separators[language]) : one(value)
}

/** One of the catalogues' texts as a name in every language. */
export function inEveryLanguage(text: CheckText): Label {
  return { en: en[text], zh: zh[text], ar: ar[text] }
}

/** A text of the catalogues with its values. */
export function sayCheck(text: CheckText, values: CheckValues, language: CheckLanguage): string {
  return checkTexts[language][text].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    return value === undefined ? whole : written(value, language)
  })
}

const isKnown = (text: string): text is CheckText => Object.hasOwn(en, text)

/** The language of the catalogues for a language tag (zh-CN, ar-AE); English for any other. */
function languageOf(tag: string): CheckLanguage {
  return checkLanguages.find((language) => tag === language || tag.startsWith(`${language}-`)) ?? 'en'
}

/**
 * What a check says, in the language of a tag such as `zh-CN`. A check that was stored before checks had names for their texts says its English message.
 */
export function checkMessage({ message, says }: Pick<Check, 'message' | 'says'>, tag: string): string {
  return says && isKnown(says.text) ? sayCheck(says.text, says.values ?? {}, languageOf(tag)) : message
}
