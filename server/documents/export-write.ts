import { stringify } from 'csv-stringify/sync'
import writeXlsxFile, { type CellObject } from 'write-excel-file/node'
import type { ExportRecord } from './export-record.ts'
import type { TableLayout } from './export-table.ts'
import { guardFormula } from '../contract/formula-guard.ts'

type Batches = AsyncIterable<readonly ExportRecord[]>

/** `{"format":"fieldproof","version":1,…,"documents":[…]}`, a document at a time. */
export async function* writeJson(batches: Batches, exportedAt: Date): AsyncGenerator<string> {
  yield `{"format":"fieldproof","version":1,"exportedAt":${JSON.stringify(exportedAt.toISOString())},"documents":[`
  let separator = '\n'
  for await (const batch of batches) {
    for (const record of batch) {
      yield separator + JSON.stringify(record)
      separator = ',\n'
    }
  }
  yield '\n]}\n'
}

/** RFC 4180 with CRLF, in UTF-8 with a byte order mark, without which Excel takes it for the local code page. */
export async function* writeCsv(batches: Batches, { header, row }: TableLayout): AsyncGenerator<string> {
  const lines = (rows: readonly (readonly (string | null)[])[]) =>
    stringify(
      rows.map((cells) => cells.map((cell) => (cell === null ? '' : guardFormula(cell)))),
      { record_delimiter: 'windows' },
    )
  yield `\uFEFF${lines([header])}`
  for await (const batch of batches) yield lines(batch.map(row))
}

/** The most characters that a cell of the format holds. */
const maxCellLength = 32_767

/** Every cell is a text cell, which a spreadsheet shows and never runs; 18-digit numbers keep their digits. */
export async function writeXlsx(batches: Batches, { header, row }: TableLayout): Promise<Uint8Array<ArrayBuffer>> {
  const text = (cell: string): CellObject => ({
    type: String,
    // Characters that XML has no form for are taken out by the writer.
    value: cell.replaceAll(/\r\n?/g, '\n').slice(0, maxCellLength),
  })
  const rows: (CellObject | null)[][] = [header.map((cell) => ({ ...text(cell), fontWeight: 'bold' }))]
  for await (const batch of batches) {
    for (const record of batch) rows.push(row(record).map((cell) => (cell === null || cell === '' ? null : text(cell))))
  }
  return new Uint8Array(await writeXlsxFile(rows, { sheet: 'Fieldproof', stickyRowsCount: 1 }).toBuffer())
}
