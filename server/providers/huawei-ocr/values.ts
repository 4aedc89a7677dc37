import type { FieldDefinition } from '../../contract/documents/index.ts'

/** A native value as text: NFKC, no padding blanks; null for what means "not found" (empty text, null). */
export function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim() || null
}

const pad = (part: string) => part.padStart(2, '0')

/** YYYY-MM-DD from `1990-12-12`, `1990/12/12`, `19901212`, or the `12/12/1990` (day first) that is printed on Emirates cards; else as it is. */
function dateOf(text: string): string {
  const [, year, month, day] = /^(\d{4})[-/. ]?(\d{1,2})[-/. ]?(\d{1,2})$/.exec(text) ?? []
  if (year && month && day) return `${year}-${pad(month)}-${pad(day)}`
  const [, first, second, last] = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(text) ?? []
  return first && second && last ? `${last}-${pad(second)}-${pad(first)}` : text
}

/** MM/YY from `12/10`, `12-10`, `12/2010`; the order month, year is assumed (DEFECTS.md). */
function monthOf(text: string): string {
  const [, month, year] = /^(0?[1-9]|1[0-2]) ?[-/. ] ?(?:20)?(\d{2})$/.exec(text) ?? []
  return month && year ? `${pad(month)}/${year}` : text
}

const sexes: readonly [pattern: RegExp, values: readonly string[]][] = [
  [/^(m|male|man|男|ذكر)$/i, ['M', '男']],
  [/^(f|female|woman|女|أنثى|انثى)$/i, ['F', '女']],
  [/^(x|unspecified)$/i, ['X']],
]

/** One of the values that the vocabulary names, where the text means one; else the text, which our checks then mark. */
function choiceOf(text: string, values: readonly string[]): string {
  const same = values.find((value) => value.toLowerCase() === text.toLowerCase())
  if (same !== undefined) return same
  const meant = sexes.find(([pattern]) => pattern.test(text))?.[1] ?? []
  return values.find((value) => meant.includes(value)) ?? text
}

/** The native value in the form of the key's type (canonical/documents.json, `types`); what does not fit stays as printed. */
export function normalised(definition: FieldDefinition | undefined, value: unknown): string | null {
  const text = textOf(value)
  if (text === null || definition === undefined) return text
  if (definition.type === 'date') return dateOf(text)
  if (definition.type === 'month') return monthOf(text)
  if (definition.type === 'enum') return choiceOf(text, definition.values ?? [])
  return text
}
