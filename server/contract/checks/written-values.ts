import { parseWrittenDate } from './dates.ts'

/** HH:MM of a time as it is printed (9:05, 09：05, 22时24分, 22:24:07); null when there is none. */
export function parseWrittenTime(text: string): string | null {
  const match = /(?<!\d)([01]?\d|2[0-3])\s?[::;.时點点]\s?([0-5]\d)(?!\d{2})/.exec(text.normalize('NFKC'))
  return match ? `${match[1]!.padStart(2, '0')}:${match[2]}` : null
}

/** YYYY-MM-DDTHH:MM of a day followed by a time (2017年08月05日22:09开, 2024-05-06 12:30:11); null when either is missing. */
export function parseWrittenDateTime(text: string): string | null {
  // Longer texts are none, and would take the pattern below for ever.
  if (text.length > 60) return null
  const plain = text.normalize('NFKC')
  const match = /^(.*?\d{4}.*?\d{1,2}.*?(?:日|\d{1,2}))\D{0,3}?(\d{1,2}\s?[::时]\s?\d{2}.*)$/.exec(plain)
  if (!match) return null
  const date = parseWrittenDate(match[1]!.replace(/[^\d年月日./-]/g, ''))
  const time = parseWrittenTime(match[2]!)
  return date === null || time === null ? null : `${date}T${time}`
}

/** MM/YY of a month as cards print it: 07/26, 7/2026, 07-26, 0726; null when it is none. */
export function parseWrittenMonth(text: string): string | null {
  const match = /^(0?[1-9]|1[0-2])\s?[/\-.]\s?(?:20)?(\d{2})$|^(0[1-9]|1[0-2])(\d{2})$/.exec(
    text.normalize('NFKC').trim(),
  )
  if (!match) return null
  return `${(match[1] ?? match[3])!.padStart(2, '0')}/${match[2] ?? match[4]}`
}

/** The decimal string of a number with separators, a sign or a unit behind it (1,234件, ×3); null when there is none. */
export function parseWrittenNumber(text: string): string | null {
  const plain = text.normalize('NFKC').replace(/[\s,]/g, '')
  const match = /^[×xX*共]?(-?\d+(?:\.\d+)?)[\p{L}%]*$/u.exec(plain)
  return match ? match[1]!.replace(/^(-?)0+(?=\d)/, '$1') : null
}
