import { kindByName } from '../contract/documents/index.ts'
import { tableTsv } from '../contract/table-text.ts'
import type { ExportRecord } from './export-record.ts'

/** Columns before those of the fields. */
const documentColumns = [
  'document_id',
  'document_name',
  'document_kind',
  'document_state',
  'decided_by',
  'decided_at',
] as const

export interface TableLayout {
  header: string[]
  /** The cells of one document; null is an empty cell. */
  row: (record: ExportRecord) => (string | null)[]
}

/**
 * The columns for documents of these kinds: the fields of each kind in its own order, then keys outside the vocabulary, then `lines` where a
 * kind's result is its lines, and `tables` where it is its tables. Several values of one field, and the lines, stand in one cell, one a line;
 * so do the tables, their cells parted by tabs as on a clipboard and an empty line after each.
 */
export function tableLayout(kinds: readonly string[], keys: readonly string[]): TableLayout {
  const definitions = kinds.flatMap((kind) => kindByName(kind) ?? [])
  const fieldKeys = [...new Set([...definitions.flatMap(({ fields }) => fields.map(({ key }) => key)), ...keys])]
  const hasLines = definitions.some(({ output }) => output.includes('lines'))
  const hasTables = definitions.some(({ output }) => output.includes('tables'))
  const texts = [...(hasLines ? ['lines'] : []), ...(hasTables ? ['tables'] : [])]
  const fixed = new Set<string>([...documentColumns, ...texts])
  return {
    header: [...documentColumns, ...fieldKeys.map((key) => (fixed.has(key) ? `field_${key}` : key)), ...texts],
    row: ({ document, recognition }) => {
      const values = new Map<string, string[]>()
      for (const { key, value } of recognition?.fields ?? []) {
        if (value !== null) values.set(key, [...(values.get(key) ?? []), value])
      }
      const holdsLines = recognition !== null && kindByName(recognition.kind)?.output.includes('lines')
      const { id, name, kind, state, decidedBy, decidedAt } = document
      return [
        id,
        name,
        kind,
        state,
        decidedBy,
        decidedAt,
        ...fieldKeys.map((key) => values.get(key)?.join('\n') ?? null),
        ...(hasLines ? [holdsLines ? recognition.lines.map(({ text }) => text).join('\n') : null] : []),
        ...(hasTables ? [recognition?.tables.map((table) => tableTsv(table)).join('\n\n') || null] : []),
      ]
    },
  }
}
