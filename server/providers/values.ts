import { isIsoDate, parseWrittenDate } from '../contract/checks/dates.ts'
import { moneyOf, parseWrittenMoney } from '../contract/checks/money.ts'
import {
  parseWrittenDateTime,
  parseWrittenMonth,
  parseWrittenNumber,
  parseWrittenTime,
} from '../contract/checks/written-values.ts'
import type { FieldDefinition, FieldType } from '../contract/documents/index.ts'

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What stands in a list, and what stands in place of one: a single value is a list of one, nothing is an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  return value === undefined || value === null || value === '' ? [] : [value]
}

/** A finite number of a JSON number or of its text (XML, numbers in quotes); null for everything else. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string' || !/^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/.test(value)) return null
  const number = Number(value)
  return Number.isFinite(number) ? number : null
}

/** A confidence that the source gives in 0..`scale`, as 0..1. Null for what was not reported or lies outside. */
export function confidenceOf(value: unknown, scale: 1 | 100 = 1): number | null {
  const number = numberOf(value)
  if (number === null || number < 0 || number > scale * 1.000001) return null
  return Math.min(1, number / scale)
}

/**
 * A native value as text in the canonical form: NFKC, no padding blanks. The parts of a list stand below each other. Null for what
 * is empty.
 */
export function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (Array.isArray(value)) {
    const parts = value.flatMap((part) => textOf(part) ?? [])
    return parts.length > 0 ? parts.join('\n') : null
  }
  const text =
    typeof value === 'string'
      ? value
      : typeof value === 'number' || typeof value === 'boolean'
        ? String(value)
        : (JSON.stringify(value) ?? '')
  return text.normalize('NFKC').replace(/\r\n?/g, '\n').trim() || null
}

/** A line of text as the source read it, its marks as wide as they were; null for what is empty. */
export function lineText(value: unknown): string | null {
  return typeof value === 'string' ? value.replace(/\r\n?/g, '\n').trim() || null : textOf(value)
}

/** Aliyun writes 29991231, tables of ours 9999-12-31, cards 长期 for what never ends. */
const endless =
  /^(?:29991231|2999-12-31|99991231|9999-12-31|长期(?:有效)?|永久|永续|long[- ]?term|permanent|indefinite)$/i

const meanings: readonly { pattern: RegExp; values: readonly string[] }[] = [
  { pattern: /^(?:m|male|man|男|男性|ذكر)$/i, values: ['M', '男'] },
  { pattern: /^(?:f|female|woman|女|女性|أنثى|انثى)$/i, values: ['F', '女'] },
  { pattern: /^(?:x|<|unspecified|未知)$/i, values: ['X'] },
]

const truths: readonly { pattern: RegExp; value: string }[] = [
  { pattern: /^(?:true|yes|y|1|是)$/i, value: 'true' },
  { pattern: /^(?:false|no|n|0|否)$/i, value: 'false' },
]

const money = (text: string): string | null => {
  const fen = parseWrittenMoney(text)
  return fen === null ? null : moneyOf(fen)
}

/** The canonical form of each type (canonical/documents.json, `types`), or null where the text is no value of it. */
const forms: Record<FieldType, (text: string, definition: FieldDefinition) => string | null> = {
  text: (text) => text,
  date: (text, { key }) =>
    isIsoDate(text) ? text : parseWrittenDate(text, { years: key.startsWith('birth') ? 'birth' : 'expiry' }),
  month: (text) => parseWrittenMonth(text),
  money,
  number: (text) => parseWrittenNumber(text),
  time: (text) => parseWrittenTime(text),
  datetime: (text) => (/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) ? text : parseWrittenDateTime(text.replace('T', ' '))),
  enum: (text, { values = [] }) =>
    values.find((value) => value.toLowerCase() === text.toLowerCase()) ??
    values.find((value) =>
      meanings.some(({ pattern, values: meant }) => pattern.test(text) && meant.includes(value)),
    ) ??
    null,
  boolean: (text) => truths.find(({ pattern }) => pattern.test(text))?.value ?? null,
}

/**
 * A native value in the form of its key's type: dates, months, money, times, numbers, booleans and choices as canonical/documents.json writes them;
 * what never ends becomes 长期 where the key allows it. What is no value of the type stays as it was printed, so that the console's rules mark it.
 * Null for what is empty or one of the source's failure markers.
 * @param definition of the key; undefined = a native key outside the vocabulary, kept as text
 */
export function canonicalValue(
  definition: FieldDefinition | undefined,
  native: unknown,
  failureMarkers: readonly string[] = [],
): string | null {
  const text = textOf(native)
  if (text === null || failureMarkers.includes(text)) return null
  if (definition === undefined) return text
  const { alternatives = [] } = definition
  const alternative = alternatives.find((allowed) => allowed === text || (allowed === '长期' && endless.test(text)))
  return alternative ?? forms[definition.type](text, definition) ?? text
}
