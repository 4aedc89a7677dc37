/** What spreadsheets take for the beginning of a formula, full-width forms included, which some of them fold; and the apostrophe of the escape itself. */
const dangerous = /^[=+\-@\t\r\n＝＋－＠']/

/**
 * A value as it stands in a CSV cell. One that a spreadsheet would run gets an apostrophe before it, the spreadsheets' own sign for "text". A
 * value that begins with an apostrophe gets a second one, so that {@link unguardFormula} gives back exactly what was there.
 */
export function guardFormula(value: string): string {
  return dangerous.test(value) ? `'${value}` : value
}

/** Takes the apostrophe away again. */
export function unguardFormula(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1) : cell
}
