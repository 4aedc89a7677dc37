/** Which century a two-digit year belongs to: a birth is never in the future, an expiry is seldom far in the past. */
export type YearRule = 'birth' | 'expiry'

export interface DateOptions {
  /** How two digits of a year are completed; without it they are refused unless the text leaves no other reading. */
  years?: YearRule
  /** The year that counts as the present for `years`. Default: the clock's. */
  presentYear?: number
}

/**
 * The names of the months, January first, as identity documents print them: English, French, German, Spanish, Portuguese, Italian, Dutch.
 * Three letters or more identify a month in each of them; the longer forms are matched by their first letters.
 */
const monthNames: readonly (readonly string[])[] = [
  ['JAN', 'ENE', 'GEN'],
  ['FEB', 'FEV'],
  ['MAR', 'MRT', 'MAE', 'MRZ'],
  ['APR', 'AVR', 'ABR'],
  ['MAY', 'MAI', 'MEI', 'MAG'],
  ['JUN', 'JUIN', 'GIU'],
  ['JUL', 'JUIL', 'LUG'],
  ['AUG', 'AOU', 'AGO'],
  ['SEP', 'SET'],
  ['OCT', 'OKT', 'OUT', 'OTT'],
  ['NOV'],
  ['DEC', 'DEZ', 'DIC'],
]

const monthByPrefix = new Map(monthNames.flatMap((names, index) => names.map((name) => [name, index + 1] as const)))

const chineseDigits = '〇一二三四五六七八九'

/** The number of the month that a word names (Jan, JANV, Dezember, SEPT.), or null. */
export function monthOfName(word: string): number | null {
  const letters = word
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toUpperCase()
  if (letters.length < 3 || letters.length > 10) return null
  return monthByPrefix.get(letters.slice(0, 4)) ?? monthByPrefix.get(letters.slice(0, 3)) ?? null
}

/** YYYY-MM-DD of a day that exists in the calendar (years 1800 to 2199), else null. */
export function isoDate(year: number, month: number, day: number): string | null {
  if (!(year >= 1800 && year <= 2199 && month >= 1 && month <= 12 && day >= 1)) return null
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** True for YYYY-MM-DD of a day that exists. */
export function isIsoDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return match !== null && isoDate(Number(match[1]), Number(match[2]), Number(match[3])) === text
}

/** The full year of its last two digits: births lie at most 99 years back, expiries between 49 years back and 50 ahead. */
export function fullYear(twoDigits: number, rule: YearRule, presentYear = new Date().getUTCFullYear()): number {
  const latest = rule === 'birth' ? presentYear : presentYear + 50
  return latest - ((((latest - twoDigits) % 100) + 100) % 100)
}

/** ISO date of YYMMDD as machine-readable zones and ID numbers of old print it; null when it is no date. */
export function parseShortDate(digits: string, rule: YearRule, presentYear?: number): string | null {
  if (!/^\d{6}$/.test(digits)) return null
  const year = fullYear(Number(digits.slice(0, 2)), rule, presentYear)
  return isoDate(year, Number(digits.slice(2, 4)), Number(digits.slice(4, 6)))
}

function chineseNumerals(text: string): string {
  return text
    .replaceAll('零', '〇')
    .replace(/([一二三])?十([一二三四五六七八九])?/g, (_, tens: string | undefined, ones: string | undefined) =>
      String((tens ? chineseDigits.indexOf(tens) : 1) * 10 + (ones ? chineseDigits.indexOf(ones) : 0)),
    )
    .replace(/[〇一二三四五六七八九]/g, (sign) => String(chineseDigits.indexOf(sign)))
}

type Token = { kind: 'number' | 'month' | 'chinese-month'; value: number; digits: number }

/** Numbers and month names in order; null when the text holds a word that belongs in no date. */
function tokenise(text: string): Token[] | null {
  const tokens: Token[] = []
  for (const match of text.matchAll(/\d+|[\p{L}]+/gu)) {
    const word = match[0]
    if (word >= '0' && word < ':') {
      if (word.length > 8) return null
      tokens.push({ kind: 'number', value: Number(word), digits: word.length })
      continue
    }
    for (const part of word.match(/[年月日号]|[^年月日号]+/gu) ?? []) {
      const last = tokens.at(-1)
      if (part === '月' && last?.kind === 'number') last.kind = 'chinese-month'
      else if (part === '年' || part === '月' || part === '日' || part === '号') continue
      else {
        const month = monthOfName(part)
        if (month === null) return null
        tokens.push({ kind: 'month', value: month, digits: 0 })
      }
    }
    if (tokens.length > 8) return null
  }
  return tokens
}

/**
 * The ISO date of any written form: 1990年1月5日, 1990.01.05, 1990-1-5, 05.01.1990, 05/01/1990 (day first unless it cannot be),
 * 05 JAN 1990, 05JAN1990, 05 JAN/JANV 90, January 5, 1990, 05 1月/JAN 1990, 一九九〇年一月五日, 19900105, 05011990, 900105.
 * Null when the text is no date, names two different months, or leaves the century open (see `DateOptions.years`).
 */
export function parseWrittenDate(text: string, options: DateOptions = {}): string | null {
  if (text.length > 60) return null
  const tokens = tokenise(chineseNumerals(text.normalize('NFKC').replaceAll(/[．。·]/g, '.')))
  if (tokens === null) return null
  const numbers = tokens.filter(({ kind }) => kind === 'number')
  const year = (token: Token): number | null => {
    if (token.digits === 4) return token.value
    return token.digits === 2 && options.years ? fullYear(token.value, options.years, options.presentYear) : null
  }
  const build = (yearToken: Token, month: number, day: number) => {
    const full = year(yearToken)
    return full === null ? null : isoDate(full, month, day)
  }

  const months = new Set(tokens.filter(({ kind }) => kind !== 'number').map(({ value }) => value))
  if (months.size > 1) return null
  const [month] = months
  if (month !== undefined) {
    if (numbers.length !== 2) return null
    const [first, second] = numbers as [Token, Token]
    return first.digits === 4 ? build(first, month, second.value) : build(second, month, first.value)
  }

  if (numbers.length === 3) {
    const [first, second, third] = numbers as [Token, Token, Token]
    if (first.digits === 4) return build(first, second.value, third.value)
    if (third.digits === 4) return build(third, second.value, first.value) ?? build(third, first.value, second.value)
    return build(third, second.value, first.value) ?? build(first, second.value, third.value)
  }
  if (numbers.length === 1) {
    const digits = String(numbers[0]!.value).padStart(numbers[0]!.digits, '0')
    const at = (from: number, to: number) => Number(digits.slice(from, to))
    if (digits.length === 8) {
      return isoDate(at(0, 4), at(4, 6), at(6, 8)) ?? isoDate(at(4, 8), at(2, 4), at(0, 2))
    }
    if (digits.length === 6 && options.years) return parseShortDate(digits, options.years, options.presentYear)
  }
  return null
}
