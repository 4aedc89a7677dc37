import { jsonRows } from './json-rows.ts'
import { mostShown, type Row } from './row.ts'
import { xmlRows } from './xml-rows.ts'

function plainRows(text: string): Row[] {
  return text.split(/\r?\n/u).map((line) => ({
    depth: 0,
    path: null,
    tokens: [{ type: 'text', text: line.slice(0, mostShown) }],
  }))
}

/** A raw answer as lines: JSON and XML told by what they are, not by what they are called; anything else as it came. */
export function rawRows(body: string): Row[] {
  const found = /^\s*</u.test(body) ? xmlRows(body) : jsonRows(body)
  return found ?? plainRows(body)
}
