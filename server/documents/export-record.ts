import { runChecks } from '../contract/checks/index.ts'
import type { DocumentSummary } from '../contract/document.ts'
import { kindByName } from '../contract/documents/index.ts'
import { foldReview, itemsOf, type ChangeSet, type Decision, type Mark, type ReviewItem } from '../contract/review.ts'
import type { PlacedCell, TableStructure } from '../contract/table-structure.ts'
import type { Field, Line, Recognition } from '../contract/result.ts'
import type { DocumentReview } from './read-review.ts'
import { toChangeSet, type ChangeSetRow } from './rows.ts'

/** A field as the review left it. A corrected value has no machine confidence and no characters: they belong to what the machine read. */
export type ReviewedField = Field & { corrected: boolean; mark: Mark; accepted: boolean; machineValue: string | null }

/** One document of a JSON export. */
export interface ExportRecord {
  document: DocumentSummary
  pages: Recognition['pages']
  /** The canonical recognition with the corrections applied; null when nothing has read the document. */
  recognition: (Omit<Recognition, 'fields'> & { fields: ReviewedField[] }) | null
  /** What the machine said, before any correction. */
  machine: Pick<Recognition, 'fields' | 'lines' | 'tables' | 'frames'> | null
  decision: Decision & { at: string | null; by: string | null }
  /** Every step of the review in order, with author and moment. */
  history: (ChangeSet & { authorId: string })[]
}

/** Nothing was returned for it and nobody put anything there: the canonical form leaves such a field out. */
function isAbsent(item: ReviewItem): boolean {
  return !item.returned && item.value === null && item.mark === null && item.quads.length === 0
}

function reviewedFields(recognition: Recognition, items: readonly ReviewItem[]): ReviewedField[] {
  const kind = kindByName(recognition.kind)
  const values = items.flatMap(({ key, value }) => (key === null ? [] : [{ key, value }]))
  const checks = kind ? runChecks(kind, values) : {}
  // Items keep the order and number of the machine's fields of a key, so that each finds what it came from.
  const machineFields = new Map<string, Field[]>()
  for (const field of recognition.fields) {
    machineFields.set(field.key, [...(machineFields.get(field.key) ?? []), field])
  }
  return items.flatMap((item): ReviewedField[] => {
    if (item.source !== 'field' || item.key === null || isAbsent(item)) return []
    const place = /^field:.*:(\d+)$/.exec(item.id)?.[1]
    const isDrawn = item.id.startsWith('new:')
    const machine = isDrawn ? undefined : machineFields.get(item.key)?.[Number(place ?? 0)]
    const corrected = item.value !== item.machine.value
    return [
      {
        key: item.key,
        value: item.value,
        native: machine?.native ?? { path: '', value: null },
        page: item.page,
        quads: item.quads,
        boxSource: item.boxSource,
        confidence: corrected ? null : item.confidence,
        confidenceSource: corrected ? null : item.confidenceSource,
        agreement: corrected ? null : item.agreement,
        ...(corrected || item.chars.length === 0 ? {} : { chars: item.chars }),
        checks: checks[item.key] ?? [],
        corrected,
        mark: item.mark,
        accepted: item.accepted,
        machineValue: item.machine.value,
      },
    ]
  })
}

/** What is left of a line: without the machine's doubts where a person wrote it. Null = it was taken away, or has no text any more. */
function reviewedLine(item: ReviewItem | undefined): Line | null {
  const [quad] = item?.quads ?? []
  if (!item || item.value === null || !quad) return null
  const corrected = item.value !== item.machine.value
  const machine = corrected ? { confidence: null, chars: [] } : { confidence: item.confidence, chars: item.chars }
  return { text: item.value, page: item.page, quad, ...machine }
}

function reviewedLines(recognition: Recognition, items: readonly ReviewItem[], byId: Items): Line[] {
  const output = kindByName(recognition.kind)?.output ?? []
  if (output.includes('lines'))
    return items.flatMap((item) => (item.source === 'line' ? (reviewedLine(item) ?? []) : []))
  if (!output.includes('html')) return recognition.lines
  // Of structured documents the lines in tables are no items: they stand as they were read, their text is the cells'.
  const machine = new Set(itemsOf(recognition).map(({ id }) => id))
  const read = recognition.lines.flatMap((line, index) =>
    machine.has(`line:${index}`) ? (reviewedLine(byId.get(`line:${index}`)) ?? []) : line,
  )
  const drawn = items.filter(({ id, source }) => source === 'line' && id.startsWith('new:'))
  return [...read, ...drawn.flatMap((item) => reviewedLine(item) ?? [])]
}

type Items = ReadonlyMap<string, ReviewItem>

type Cell = Recognition['tables'][number]['cells'][number]

/** The cells as they stand in the corrected structure. One that a person put there has neither confidence nor a path of its own. */
function reviewedCell(placed: PlacedCell, item: ReviewItem | undefined, machine: Cell | undefined): Cell {
  const { row, column, rowSpan, columnSpan } = placed
  const text = item?.value ?? ''
  const own = machine && text === machine.text ? { confidence: machine.confidence } : { confidence: null }
  const path = machine?.path === undefined ? {} : { path: machine.path }
  return { row, column, rowSpan, columnSpan, text, quad: item?.quads[0] ?? null, ...own, ...path }
}

function reviewedTables(
  { tables }: Recognition,
  structures: readonly TableStructure[],
  items: Items,
): Recognition['tables'] {
  return tables.flatMap((table, index) => {
    const structure = structures[index]
    if (!structure) return table
    const { rows, columns } = structure
    // All of its rows or columns were deleted: there is no such table.
    if (rows === 0 || columns === 0) return []
    const machine = new Map(table.cells.map((cell, place) => [`cell:${index}:${place}`, cell]))
    const cells = structure.cells.map((placed) => {
      return reviewedCell(placed, items.get(placed.item), machine.get(placed.item))
    })
    return { ...table, rows, columns, cells }
  })
}

function reviewedFrames({ kind, frames }: Recognition, items: Items): Recognition['frames'] {
  if (!kindByName(kind)?.output.includes('frames')) return frames
  const drawn = [...items.values()].filter(({ id, source }) => source === 'line' && id.startsWith('new:'))
  return frames.map((frame, index) => {
    // In the review a frame is a page; in the result all of them have the page of the video.
    const lineIn = (item: ReviewItem | undefined, page: number) => {
      const line = reviewedLine(item)
      return line ? { ...line, page } : []
    }
    return {
      ...frame,
      lines: [
        ...frame.lines.flatMap(({ page }, place) => lineIn(items.get(`frame:${index}:${place}`), page)),
        ...drawn.flatMap((item) => (item.page === index ? lineIn(item, 0) : [])),
      ],
    }
  })
}

function historyOf(steps: readonly ChangeSetRow[]): ExportRecord['history'] {
  return steps.map((row) => Object.assign(toChangeSet(row), { authorId: row.authorId }))
}

/** A document as it is exported: what stands, what the machine had said, and who changed what when. */
export function exportRecord(document: DocumentSummary, { recognition, steps }: DocumentReview): ExportRecord {
  const history = historyOf(steps)
  const decided = { at: document.decidedAt, by: document.decidedBy }
  if (recognition?.status !== 'succeeded') {
    return {
      document,
      pages: [],
      recognition: null,
      machine: null,
      decision: { state: 'open', reason: null, ...decided },
      history,
    }
  }
  const { items, tables, decision } = foldReview(recognition, history)
  const { fields, lines, tables: machineTables, frames } = recognition
  const byId = new Map(items.map((item) => [item.id, item]))
  return {
    document,
    pages: recognition.pages,
    recognition: {
      ...recognition,
      fields: reviewedFields(recognition, items),
      lines: reviewedLines(recognition, items, byId),
      tables: reviewedTables(recognition, tables, byId),
      frames: reviewedFrames(recognition, byId),
    },
    machine: { fields, lines, tables: machineTables, frames },
    decision: { ...decision, ...decided },
    history,
  }
}
