import type { Quad } from '../server/contract/geometry.ts'

/** One printed character (blanks have none) and the quad around its ink. */
export interface TrueCharacter {
  text: string
  quad: Quad
}

/** One run of print: a label, a value, or a line of a text page. */
export interface TrueLine {
  text: string
  quad: Quad
  chars: TrueCharacter[]
}

/** One cell; spans are 1 where it covers one row or column. */
export interface TrueCell {
  row: number
  column: number
  rowSpan: number
  columnSpan: number
  /** Its printed lines joined: Chinese ones without a blank, others with one. Empty for an empty cell. */
  text: string
  /** Ruled cells: the cell between its rules. Others: its print; null where nothing is printed. */
  quad: Quad | null
}

/** A printed table, whether its cells are ruled or only aligned. */
export interface TrueTable {
  rows: number
  columns: number
  cells: TrueCell[]
}

/** A block of a page in reading order. Tables stand in `tables`, in the same order. */
export type TrueBlock =
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'paragraph' | 'item' | 'caption' | 'header' | 'footer'; text: string }
  | { kind: 'table' }

/**
 * What stands on a specimen. Coordinates are pixels of the finished picture, after every distortion; quads begin at the top-left
 * corner as the text reads.
 *
 * Values are those of canonical/documents.json: dates ISO 8601, text NFKC as printed without padding blanks. Where the vocabulary
 * leaves a choice, specimens decide so:
 * - `document_type` is what the page prints in its type box (`P`, also on Chinese passports, whose MRZ begins `PO`); on `passport-mrz`,
 *   where only the MRZ is seen, it is the first two signs without fillers (`P`, `PO`).
 * - `country_code` and `nationality` are the ICAO 9303-3 codes of the MRZ (`CHN`, `D`) without fillers, whatever word the page prints for
 *   the nationality, because that is what all four passport recognisers of the seed facts answer.
 * - `surname` and `given_name` are in Latin capitals as printed on the page (hyphens and apostrophes kept); on `passport-mrz`, where
 *   they are lost, parts are separated by one blank.
 * - `sex` is M, F or X also where the page prints 男/M; X is what the MRZ writes as `<`.
 * - `mrz_line1` and `mrz_line2` have their 44 signs, fillers included.
 * - `birth_place` and `issue_place` of Chinese passports are as printed (`山东/SHANDONG`), `issuing_authority` is the Chinese name
 *   only (RecognizeChinapassport: `公安部出入境管理局`), the English line under it is not part of it.
 * - `person_id` is the optional data of the MRZ without trailing fillers, and absent when it is all fillers.
 * - A field that occurs several times has its values as `key`, `key#2`, `key#3`, in the order in which they stand on the page.
 * - Values that are not printed but follow from the picture (`is_card`, `plate_type`) have no boxes.
 * - An ID card's `address` is its printed lines joined without anything between them.
 */
export interface Truth {
  kind: string
  fields: Record<string, string>
  /** For each field one quad a printed line of its value, without its label. */
  boxes: Record<string, Quad[]>
  /** Where else the same value stands, each a list of quads: the code of the nationality in the MRZ. */
  elsewhere: Record<string, Quad[][]>
  lines: TrueLine[]
  /** Only on kinds whose result has tables. */
  tables?: TrueTable[]
  /** Only on kinds whose result is a structure. */
  blocks?: TrueBlock[]
  /** Keys of the kind for which nobody can say what is right: an answer to them is neither right nor wrong. */
  unscored?: string[]
  /** Places that are not fields: `card`, `portrait`, `mrz`. */
  regions: Record<string, Quad>
}

/** The vocabulary's key of a field in the truth: further values of one that occurs several times are written `key#2`, `key#3`. */
export function fieldKey(key: string): string {
  return key.replace(/#\d+$/, '')
}

/** The same truth after the picture was moved; `move` maps one quad. */
export function moveTruth(truth: Truth, move: (quad: Quad) => Quad): Truth {
  const each = <From, To>(record: Record<string, From>, map: (value: From) => To): Record<string, To> =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))
  return {
    ...truth,
    boxes: each(truth.boxes, (quads) => quads.map(move)),
    elsewhere: each(truth.elsewhere, (places) => places.map((quads) => quads.map(move))),
    lines: truth.lines.map((line) => ({
      ...line,
      quad: move(line.quad),
      chars: line.chars.map(({ text, quad }) => ({ text, quad: move(quad) })),
    })),
    regions: each(truth.regions, move),
    ...(truth.tables && {
      tables: truth.tables.map((table) => ({
        ...table,
        cells: table.cells.map((cell) => ({ ...cell, quad: cell.quad && move(cell.quad) })),
      })),
    }),
  }
}
