import { parseWrittenDate } from '../../../contract/checks/dates.ts'
import type { FieldDefinition } from '../../../contract/documents/index.ts'
import type { Field } from '../../../contract/result.ts'
import { clockPattern, clockSigns, dayParts, dayPatterns, monthPattern } from './date.ts'
import { moneyPatterns, numberPatterns, unitSigns } from './money.ts'
import { optionalSign, signOf, textPattern, patternOf, type Pattern } from './pattern.ts'

/** Printed forms of values that stand for something, the usual one first. */
const printed = new Map<string, readonly string[]>(
  Object.entries({
    M: ['男/M', '男', 'M', 'Male'],
    F: ['女/F', '女', 'F', 'Female'],
    X: ['X', '<'],
    男: ['男', '男/M', 'M', 'Male'],
    女: ['女', '女/F', 'F', 'Female'],
    长期: ['长期', '长期有效', '永久', '9999-12-31'],
    CHN: ['中国/CHINESE', 'CHN', '中国', 'CHINESE', "PEOPLE'S REPUBLIC OF CHINA"],
  }),
)

export interface WritingsOptions {
  definition: FieldDefinition | undefined
  /** Whether a folded sign is on any page. */
  has: (folded: string) => boolean
}

/** A machine-readable line: fillers count little, since nobody counts them right. */
function mrzPattern(value: string): Pattern {
  return patternOf(
    Array.from(value.slice(0, 60), (sign) =>
      sign === '<' ? signOf(sign, { counts: false, wrong: 0.4, absent: 0.02 }) : signOf(sign),
    ),
    { ignores: new Set(['<']) },
  )
}

function ofValue(value: string, { definition, has }: WritingsOptions): Pattern[] {
  const day = dayParts(value)
  if (day) return dayPatterns(day, { has })
  const moment = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/.exec(value)
  if (moment) {
    const [, year, month, date, hours, minutes] = moment as unknown as [string, string, string, string, string, string]
    return dayPatterns([year, month, date], {
      has,
      tail: [optionalSign('T', ['t', '-', '/', '日'], 0.02), ...clockSigns(hours, minutes)],
    })
  }
  const clock = definition?.type === 'time' ? /^(\d{2}):(\d{2})$/.exec(value) : null
  if (clock) return [clockPattern(clock[1]!, clock[2]!)]
  const month = definition?.type === 'month' ? /^(\d{2})\/(\d{2})$/.exec(value) : null
  if (month) return [monthPattern(month[1]!, month[2]!)]
  if (definition?.type === 'money') {
    const patterns = moneyPatterns(value)
    if (patterns.length > 0) return patterns
  }
  if (definition?.type === 'number') {
    const patterns = numberPatterns(value)
    if (patterns.length > 0) return patterns
  }
  if (definition?.key.startsWith('mrz_line')) return [mrzPattern(value)]
  // The station's name stands before a printed 站, near or far.
  if (definition?.key.endsWith('_station') && value.length > 2 && value.endsWith('站')) {
    const signs = textPattern(value)?.signs ?? []
    return [patternOf([...signs.slice(0, -1), optionalSign('站', ['站'])])]
  }
  if (/^\d{1,7}(?:\.\d{1,3})?$/.test(value) && definition?.type === 'text') {
    const signs = textPattern(value)?.signs ?? []
    return [patternOf([...signs, ...unitSigns()])]
  }
  const forms = printed.get(value)
  const patterns = (forms ?? [value]).flatMap((form, index) => textPattern(form, { handicap: 0.01 * index }) ?? [])
  return patterns
}

/** What the provider wrote is another writing of the value, unless it says more than the value (a range of which the value is the end). */
function ofNative(field: Field, { definition }: WritingsOptions): Pattern[] {
  const native = field.native.value
  if (typeof native !== 'string' && typeof native !== 'number') return []
  const text = String(native)
  if (text === field.value || text.trim() === '') return []
  const typed = definition !== undefined && definition.type !== 'text' && definition.type !== 'enum'
  if (typed && definition.type === 'date' && parseWrittenDate(text, { years: 'birth' }) === null) return []
  if (typed && text.length > 2 * (field.value?.length ?? 0)) return []
  const pattern = textPattern(text, { handicap: 0.02 })
  return pattern ? [pattern] : []
}

/** Every way in which a field's value may be printed. Empty for a value without a printed form. */
export function writingsOf(field: Field, options: WritingsOptions): Pattern[] {
  if (field.value === null) return []
  return [...ofValue(field.value, options), ...ofNative(field, options)].slice(0, 24)
}
