import { useTranslation } from 'react-i18next'
import { localeOf } from './language/locale.ts'

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

const relativeSteps: readonly [limitSeconds: number, unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  [60, 'second', 1],
  [3600, 'minute', 60],
  [86_400, 'hour', 3600],
  [7 * 86_400, 'day', 86_400],
]

export interface Format {
  /** 12,345 */
  number: (value: number) => string
  /** 0..1 as a whole percentage; never rounded up to 100% nor down to 0%. */
  percent: (share: number) => string
  /** Fen (1/100 yuan) as yuan: ¥1,234.50. */
  money: (fen: number) => string
  /** A day, `yyyy-mm-dd`, as it stands: no time zone moves it. */
  day: (day: string) => string
  /** Milliseconds as they are best read: 312 ms, 2.4 s. */
  duration: (milliseconds: number) => string
  /** Decimal units, as file managers show them: 1.4 MB. */
  bytes: (value: number) => string
  /** A moment (ISO 8601) with its date and time in full. */
  dateTime: (iso: string) => string
  /** A moment in as little room as it takes: "3 minutes ago", "Tue 14:02", "14 Nov", "14 Nov 2024". */
  moment: (iso: string, now: number) => string
  /** Names joined as the language joins them. */
  list: (items: readonly string[]) => string
}

/** Yuan as a language writes money, with ¥ alone: Arabic's own sign is CN¥, which its direction turns into ¥CN. @param language as `localeOf` has it */
export function yuanIn(language: string, options: Intl.NumberFormatOptions = {}): (yuan: number) => string {
  const money = new Intl.NumberFormat(language, { ...options, style: 'currency', currency: 'CNY' })
  return (yuan) =>
    money
      .formatToParts(yuan)
      .map(({ type, value }) => (type === 'currency' ? '¥' : value))
      .join('')
}

/** Formatters of a language (BCP 47), by Intl alone, as the browser's region writes it. */
export function createFormat(onScreen: string): Format {
  const language = localeOf(onScreen)
  const number = new Intl.NumberFormat(language)
  const percent = new Intl.NumberFormat(language, { style: 'percent' })
  const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
  const dayMonth = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' })
  const date = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric' })
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' })
  const yuan = yuanIn(language)
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
  const milliseconds = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'millisecond',
    unitDisplay: 'short',
    maximumFractionDigits: 0,
  })
  const seconds = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  })
  const list = new Intl.ListFormat(language, { type: 'conjunction' })
  const bytes = byteUnits.map(
    (unit, index) =>
      new Intl.NumberFormat(language, {
        style: 'unit',
        unit,
        unitDisplay: index === 0 ? 'long' : 'short',
        maximumFractionDigits: index === 0 ? 0 : 1,
      }),
  )
  return {
    number: (value) => number.format(value),
    percent: (share) => percent.format(share > 0 && share < 1 ? Math.min(0.99, Math.max(0.01, share)) : share),
    money: (fen) => yuan(fen / 100),
    day: (value) => day.format(new Date(`${value}T00:00:00Z`)),
    duration: (value) => (value < 999.5 ? milliseconds.format(value) : seconds.format(value / 1000)),
    bytes: (value) => {
      const step = Math.min(byteUnits.length - 1, value < 1 ? 0 : Math.floor(Math.log10(value) / 3))
      const scaled = value / 1000 ** step
      // 999,999 bytes are 1 MB, not 1,000 kB.
      const shown = step > 0 && step < byteUnits.length - 1 && scaled >= 999.95 ? step + 1 : step
      return (bytes[shown] ?? number).format(value / 1000 ** shown)
    },
    dateTime: (iso) => dateTime.format(new Date(iso)),
    moment: (iso, now) => {
      const at = new Date(iso)
      // A server whose clock is ahead of ours made nothing in the future.
      const seconds = Math.min(0, Math.round((at.getTime() - now) / 1000))
      for (const [limit, unit, length] of relativeSteps) {
        if (Math.abs(seconds) < limit) return relative.format(Math.trunc(seconds / length), unit)
      }
      return (at.getFullYear() === new Date(now).getFullYear() ? dayMonth : date).format(at)
    },
    list: (items) => list.format(items),
  }
}

const made = new Map<string, Format>()

/** The formatters of a language, made once: the browser takes longer to make one than to use it a hundred times. */
export function formatIn(language: string): Format {
  const known = made.get(language)
  if (known) return known
  const format = createFormat(language)
  made.set(language, format)
  return format
}

/** The formatters of the language on screen. */
export function useFormat(): Format {
  const { i18n } = useTranslation()
  return formatIn(i18n.language)
}
