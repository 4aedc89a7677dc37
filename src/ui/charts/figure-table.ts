import { stringify } from 'csv-stringify/browser/esm/sync'

/** One column of the numbers behind a chart. `text` is what the table shows, `plain` what the CSV holds (no units, no grouping). */
export interface FigureColumn<Row> {
  key: string
  label: string
  text: (row: Row) => string
  plain: (row: Row) => string | number | null
  /** Where the row's figure leads: the calls behind it. */
  href?: (row: Row) => string | undefined
  numeric?: boolean
  /** Sentences rather than a name or a number: they may take several lines. */
  wraps?: boolean
}

/** A name that a spreadsheet would take for a formula is written as text (OWASP, CSV injection). */
const asText = (value: string) => (/^[=+\-@\t\r]/u.test(value) ? `'${value}` : value)

/** The numbers of a chart as CSV (RFC 4180) with a byte order mark, so that spreadsheets take Chinese and Arabic for what they are. */
export function figuresCsv<Row>(columns: readonly FigureColumn<Row>[], rows: readonly Row[]): string {
  const head = columns.map(({ label }) => asText(label))
  const body = rows.map((row) =>
    columns.map(({ plain }) => {
      const value = plain(row)
      return typeof value === 'string' ? asText(value) : value
    }),
  )
  return stringify([head, ...body], { bom: true, record_delimiter: '\r\n' })
}
