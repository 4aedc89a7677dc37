import { textOf, type Row } from './row.ts'

/** One place where the sought text stands: in which row, and from which character of its text. */
export interface Match {
  row: number
  at: number
}

/** Every place of a text in the rows, whatever its case, up to a bound: more are nobody's to walk through. */
export function findMatches(rows: readonly Row[], sought: string, most = 10_000): Match[] {
  const wanted = sought.trim().toLowerCase()
  if (wanted === '') return []
  const matches: Match[] = []
  for (const [index, row] of rows.entries()) {
    const text = textOf(row).toLowerCase()
    for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) {
      matches.push({ row: index, at })
      if (matches.length === most) return matches
    }
  }
  return matches
}

/** Pieces of a row's text with what is sought marked; the pieces keep the colours of their tokens. */
export function splitAt(row: Row, matches: readonly number[], length: number) {
  const pieces: { type: Row['tokens'][number]['type']; text: string; match: number | null }[] = []
  let offset = 0
  for (const { type, text } of row.tokens) {
    let from = 0
    for (const at of matches) {
      const start = Math.max(0, at - offset)
      const end = Math.min(text.length, at + length - offset)
      if (end <= 0 || start >= text.length || start < from) continue
      if (start > from) pieces.push({ type, text: text.slice(from, start), match: null })
      pieces.push({ type, text: text.slice(start, end), match: at })
      from = end
    }
    if (from < text.length) pieces.push({ type, text: text.slice(from), match: null })
    offset += text.length
  }
  return pieces
}
