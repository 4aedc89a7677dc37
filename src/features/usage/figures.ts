import type { UsageRow } from '#contract/metering'
import type { FigureColumn } from '../../ui/charts/figure-table.ts'
import type { Format } from '../../ui/format.ts'

/** Share (0..1) of the calls that succeeded; null without calls. */
export const successOf = ({ requests, succeeded }: UsageRow): number | null =>
  requests === 0 ? null : succeeded / requests

/** A share with a decimal, so that 99.6 and 99.9 differ. */
export function shareText(share: number | null, locale: string): string {
  if (share === null) return '–'
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(
    // Nothing that failed is rounded up to all, nothing that succeeded down to none.
    share > 0 && share < 1 ? Math.min(0.999, Math.max(0.001, share)) : share,
  )
}

/** A moment without calls. */
export const emptyRow = (key: string): UsageRow => ({
  key,
  requests: 0,
  calls: 0,
  succeeded: 0,
  units: 0,
  fen: 0,
  bytes: 0,
  meanMs: null,
  p95Ms: null,
})

export interface ColumnWords {
  format: Format
  locale: string
  /** Heads of the columns. */
  label: (column: 'requests' | 'failed' | 'success' | 'mean' | 'p95' | 'cost' | 'bytes' | 'calls') => string
}

/** The columns that every table of figures ends with: what one row's calls came to, each number of calls a link to them. */
export function figureColumns(
  { format, locale, label }: ColumnWords,
  hrefOf: (row: UsageRow, failed: boolean) => string | undefined,
): FigureColumn<UsageRow>[] {
  const duration = (value: number | null) => (value === null ? '–' : format.duration(value))
  const rounded = (value: number | null) => (value === null ? null : Math.round(value))
  return [
    {
      key: 'requests',
      label: label('requests'),
      numeric: true,
      text: ({ requests }) => format.number(requests),
      plain: ({ requests }) => requests,
      href: (row) => (row.requests === 0 ? undefined : hrefOf(row, false)),
    },
    {
      key: 'failed',
      label: label('failed'),
      numeric: true,
      text: ({ requests, succeeded }) => format.number(requests - succeeded),
      plain: ({ requests, succeeded }) => requests - succeeded,
      href: (row) => (row.requests === row.succeeded ? undefined : hrefOf(row, true)),
    },
    {
      key: 'success',
      label: label('success'),
      numeric: true,
      text: (row) => shareText(successOf(row), locale),
      plain: (row) => successOf(row),
    },
    {
      key: 'mean',
      label: label('mean'),
      numeric: true,
      text: ({ meanMs }) => duration(meanMs),
      plain: ({ meanMs }) => rounded(meanMs),
    },
    {
      key: 'p95',
      label: label('p95'),
      numeric: true,
      text: ({ p95Ms }) => duration(p95Ms),
      plain: ({ p95Ms }) => rounded(p95Ms),
    },
    {
      key: 'calls',
      label: label('calls'),
      numeric: true,
      text: ({ calls }) => format.number(calls),
      plain: ({ calls }) => calls,
    },
    {
      key: 'cost',
      label: label('cost'),
      numeric: true,
      text: ({ fen }) => format.money(fen),
      plain: ({ fen }) => fen / 100,
    },
    {
      key: 'bytes',
      label: label('bytes'),
      numeric: true,
      text: ({ bytes }) => format.bytes(bytes),
      plain: ({ bytes }) => bytes,
    },
  ]
}
