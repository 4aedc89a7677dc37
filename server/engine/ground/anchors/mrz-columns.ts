import type { DocumentText, PageGlyph, PageRow } from '../stream.ts'

/** Where a machine-readable zone says a key: line, first column, end column (ICAO 9303-4, -5 and -6). */
type Columns = readonly [line: number, from: number, to: number]

const names = { surname: [0, 5, 5], given_name: [0, 8, 44] } as const

const secondLine: Readonly<Record<string, Columns>> = {
  passport_number: [1, 0, 9],
  nationality: [1, 10, 13],
  birth_date: [1, 13, 19],
  sex: [1, 20, 21],
  expiry_date: [1, 21, 27],
}

const formats: Readonly<Record<number, Readonly<Record<string, Columns>>>> = {
  44: { document_type: [0, 0, 2], country_code: [0, 2, 5], ...names, ...secondLine, person_id: [1, 28, 42] },
  36: { document_type: [0, 0, 2], country_code: [0, 2, 5], ...names, ...secondLine },
  30: {
    document_type: [0, 0, 2],
    country_code: [0, 2, 5],
    passport_number: [0, 5, 14],
    card_number: [0, 5, 14],
    id_number: [0, 15, 30],
    birth_date: [1, 0, 6],
    sex: [1, 7, 8],
    expiry_date: [1, 8, 14],
    nationality: [1, 15, 18],
    surname: [2, 0, 0],
    given_name: [2, 3, 30],
    name: [2, 0, 30],
  },
}

/** The machine-readable zone of a document: its rows, the uppermost first, and how many signs each has by the standard. */
export interface Mrz {
  rows: readonly PageRow[]
  length: number
}

/** The zone on the pages; null where there is none. */
export function mrzOf({ pages }: DocumentText): Mrz | null {
  for (const { rows } of pages) {
    const zone = rows.filter(({ glyphs }) => glyphs[0]!.mrz).slice(-3)
    if (zone.length === 0) continue
    const longest = Math.max(...zone.map(({ glyphs }) => glyphs.length))
    return { rows: zone, length: longest > 40 ? 44 : longest > 33 ? 36 : 30 }
  }
  return null
}

/**
 * How well signs of a machine-readable zone stand where the zone says a key, 0..1. Columns are told by the place on the line, which has one width for
 * all signs, since the reading may have lost or added some.
 */
export function mrzStanding(key: string, glyphs: readonly PageGlyph[], { rows, length }: Mrz): number {
  const columns = formats[length]?.[key]
  const [first, last] = [glyphs[0]!, glyphs.at(-1)!]
  const line = rows.findIndex((row) => row.glyphs[first.column] === first)
  const row = rows[line]
  if (!row) return 0
  if (key.startsWith('mrz_line')) return key === `mrz_line${line + 1}` ? 1 : 0
  if (!columns || columns[0] !== line) return 0
  const pitch = (row.right - row.left) / length
  const from = (first.left - row.left) / pitch
  const to = (last.right - row.left) / pitch
  if (key === 'surname') return Math.abs(from - columns[1]) < 1.5 ? 1 : 0
  if (key === 'given_name' || key === 'name') return from > columns[1] - 1.5 ? 0.8 : 0
  const off = Math.max(columns[1] - from, to - columns[2], 0)
  return off < 0.5 ? 1 : off < 1.6 ? 0.7 : 0
}

/** The signs of a zone in the columns that say a key; empty for keys without columns of their own. */
export function mrzRun(key: string, { rows, length }: Mrz): PageGlyph[] {
  const columns = formats[length]?.[key]
  const row = columns && rows[columns[0]]
  if (!row || columns[1] === columns[2] || key in names || key === 'name') return []
  const pitch = (row.right - row.left) / length
  return row.glyphs.filter(({ left, right }) => {
    const column = ((left + right) / 2 - row.left) / pitch
    return column > columns[1] && column < columns[2]
  })
}
