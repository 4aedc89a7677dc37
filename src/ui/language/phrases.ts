import type { Language } from './index.ts'

/**
 * What the server says in English and Chinese because the clouds' documents do (labels of kinds, fields, operations and samples; what a
 * provider's error means), in a language that those documents do not have.
 */
interface Phrases {
  /** By the English label. */
  labels: Readonly<Record<string, string>>
  /** By the problem's code: what happened and what to do about it. */
  problems: Readonly<Record<string, { title: string; detail: string }>>
}

const loaders: Partial<Record<Language, () => Promise<{ default: Phrases }>>> = {
  ar: () => import('./phrases/ar.json'),
}

const loaded = new Map<string, Phrases>()

/** Fetches the phrases of a language that has any; they come with the first page in it. */
export async function loadPhrases(language: Language): Promise<void> {
  const load = loaders[language]
  if (load && !loaded.has(language)) loaded.set(language, (await load()).default)
}

/** Whether the server itself speaks the language. */
export function spokenBySources(language: string): boolean {
  return !(language in loaders)
}

/** A label of the server in another language; undefined where it is not among the phrases. */
export function phraseOf(english: string, language: string): string | undefined {
  return loaded.get(language)?.labels[english]
}

/** What a problem's code means; undefined where the catalogue itself has to say it. */
export function meaningOf(code: string, language: string): { title: string; detail: string } | undefined {
  return loaded.get(language)?.problems[code]
}
