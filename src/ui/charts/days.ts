const dayMs = 24 * 60 * 60 * 1000

/** The days from one to another (`yyyy-mm-dd`), both included. */
export function daysBetween(from: string, to: string): string[] {
  const start = Date.parse(`${from}T00:00:00Z`)
  const end = Date.parse(`${to}T00:00:00Z`)
  const days: string[] = []
  for (let at = start; at <= end; at += dayMs) days.push(new Date(at).toISOString().slice(0, 10))
  return days
}

/** The 24 hours of a day, `yyyy-mm-ddThh`. */
export function hoursOf(day: string): string[] {
  return Array.from({ length: 24 }, (_, hour) => `${day}T${String(hour).padStart(2, '0')}`)
}

/** A row for each moment: those there are, and empty ones between, so that a quiet day stands as a quiet day and is not left out. */
export function withoutGaps<Row>(
  moments: readonly string[],
  rows: readonly Row[],
  { at, empty }: { at: (row: Row) => string; empty: (moment: string) => Row },
): Row[] {
  const found = new Map(rows.map((row) => [at(row), row]))
  return moments.map((moment) => found.get(moment) ?? empty(moment))
}

/** Writes the moments of an axis: `yyyy-mm-dd` as day and month, `yyyy-mm-ddThh` as the hour; no time zone moves them. */
export function momentLabels(locale: string): { short: (moment: string) => string; long: (moment: string) => string } {
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const hour = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' })
  const fullDay = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  })
  const fullHour = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })
  const dateOf = (moment: string) => new Date(moment.length === 10 ? `${moment}T00:00:00Z` : `${moment}:00:00Z`)
  return {
    short: (moment) => (moment.length === 10 ? day : hour).format(dateOf(moment)),
    long: (moment) => (moment.length === 10 ? fullDay : fullHour).format(dateOf(moment)),
  }
}
