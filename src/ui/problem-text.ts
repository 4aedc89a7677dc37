import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import i18next, { type TFunction } from 'i18next'
import type { Problem } from '#contract/problem'
import { formatIn, type Format } from './format.ts'
import { meaningOf, spokenBySources } from './language/phrases.ts'

export interface ProblemText {
  title: string
  /** What to do about it, or what happened in more words; absent when nobody said. */
  detail?: string
  /** The server's own words in English, where the language on screen has but the general explanation of the code. */
  original?: string
}

type Described = Pick<Problem, 'code' | 'title' | 'detail' | 'action' | 'parameters'>

const byteParameters = new Set(['bytes', 'minBytes', 'maxBytes'])

function readable(parameters: Problem['parameters'], format: Format): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters ?? {}).map(([name, value]) => [
      name,
      typeof value !== 'number'
        ? String(value ?? '')
        : byteParameters.has(name)
          ? format.bytes(value)
          : format.number(value),
    ]),
  )
}

/**
 * The words that a provider's error brings with it, which say more than the general ones of its code: English as title, detail and action, and
 * Chinese among the parameters.
 */
function ownText({ title, detail, action, parameters = {} }: Described, language: string): ProblemText | undefined {
  const { titleZh, detailZh } = parameters
  if (typeof titleZh !== 'string' || !spokenBySources(language)) return undefined
  if (language.startsWith('zh')) return { title: titleZh, ...(typeof detailZh === 'string' && { detail: detailZh }) }
  const whole = [detail, action].filter(Boolean).join(' ')
  return { title, ...(whole && { detail: whole }) }
}

/** What a code means in a language that the server's own words do not have, with those words beside it. */
function explained({ code, title, detail, action }: Described, language: string): ProblemText | undefined {
  const meaning = meaningOf(code, language)
  return meaning && { ...meaning, original: [`${title}.`, detail, action].filter(Boolean).join(' ') }
}

/**
 * A problem in the words of the language on screen: its own, else by its `code` with its parameters, else as the server said it (English).
 * A translation whose parameters are not all there is not used: half a sentence is worse than an English one.
 */
export function problemText(problem: Described, t: TFunction<'shell'>, format: Format): ProblemText {
  const own = ownText(problem, i18next.language) ?? explained(problem, i18next.language)
  if (own) return own
  const parameters = readable(problem.parameters, format)
  const translated = (part: 'title' | 'detail'): string | undefined => {
    // What the server refuses and what was refused before sending are said in the same words.
    const keys = [`problem.${problem.code}.${part}`, `breach.${problem.code}.${part}`]
    const key = keys.find((each) => i18next.exists(each, { ns: 'shell' }))
    const template: unknown = key && i18next.getResource(i18next.language, 'shell', key)
    if (typeof template !== 'string') return undefined
    const needed = [...template.matchAll(/\{\{(\w+)\}\}/gu)].map(([, name]) => name ?? '')
    if (needed.some((name) => !(name in parameters))) return undefined
    return t(key as 'problem.page-defect.title', { replace: parameters })
  }
  const title = translated('title')
  if (title === undefined) {
    const detail = [problem.detail, problem.action].filter(Boolean).join(' ')
    return { title: problem.title, ...(detail && detail !== problem.title && { detail }) }
  }
  const detail = translated('detail') ?? (problem.detail === title ? undefined : problem.detail)
  return { title, ...(detail && { detail }) }
}

/** `problemText` bound to the language on screen. */
export function useProblemText(): (problem: Parameters<typeof problemText>[0]) => ProblemText {
  const { t, i18n } = useTranslation()
  return useCallback((problem) => problemText(problem, t, formatIn(i18n.language)), [t, i18n.language])
}
